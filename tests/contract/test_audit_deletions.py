"""The audit notices that a row was deleted by hand, or the page on operations names its table."""

from __future__ import annotations

import re
from pathlib import Path

from storage.database import Database
from storage.watched import WATCHED
from tests.contract.desk import Desk
from tests.contract.test_migrations import columns_of
from tests.contract.test_year import new_year
from tests.sms.village import QINWANG, WANG, Village

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
NOTICED = (
    *("accounts", "postings", "scores", "honours", "sealed_entries"),
    *("notices", "outbox", "inbox", "counted", "digests"),
)
"""Tables without a digest for each row, of which the test below deletes one."""
REFERRED_TO = {"seals", "rulebook_versions"}
"""Other rows need theirs: no database lets them go, or the audit notices that what those point to is gone."""
NOT_OPENED = {"migrations"}
"""Without a row of it no program opens the database."""


async def test_a_deleted_row_of_any_table_is_noticed_or_the_page_names_the_table(sqlite_database: Database) -> None:
    section = PAGE.read_text("utf-8").partition("does not notice that a row was deleted")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", section))
    each_row = {watched.table for watched in WATCHED.values() if watched.where == "TRUE"}
    there = {table for table, *_ in await columns_of(sqlite_database)}
    assert there - each_row - set(NOTICED) - REFERRED_TO - NOT_OPENED == told


def test_a_deleted_row_is_noticed(desk: Desk) -> None:
    async def spoken(village: Village) -> None:
        await new_year(village)
        await village.text("积分", WANG)

    desk.tell(spoken)
    desk.says("year", "close", "2026", "--yes")
    desk.says("notices", "queue", QINWANG, "2026Q4", "--yes")
    assert desk.says("audit").startswith("核对无误")
    columns = {"counted": "name", "digests": "subject"}
    free = {"outbox": " WHERE queue = 'chat'"}  # a notice needs its text
    for which in ("MIN", "MAX"):
        statements = {
            table: f"DELETE FROM {table} WHERE {column} = (SELECT {which}({column}) FROM {table}{free.get(table, '')})"
            for table in NOTICED
            for column in [columns.get(table, "id")]
        }
        found = desk.audited_after_each(statements, guarded=False)
        alone = desk.audited_after_each({"nothing": "SELECT 1"}, guarded=False)["nothing"]
        assert [table for table, lines in found.items() if set(lines) <= set(alone)] == []
