"""Whole conversations: each text is read in the light of what was asked, for ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sms.august import code_of, lived_to_august, says
from tests.sms.village import LI, SHARED, Village


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    wang = await lived_to_august(sqlite_village, ("李福根", LI))
    await sqlite_village.record(wang, "环3", -3, "鸡鸭散养")
    return sqlite_village


# --- claims


async def test_the_answer_to_what_was_done_is_the_claim(told: Village) -> None:
    assert "收到王建国户申报1号" in await says(told, "申报", "献血 8月9日")


async def test_a_day_that_cannot_be_is_asked_about_and_completed(told: Village) -> None:
    assert "看不懂" in await says(told, "申报 献血 2月30日")
    assert await told.count("claims") == 0
    assert "献血 8月9日" in await says(told, "8月9日")


async def test_what_may_be_no_deed_is_still_asked_about_once_its_day_is_known(told: Village) -> None:
    assert "看不懂" in await says(told, "申报 修路灯 2月30日")
    assert "是您家做的事吗" in await says(told, "8月9日")
    assert await told.count("claims") == 0
    assert "收到王建国户申报1号" in await says(told, "1")


@pytest.mark.parametrize(
    "text", ["1", "积分", "怎么申报", "算了", "取消", "退订是什么意思", "好", "不申报了", "多少分"]
)
async def test_what_is_no_deed_opens_nothing(told: Village, text: str) -> None:
    await says(told, "申报", text)
    assert await told.count("claims") == 0
    assert await told.count("optouts") == 0


async def test_after_ten_minutes_the_question_is_forgotten(told: Village) -> None:
    await says(told, "申报")
    told.now += timedelta(minutes=11)
    await says(told, "献血 8月9日")
    assert await told.count("claims") == 0


async def test_another_question_in_between_ends_the_first(told: Village) -> None:
    await says(told, "申报", "积分", "献血 8月9日")
    assert await told.count("claims") == 0


# --- objections


async def test_number_and_reason_after_the_list(told: Village) -> None:
    assert "异议1号收下了：#1" in await says(told, "异议", "1 袋口扎好的")


async def test_the_reason_comes_by_itself(told: Village) -> None:
    assert "原因" in await says(told, "异议 2")
    assert await told.count("objections") == 0
    assert "异议1号收下了：#2" in await says(told, "鸡是邻居家的")


async def test_number_then_reason_after_the_list(told: Village) -> None:
    assert "异议1号收下了：#2" in await says(told, "异议", "2", "鸡是邻居家的")


async def test_without_a_reason_when_it_was_asked_for(told: Village) -> None:
    assert "异议1号收下了" in await says(told, "异议 2", "没有")


@pytest.mark.parametrize("text", ["取消", "算了", "积分", "1", "怎么提异议"])
async def test_what_is_no_reason_opens_nothing(told: Village, text: str) -> None:
    await says(told, "异议 2", text)
    assert await told.count("objections") == 0


# --- goods


async def test_a_number_after_the_goods_asks_and_only_the_code_reserves(told: Village) -> None:
    assert "要兑洗衣粉（20分）吗" in await says(told, "物品", "1")
    asked = await says(told, "好")
    code = await code_of(told)
    assert code in asked
    assert code in await says(told, "好的")
    assert code in await says(told, "确认")
    assert await told.count("redemptions") == 0
    assert "兑好了" in await says(told, code)


async def test_a_code_in_chinese_numerals(told: Village) -> None:
    await says(told, "兑 1")
    said = "".join("零一二三四五六七八九"[int(digit)] for digit in await code_of(told))
    assert "兑好了" in await says(told, said)


async def test_an_order_of_four_numbers_is_no_code(told: Village) -> None:
    await says(told, "兑 1", "兑 1 1 2 1")
    assert await told.count("orders", "tries > 0") == 0


async def test_cancelling_takes_back_the_code_then_the_goods_then_nothing(told: Village) -> None:
    assert "洗衣粉不兑了" in await says(told, "兑 1", "取消")
    await says(told, "兑 1")
    await says(told, await code_of(told))
    assert "洗衣粉1件取消了，20分退回来了" in await says(told, "不要了")
    assert "没有什么要取消" in await says(told, "取消")
    assert await told.count("optouts") == 0
    assert "可用110分" in await says(told, "积分")


@pytest.mark.parametrize("text", ["不要", "不用了", "先不要", "别换了", "退了", "不", "no", "No thanks", "那就不兑了"])
async def test_no_takes_back_the_code_that_waits(told: Village, text: str) -> None:
    assert "洗衣粉不兑了" in await says(told, "兑 1", text)
    assert await told.count("orders", "closed_ms IS NULL") == 0


@pytest.mark.parametrize("text", ["不要", "不用了", "no"])
async def test_no_takes_back_nothing_that_was_done(told: Village, text: str) -> None:
    await says(told, "兑 1")
    await says(told, await code_of(told))
    await says(told, text)
    assert await told.count("redemptions", "state = 'reserved'") == 1


async def test_of_several_goods_it_is_asked_which(told: Village) -> None:
    for goods in ("兑 1", "兑 2"):
        await says(told, goods)
        await says(told, await code_of(told))
    assert "2 食盐1件" in await says(told, "取消")
    assert "食盐1件取消了" in await says(told, "2")
    assert await told.count("redemptions", "state = 'reserved'") == 1


# --- households, items, pages


async def test_the_place_alone_answers_which_household(told: Village) -> None:
    assert "登记了2户" in await says(told, "积分", sender=SHARED)
    assert (await says(told, "3组4号", sender=SHARED)).startswith("赵丽华户")
    assert "赵丽华户申报1号" in await says(told, "申报 献血 8月9日", "3-4", sender=SHARED)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("3-4 兑 1", "兑洗衣粉1件"),
        ("3组4号兑1", "兑洗衣粉1件"),
        ("3-4 物品", "赵丽华户可用"),
        ("三组四号 网页", "您家的积分网页"),
        ("3-4 申报 献血 8月9日", "赵丽华户申报1号"),
        ("3-4申报", "请写上做了什么"),
        ("3-4 异议", "赵丽华户没有还能提异议"),
        ("3-4 公告", "还没有发过公告"),
    ],
)
async def test_a_place_before_anything_of_a_household_names_it(told: Village, text: str, part: str) -> None:
    assert part in await says(told, text, sender=SHARED)


@pytest.mark.parametrize("text", ["3-4 兑 1", "3-4 物品", "3-4 申报 献血 8月9日"])
async def test_the_place_of_another_household_is_refused(told: Village, text: str) -> None:
    assert "3-4不是用您这个手机登记的" in await says(told, text)
    assert await told.count("claims") + await told.count("orders") == 0


@pytest.mark.parametrize("text", ["3-4 退订", "3-4 取消", "3-4 天", "3-4 明天"])
async def test_a_place_before_anything_else_is_no_order(told: Village, text: str) -> None:
    await says(told, text, sender=SHARED)
    assert await told.count("optouts") == 0


async def test_a_number_chooses_the_item(told: Village) -> None:
    assert "3干净" in await says(told, "规则 环境")
    assert "宅前屋后" in await says(told, "3")


async def test_long_answers_come_in_pages(told: Village) -> None:
    for goods in ("兑 1", "兑 2", "兑 2"):
        await says(told, goods)
        await says(told, await code_of(told))
    first = await says(told, "物品")
    assert first.endswith("回9看下面")
    assert "能兑" in await says(told, "9")
    assert "没有下一页" in await says(told, "9")


async def test_goods_are_taken_back_by_their_name(told: Village) -> None:
    for wish in ("兑 1", "兑 2"):
        await says(told, wish)
        await says(told, await code_of(told))
    assert "食盐1件取消了" in await says(told, "那袋盐不要了")
    assert "要取消哪一样" in await says(told, "米退掉")
    assert "洗衣粉1件取消了" in await says(told, "1")


async def test_an_order_is_given_up_by_the_name_of_its_goods_only(told: Village) -> None:
    await says(told, "兑 1")
    assert "没有什么要取消" in await says(told, "盐不要了")
    assert "洗衣粉不兑了" in await says(told, "洗衣粉不换了")


# --- what may be no case


@pytest.mark.parametrize("yes", ["1", "是", "是的", "对"])
async def test_a_doubtful_deed_is_claimed_once_it_is_confirmed(told: Village, yes: str) -> None:
    assert "“老王”是您家做的事吗" in await says(told, "申报 老王")
    assert await told.count("claims") == 0
    assert "收到王建国户申报1号：老王" in await says(told, yes)


async def test_a_deed_told_instead_is_the_claim(told: Village) -> None:
    said = await says(told, "申报 天气真好", "献血 8月9日")
    assert "申报1号：献血 8月9日" in said


@pytest.mark.parametrize("text", ["不是", "算了", "谢谢", "积分", "取消", "6", "明天去献血"])
async def test_a_doubtful_deed_that_is_not_confirmed_opens_nothing(told: Village, text: str) -> None:
    await says(told, "申报 老王", text)
    assert await told.count("claims") == 0


async def test_a_plan_after_the_question_is_told_to_wait(told: Village) -> None:
    assert "还没做的事不能申报" in await says(told, "申报", "明天去献血")


async def test_what_was_offered_is_done_when_it_is_told(told: Village) -> None:
    assert "申报1号" in await says(told, "申报啊", "献血 8月9日")
    assert "异议1号收下了：#2" in await says(told, "异议 2 好的", "2 鸡是邻居家的")


@pytest.mark.parametrize("text", ["老王", "天气真好", "2 天气", "好", "1"])
async def test_what_was_only_offered_opens_nothing_by_itself(told: Village, text: str) -> None:
    for offer in ("申报啊", "异议 2 好的"):
        await says(told, offer, text)
    assert (await told.count("claims"), await told.count("objections")) == (0, 0)


async def test_words_that_give_no_reason_are_kept_until_one_comes(told: Village) -> None:
    assert "哪里不对" in await says(told, "异议 2 老王")
    assert await told.count("objections") == 0
    assert "异议1号收下了：#2" in await says(told, "鸡是他家的")
    async with told.database.reading() as connection:
        (row,) = await connection.fetch("SELECT content FROM objections")
    assert row["content"] == "老王 鸡是他家的"


async def test_a_reason_given_first_is_kept_until_the_entry_is_named(told: Village) -> None:
    await says(told, "异议 那天我不在家", "2")
    async with told.database.reading() as connection:
        (row,) = await connection.fetch("SELECT content FROM objections")
    assert row["content"] == "那天我不在家"


@pytest.mark.parametrize("text", ["扣得对", "我认了", "再说吧"])
async def test_a_reason_that_accepts_opens_nothing(told: Village, text: str) -> None:
    await says(told, "异议 2", text)
    assert await told.count("objections") == 0


# --- slips behind what was just done


@pytest.mark.parametrize("text", ["不用了", "没事了，谢谢", "那不用麻烦了"])
async def test_nobody_comes_who_is_not_needed_any_more(told: Village, text: str) -> None:
    assert "不用来了" in await says(told, "找人", text)
    assert "没请过" not in await says(told, "找人", text)


@pytest.mark.parametrize("text", ["我点错了", "不小心按错了", "发错了不好意思"])
async def test_who_opted_out_by_a_slip_is_told_how_to_come_back(told: Village, text: str) -> None:
    assert "订阅" in await says(told, "退订", text)
    assert await told.count("optouts") == 1


async def test_a_slip_that_is_none_is_read_by_itself(told: Village) -> None:
    assert (await says(told, "退订", "积分")).startswith("王建国户：")
    assert "没看明白" in await says(told, "积分", "不用了")
