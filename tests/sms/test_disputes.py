"""Whoever says that a deduction is wrong, without a number or the word for it, objects within two texts more."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent
from tests.sms.august import lived_to_august, says
from tests.sms.village import SHARED, Village

SAID = """
    那次扣分不对|我家没乱倒垃圾冤枉|我不认这个分|不是我家扔的|你们搞错了吧 那天我家没人|冤枉啊|这个分扣的没道理
    |垃圾不是我家的|扣2分我不同意|扣我垃圾的分不对|那条扣分是隔壁的|袋口扎好的，那天我家没扔|那堆砖不是我家的|那天我在医院怎么会扣我
"""
ASKED = "凭什么扣我家分|为什么扣我2分 我分类了的|我家门口干净的很 凭啥扣|明细|2"


@pytest.mark.parametrize("text", [text.strip() for text in SAID.split("|")])
async def test_the_number_alone_files_what_was_said(told: Village, text: str) -> None:
    assert "是哪一条不对？" in await says(told, text)
    assert await told.count("objections") == 0
    assert "异议1号收下了：#1" in await says(told, "1")
    assert await told.count("objections", f"content = '{text}'") == 1


@pytest.mark.parametrize("text", ASKED.split("|"))
async def test_behind_the_last_changes_a_reason_asks_for_the_number(told: Village, text: str) -> None:
    assert "#1 8月10日垃圾扣2分" in await says(told, text)
    assert "是哪一条不对？" in await says(told, "我们早就扫干净了，不该扣")
    assert "异议1号收下了：#1" in await says(told, "1")


async def test_and_a_number_with_its_reason_is_all_that_it_takes(told: Village) -> None:
    assert "异议1号收下了：#1" in await says(told, "明细", "1 袋口扎好的")


@pytest.mark.parametrize(
    "text", ["知道了", "好的", "谢谢", "没事了", "算了", "1", "能换什么", "1 知道了", "1 是哪天的"]
)
async def test_what_says_nothing_against_it_opens_nothing(told: Village, text: str) -> None:
    await says(told, "明细", text)
    assert await told.count("objections") == 0
    assert "是哪一条不对？" not in await says(told, text)


@pytest.mark.parametrize(
    "text",
    [
        "1 不用查了",
        "1 不是我想问的",
        "1 谢谢，没意见",
        "1 确实没打扫",
        "1 是我家没扫",
        "1 明白，都是对的",
        "1 我们已经改了",
        "1 垃圾已经清掉了",
        "1 老人摔倒了",
        "1 怪不得",
        "1 怪我，忘了",
        "1 我家忘了分类",
        "1 没有照片吗",
        "1 手机坏了",
        "1 积分我要换东西了",
    ],
)
async def test_behind_the_last_changes_a_number_makes_no_objection_of_other_words(told: Village, text: str) -> None:
    await says(told, "明细", text)
    assert await told.count("objections") == 0


async def test_what_may_be_a_reason_is_asked_about_and_kept(told: Village) -> None:
    assert "#1哪里不对？" in await says(told, "明细", "1 那天忙忘了")
    assert "异议1号收下了：#1" in await says(told, "没有")
    assert await told.count("objections", "content = '那天忙忘了'") == 1


async def test_whose_old_one_fell_is_called_though_the_last_changes_stand_above(told: Village) -> None:
    assert "已告诉村里" in await says(told, "明细", "1 老人摔倒了")


@pytest.mark.parametrize("before", ["明细", "那次扣分不对", "异议"])
async def test_the_day_of_the_month_is_no_number_of_an_entry(told: Village, before: str) -> None:
    assert "#1 8月10日" in await says(told, before, "10号那天我不在家，扣错了")
    assert "异议1号收下了：#1" in await says(told, "1")
    assert await told.count("objections", "content LIKE '10号那天我不在家%'") == 1


@pytest.mark.parametrize("before", ["那次扣分不对", "异议"])
@pytest.mark.parametrize(
    ("number", "part"), [("6", "已告诉村里"), ("2", "王建国户最近"), ("0", "回1积分")], ids=["person", "list", "help"]
)
async def test_what_a_reply_offers_is_had_by_its_number(told: Village, before: str, number: str, part: str) -> None:
    assert "回2看明细" in await says(told, before, "99")
    assert part in await says(told, number)
    assert await told.count("objections") == 0


async def test_who_has_several_households_names_one_and_what_was_said_is_kept(told: Village) -> None:
    async with told.transactions.reading() as store:
        zhang = (await store.roster.by_phone(SHARED))[0]
    await told.record(zhang, "环4", -2, "门口垃圾没分类")
    assert "2户" in await says(told, "垃圾不是我家的", sender=SHARED)
    assert "是哪一条不对？" in await says(told, "3-2", sender=SHARED)
    assert "异议1号收下了：#2" in await says(told, "2", sender=SHARED)
    assert await told.count("objections", "content = '垃圾不是我家的'") == 1


async def test_whoever_means_none_of_them_gives_it_up(told: Village) -> None:
    assert "刚才的不办了" in await says(told, "那次扣分不对", "算了")
    assert await told.count("objections") == 0


@pytest.mark.parametrize("before", [("异议",), ("异议 1",), ("异议", "1"), ("那次扣分不对",)])
@pytest.mark.parametrize("text", ["没有编号", "编号不知道", "我不晓得编号", "找不到编号", "编号是什么", "打错编号了"])
async def test_whoever_has_no_number_is_shown_them_again(told: Village, before: tuple[str, ...], text: str) -> None:
    assert "\n#1 8月10日垃圾扣2分" in await says(told, *before, text)
    assert await told.count("objections") + await told.count("callbacks") == 0
    assert "编号" not in await says(told, "1 那天我家没扔")
    assert await told.count("objections", "content LIKE '%那天我家没扔'") == 1
    assert await told.count("objections", "content LIKE '%编号%'") == 0


@pytest.mark.parametrize("text", ["异议 没有编号", "异议 不知道编号"])
async def test_that_there_is_no_number_is_no_reason(told: Village, text: str) -> None:
    assert "\n#1 8月10日垃圾扣2分" in await says(told, text)
    assert "#1哪里不对？" in await says(told, "1")


@pytest.mark.parametrize("before", [("异议 1",), ("异议", "1"), ("明细", "1 那天忙忘了")])
@pytest.mark.parametrize("text", ["打错了字", "打错字了", "刚才写错了一个字"])
async def test_whoever_mistyped_writes_the_reason_again(told: Village, before: tuple[str, ...], text: str) -> None:
    assert "请把对的再发一次" in await says(told, *before, text)
    assert await told.count("objections") == 0
    assert "异议1号收下了：#1" in await says(told, "袋口扎好的")
    assert await told.count("objections", "content LIKE '%字%'") == 0


@pytest.mark.parametrize("before", ["异议", "那次扣分不对", "明细"])
async def test_a_slip_of_letters_is_no_reason_where_the_number_is_asked_for(told: Village, before: str) -> None:
    await says(told, before, "打错了字", "1")
    assert await told.count("objections", "content LIKE '%字%'") == 0


@pytest.mark.parametrize("joke", ["说着玩", "闹着玩的", "开玩笑的", "逗你玩", "试试看的", "随便写写", "玩玩"])
async def test_what_is_said_in_fun_opens_nothing(told: Village, joke: str) -> None:
    assert "收下了" not in await says(told, f"异议 1 {joke}")
    assert "刚才的不办了" in await says(told, "异议 1", joke)
    assert await told.count("objections") == 0


@pytest.mark.parametrize("reason", ["你们开玩笑吧", "不是开玩笑，那天我家没人"])
async def test_whoever_is_in_earnest_objects(told: Village, reason: str) -> None:
    await says(told, f"异议 1 {reason}", "没有")
    assert await told.count("objections") == 1


async def test_what_is_said_without_a_number_is_kept_for_it(told: Village) -> None:
    assert "是哪一条不对？" in await says(told, "异议", "那天我家没扔垃圾")
    assert "异议1号收下了：#1" in await says(told, "1")


@pytest.mark.parametrize("text", ["怎么提异议", "扣错了怎么办", "异议怎么写"])
def test_whoever_asks_how_is_told_how(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args["problem"]) == (Intent.UNCLEAR, "objection")


@pytest.mark.parametrize("later", ["我看看再说", "先问一下再说吧", "想好了再提"])
async def test_who_puts_off_the_reason_objects_to_nothing(sqlite_village: Village, later: str) -> None:
    await lived_to_august(sqlite_village)
    assert "刚才的不办了" in await says(sqlite_village, "异议 1", later)
    assert await sqlite_village.count("objections") == 0


async def test_where_no_number_is_written_the_entries_are_listed(sqlite_village: Village) -> None:
    await lived_to_august(sqlite_village)
    assert "\n#1 8月10日" in await says(sqlite_village, "异议", "短信里没写编号")


@pytest.mark.parametrize(
    "text",
    ["异议1没扔垃圾，异议2东西是隔壁的", "异议 1 没扔 异议 2 没放", "异议1没扔，申诉2没放", "异议1 没扔，第2条也没有"],
)
async def test_a_second_dispute_is_none_of_the_words_of_the_first(told: Village, text: str) -> None:
    assert "一条短信只提一个编号，其他的另发。" in (await told.text(text) or "")
    assert await told.count("objections") == 0
    await says(told, "1 袋口扎好的")
    assert await told.count("objections", "content = '袋口扎好的'") == 1


@pytest.mark.parametrize(
    "text", ["第一条", "第二条 我没扔", "最上面那个", "上面那条", "下面的", "最后一条", "倒数第二条"]
)
async def test_an_entry_is_told_by_its_number_and_not_by_where_it_stands(told: Village, text: str) -> None:
    assert "请写编号和原因" in await says(told, "异议", text)
    assert await told.count("objections") == 0
    assert "异议1号收下了：#1" in await says(told, "1 没扔")


async def test_the_number_once_more_is_no_reason(told: Village) -> None:
    assert "#1哪里不对？" in await says(told, "异议 1", "1")
    assert "异议1号收下了：#1" in await says(told, "那天不在家")


@pytest.mark.parametrize(
    "why", ["没扔，第5条规则没写", "没扔，我家在第2栋", "没扔，第1季度就清了", "没扔，我家申诉2次了"]
)
def test_a_number_of_something_else_is_no_second_dispute(why: str) -> None:
    assert understand(f"异议 1 {why}").args == {"entry": 1, "content": why}
