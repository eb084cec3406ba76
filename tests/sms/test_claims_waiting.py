"""A claim that waits for its words or its day goes on waiting while something else is looked up or done."""

from __future__ import annotations

import pytest

from tests.sms.august import code_of, says
from tests.sms.village import Village

TWO_DAYS = "申报 昨天和前天献血"
FILED = "：献血 8月9日。按8月9日、献血办"


@pytest.mark.parametrize(
    "others",
    [
        ["物品"],
        ["4", "1"],
        ["公告"],
        ["网页"],
        ["规则 环境"],
        ["积分", "明细", "排名"],
        ["查昨天", "积分"],
        ["明细", "物品", "谢谢"],
        ["去年积分"],
        ["找人"],
        ["异议"],
        ["异议 1 那天不在家"],
        ["兑 1"],
        ["T"],
        ["你好"],
        ["啥"],
    ],
)
async def test_the_day_is_named_behind_anything_else(told: Village, others: list[str]) -> None:
    for text in [TWO_DAYS, *others]:
        assert await told.text(text)
    assert FILED in await says(told, "8月9日")


@pytest.mark.parametrize("day", ["是昨天", "就9号吧", "那就昨天"])
async def test_a_day_behind_listed_entries_is_no_entry(told: Village, day: str) -> None:
    assert "按8月9日、献血办" in await says(told, TWO_DAYS, "明细", day)


@pytest.mark.parametrize("changes", ["明细", "2", "昨天明细", "查昨天", "7月明细"])
@pytest.mark.parametrize("day", ["9号", "9号的", "昨天", "8月9日"])
async def test_a_day_behind_listed_changes_may_be_that_of_others(told: Village, changes: str, day: str) -> None:
    asked = await says(told, TWO_DAYS, changes, day)
    assert "是您家做的事吗？是就回1。要看这天的明细，请发“" in asked
    assert await told.count("claims") == 0
    listed = await says(told, asked.rpartition("请发“")[2].partition("”")[0])
    assert listed.startswith("王建国户2026年8月9日没有")
    assert "按8月9日、献血办" in await says(told, "是昨天")


async def test_a_day_behind_listed_changes_is_confirmed(told: Village) -> None:
    assert FILED in await says(told, TWO_DAYS, "明细", "8月9日", "1")


@pytest.mark.parametrize("looked", ["查昨天", "看看昨天", "帮我查一下8月9日", "昨天查一下"])
async def test_a_day_that_is_to_be_looked_up_is_none_of_the_claim(told: Village, looked: str) -> None:
    assert "王建国户2026年8月9日没有加分或扣分的记录" in await says(told, TWO_DAYS, looked)
    assert await told.count("claims") == 0


@pytest.mark.parametrize("looked", [["查9号"], ["看9号"], ["物品", "看1号"]])
async def test_a_number_to_be_looked_up_may_be_a_day_or_an_entry_or_goods(told: Village, looked: list[str]) -> None:
    assert "看明细回2，看物品回4" in await says(told, TWO_DAYS, *looked)
    assert await told.count("claims") == 0


async def test_it_is_put_right_behind_listed_entries(told: Village) -> None:
    assert "：捐款，昨天。按8月9日的事办" in await says(told, TWO_DAYS, "明细", "不是献血，是捐款，昨天")


async def test_what_was_offered_in_between_is_answered_first(told: Village) -> None:
    assert "异议1号收下了" in await says(told, TWO_DAYS, "明细", "1 那天没扔")
    assert FILED in await says(told, "8月9日")


async def test_the_right_day_of_a_listed_entry_is_none_of_the_claim(told: Village) -> None:
    assert "异议1号收下了" in await says(told, TWO_DAYS, "明细", "1 不是昨天是前天")
    assert await told.count("claims") == 0


async def test_goods_are_reserved_in_between(told: Village) -> None:
    await says(told, TWO_DAYS, "兑 1")
    assert "兑好了" in await says(told, await code_of(told))
    assert FILED in await says(told, "8月9日")


async def test_goods_that_are_not_wanted_after_all_leave_it_waiting(told: Village) -> None:
    assert "洗衣粉不兑了" in await says(told, TWO_DAYS, "兑 1", "洗衣粉不要了")
    assert FILED in await says(told, "8月9日")


