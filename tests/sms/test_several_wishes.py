"""Several wishes in one text: one question is answered, and how to have the others is said in the same reply."""

from __future__ import annotations

import re

import pytest

from sms.intents import INTENTS
from sms.replying import Reply
from sms.segments import count
from sms.understanding.engine import understand
from sms.understanding.request import Intent
from sms.wording import callbacks
from tests.sms.august import says
from tests.sms.village import SHARED, WANG, Village, at


@pytest.mark.parametrize(
    ("text", "intent", "also"),
    [
        ("积分多少？排第几？", Intent.BALANCE, ["rank"]),
        ("积分多少排第几", Intent.BALANCE, ["rank"]),
        ("排名第几，还有多少分", Intent.RANK, ["balance"]),
        ("我家几分？为什么扣分？", Intent.BALANCE, ["detail"]),
        ("积分多少，能换什么", Intent.BALANCE, ["goods"]),
        ("积分和排名", Intent.BALANCE, ["rank"]),
        ("积分 明细 排名", Intent.BALANCE, ["detail", "rank"]),
        ("查分 找人", Intent.BALANCE, ["callback"]),
        ("你好，我想问下积分，还有排名，谢谢", Intent.BALANCE, ["rank"]),
        ("我摔了，积分多少", Intent.BALANCE, ["callback"]),
        ("我妈昏倒了，积分多少", Intent.CALLBACK, ["balance"]),
        ("积分多少，叫人打电话给我", Intent.CALLBACK, ["balance"]),
        ("积分什么时候清零？我还有几分？", Intent.HELP, ["balance"]),
        ("查分，看排名，我要退订", Intent.BALANCE, ["rank", "optout"]),
        ("查分 退订", Intent.BALANCE, ["optout"]),
        ("积分多少 不收通知了", Intent.BALANCE, ["optout"]),
        ("网页和公告", Intent.ANNOUNCEMENT, ["page"]),
    ],
)
def test_the_first_is_answered_but_a_person_and_what_has_no_number_go_before(
    text: str, intent: Intent, also: list[str]
) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("also")) == (intent, also)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("积分排名", Intent.RANK),
        ("我和老伴的积分", Intent.BALANCE),
        ("洗衣粉和大米几分", Intent.GOODS),
        ("上个月几分，这个月几分", Intent.BALANCE),
        ("上次说加了分，现在多少了", Intent.BALANCE),
        ("眼睛花了，积分多少", Intent.BALANCE),
        ("那天我妈昏倒了，没打扫，扣了2分", Intent.DETAIL),
        ("孙子帮我打的字，我要看积分", Intent.BALANCE),
    ],
)
def test_what_only_surrounds_a_question_is_no_wish(text: str, intent: Intent) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("also")) == (intent, None)


def test_the_numbers_of_an_order_are_none_of_the_menu() -> None:
    assert understand("兑换 1 和 2").intent is Intent.UNCLEAR


async def test_the_reply_has_the_answer_and_names_the_rest(told: Village) -> None:
    reply = await says(told, "积分多少？排第几？")
    assert reply.startswith("王建国户：8月108分")
    assert reply.endswith("另外还没办：看排名回3。")
    assert "第1名" in await says(told, "3")


async def test_what_the_answer_names_itself_is_not_named_twice(told: Village) -> None:
    reply = await says(told, "我家几分？为什么扣分？")
    assert "回2看明细" in reply
    assert "另外" not in reply


async def test_where_a_number_chooses_the_rest_is_had_by_its_word(told: Village) -> None:
    reply = await says(told, "能换什么？我家排第几？")
    assert "另外还没办：看排名发“排名”。" in reply
    assert "第1名" in await says(told, "排名")


async def test_which_household_is_asked_before_the_rest_is_named(told: Village) -> None:
    assert "另外" not in await says(told, "积分多少？排第几？", sender=SHARED)
    reply = await says(told, "3-2", sender=SHARED)
    assert reply.startswith("张伟户")
    assert "另外还没办：看排名回3。" in reply


async def test_a_question_beside_an_emergency_waits_for_it(told: Village) -> None:
    reply = await says(told, "我妈昏倒了，积分多少")
    assert reply.startswith("急事请马上打120")
    assert "查积分回1" in reply
    assert await told.count("callbacks") == 1


@pytest.mark.parametrize(
    "text", ["积分？排第几？", "能换什么？我家排第几？", "扣了什么？排第几？", "谁打的分？排第几？"]
)
async def test_it_stands_on_the_first_page_whatever_the_names(sqlite_village: Village, text: str) -> None:
    village = sqlite_village
    home = await village.household("阿依古丽·买买提江·吐尔逊阿吉", WANG)
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    await village.record(home, "环4", -2, "门前屋后柴草杂物堆放未清理并且占用公共通道" * 4)
    for number in range(9):
        await village.stock(f"特级金龙鱼非转基因压榨一级花生调和油礼盒装五升{number}", 3, 999)
    reply = await village.text(text) or ""
    assert count(reply) == 1
    assert "看排名" in reply


