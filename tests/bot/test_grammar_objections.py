"""/yi: the list, one case, an objection for a household, and deciding."""

from __future__ import annotations

import pytest

from tests.bot.village import understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/yi", "objections"),
        ("/yi 5", "objection 5"),
        ("/异议５号", "objection 5"),
        ("/yi 第5件", "objection 5"),
        ("/yi 准 5", "uphold 5 |"),
        ("/yi 准5", "uphold 5 |"),
        ("/yi 准 5 3", "uphold 5 3|"),
        ("/yi 准 5 3分 看过了", "uphold 5 3|看过了"),
        ("/yi 准 5 改为扣3分 看过了", "uphold 5 3|看过了"),
        ("/yi 准 5 3次都不是他家", "uphold 5 |3次都不是他家"),
        ("/yi 准 5，确实记错了。", "uphold 5 |确实记错了"),
        ("/yi 成立 异议5", "uphold 5 |"),
        ("/yi 5 成立", "uphold 5 |"),
        ("/yi 準 5", "uphold 5 |"),
        ("/yi 驳 5 有照片", "dismiss 5|有照片"),
        ("/yi 驳回5，有照片。", "dismiss 5|有照片"),
        ("/yi 5 不成立 有照片", "dismiss 5|有照片"),
        ("/yi 不准 5 属实", "dismiss 5|属实"),
        ("/yi 驳 5", "dismiss 5|"),
        ("/yi 驳", "dismiss None|"),
        ("/yi 准", "uphold None |"),
        ("/yi 驳 现场看过", "dismiss None|现场看过"),
        ("/yi 3-12 #123 没有扔", "object 123 3-12|没有扔"),
        ("/yi 3-12 123 没有扔", "object 123 3-12|没有扔"),
        ("/异议 3组12号 #123 没有扔", "object 123 3-12|没有扔"),
        ("/yi 王建国 #123 没有扔", "object 123 name:王建国|没有扔"),
        ("/yi 尾号1234 #123，没有扔", "object 123 tail:1234|没有扔"),
        ("/yi 记 123 没有扔", "object 123 |没有扔"),
        ("/yi 记录123号 没有扔", "object 123 |没有扔"),
        ("/yi #123 8月12日没有扔", "object 123 |8月12日没有扔"),
        ("/yi 3-12 #123", "!no-reason@1"),
        ("/yi #123", "!no-reason@1"),
        ("/yi 外人 #123 没有扔", "object 123 name:外人|没有扔"),
        ("/yi 3-12 没有扔", "object None 3-12|没有扔"),
        ("/yi 3-12", "!bad-objection@1"),
        ("/yi 12 没有扔", "!bad-objection@1"),
        ("/yi 有人不服", "object None |有人不服"),
    ],
)
def test_what_yi_is_asked_for(text: str, expected: str) -> None:
    assert understood(text) == expected
