"""Every column is recomputed by the audit, watched, or named in the operations page as one that it does not look at."""

from __future__ import annotations

import re
from pathlib import Path

from storage import digests
from storage.audit.differing import Differing, differing
from storage.database import Database
from storage.migrate import apply_missing, known
from storage.watched import WATCHED
from tests.contract.desk import Desk
from tests.contract.test_audit import by_hand
from tests.contract.test_digests import busy
from tests.contract.test_migrations import columns_of
from tests.sms.village import WANG, Village

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
RECOMPUTED = {
    "accounts": "household_id unit_code year earned rounds vetoes balance lapsed",
    "postings": "household_id year kind points",
    "scores": "household_id round_id unit_code score disputes",
    "honours": "year_id household_id rank earned rounds unspent vetoed honoured welfare merits deductions"
    " honoured_tied welfare_tied",
    "seals": "unit_code number round_id previous hash entries last_entry sealed_ms withdraws",
    "sealed_entries": "entry_id seal_id hash",
    "rulebook_versions": "hash town_text overlay_text",
    "goods": "stock held collected",
    "objections": "unit_code holds",
    "household_phones": "tail",
    "notices": "outbox_id",
    "text_attempts": "outbox_id",
    "counted": "many name",
    "digests": "subject digest",
    "migrations": "name hash",
}
"""What the audit finds by computing it anew, or by comparing it with other rows."""
NUMBERS = {"id"}
"""That only tell rows apart: what names them is checked."""


async def test_what_the_audit_does_not_look_at_is_what_the_page_says(sqlite_database: Database) -> None:
    section = PAGE.read_text("utf-8").partition("What `jifen audit` does not look at")[2].partition("\n## ")[0]
    told = {
        (table, column)
        for table, columns in re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)
        for column in re.findall(r"`(\w+)`", columns)
    }
    assert told
    seen = {(table, column) for table, columns in RECOMPUTED.items() for column in columns.split()}
    for watched in WATCHED.values():
        seen |= {(watched.table, one) for one in (*watched.columns, watched.subject, watched.own) if one}
    there = {(table, column) for table, column, *_ in await columns_of(sqlite_database) if column not in NUMBERS}
    assert there - seen == told


async def spoken(village: Village) -> None:
    """The busy village: a text was asked and answered, a notice waits for no phone and somebody was told in person."""
    await busy(village)
    await village.text("积分", WANG)
    await village.text("申报 献血 昨天", WANG)
    async with village.transactions.writing() as store:
        await store.post.chat_opened("telegram:-1")


BY_HAND = {
    "who hears of a claim": ("UPDATE claims SET phone = '+8619900000077' WHERE id = 2", ["申报2"]),
    "until when a claim is answered": ("UPDATE claims SET due_on = '2027-01-01' WHERE id = 2", ["申报2"]),
    "what a claim came from": ("UPDATE claims SET key = 'form:1' WHERE id = 2", ["申报2"]),
    "what goods were reserved by": ("UPDATE redemptions SET key = 'another'", ["兑换1"]),
    "who hears of goods": ("UPDATE redemptions SET phone = '+8619900000077'", ["兑换1"]),
    "since when somebody was an officer": ("UPDATE officers SET joined_ms = 1 WHERE id = 1", ["管理人员1"]),
    "which picture is fetched": ("UPDATE evidence SET file_id = 'another'", ["照片1"]),
    "whose link it is": ("UPDATE page_links SET phone = '+8619900000077' WHERE id = 2", ["网页链接2"]),
    "what a villager was told": ("UPDATE inbox SET reply = '没有分' WHERE id = 1", ["收件箱 第1"]),
    "what is remembered of a text": ("UPDATE inbox SET memory = '{}' WHERE id = 1", ["收件箱 第1"]),
    "who wrote": ("UPDATE inbox SET sender = '+8619900000077' WHERE id = 1", ["收件箱 第1"]),
    "that somebody wrote": ("UPDATE inbox SET sender = NULL WHERE id = 1", ["收件箱 第1"]),
    "when somebody wrote": ("UPDATE inbox SET received_ms = received_ms - 1 WHERE id = 1", ["收件箱 第1"]),
    "what goes out": ("UPDATE outbox SET payload = '{}' WHERE id = 1", ["发件箱 第1"]),
    "an answer without its digest": ("UPDATE outbox SET digest = NULL WHERE id = 1", ["发件箱 第1"]),
}


def test_what_was_said_and_to_whom_is_watched(desk: Desk) -> None:
    desk.tell(spoken)
    assert desk.says("audit").startswith("核对无误")
    found = desk.audited_after_each({name: statement for name, (statement, _) in BY_HAND.items()})
    assert {name: by_hand(lines) for name, lines in found.items()} == {
        name: lines for name, (_, lines) in BY_HAND.items()
    }


async def test_columns_that_come_to_be_watched_accuse_nobody_and_hide_nothing(blank: Database) -> None:
    """What had been changed in the columns before is still named; the others are taken as they stand."""
    async with blank.transaction() as connection:
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0017"])
        for number in (1, 2):
            await connection.execute(
                "INSERT INTO officers (id, unit_code, role, name, status, invited_ms)"
                f" VALUES ({number}, '310116103208', 'specialist', '王芳', 'ended', 0)"
            )
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0124"])
        await connection.execute("UPDATE officers SET role = 'supervisor' WHERE id = 2")
        await connection.execute("UPDATE officers SET ended_ms = 5 WHERE id = 1")
        await connection.execute(
            "INSERT INTO inbox (source, key, received_ms, replied, sender, reply)"
            " VALUES ('sms', 'SM1', 0, 1, '+8619900000001', '110分')"
        )
        await connection.execute(
            "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
            " VALUES ('chat', 'telegram:-1', '{\"text\": \"好\"}', 'chat:1:1', 1, 'sent', 1, 0, 0)"
        )
        await apply_missing(connection, known(blank.dialect))
        assert [one async for one in differing(connection)] == [Differing("officers", 2, gone=False)]
        await connection.execute("UPDATE officers SET ended_ms = 6 WHERE id = 1")
        await connection.execute("UPDATE inbox SET reply = '90分'")
        await connection.execute('UPDATE outbox SET payload = \'{"text": "不好"}\'')
        assert {(one.name, one.subject) async for one in differing(connection)} == {
            ("officers", 1),
            ("officers", 2),
            ("outbox", 1),
            ("inbox", 1),
        }


async def test_numbers_that_are_hidden_and_watched_by_one_upgrade_accuse_nobody(blank: Database) -> None:
    """As from a version that kept them in the open: who wanted no texts is found as the program wrote it."""
    as_it_was, changed = "+8619900000001", "+8619900000002"
    async with blank.transaction() as connection:
        await apply_missing(connection, [file for file in known(blank.dialect) if file.name < "0065"])
        await connection.stored.execute_many(
            "INSERT INTO optouts (phone, at_ms) VALUES ($1, 0)", [(as_it_was,), (changed,)]
        )
        await digests.note_as(connection, WATCHED["optouts"].before("0124"), [as_it_was, changed])
        await connection.stored.execute("UPDATE optouts SET at_ms = 5 WHERE phone = $1", changed)
        await apply_missing(connection, known(blank.dialect))
        assert [one async for one in differing(connection)] == [Differing("optouts", changed, gone=False)]
