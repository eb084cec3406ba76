"""A village's year, seen from outside: the machine's clock is moved, and people chat, text and run commands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.support.faketime import Faked, library
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT, homes
from tests.e2e.support.year import MONTHS, RICE, SHANGHAI, YEAR, Year

pytestmark = [
    pytest.mark.xdist_group("process"),
    pytest.mark.skipif(library() is None, reason="libfaketime is not installed"),
]


async def _begin(stage: Stage, clock: Faked) -> Year:
    clock.stand_at(datetime(YEAR, 1, 2, 9, tzinfo=SHANGHAI))
    await stage.begin()
    standings = await stage.product.ask_json("standings", UNIT)
    by_place = {(home.group, home.number): home for home in homes()}
    return Year(stage, clock, {by_place[line["group"], line["number"]]: line["household"] for line in standings})


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Faked]:
    found = library()
    assert found
    faked = Faked(found, tmp_path)
    yield faked
    faked.close()


@pytest.mark.timeout(900)
async def test_a_year_adds_up(tmp_path: Path, clock: Faked) -> None:
    """Twelve months settled, objected to, final; rice handed out; the year closed by itself; the books always right."""
    async with open_stage(tmp_path, clock, {"TIMEZONE": "Asia/Shanghai"}) as stage:
        year = await _begin(stage, clock)
        await year.dawn(YEAR, 1, 2)
        await stage.appoint()
        assert "大米" in (await stage.say(f"/wu 加 大米 {RICE} 20", stage.wang)).text
        await year.some_entries(1)
        for month in MONTHS:
            await year.dawn(YEAR + month // 12, month % 12 + 1, 2)
            if month > 1:
                await year.final(month - 1)
            await year.settle(month)
            if month < MONTHS[-1]:
                await year.some_entries(month + 1)
            if month % 4 == 3:
                await year.objected(month)
            if month % 3 == 1 and month < MONTHS[-1]:
                await year.claimed(month + 1)
            if month == 5:
                await year.vetoed_by_mistake()
            if month == 7:
                await year.oil_by_text()
            if month == 8:
                await year.own_household_is_out_of_bounds()
            if month in (3, 6, 9):
                await year.rice_for_somebody(range(1, month))
            await year.books_are_right(month)
        await _the_year_closes(year)


async def _the_year_closes(year: Year) -> None:
    """In January by itself, once December is final: the ranking stays, and nothing is left to spend."""
    product = year.stage.product
    await year.dawn(YEAR + 1, 1, 12)
    await year.final(12)
    await year.in_the_group("清零")
    for words in (("--dry-run",), ()):
        assert "已于" in await product.ask("year", "close", str(YEAR), *words)
    standings = await product.ask_json("standings", UNIT, "--year", str(YEAR))
    assert {line["household"]: line["earned"] for line in standings} == {
        code: year.earned(range(1, 13), code) for code in year.codes.values()
    }
    assert {line["spendable"] for line in standings} == {0}
    await year.stage.product.ask("audit")
    with sqlite3.connect(product.folder / "jifen.db") as database:
        database.execute("UPDATE accounts SET earned = earned + 1 WHERE year = ? AND household_id = 1", (YEAR,))
    done = await product.run("audit")
    assert done.code == 1
    assert f"{YEAR} 年积分" in done.out
