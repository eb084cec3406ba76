"""/shen: the list, one claim, a paper form, and deciding."""

from __future__ import annotations

import pytest

from tests.bot.village import understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/shen", "claims"),
        ("/shen 12", "claims 12"),
        ("/shen #12", "claims 12"),
        ("/申报１２号", "claims 12"),
        ("/shen 3-12 志2 8月12日献血", "claim 3-12|志2||8月12日献血|8.12"),
        ("/shen 王建国 献血 2 镇里的活动", "claim name:王建国|献血|2|镇里的活动"),
        ("/申报 3组12号 文2 5分 区级最美家庭", "claim 3-12|文2|5|区级最美家庭"),
        ("/shen 3-12 志2 献血\n3-13 志1 扫河道", "claim 3-12|志2||献血 / 3-13|志1||扫河道"),
        ("/shen\n3-12 志2 献血\n\n3-13 志1 扫河道", "claim 3-12|志2||献血 / 3-13|志1||扫河道"),
        ("/shen 3-12 志2 献血\n3-13 志1\n志1 扫河道", "!no-reason@2 !no-household@3"),
        ("/shen 3-12 志2", "!no-reason@1"),
        ("/shen 3-12 献血", "claim 3-12|献血||献血"),
        ("/shen 3-12 献血 2分", "claim 3-12|献血|2|献血"),
        ("/shen 3-12 献血 王建国", "claim 3-12|献血||献血"),
        ("/shen 献血 志2", "!no-household@1"),
        ("/shen 准 12", "accept 12 |"),
        ("/shen 准12", "accept 12 |"),
        ("/shen 同意 #12 志2", "accept 12 志2|"),
        ("/shen 通过 12号 献血 1分", "accept 12 献血|1"),
        ("/shen 批准 申报12 环4 2", "accept 12 环4|2"),
        ("/shen 准 12 3分", "accept 12 |3"),
        ("/shen 准 12 2分 献血", "accept 12 献血|2"),
        ("/shen 准 12 两分 环4", "accept 12 环4|2"),
        ("/shen 准 12 献血 情况属实", "accept 12 献血|"),
        ("/shen 12 准 献血", "accept 12 献血|"),
        ("/shen 12号 同意", "accept 12 |"),
        ("/shen 10043 通过验收 志2", "claim code:10043|志2||通过验收"),
        ("/shen 准 12 3", "!unclear-points@1:3"),
        ("/shen 准 12 13 献血", "accept 12 献血|13"),
        ("/shen 准 12 献血 500分", "!bad-points@1:500分"),
        ("/shen 准 12 献血 0分", "!bad-points@1:0分"),
        ("/shen 准 12 献血 -2分", "!bad-points@1:-2分"),
        ("/shen 准 12 献血 2.5", "!bad-points@1:2.5"),
        ("/shen 准 12 献血 2分 3分", "!two-points@1:3分"),
        ("/shen 准 12 13 14", "!two-points@1:14 !unclear-points@1:13"),
        ("/shen 准 12 志2 环4", "!two-items@1:环4"),
        ("/shen 准 12 环", "!no-item@1:环"),
        ("/shen 准 12 跳广场舞", "!no-item@1:跳广场舞"),
        ("/shen 准 12、13", "!several-claims@1"),
        ("/shen 准 12、13 献血", "!several-claims@1"),
        ("/shen 准 12 #13", "!several-claims@1"),
        ("/shen 准 12和13号", "!several-claims@1"),
        ("/shen 准 12\n准 13", "!several-claims@1"),
        ("/shen 驳 12、13 没有这回事", "!several-claims@1"),
        ("/shen 驳 12 没有这回事\n准 13", "!several-claims@1"),
        ("/shen 驳 12 没有这回事\n问过邻居", "reject 12 没有这回事 问过邻居"),
        ("/shen 驳 12 13号没有活动", "reject 12 13号没有活动"),
        ("/shen 12 驳 没有这回事", "reject 12 没有这回事"),
        ("/shen 准 12 献血+1", "accept 12 献血|1"),
        ("/申报 準 12", "accept 12 |"),
        ("/shen 驳 12 没有这回事", "reject 12 没有这回事"),
        ("/shen 驳回12，8月没有活动。", "reject 12 8月没有活动"),
        ("/shen 不同意 12", "reject 12"),
        ("/shen 不准 12 材料不全", "reject 12 材料不全"),
        ("/shen 拒绝 第12号 重复", "reject 12 重复"),
        ("/shen 准", "!no-claim@1"),
        ("/shen 驳 没有这回事", "!no-claim@1"),
        ("/shen 准 0", "!no-claim@1"),
    ],
)
def test_what_shen_is_asked_for(text: str, expected: str) -> None:
    assert understood(text) == expected
