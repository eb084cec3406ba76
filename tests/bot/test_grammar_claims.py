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
        ("/shen 3-12 志2 8月12日献血", "claim 3-12|志2||8月12日献血"),
        ("/shen 王建国 献血 2 镇里的活动", "claim name:王建国|献血|2|镇里的活动"),
        ("/申报 3组12号 文2 5分 区级最美家庭", "claim 3-12|文2|5|区级最美家庭"),
        ("/shen 3-12 志2", "!no-reason@1"),
        ("/shen 献血 志2", "!no-household@1"),
        ("/shen 准 12", "accept 12 |"),
        ("/shen 准12", "accept 12 |"),
        ("/shen 同意 #12 志2", "accept 12 志2|"),
        ("/shen 通过 12号 献血 1分", "accept 12 献血|1"),
        ("/shen 批准 申报12 环4 2", "accept 12 环4|2"),
        ("/shen 准 12 3", "accept 12 |3"),
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
