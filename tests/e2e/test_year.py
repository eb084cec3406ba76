"""A village's year, seen from outside: the machine's clock is moved, and people chat, text and run commands."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.support import office
from tests.e2e.support.faketime import Faked, library
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT, homes
from tests.e2e.support.year import MONTHS, RICE, SHANGHAI, YEAR, Year

pytestmark = pytest.mark.skipif(library() is None, reason="libfaketime is not installed")


async def _begin(stage: Stage, clock: Faked) -> Year:
    clock.stand_at(datetime(YEAR, 1, 2, 9, tzinfo=SHANGHAI))
    await stage.begin()
    standings = await stage.product.ask_json("standings", UNIT)
    by_place = {(home.group, home.number): home for home in homes()}
    return Year(stage, clock, {by_place[line["group"], line["number"]]: line["household"] for line in standings})


ONCE: dict[int, Callable[[Year], Awaitable[None]]] = {
    5: Year.vetoed_by_mistake,
    6: lambda year: year.house_stands_empty(7),
    9: office.deducted_and_added,
    7: Year.oil_by_text,
    8: Year.own_household_is_out_of_bounds,
    10: Year.nobody_collects,
    11: Year.it_is_given_back,
}
"""What happens after a month is settled."""


async def test_a_year_adds_up(tmp_path: Path, clock: Faked) -> None:
    """Twelve months settled, objected to, final; rice handed out; the year closed by itself; the books always right."""
    async with open_stage(tmp_path, clock, {"TIMEZONE": "Asia/Shanghai"}, clock.now) as stage:
        year = await _begin(stage, clock)
        await year.dawn(YEAR, 1, 2)
        await stage.appoint()
        await stage.appoint_supervisor()
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
            if month in ONCE:
                await ONCE[month](year)
            if month in (3, 6, 9):
                await year.rice_for_somebody(range(1, month))
            await year.books_are_right(month)
            await office.told_of_the_week(year, month)
        await office.year_in_review(year)
        await _the_year_closes(year)
        await _a_late_correction_stays_in_the_old_year(year)
        await _whatever_is_changed_by_hand_is_named(year)


async def _the_year_closes(year: Year) -> None:
    """In January by itself, once December is final: the ranking stays, and nothing is left to spend."""
    product, codes = year.stage.product, year.codes.values()
    left = sum(year.spendable(range(1, 12), code) for code in codes)
    would = await product.ask("year", "close", str(YEAR), "--dry-run")
    assert f"未用 {left} 分，{len(codes)} 户，可兑换到 {YEAR + 1}-01-31，之后清零" in would
    assert would.rstrip().endswith("（试运行）")
    await year.dawn(YEAR + 1, 1, 12)
    await year.final(12)
    await year.in_the_group("可兑换到1月31日，过期清零")
    await year.dawn(YEAR + 1, 2, 1)
    await year.in_the_group("已过期清零")
    for words in (("--dry-run",), ("--yes",)):
        assert "已于" in await product.ask("year", "close", str(YEAR), *words)
    await _nothing_is_left(year)


async def _nothing_is_left(year: Year) -> None:
    standings = await year.stage.product.ask_json("standings", UNIT, "--year", str(YEAR))
    assert {line["household"]: line["earned"] for line in standings} == {
        code: year.earned(range(1, 13), code) for code in year.codes.values()
    }
    assert {line["spendable"] for line in standings} == {0}
    await year.stage.product.ask("audit")


async def _a_late_correction_stays_in_the_old_year(year: Year) -> None:
    """The old year's points follow, what they are worth lapses with the rest, and the new year knows nothing of it."""
    new_year = await year.stage.product.ask_json("standings", UNIT)
    household = await year.corrected_late(12)
    await _nothing_is_left(year)
    assert await year.stage.product.ask_json("standings", UNIT) == new_year
    home = next(home for home, code in year.codes.items() if code == household)
    assert "拍错了门牌" in await year.write(home, "明细")


BY_HAND = {
    f"UPDATE accounts SET earned = earned + 1 WHERE year = {YEAR} AND household_id = 1": f"{YEAR} 年积分",
    f"UPDATE accounts SET balance = 9 WHERE year = {YEAR} AND household_id = 1": "清零后可用",
    "DELETE FROM postings WHERE kind = 'lapse' AND household_id = 2": f"{YEAR} 年可用",
    "UPDATE honours SET earned = earned + 500 WHERE household_id = 3": f"{YEAR} 年最终积分",
    "UPDATE scores SET score = score - 1 WHERE id = 7": "得分：",
    "UPDATE goods SET stock = stock + 1 WHERE name = '大米'": "大米",
    "DROP TRIGGER entries_never_change; UPDATE entries SET reason = '改过' WHERE id = 5": "记录 #5 公示后被改动",
}


async def _whatever_is_changed_by_hand_is_named(year: Year) -> None:
    assert year.server is not None
    product = year.stage.product
    await product.stop(year.server)
    year.server = None
    books, honest = product.folder / "jifen.db", product.folder / "honest.db"
    with closing(sqlite3.connect(books)) as database:
        database.execute("VACUUM INTO ?", (str(honest),))
    for statements, words in BY_HAND.items():
        for left_over in product.folder.glob("jifen.db-*"):
            left_over.unlink()
        shutil.copyfile(honest, books)
        with closing(sqlite3.connect(books)) as database:
            database.executescript(statements)
            database.commit()
        done = await product.run("audit")
        assert (done.code, words in done.out) == (1, True), (statements, done.out)