def test_every_offer_by_word_has_no_number_of_the_menu() -> None:
    for intent in INTENTS.values():
        if intent.digit.isdigit() and intent.help:
            assert intent.digit not in intent.offer_by_word
            assert understand(intent.help).intent is intent.name


async def test_nothing_is_glued_to_a_link(told: Village) -> None:
    reply = await told.text("发个网页给我，兑1", WANG) or ""
    assert reply.startswith("另外还没办：")
    assert re.search(r"/h/[\w-]+$", reply, re.ASCII)


def test_who_is_in_need_reads_of_help_before_all_else() -> None:
    called = Reply(callbacks.asked("021-57213456转1234", new=True, urgent="120"))
    reply = called.also_at_once("另外还没办：查积分回1，看排名回3，看物品回4。", "急事请马上打120！").first_page()
    assert reply.text.startswith("急事请马上打120！另外还没办：查积分回1，看排名回3，看物品回4。好的，已告诉村里")
    assert count(reply.text) == 1


@pytest.mark.parametrize(
    ("text", "figure", "left"),
    [
        ("查一下积分和排名，再帮我报个昨天的献血", "8月108分", "申报发“申报 做的事”"),
        ("给我查查积分，还有昨天献血帮我记上", "8月108分", "申报发“申报 做的事”"),
        ("积分多少，还有上次扣分不对我要申诉", "8月108分", "觉得不对发“异议”"),
        ("积分多少 兑1", "8月108分", "兑换发“兑 编号”"),
        ("积分多少 兑 1", "8月108分", "兑换发“兑 编号”"),
        ("积分多少 异议1没扔", "8月108分", "觉得不对发“异议”"),
        ("积分多少 申报 昨天扫雪", "8月108分", "申报发“申报 做的事”"),
        ("查明细，另外帮我登记昨天扫街", "#1", "申报发“申报 做的事”"),
        ("上月分数，另外帮我申报昨天扫街", "2026年7月得110分", "申报发“申报 做的事”"),
        ("7、8月积分，排名", "2026年7月得110分", "看排名回3"),
        ("7到8月积分，排名", "2026年7月得110分", "看排名回3"),
        ("申报 3-8月 看护河道，积分多少", "8月108分", "申报发“申报 做的事”"),
        ("上月分数，还有我想换袋米", "2026年7月得110分", "看物品回4"),
        ("上个月的分数 还有想换点盐", "2026年7月得110分", "看物品回4"),
        ("去年我家得了几分 排第几", "2025年没有计分的记录", "看排名回3"),
        ("我几分了，想兑包盐", "8月108分", "看物品回4"),
        ("积分多少 我想换洗衣粉", "8月108分", "看物品回4"),
        ("兑1 积分还剩多少", "8月108分", "兑换发“兑 编号”"),
    ],
)
async def test_what_is_to_be_done_beside_a_question_is_named(told: Village, text: str, figure: str, left: str) -> None:
    reply = await says(told, text)
    assert figure in reply
    assert f"另外还没办：{left}" in reply
    assert [await told.count(table) for table in ("claims", "objections", "orders")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "done", "left"),
    [
        ("申报昨天献血，顺便查积分", "：昨天献血。按8月9日、献血办", "查积分回1"),
        ("异议1 没扔 另外积分多少", "异议1号收下了：#1", "查积分回1"),
    ],
)
async def test_a_question_behind_what_is_done_is_named(told: Village, text: str, done: str, left: str) -> None:
    reply = await says(told, text)
    assert done in reply
    assert f"另外还没办：{left}" in reply


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("申报 扫雪，再看望老人", "扫雪，再看望老人"),
        ("申报 昨天扫路 另外捡了垃圾", "昨天扫路 另外捡了垃圾"),
        ("申报 昨天献血，另外送老人去医院", "昨天献血，另外送老人去医院"),
        ("申报 昨天扫雪，顺便给看门的老人送饭", "昨天扫雪，顺便给看门的老人送饭"),
        ("申报 昨天扫雪，顺便教老人用手机查积分", "昨天扫雪，顺便教老人用手机查积分"),
        ("申报 昨天扫雪，顺便看望第几组老人", "昨天扫雪，顺便看望第几组老人"),
    ],
)
async def test_more_of_a_deed_is_no_question(told: Village, text: str, filed: str) -> None:
    assert filed in await says(told, text)


@pytest.mark.parametrize("more", ["，另外请查清楚", "，再查查监控", "，另外为什么扣我家"])
def test_more_of_a_dispute_is_no_question(more: str) -> None:
    request = understand(f"异议 1 没扔{more}")
    assert (request.args["content"], request.args.get("also")) == (f"没扔{more}", None)


@pytest.mark.parametrize("text", ["兑 2 要几分", "兑1 要多少积分", "兑1 什么时候拿", "兑1 去哪拿", "7、8月积分"])
def test_a_number_of_goods_or_a_month_is_no_wish_of_its_own(text: str) -> None:
    assert "also" not in understand(text).args


def test_who_has_no_objection_wishes_for_none() -> None:
    assert understand("大家都没异议，顺便查积分").args.get("also") is None
