"""Rows that no figure derives from: the audit tells what was written past the program, and the guards that are gone."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, file
from domain.entries.award import Award
from domain.entries.recording import record
from domain.households.changing import change
from domain.households.resting import rest
from domain.households.wanted import Wanted, WantedKind
from domain.ledger.rounds import ensure_current
from domain.mall.redeeming import RedemptionRequest, reserve
from domain.mall.stock import Restock, stock_up
from domain.model.entry import Source
from domain.model.goods import Goods
from domain.model.message import Prompt
from domain.model.order import NewOrder
from domain.model.page_link import NewLink
from domain.model.people import Household
from domain.model.photo import Part, PhotoState
from domain.model.proposal import NewProposal
from domain.model.supervision import NewAssessment
from domain.ports.store import Store
from storage import digests
from storage.audit.differing import Differing, differing
from storage.database import Database
from storage.migrate import apply_missing, known
from tests.contract.desk import Desk
from tests.contract.test_audit import by_hand, written_by_hand
from tests.sms.village import QINWANG, WANG, Village, at
from text.codes import make


async def busy(village: Village) -> None:
    """An entry of this month, a confirmed veto, an open claim, rice on the shelf and a bag of it reserved; two kin.

    One household is excused until further notice, and for another a new telephone waits for a second officer.
    """
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    village.now = at("2026-08-20 10:00")
    await village.close_months()
    await village.record(wang, "环4", -3, "垃圾")
    await village.veto(li, "酒驾")
    zhao, qian = await village.household("赵大山"), await village.household("钱小兰")
    async with village.transactions.writing() as store:
        await store.households.add_kin(wang.id, [zhao.id])
        wanted = Wanted(WantedKind.PHONES, village.now.date(), household=qian.id, phones=("+8613800000018",))
        unwrap(await change(village.work(store), village.assessor, wanted))
        current = await ensure_current(store, village.town, QINWANG, village.now)
        unwrap(await rest(village.work(store), village.assessor, current, zhao, "房子空着"))
        form = ClaimForm(wang, "献血", None, "志2", Source.CHAT, "form")
        unwrap(await file(village.work(store), None, form))
        shop = village.work(store, "shop")
        rice = unwrap(await stock_up(shop, village.assessor, Restock("大米", 60, 20)))
        wish = RedemptionRequest(wang, rice, 1, village.assessor)
        unwrap(await reserve(shop, wish, lambda: make(1234567)))
        await store.orders.place(
            NewOrder(WANG, wang.id, rice.id, 1, 60, "4821", village.now, village.now + timedelta(hours=1))
        )
        await store.prompts.ask(Prompt("token", "option", None, "telegram:-4001", {"text": "/kou"}, village.now))
        await _more(store, village, rice, current.id)
        await _looked_at(store, village, wang, current.id)


async def _more(store: Store, village: Village, rice: Goods, round_id: int) -> None:
    """Groups, a number that wants no notices, and what waits for a second officer."""
    officer, now = village.assessor.id, village.now
    await store.officers.bind("telegram:-1", QINWANG, officer, now)
    await store.officers.bind_town("telegram:-2", "310116103", officer, now)
    await store.optouts.add(WANG, now)
    await store.inventory.propose(rice.id, 11, "盘点", officer, now)
    await store.proposals.make(NewProposal("reverse", 1, None, officer, "记错"), now)
    await store.round_proposals.make(round_id, "settle", officer, "", now)


async def _looked_at(store: Store, village: Village, home: Household, round_id: int) -> None:
    """Somebody looked and took a photo, the household's second link ended the first, and the town added points."""
    officer, now = village.assessor.id, village.now
    await store.reviews.note(home.id, round_id, officer, village.assessor.name, now)
    await store.supervision.assess(NewAssessment(QINWANG, 2026, 2, "示范村", officer, now, "assessed"))
    photo, _ = await store.evidence.keep(Part("unique", "file"), now)
    await store.evidence.settle(photo, PhotoState.KEPT, "ab" * 32, 9)
    for token in ("first", "second"):
        link = NewLink(token, now, now + timedelta(days=90), household_id=home.id, phone=WANG)
        await store.page_links.replace(link)
    await store.page_links.hand_over([NewLink("paper", now, now + timedelta(days=90), household_id=home.id)])


