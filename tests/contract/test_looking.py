"""Commands that only show something create nothing: not even the month that it is, least of all by a wrong clock."""

from __future__ import annotations

import asyncio
from pathlib import Path

from storage.copying import SqlCopy
from storage.database import Database
from tests.contract.desk import Desk
from tests.contract.test_reports import autumn
from tests.keys import KEY
from tests.sms.village import QINWANG, at

LOOKS = [
    "standings {unit} --round 2026-10",
    "standings {unit} --year 2026",
    "entries {unit}",
    "entries {unit} --round 2026-10",
    "rounds list {unit}",
    "rounds settle {unit} 2026-09 --dry-run",
    "rounds finalise {unit} 2026-07",
    "notices queue {unit} 2026Q3 --dry-run",
    "notices status {unit} 2026Q3",
    "households show {unit} 3-1",
    "households file {unit} 3-1",
    "households list",
    "print file {unit} 3-1 {folder}/file.pdf",
    "print board {unit} 2026-07 {folder}/board.pdf",
    "supervise",
    "audit",
]


async def _everything(url: str) -> dict[str, list[object]]:
    database = await Database.open(url, KEY)
    try:
        async with database.reading() as connection:
            copy = SqlCopy(connection)
            return {
                table: [row async for row in copy.rows(table, key, await copy.columns(table))]
                for table, key in (await copy.tables()).items()
            }
    finally:
        await database.close()


def test_a_look_at_the_books_two_months_later_leaves_them_as_they_are(desk: Desk, tmp_path: Path) -> None:
    desk.tell(autumn)
    desk.stand_at(at("2026-10-08 10:00"))
    before = asyncio.run(_everything(desk.url))
    for words in LOOKS:
        assert desk.run(*words.format(unit=QINWANG, folder=tmp_path).split()).exit_code == 0, words
        assert asyncio.run(_everything(desk.url)) == before, words


def test_what_asks_first_has_done_nothing_when_nobody_agreed(desk: Desk) -> None:
    desk.tell(autumn)
    desk.stand_at(at("2026-10-08 10:00"))
    before = asyncio.run(_everything(desk.url))
    assert "--yes" in desk.refuses("rounds", "settle", QINWANG, "2026-08")
    assert asyncio.run(_everything(desk.url)) == before
