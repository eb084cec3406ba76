"""Whose phone it is, each text once and not too often, and notices or none, on both databases."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from sms.inbound import InboundText
from sms.intents.help import text as help_text
from sms.wording import replies
from tests.sms.village import JIANNONG, LI, SHARED, STRANGER, WANG, Village, at

# --- whose phone


async def test_a_phone_of_several_households_must_name_one(village: Village) -> None:
    wang = await village.household("王建国", SHARED)
    li = await village.household("李秀芳", SHARED)
    assert await village.text("积分", SHARED) == (
        f"这个手机登记了2户，请带上户码，如：积分 {wang.code}。3组1号{wang.code}，3组2号{li.code}"
    )
    assert f"如：排名 {wang.code}。" in (await village.text("排名", SHARED) or "")
    assert (await village.text(f"积分 {li.code}", SHARED) or "").startswith("李秀芳户：7月110分")
    assert (await village.text(f"{wang.code} 排名", SHARED) or "").startswith("王建国户在秦望村排第1名")
    assert await village.text("帮助", SHARED) == help_text()


async def test_so_many_households_that_the_list_does_not_fit_one_page(village: Village) -> None:
    own = [await village.household(f"王{number}", SHARED) for number in range(5)]
    reply = await village.text("明细", SHARED)
    first, *_, last = [f"3组{number}号{home.code}" for number, home in enumerate(own, 1)]
    assert (reply or "").startswith(f"这个手机登记了5户，请带上户码，如：明细 {own[0].code}。{first}，")
    assert (reply or "").endswith("户回9。")
    assert (await village.text("9", SHARED) or "").endswith(f"{last}。")


async def test_the_code_of_another_household_is_refused_without_data(village: Village) -> None:
    await village.household("王建国", WANG)
    li = await village.household("李秀芳", LI)
    for body in (f"积分 {li.code}", f"明细 {li.code}", f"排名{li.code}"):
        reply = await village.text(body)
        assert reply == "这个户码不是用您这个手机登记的，不能查。请看看门牌上的户码，或问村里的管理专员。"


async def test_households_of_two_villages_on_one_phone(village: Village) -> None:
    await village.household("王建国", SHARED)
    away = await village.household("王小妹", SHARED, unit=JIANNONG)
    assert await village.text(f"排名 {away.code}", SHARED) == "王小妹户在建农村排第1名。"
    assert (await village.text(f"规则 {away.code}", SHARED) or "").startswith("每轮满分120分")


async def test_an_unknown_number_gets_one_fixed_reply_a_day(village: Village) -> None:
    await village.household("王建国", WANG)
    village.now = at("2026-07-06 23:58")
    assert await village.text("积分", STRANGER) == replies.UNKNOWN_NUMBER
    assert await village.text("积分 10019", STRANGER) is None
    village.now = at("2026-07-07 00:01")
    assert await village.text("规则", STRANGER) == replies.UNKNOWN_NUMBER
    assert await village.text("规则", STRANGER) is None


# --- once, and not too often


async def test_a_repeated_text_gets_its_first_reply_whatever_happened_since(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    first = await village.text("积分", sid="SM1")
    await village.record(wang, "环4", -2, "没分类")
    assert await village.text("积分", sid="SM1") == first
    assert await village.text("退订", sid="SM1") == first
    assert await village.count("inbox") == 1
    assert await village.count("optouts") == 0


async def test_repeated_silence_stays_silence(village: Village) -> None:
    await village.text("积分", STRANGER, sid="SM1")
    assert await village.text("积分", STRANGER, sid="SM2") is None
    village.now = at("2026-07-08 10:00")
    assert await village.text("积分", STRANGER, sid="SM2") is None


async def test_two_deliveries_of_one_text_at_once(village: Village) -> None:
    await village.household("王建国", WANG)
    said = await asyncio.gather(*(village.text("积分", sid="SM1") for _ in range(5)))
    assert len(set(said)) == 1
    assert said[0] is not None
    assert await village.count("inbox") == 1


async def test_twenty_replies_an_hour_to_one_number(village: Village) -> None:
    await village.household("王建国", WANG)
    await village.household("李秀芳", LI)
    said = [await village.text(f"积分{'。' * number}") for number in range(25)]
    assert [reply is not None for reply in said] == [True] * 20 + [False] * 5
    assert await village.text("积分", LI) is not None
    village.now = at("2026-07-06 11:01")
    assert await village.text("积分") is not None


async def test_strangers_together_get_fifty_replies_a_day(village: Village) -> None:
    said = [await village.text("你好", f"+86138000{number:05}") for number in range(55)]
    assert [bool(reply) for reply in said] == [True] * 50 + [False] * 5
    await village.household("王建国", WANG)
    assert await village.text("积分") is not None
    village.now += timedelta(days=1)
    assert await village.text("你好", "+8613800099999") is not None


# --- notices or none


async def test_opting_out_and_back(village: Village) -> None:
    await village.household("王建国", WANG)
    assert await village.text("退订") == replies.OPTED_OUT
    assert await village.text("TD") == replies.OPTED_OUT
    assert await village.count("optouts") == 1
    assert (await village.text("积分") or "").startswith("王建国户：")
    assert await village.text("订阅") == replies.OPTED_IN
    assert await village.count("optouts") == 0


async def test_asking_about_opting_out_does_nothing(village: Village) -> None:
    await village.household("王建国", WANG)
    await village.text("怎么退订？")
    await village.text("不要退订")
    assert await village.count("optouts") == 0


@pytest.mark.parametrize(("kind", "left"), [("STOP", 1), ("stop", 1), ("START", 0), ("HELP", 0)])
async def test_what_the_platform_has_answered_is_only_noted(village: Village, kind: str, left: int) -> None:
    await village.household("王建国", WANG)
    assert await village.text("Help", opt_out_type=kind) is None
    assert await village.count("optouts") == left


async def test_opting_out_holds_beyond_the_limit_and_for_unknown_numbers(village: Village) -> None:
    await village.household("王建国", WANG)
    for number in range(20):
        await village.text(f"积分{'。' * number}")
    assert await village.text("退订") is None
    assert await village.text("退订", STRANGER) == replies.UNKNOWN_NUMBER
    assert await village.count("optouts") == 2


async def test_a_late_reply_is_posted_in_the_transaction_of_its_text(village: Village) -> None:
    await village.household("王建国", WANG)
    desk = village.desk
    assert await desk.receive(InboundText("SM-late", WANG, "积分"), village.now, lambda: True)
    assert await village.count("outbox", "queue = 'sms' AND key = 'reply:SM-late'") == 1
    await desk.receive(InboundText("SM-quick", WANG, "积分"), village.now, lambda: False)
    assert await village.count("outbox", "queue = 'sms'") == 1


async def test_a_late_link_says_what_is_kept_of_it(village: Village) -> None:
    await village.household("王建国", WANG)
    link = await village.desk.receive(InboundText("SM-late", WANG, "网页"), village.now, lambda: True)
    async with village.database.reading() as connection:
        (row,) = await connection.fetch("SELECT payload FROM outbox WHERE key = 'reply:SM-late'")
    payload = json.loads(row["payload"])
    assert payload["body"] == link
    assert payload["once_sent"] == "您家网页的链接刚才已经回给您了。没收到的话，请再发一次“网页”。"