INVENTED = (
    "INSERT INTO officers (id, unit_code, role, name, status, invited_ms)"
    " VALUES (9, '310116103208', 'specialist', '某人', 'ended', 0)"
)
BY_HAND = {
    "what an order by text costs": ("UPDATE orders SET price = 1", ["短信兑换 待确认1"]),
    "how many an order is for": ("UPDATE orders SET quantity = 9", ["短信兑换 待确认1"]),
    "an order gone": ("DELETE FROM orders", ["短信兑换 待确认1"]),
    "what a question is about": ("UPDATE prompts SET payload = '{}'", ["群里的提问 token"]),
    "whom a question is put to": ("UPDATE prompts SET officer_id = 1", ["群里的提问 token"]),
    "a question gone": ("DELETE FROM prompts", ["群里的提问 token"]),
    "since when messages are kept": (
        "INSERT INTO pruned (name, upto) VALUES ('inbox', 9000000000000)",
        ["清理记录 inbox"],
    ),
    "an officer's role": ("UPDATE officers SET role = 'assessor' WHERE id = 1", ["管理人员1"]),
    "an officer's account": ("UPDATE officers SET chat_user = 'telegram:7' WHERE id = 2", ["管理人员2"]),
    "an officer's household": ("UPDATE officers SET household_code = '10008' WHERE id = 1", ["管理人员1"]),
    "an officer invented": (INVENTED, ["管理人员9", "邀请9"]),
    "who confirmed": ("UPDATE confirmations SET officer_id = 1 WHERE officer_id = 2", ["确认 #2"]),
    "a confirmation gone": ("DELETE FROM confirmations WHERE entry_id = 2 AND officer_id = 2", ["确认 #2"]),
    "what a claim is worth": ("UPDATE claims SET points = 2, item = '志3'", ["申报1"]),
    "a claim gone": ("DELETE FROM claims", ["申报1"]),
    "a price": ("UPDATE goods SET price = 1", ["物品1"]),
    "what was bought": ("UPDATE redemptions SET code = '99999999'", ["兑换1"]),
    "a head": ("UPDATE households SET head = '李建军' WHERE id = 2", ["住户 户#2"]),
    "a place": ("UPDATE households SET grp = 4, number = 9 WHERE id = 2", ["住户 户#2"]),
    "a household code": ("UPDATE households SET code = '10008' WHERE id = 2", ["住户 户#2"]),
    "a day of joining": ("UPDATE households SET joined_on = '2026-07-01' WHERE id = 3", ["住户 户#3"]),
    "a day of leaving": ("UPDATE households SET left_on = '2026-08-19' WHERE id = 3", ["住户 户#3"]),
    "a phone": ("UPDATE household_phones SET phone = '+8619900000077'", ["电话 户#1"]),
    "a phone added": (
        "INSERT INTO household_phones (id, household_id, phone, position) VALUES (9, 2, '+8619900000077', 0)",
        ["电话 户#2"],
    ),
    "a phone gone": ("DELETE FROM household_phones", ["电话 户#1"]),
    "kin gone": ("DELETE FROM kin", ["亲属 户#1", "亲属 户#3"]),
    "kin invented": (
        "INSERT INTO kin (id, household_id, kin_id) VALUES (8, 2, 4), (9, 4, 2)",
        ["亲属 户#2", "亲属 户#4"],
    ),
    "what waits for a second officer": (
        "UPDATE household_proposals SET wanted = REPLACE(wanted, '+~', '')",
        ["户的变动 待确认1"],
    ),
    "an invitation": ("UPDATE officers SET invite_hash = 'known' WHERE id = 1", ["邀请1"]),
    "a village's group": ("UPDATE chats SET chat_id = 'telegram:-9'", [f"工作群 {QINWANG}"]),
    "a group gone": ("DELETE FROM chats", [f"工作群 {QINWANG}"]),
    "the town's group": ("UPDATE town_chats SET chat_id = 'telegram:-9'", ["镇群 310116103"]),
    "who wants notices": ("DELETE FROM optouts", ["退订 199****0001"]),
    "who wants none": ("INSERT INTO optouts (phone, at_ms) VALUES ('+8613800000077', 0)", ["退订 138****0077"]),
    "who took goods in": ("UPDATE stock_movements SET officer_id = 2 WHERE kind = 'add'", ["出入库1"]),
    "a stock correction that waits": ("UPDATE stock_proposals SET quantity = 1", ["库存更正 待确认1"]),
    "a reversal that waits": ("UPDATE proposals SET officer_id = 2", ["撤销或异议 待确认1"]),
    "an early settling that waits": ("UPDATE round_proposals SET officer_id = 2", ["结算或撤回 待确认1"]),
    "an excuse ended": ("UPDATE excuses SET ended_ms = 0", ["免考1"]),
    "a round that became the current one": ("UPDATE rounds SET current = 0 WHERE key = '2026-08'", ["轮次 第2"]),
    "when a round was settled": ("UPDATE rounds SET closed_ms = closed_ms + 1 WHERE id = 1", ["轮次 第1"]),
    "what the town added": ("UPDATE assessments SET points = 20", ["年度考核1"]),
    "who looked": ("UPDATE reviews SET officer_name = '某人'", ["查看记录1"]),
    "that somebody looked": (
        "INSERT INTO reviews (id, household_id, round_id, officer_name, at_ms) VALUES (9, 2, 2, '某人', 0)",
        ["查看记录9"],
    ),
    "a photo": (f"UPDATE evidence SET sha256 = '{'cd' * 32}'", ["照片1"]),
    "a photo gone": ("DELETE FROM evidence", ["照片1"]),
    "whose page a link opens": ("UPDATE page_links SET household_id = 2 WHERE id = 2", ["网页链接2"]),
    "when a link ended": ("UPDATE page_links SET ended_ms = ended_ms + 1 WHERE id = 1", ["网页链接1"]),
    "an excuse for long gone": ("DELETE FROM standing_excuses", ["长期免考1"]),
    "a photo put to a claim": ("UPDATE claims SET evidence_id = 1", ["照片 申报1"]),
}


