"""What villagers get back when they text, in the words of the village, on both databases."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from app.ids import CODES
from bot.telegram.news import TelegramNews
from domain.errors import Refused
from domain.ports import CurrentBook, Store
from sms import replies
from sms.desk import Desk, Text
from sms.segments import count
from storage.database import Connection, Row
from storage.store import SqlTransactions
from tests.sms.village import JIANNONG, LI, SHARED, STRANGER, WANG, ZONE, Village, at

START = 110
"""What a household has in a round before anything is recorded: 120 less the merits."""


# --- figures


async def test_points_of_the_round_the_year_what_can_be_spent_and_the_rank(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    await village.household("李秀芳", LI)
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    assert await village.text("积分") == "王建国户：7月108分，全年0分，第2名，可用0分。这一轮过完，分才计入全年。"
    village.now = at("2026-08-03 09:00")
    await village.close_months()
    await village.record(wang, "志2", 2, "市里献血")
    assert await village.text("我家还有多少分") == "王建国户：8月112分，全年108分，第2名，可用108分。回2看明细。"
    assert await village.text("1", LI) == "李秀芳户：8月110分，全年110分，第1名，可用110分。回2看明细。"


async def test_a_text_opens_the_round_that_nobody_has_opened_yet(village: Village) -> None:
    await village.household("王建国", WANG)
    village.now = at("2026-09-10 10:00")
    assert "全年0分" in (await village.text("积分") or "")
    await village.close_months()
    assert await village.text("积分") == "王建国户：9月110分，全年220分，第1名，可用220分。回2看明细。"


async def test_a_new_year_starts_from_nothing(village: Village) -> None:
    await village.household("王建国", WANG)
    village.now = at("2027-01-01 00:00")
    reply = "王建国户：1月110分，全年0分，第1名，可用0分。这一轮过完，分才计入全年。"
    assert await village.text("积分") == reply


async def test_detail_tells_numbers_points_and_reasons_newest_first(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    first = await village.record(wang, "环4", -2, "门口垃圾没分类")
    second = await village.record(wang, "志2", 5, "市里献血")
    assert await village.text("明细") == (
        "王建国户最近：\n"
        f"#{second.entry_id} 7月6日献血加5分(计2分)：市里献血\n"
        f"#{first.entry_id} 7月6日垃圾扣2分：门口垃圾没分类"
    )


async def test_detail_tells_what_was_taken_back(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    wrong = await village.record(wang, "环3", -3, "鸡鸭散养")
    await village.take_back(wrong.entry_id, "记错户了")
    reversal = wrong.entry_id + 1
    assert await village.text("扣了啥") == (
        "王建国户最近：\n"
        f"#{reversal} 7月6日撤销#{wrong.entry_id}，加3分：记错户了\n"
        f"#{wrong.entry_id} 7月6日鸡鸭扣3分，已撤销"
    )


async def test_detail_stops_where_the_segment_ends_and_never_skips_one(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    for points, reason in ((-1, "最早的"), (-1, "理由很长" * 8), (-1, "最近的")):
        await village.record(wang, "环4", points, reason)
    reply = await village.text("明细")
    assert reply is not None
    assert "最近的" in reply
    assert "最早的" not in reply
    assert count(reply) == 1


async def test_detail_of_a_household_without_entries(village: Village) -> None:
    await village.household("王建国", WANG)
    assert await village.text("明细") == "王建国户还没有加分或扣分的记录。"


async def test_rank_and_the_distance_to_the_next(village: Village) -> None:
    await village.household("王建国", WANG)
    li = await village.household("李秀芳", LI)
    await village.record(li, "环4", -3, "乱倒垃圾")
    assert await village.text("排名") == "王建国户在秦望村排第1名。"
    assert await village.text("排名", LI) == "李秀芳户在秦望村排第2名，离前一名差3分。"


async def test_a_veto_in_force_is_said_and_takes_the_household_out(village: Village) -> None:
    li = await village.household("李秀芳", LI)
    await village.veto(li, "在田里烧秸秆")
    out = "被一票否决，今年不参加排名和兑换。有疑问请找村里的管理专员。"
    assert await village.text("积分", LI) == f"李秀芳户：7月110分，全年0分，{out}"
    assert await village.text("排名", LI) == f"李秀芳户{out}"
    assert "一票否决(秸秆)：在田里烧秸秆" in (await village.text("明细", LI) or "")


async def test_a_veto_not_yet_confirmed_changes_no_figure(village: Village) -> None:
    li = await village.household("李秀芳", LI)
    await village.veto(li, "在田里烧秸秆", confirmed=False)
    assert "第1名" in (await village.text("积分", LI) or "")
    assert "一票否决(秸秆，待认定)：在田里烧秸秆" in (await village.text("明细", LI) or "")


# --- words


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ("规则", "每轮满分120分：环境卫生80分、乡风文明35分、志愿服务5分。查一项发“规则 违建”。另有3项一票否决。"),
        ("规则 垃圾", "垃圾分类投放：5分，每轮先给满，没做到就扣。"),
        ("规则 献血", "参加义务献血活动：每轮从0分起，做到了加分，最多2分。"),
        ("5 鸡鸭", "无不规范畜禽养殖：10分，每轮先给满，没做到就扣。"),
        ("规则 秸秆", "秸秆焚烧行为：一票否决，当年不参加排名和兑换。"),
        ("帮助", replies.HELP),
        ("？", replies.HELP),
        ("物品", "村里现在没有可以兑换的物品，过些日子再看，或问村里的管理专员。"),
        ("兑 3 两份", "没有3号物品。回4看能兑什么。"),
        ("异议 12 没有扔垃圾", "没有找到您家#12这条记录。回2看明细和编号，再发：异议 编号 原因。"),
        ("异议", "王建国户没有还能提异议的记录。有疑问请找村里的管理专员。"),
        ("", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。"),
        ("🎉🎉", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。"),
        ("呵呵\n\n" * 300, "没看明白您的意思。查积分回1，看明细回2，看帮助回0。"),
        ("\x00", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。"),
    ],
)
async def test_words(sqlite_village: Village, body: str, reply: str) -> None:
    await sqlite_village.household("王建国", WANG)
    assert await sqlite_village.text(body) == reply
    assert await sqlite_village.count("entries") == 0


async def test_a_word_that_fits_several_items_is_asked_about(village: Village) -> None:
    await village.household("王建国", WANG)
    reply = await village.text("规则 分类和乱葬")
    assert reply is not None
    assert reply.startswith("您要查哪一项：")
    assert "垃圾" in reply
    assert "乱埋" in reply


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
    assert await village.text("帮助", SHARED) == replies.HELP


async def test_so_many_households_that_the_list_does_not_fit(village: Village) -> None:
    own = [await village.household(f"王{number}", SHARED) for number in range(5)]
    reply = await village.text("明细", SHARED)
    assert reply == f"这个手机登记了5户，请带上户码，如：明细 {own[0].code}。户码在门牌上。"


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
    said = [await village.text("积分") for _ in range(25)]
    assert [reply is not None for reply in said] == [True] * 20 + [False] * 5
    assert await village.text("积分", LI) is not None
    village.now = at("2026-07-06 11:01")
    assert await village.text("积分") is not None


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
    for _ in range(20):
        await village.text("积分")
    assert await village.text("退订") is None
    assert await village.text("退订", STRANGER) == replies.UNKNOWN_NUMBER
    assert await village.count("optouts") == 2


# --- mistakes of ours


@dataclass(frozen=True)
class BookLost:
    """A town whose books cannot be had any more."""

    units: dict[str, str]

    def current(self, unit: str) -> CurrentBook:
        raise Refused("no-unit", unit=unit)


async def test_a_mistake_of_ours_is_an_apology_with_a_number(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    await village.household("王建国", WANG)
    desk = village.desk
    village.desk = replace(desk, town=BookLost({}))
    with caplog.at_level(logging.INFO):
        reply = await village.text("退订", sid="SM1")
    assert reply == replies.broken("K7M2")
    assert "K7M2" in caplog.text
    assert WANG[1:] not in caplog.text
    assert "王建国" not in caplog.text
    assert await village.count("optouts") == 0
    assert await village.count("inbox", "error = 'K7M2'") == 1
    village.desk = desk
    assert await village.text("退订", sid="SM1") == reply
    assert await village.text("退订") == replies.OPTED_OUT


async def test_apologies_have_their_limit_as_well(village: Village) -> None:
    await village.household("王建国", WANG)
    village.desk = replace(village.desk, town=BookLost({}))
    said = [await village.text("积分") for _ in range(22)]
    assert said.count(None) == 2


async def test_without_its_database_it_still_answers(village: Village) -> None:
    def unreachable(_self: SqlTransactions) -> object:
        raise ConnectionError("gone")

    broken = type("Broken", (), {"writing": unreachable, "reading": unreachable})()
    desk = Desk(broken, village.town, TelegramNews(), lambda: "K7M2", CODES)
    assert await desk.receive(Text("SM1", WANG, "积分"), village.now) == replies.broken("K7M2")


# --- economy


@dataclass(frozen=True)
class Counted:
    """A connection that counts its statements."""

    inner: Connection
    statements: list[str]

    @property
    def dialect(self) -> str:
        return self.inner.dialect

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        self.statements.append(sql)
        return await self.inner.fetch(sql, *args)

    async def execute(self, sql: str, *args: object) -> int:
        self.statements.append(sql)
        return await self.inner.execute(sql, *args)

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        self.statements.append(sql)
        await self.inner.execute_many(sql, rows)


@dataclass(frozen=True)
class CountedTransactions(SqlTransactions):
    statements: list[str] = field(default_factory=list)

    def store(self, connection: Connection) -> Store:
        return SqlTransactions.store(self, Counted(connection, self.statements))  # type: ignore[arg-type]  # a Connection but for its dialect's literal


async def test_a_balance_costs_four_statements(village: Village) -> None:
    await village.household("王建国", WANG)
    transactions = CountedTransactions(village.database, ZONE)
    village.desk = replace(village.desk, transactions=transactions)
    await village.text("积分")
    assert len(transactions.statements) == 4
