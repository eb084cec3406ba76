"""Rows that no figure derives from: the audit tells what was written past the program, and the guards that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.claims import Form, file
from domain.entry import Source
from domain.redeeming import Wish, reserve
from domain.stock import Counter, stock_up
from storage import digests
from storage.database import Database
from storage.migrate import apply_missing, known
from tests.contract.desk import Desk
from tests.contract.test_audit import NO_GUARD, written_by_hand
from tests.sms.village import QINWANG, WANG, Village, at
from text.codes import make


async def busy(village: Village) -> None:
    """An entry of this month, a confirmed veto, an open claim, rice on the shelf and a bag of it reserved."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    village.now = at("2026-08-20 10:00")
    await village.close_months()
    await village.record(wang, "环4", -3, "垃圾")
    await village.veto(li, "酒驾")
    async with village.transactions.writing() as store:
        form = Form(wang, "献血", None, "志2", Source.CHAT, "form")
        await file(store, village.town, form, village.now)
        counter = Counter(store, QINWANG, village.town.current(QINWANG).book.policy, "shop", village.now)
        rice = await stock_up(counter, village.assessor, "大米", 60, 20)
        await reserve(counter, Wish(wang, rice, 1, village.assessor), lambda: make(1234567))


INVENTED = (
    "INSERT INTO officers (id, unit_code, role, name, status, invited_ms)"
    " VALUES (9, '310116103208', 'specialist', '某人', 'ended', 0)"
)
BY_HAND = {
    "an officer's role": ("UPDATE officers SET role = 'assessor' WHERE id = 1", ["管理人员1"]),
    "an officer's account": ("UPDATE officers SET chat_user = 7 WHERE id = 2", ["管理人员2"]),
    "an officer's household": ("UPDATE officers SET household_code = '10008' WHERE id = 1", ["管理人员1"]),
    "an officer invented": (INVENTED, ["管理人员9"]),
    "who confirmed": ("UPDATE confirmations SET officer_id = 1 WHERE officer_id = 2", ["确认 #2"]),
    "a confirmation gone": ("DELETE FROM confirmations WHERE entry_id = 2 AND officer_id = 2", ["确认 #2"]),
    "what a claim is worth": ("UPDATE claims SET points = 2, item = '志3'", ["申报1"]),
    "a claim gone": ("DELETE FROM claims", ["申报1"]),
    "a price": ("UPDATE goods SET price = 1", ["物品1"]),
    "what was bought": ("UPDATE redemptions SET code = '99999999'", ["兑换1"]),
}


def without_guards(desk: Desk) -> tuple[str, ...]:
    """What somebody does first who wants to change entries."""
    return NO_GUARD["sqlite" if desk.url.startswith("sqlite") else "postgres"]


@pytest.mark.parametrize("case", BY_HAND)
def test_what_was_written_past_the_program_is_named(desk: Desk, case: str) -> None:
    statement, lines = BY_HAND[case]
    desk.tell(busy)
    assert desk.says("audit").startswith("核对无误")
    desk.tamper(statement)
    assert written_by_hand(desk) == lines


def test_an_entry_of_this_month_changed_together_with_its_score_is_named(desk: Desk) -> None:
    desk.tell(busy)
    desk.tamper(
        *without_guards(desk),
        "UPDATE entries SET points = -1 WHERE id = 1",
        "UPDATE scores SET score = score + 2 WHERE household_id = 1 AND round_id = 2",
    )
    assert "记录 #1" in written_by_hand(desk)


def test_a_guard_that_was_taken_away_is_named(desk: Desk) -> None:
    desk.tell(busy)
    desk.tamper(*without_guards(desk))
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
        await apply_missing(connection, known(blank.dialect))
        assert [one async for one in digests.differing(connection)] == []
        await connection.execute("UPDATE officers SET role = 'supervisor'")
        assert [one async for one in digests.differing(connection)] == [digests.Differing("officers", 1, gone=False)]


async def test_a_digest_does_not_depend_on_the_order_of_rows() -> None:
    assert digests.digest([["a", 1], ["b", None]]) == digests.digest([["b", None], ["a", 1]])
    assert digests.digest([["a", 1]]) != digests.digest([["a", "1"]])