NO_GUARD = {
    "sqlite": ("DROP TRIGGER entries_never_change", "DROP TRIGGER entries_never_go"),
    "postgres": ("ALTER TABLE entries DISABLE TRIGGER USER",),
}
"""What somebody does first who wants to change entries."""


def test_what_was_written_past_the_program_is_named(desk: Desk) -> None:
    desk.tell(busy)
    assert desk.says("audit").startswith("核对无误")
    found = desk.audited_after_each({name: statement for name, (statement, _) in BY_HAND.items()})
    assert {name: by_hand(lines) for name, lines in found.items()} == {
        name: lines for name, (_, lines) in BY_HAND.items()
    }


def test_an_entry_of_this_month_changed_together_with_its_score_is_named(desk: Desk) -> None:
    desk.tell(busy)
    desk.tamper_past_guards(
        "UPDATE entries SET points = -1 WHERE id = 1",
        "UPDATE scores SET score = score + 2 WHERE household_id = 1 AND round_id = 2",
    )
    assert "记录 #1" in written_by_hand(desk)


async def photographed(village: Village) -> None:
    """Two photos, and an entry that one of them proves; another entry without any."""
    wang = await village.household("王秀英", WANG)
    async with village.transactions.writing() as store:
        photos = [(await store.evidence.keep(Part(name, name), village.now))[0] for name in ("one", "other")]
        award = Award(wang, "环4", -3, "垃圾", "photographed", known=range(1_000_000), evidence_id=photos[0])
        unwrap(await record(village.work(store), village.assessor, [award]))
    await village.record(wang, "环2", -1, "堆物")


