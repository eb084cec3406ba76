"""A person who slips while something is asked tries again: the question stays, and giving it up is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sms.august import code_of, says
from tests.sms.village import SHARED, Village


async def reserve_both(village: Village) -> None:
    for goods in ("兑 1", "兑 2"):
        await says(village, goods)
        await says(village, await code_of(village))


# --- what was not understood ends no question


@pytest.mark.parametrize("slip", ["ajsdkl", "？", "什么意思", "9", "😀", "打错字了"])
async def test_a_slip_leaves_the_question(told: Village, slip: str) -> None:
    await says(told, "申报", slip)
    assert "收到王建国户申报1号" in await says(told, "献血 8月9日")


async def test_after_ten_minutes_the_slip_keeps_nothing(told: Village) -> None:
    await says(told, "申报", "ajsdkl")
    told.now += timedelta(minutes=11)
    await says(told, "献血 8月9日")
    assert await told.count("claims") == 0


async def test_a_number_of_no_goods_is_named_and_the_list_still_counts(told: Village) -> None:
    assert "没有77号物品" in await says(told, "物品", "77")
    assert "要兑食盐（5分）吗" in await says(told, "2")


@pytest.mark.parametrize("number", ["3", "77"])
async def test_a_number_that_was_not_listed_is_asked_again(told: Village, number: str) -> None:
    await reserve_both(told)
    assert "没有这个编号" in await says(told, "取消", number)
    assert await told.count("redemptions", "state = 'reserved'") == 2
    assert "食盐1件取消了" in await says(told, "2")


async def test_the_name_of_the_goods_alone_says_which(told: Village) -> None:
    await reserve_both(told)
    assert "食盐1件取消了" in await says(told, "取消", "盐")
    assert await told.count("redemptions", "state = 'reserved'") == 1


async def test_a_name_of_two_that_are_reserved_asks_which_of_them(told: Village) -> None:
    for _ in range(2):
        await says(told, "兑 1")
        await says(told, await code_of(told))
    assert "要取消哪一样" in await says(told, "取消", "洗衣粉")
    assert await told.count("redemptions", "state = 'reserved'") == 2
    assert "洗衣粉1件取消了" in await says(told, "2")


async def test_a_person_is_always_one_digit_away(told: Village) -> None:
    await reserve_both(told)
    assert "已告诉村里" in await says(told, "取消", "6")


async def test_an_item_that_was_not_listed_is_asked_again(told: Village) -> None:
    assert "没有这个编号" in await says(told, "规则 环境", "45")
    assert "违" in await says(told, "2")


# --- giving up


@pytest.mark.parametrize("words", ["算了不提了", "不提了", "不弄了", "明天再说"])
async def test_a_question_is_given_up_in_other_words(told: Village, words: str) -> None:
    assert "刚才的不办了" in await says(told, "异议 1", words)
    assert await told.count("objections") == 0


@pytest.mark.parametrize("words", ["算了不报了", "那不申报了", "下次再报"])
async def test_a_claim_is_given_up_in_other_words(told: Village, words: str) -> None:
    assert "刚才的不办了" in await says(told, "申报", words)
    assert await told.count("claims") == 0


async def test_thanks_gives_nothing_up(told: Village) -> None:
    await says(told, "异议 1", "谢谢")
    assert "异议1号收下了：#1" in await says(told, "袋口扎好的")


# --- the code


@pytest.mark.parametrize("words", ["就是这个 {}", "我要，{}", "码子{}，麻烦了", "{} 收到了给我留着"])
async def test_the_code_in_words_of_ones_own_reserves(told: Village, words: str) -> None:
    await says(told, "兑 2")
    assert "兑好了" in await says(told, words.format(await code_of(told)))


@pytest.mark.parametrize("words", ["{}是什么", "不要{}", "{}错了吗", "{}退掉", "别给我兑{}", "算了 {}", "{} 1234 哪个"])
async def test_a_code_that_is_asked_about_or_taken_back_reserves_nothing(told: Village, words: str) -> None:
    await says(told, "兑 2")
    await says(told, words.format(await code_of(told)))
    assert await told.count("redemptions") == 0


@pytest.mark.parametrize(
    "words",
    [
        "{} 兑两份",
        "{} 换成食盐",
        "{} 再来一份",
        "{} 明天再说",
        "{} 等一下",
        "{} 太贵",
        "积分{}",
        "{}元",
        "{} 打电话给我",
    ],
)
async def test_a_code_with_another_wish_reserves_nothing(told: Village, words: str) -> None:
    await says(told, "兑 2")
    await says(told, words.format(await code_of(told)))
    assert await told.count("redemptions") == 0


async def test_other_four_digits_among_words_cost_no_try(told: Village) -> None:
    await says(told, "兑 2")
    other = f"{(int(await code_of(told)) + 1) % 10_000:04}"
    await says(told, f"我家电表 {other}")
    assert await told.count("orders", "tries > 0") == 0


# --- figures


async def test_the_year_says_that_the_open_round_is_not_in_it(told: Village) -> None:
    assert "8月108分，全年110分，第1名，可用110分。8月的还没算进全年。" in await says(told, "积分")


@pytest.mark.parametrize("text", ["今年", "这个月", "本月", "本季度"])
async def test_the_present_is_asked_for_as_the_past_is(told: Village, text: str) -> None:
    assert "8月108分，全年110分" in await says(told, text)


@pytest.mark.parametrize("text", ["13月多少分", "20月积分", "五季度多少分"])
async def test_a_period_that_cannot_be_is_asked_about(told: Village, text: str) -> None:
    assert "的积分查不了" in await says(told, text)


async def test_the_rule_of_a_good_deed_says_how_to_claim_it(told: Village) -> None:
    assert "做了就发“申报 献血 哪天”" in await says(told, "规则 献血")


# --- several households


async def test_the_next_household_is_named_by_its_place_alone(told: Village) -> None:
    await says(told, "积分", sender=SHARED)
    assert (await says(told, "3组2号", sender=SHARED)).startswith("张伟户")
    assert (await says(told, "3组3号", sender=SHARED)).startswith("赵丽华户")
    assert "不是用您这个手机登记的" in await says(told, "8组1号", sender=SHARED)


async def test_an_act_for_one_household_is_not_done_for_the_next(told: Village) -> None:
    await says(told, "申报 献血 8月9日", "3-3", "3-2", sender=SHARED)
    assert await told.count("claims") == 1