async def test_goods_that_were_reserved_in_between_are_given_up_by_themselves(told: Village) -> None:
    await says(told, TWO_DAYS, "兑 1")
    said = await says(told, await code_of(told), "取消")
    assert "刚才的不办了。没报完的申报也不报了。兑好的物品还留着，也不要就再回“取消”" in said
    assert "洗衣粉1件取消了，20分退回来了" in await says(told, "取消")


@pytest.mark.parametrize("others", [["明细"], ["物品"], ["积分", "明细"]])
async def test_it_is_given_up_behind_anything_else(told: Village, others: list[str]) -> None:
    assert "刚才的不办了" in await says(told, TWO_DAYS, *others, "取消")
    assert "申报发“申报 做的事”" in await says(told, "8月9日")


async def test_another_claim_takes_its_place(told: Village) -> None:
    assert "申报1号" in await says(told, TWO_DAYS, "明细", "申报 扫雪 8月8日")
    assert "报好的不能改" in await says(told, "8月9日")
    assert await told.count("claims") == 1


@pytest.mark.parametrize("other", ["积分", "明细", "物品"])
async def test_words_that_were_asked_for_are_asked_about_behind_anything_else(told: Village, other: str) -> None:
    assert "“献血”是您家做的事吗？" in await says(told, "申报", other, "献血")
    assert await told.count("claims") == 0
    assert "申报1号：献血" in await says(told, "1")


@pytest.mark.parametrize("wish", ["我家老人要去医院", "路灯坏了", "家里停水三天了", "我要找书记", "隔壁打架了"])
async def test_who_needs_somebody_is_asked_for_no_deed_of_before(told: Village, wish: str) -> None:
    assert "已告诉村里" in await says(told, "申报", "积分", wish)
    assert "“扫雪”是您家做的事吗？" in await says(told, "扫雪")


@pytest.mark.parametrize("claim", ["申报", TWO_DAYS])
@pytest.mark.parametrize(("wish", "answer"), [("最近扣分", "王建国户最近"), ("环1规则", "无违章搭建")])
async def test_what_is_clear_by_itself_is_answered(told: Village, claim: str, wish: str, answer: str) -> None:
    assert answer in await says(told, claim, "积分", wish)


@pytest.mark.parametrize("other", ["积分", "排名"])
async def test_what_is_no_answer_is_read_by_itself(told: Village, other: str) -> None:
    assert "王建国户" in await says(told, TWO_DAYS, "明细", other)
    assert "已告诉村里" in await says(told, "老人摔倒了")


@pytest.mark.parametrize("before", [[], ["积分"], ["明细"]])
@pytest.mark.parametrize("changes", ["昨天明细", "明细 8月9日", "8月9日的明细", "查8月9日的记录", "8月明细"])
async def test_the_changes_of_a_day_are_asked_for_and_no_claim(told: Village, before: list[str], changes: str) -> None:
    assert (await says(told, TWO_DAYS, *before, changes)).startswith("王建国户")
    assert await told.count("claims") == 0
    assert "按8月9日、献血办" in await says(told, "是8月9日")


@pytest.mark.parametrize(
    ("other", "said"), [("路灯坏了", "昨天坏的"), ("异议 1 那天不在家", "昨天不在家"), ("明细", "昨天下雨了")]
)
async def test_what_is_said_of_something_else_is_no_day_of_the_claim(told: Village, other: str, said: str) -> None:
    await says(told, TWO_DAYS, other, said)
    assert await told.count("claims") == 0


@pytest.mark.parametrize(("other", "said"), [("积分", "垃圾没人收"), ("排名", "村口的灯不亮")])
async def test_a_person_is_called_behind_an_unfinished_claim(told: Village, other: str, said: str) -> None:
    assert "已告诉村里" in await says(told, "申报", other, said)


@pytest.mark.parametrize("said", ["王建国", "昨天"])
async def test_what_names_no_deed_is_none(told: Village, said: str) -> None:
    assert "您家做的事" not in await says(told, "申报", "明细", said)


@pytest.mark.parametrize(("others", "given_up"), [(["异议 1"], "算了"), (["兑 1"], "不要了"), (["明细"], "取消")])
async def test_a_claim_that_is_given_up_with_something_else_is_named(
    told: Village, others: list[str], given_up: str
) -> None:
    assert "刚才的不办了。没报完的申报也不报了。" in await says(told, TWO_DAYS, *others, given_up)