@pytest.mark.parametrize(
    ("number", "evidence", "named"),
    [(1, "2", ["照片 记录 #1"]), (1, "NULL", ["照片 记录 #1"]), (2, "2", ["照片 记录 #2"])],
)
def test_a_photo_that_was_put_to_another_entry_is_named(
    desk: Desk, number: int, evidence: str, named: list[str]
) -> None:
    desk.tell(photographed)
    desk.tamper_past_guards(f"UPDATE entries SET evidence_id = {evidence} WHERE id = {number}")
    assert [line for line in written_by_hand(desk) if not line.startswith("数据库的 ")] == named


def test_a_guard_that_was_taken_away_is_named(desk: Desk) -> None:
    desk.tell(busy)
    desk.tamper(*NO_GUARD["sqlite" if desk.url.startswith("sqlite") else "postgres"])
    assert written_by_hand(desk) == ["数据库的 entries_never_change", "数据库的 entries_never_go"]


def test_a_guard_that_guards_nothing_is_named(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite: PostgreSQL keeps no text of a trigger that could be compared."""
    desk = Desk(sqlite_url, tmp_path / "data", monkeypatch)
    desk.tell(busy)
    desk.tamper(
        "DROP TRIGGER entries_never_change",
        "CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries BEGIN SELECT 1; END",
    )
    assert written_by_hand(desk) == ["数据库的 entries_never_change"]


async def test_what_was_written_before_there_were_digests_is_noted(blank: Database) -> None:
    async with blank.transaction() as connection:
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0017"])
        await connection.execute(
            "INSERT INTO officers (unit_code, role, name, status, invited_ms)"
            " VALUES ('310116103208', 'specialist', '王芳', 'ended', 0)"
        )
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0028"])
        await connection.execute("INSERT INTO units (code, name) VALUES ('310116103208', '秦望村')")
        await connection.execute(
            "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
            " VALUES ('10008', '310116103208', 3, 12, '王建国', '2026-07', '2026-07-01')"
        )
        await connection.execute("INSERT INTO optouts (phone, at_ms) VALUES ('+8619900000001', 0)")
        await connection.execute(
            "INSERT INTO chats (chat_id, unit_code, bound_ms, bound_by) VALUES (-9, '310116103208', 0, 1)"
        )
        await apply_missing(connection, known(blank.dialect))
        assert [one async for one in differing(connection)] == []
        await connection.execute("UPDATE officers SET role = 'supervisor'")
        await connection.execute("UPDATE households SET head = '王建军'")
        assert [one async for one in differing(connection)] == [
            Differing("officers", 1, gone=False),
            Differing("households", 1, gone=False),
        ]


async def test_what_was_written_by_hand_before_an_upgrade_is_still_named_after_it(blank: Database) -> None:
    """Only the tables that come to be watched are taken as they stand."""
    async with blank.transaction() as connection:
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0028"])
        await connection.execute(INVENTED)
        await apply_missing(connection, known(blank.dialect))
        assert [one async for one in differing(connection)] == [Differing("officers", 9, gone=False)]


def _digest(*rows: list[digests.Value]) -> str:
    return digests.digests({1: rows})[1]


def test_a_digest_does_not_depend_on_the_order_of_rows() -> None:
    assert _digest(["a", 1], ["b", None]) == _digest(["b", None], ["a", 1])
    assert _digest(["a", 1]) != _digest(["a", "1"])


@pytest.mark.parametrize("text", ["乱搭棚子", "], [", "a], [b], [", '"], ["', "], [1, 2], [", ""])
def test_each_subject_has_the_digest_of_its_own_rows_whatever_stands_in_them(text: str) -> None:
    rows: dict[digests.DigestSubject, list[list[digests.Value]]] = {
        1: [[text, 1]],
        2: [[None, "b"], ["a", text]],
        3: [],
    }
    assert digests.digests(rows) == {
        subject: sha256("\n".join(sorted(json.dumps(row, ensure_ascii=False) for row in own)).encode()).hexdigest()
        for subject, own in rows.items()
    }
