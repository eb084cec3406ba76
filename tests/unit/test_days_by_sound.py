"""Days in pinyin, as phones without Chinese letters write them."""

from __future__ import annotations

import pytest

from text.days_by_sound import with_days


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("xianxue zuotian", "xianxue 昨天"),
        ("xianxuezuotian", "xianxue 昨天"),
        ("da qian tian xianxue", "大前天 xianxue"),
        ("xianxue Shangzhouliu", "xianxue 上周六"),
        ("xianxue zhe ge xing qi yi", "xianxue 这周一"),
        ("li bai tian xianxue", "周天 xianxue"),
        ("8yue9ri xianxue", "8月9日 xianxue"),
        ("8 yue 9", "8月9日"),
        ("xianxue 9hao", "xianxue 9号"),
        ("xianxue shang ge yue", "xianxue 上个月"),
        ("shangzhou xianxue", "上周 xianxue"),
        ("qunian", "去年"),
        ("zuotian he qiantian", "昨天 he 前天"),
        ("juanqian", "juanqian"),
        ("zhou er hua", "周二 hua"),
        ("bang zhouyu", "bang zhouyu"),
        ("昨天献血", "昨天献血"),
        ("", ""),
    ],
)
def test_a_day_in_pinyin_is_written_in_characters(typed: str, read: str) -> None:
    assert with_days(typed) == read
