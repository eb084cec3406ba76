"""Points are asked of one time, of several, or of one that has none: each is answered, or what cannot be is said."""

from __future__ import annotations

import pytest

from sms.understanding.listed_months import each_by_itself, endless
from sms.understanding.periods import find_figure_time
from tests.sms.august import says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import Village

JULY, AUGUST = "2026年7月得110分", "2026年8月还没结算，现在108分"
LAST_YEAR, THIS_YEAR = "2025年没有计分的记录", "2026年得110分，8月还没结算，没算进去，现在108分"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("去年和今年的积分", [LAST_YEAR, THIS_YEAR]),
        ("今年跟去年的分", [THIS_YEAR, LAST_YEAR]),
        ("去年的积分和今年的积分", [LAST_YEAR, THIS_YEAR]),
        ("上月和这月积分", [JULY, AUGUST]),
        ("上个月、这个月的积分各多少", [JULY, AUGUST]),
        ("本月跟上月积分多少", [AUGUST, JULY]),
        ("7月8月分", [JULY, AUGUST]),
        ("7月和8月积分", [JULY, AUGUST]),
        ("七月八月积分", [JULY, AUGUST]),
        ("7、8月积分", [JULY, AUGUST]),
        ("7 8月积分", [JULY, AUGUST]),
        ("7，8月的分", [JULY, AUGUST]),
        ("7和8月积分", [JULY, AUGUST]),
        ("七八月积分", [JULY, AUGUST]),
        ("七八两个月的分", [JULY, AUGUST]),
        ("七、八月份几分", [JULY, AUGUST]),
        ("7到8月积分", [JULY, AUGUST]),
        ("六到八月积分", ["2026年6月没有计分的记录", JULY, AUGUST]),
        ("6-8月积分", ["2026年6月没有计分的记录", JULY, AUGUST]),
        ("6月到8月积分", ["2026年6月没有计分的记录", JULY, AUGUST]),
        ("二三季度积分", ["2026年二季度没有计分的记录", "2026年三季度"]),
        ("7/8月积分", [JULY, AUGUST]),
        ("1 8月积分", [AUGUST]),
        ("7到9月积分", [JULY, AUGUST, "2026年9月还没到"]),
        ("9月、8月积分", ["2025年9月没有计分的记录", AUGUST]),
        ("二到三季度积分", ["2026年二季度没有计分的记录", "2026年三季度"]),
        ("2-3季度积分", ["2026年二季度没有计分的记录", "2026年三季度"]),
        ("去年11、12月积分", ["2025年11月没有计分的记录", "2025年12月没有计分的记录"]),
        ("qing wen shang ge yue ji fen", [JULY]),
        ("7yue jifen", [JULY]),
        ("qu nian jifen", [LAST_YEAR]),
    ],
)
async def test_each_time_has_its_figure(told: Village, text: str, figures: list[str]) -> None:
    said = await told.text(text) or ""
    assert [figure for figure in figures if figure in said] == figures
    assert said.index(figures[0]) <= said.index(figures[-1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("下个月积分", "下个月"),
        ("上周积分", "上周"),
        ("这个星期几分", "这个星期"),
        ("半年积分", "半年"),
        ("上半年的分数", "上半年"),
        ("昨天积分几分", "昨天"),
        ("积分 昨天", "昨天"),
        ("8月9日的积分", "8月9日"),
        ("8.9的积分", "8.9"),
        ("20260809积分", "20260809"),
        ("前天、昨天的积分", "前天、昨天"),
        ("zuotian jifen", "昨天"),
        ("去年12月到今年2月积分", "去年12月到今年2月"),
        ("11到2月积分", "11到2月"),
        ("78月积分", "78月"),
        ("我家8.8的分", "8.8"),
        ("昨天的分", "昨天"),
    ],
)
async def test_a_time_without_points_is_said(told: Village, text: str, said: str) -> None:
    assert f"“{said}”的积分查不了，要写哪个月、季度或年，如：10月积分。" in await says(told, text)


@pytest.mark.parametrize("text", ["今天积分多少", "现在几分", "昨天开会讲能换东西，我家几分", "今年积分"])
async def test_the_present_is_the_present(told: Village, text: str) -> None:
    assert "8月108分" in await says(told, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天、前天的明细", "昨天、前天"),
        ("8月5日到8月9日明细", "8月5日到8月9日"),
        ("7月、8月扣分明细", "7月、8月"),
        ("7、8月明细", "7月、8月"),
    ],
)
async def test_changes_of_several_times_are_asked_for_one_by_one(told: Village, text: str, said: str) -> None:
    assert f"“{said}”的明细看不了，请只写一天或一个月，如：昨天明细、10月明细。看最近的回2。" in await says(told, text)


async def test_the_rank_of_another_year_beside_this_ones_is_said_not_to_be_had(told: Village) -> None:
    assert "短信里没有“去年、今年”的排名，只有今年的。" in await says(told, "去年排名今年排名")


@pytest.mark.parametrize(
    "piece", ["昨天", "8月9日", "上周", "去年", "和", "昨天积分", "8.9", "今年和", "7月", "7、", "7到", "七"]
)
def test_twice_the_times_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: find_figure_time(f"{text}x"))


@pytest.mark.parametrize("said", ["8月7、8日", "8月1-5日", "8月7日到9号", "12月", "十一月", "门牌3-12积分", "25-12月"])
def test_days_and_single_months_are_no_list_of_months(said: str) -> None:
    assert (each_by_itself(said), endless(said)) == (said, None)


@pytest.mark.parametrize("piece", ["7、", "7 ", "7到", "七", "去年7", "7月到"])
def test_twice_the_months_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: (each_by_itself(f"{text}x"), endless(f"{text}x")))
