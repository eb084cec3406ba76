"""A village's year, seen from outside: the machine's clock is moved, and people chat, text and run commands."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.support.faketime import Faked, library
from tests.e2e.support.launch import Process
from tests.e2e.support.reference import Ledger, Logged
from tests.e2e.support.stage import Stage, number_in, open_stage
from tests.e2e.support.village import ASSESSOR, UNIT, Home, homes

pytestmark = [
    pytest.mark.xdist_group("process"),
    pytest.mark.skipif(library() is None, reason="libfaketime is not installed"),
]
SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR, MONTHS = 2026, range(1, 13)
RICE = 60
DEEDS = (
    ("kou", "环2", 3),
    ("kou", "环4", 2),
    ("kou", "环1", 6),
    ("jia", "志2", 2),
    ("jia", "文2", 4),
    ("kou", "文5", 1),
)


@dataclass(slots=True)
class Year:
    """The stage, and what the books must come to, told from the design's words alone."""

    stage: Stage
    clock: Faked
    codes: dict[Home, str]
    random: Random = field(default_factory=lambda: Random(YEAR))
    ledgers: defaultdict[int, Ledger] = field(default_factory=lambda: defaultdict(Ledger))
    spent: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    server: Process | None = None
    reasons: count[int] = field(default_factory=count)

    async def dawn(self, year: int, month: int, day: int) -> None:
        """It is ten o'clock on that day, and the program is started."""
        if self.server is not None:
            await self.stage.product.stop(self.server)
        self.clock.stand_at(datetime(year, month, day, 10, tzinfo=SHANGHAI))
        self.server = await self.stage.product.serve()

    async def log(self, month: int, home: Home, deed: tuple[str, str, int]) -> int:
        """One command by the assessor; its number."""
        command, item, points = deed
        reason = f"第{next(self.reasons)}件事"
        answer = await self.stage.say(f"/{command} {self.codes[home]} {item} {points} {reason}", self.stage.zhang)
        number = number_in(answer)
        signed = points if command == "jia" else -points
        self.ledgers[month].add(Logged(number, self.codes[home], item, signed, ASSESSOR, reason))
        return number

    async def some_entries(self, month: int) -> None:
        """A few households, each for something else."""
        for home, deed in zip(self.random.sample(self.others, len(DEEDS)), DEEDS, strict=True):
            await self.log(month, home, deed)

    @property
    def others(self) -> list[Home]:
        """Everybody but the assessor's own household."""
        return [home for home in self.codes if home.head != ASSESSOR]

    def score(self, month: int, code: str) -> int:
        return sum(self.ledgers[month].items(code).values())

    def earned(self, months: range, code: str) -> int:
        return sum(self.score(month, code) for month in months)

    async def settle(self, month: int) -> None:
        """The specialist looks and presses."""
        preview = await self.stage.say(f"/jie {month}月", self.stage.wang)
        assert f"{month}月结算预览：{len(self.codes)}户" in preview.text
        table = await self.stage.press(preview, preview.keyboard[0][0].text, self.stage.wang)
        assert f"{UNIT}{month}月积分公示" in table.text

    async def final(self, month: int) -> None:
        """The group has been told that the month's points count."""
        told = f"{month}月公示期满"
        world = self.stage.world
        await world.until(lambda: next((m for m in self.stage.bot_messages() if told in m.text), None), 20)

    async def objected(self, month: int) -> None:
        """A villager objects by text to a deduction of the published month; the specialist finds the villager right."""
        entry = next(one for one in self.ledgers[month].live() if one.points < 0)
        home = next(home for home, code in self.codes.items() if code == entry.household)
        exchange = await self.stage.sandbox.network.write(home.phone, f"异议 {entry.id} 不是我家")
        assert "异议" in exchange.replies[0]
        listed = (await self.stage.say("/yi", self.stage.wang)).text
        case = re.search(rf"^(\d+)\. .*#{entry.id} ", listed, re.MULTILINE)
        assert case, listed
        answer = await self.stage.say(f"/yi 准 {case[1]} 看过了", self.stage.wang)
        assert "已经答复" not in answer.text
        (reversal,) = (one for one in await self.entries() if one["reverses"] == entry.id)
        self.ledgers[month].reverse(entry.id, reversal["id"], reversal["officer"], reversal["reason"])

    async def rice_for_somebody(self, months: range) -> None:
        """Reserved and handed over for a household that has the points, refused to one that has not."""
        home = max(self.others, key=lambda one: self.spendable(months, self.codes[one]))
        code = self.codes[home]
        assert self.spendable(months, code) >= RICE
        reserved = await self.stage.say(f"/dui {code} 大米", self.stage.wang)
        pickup = next(
            word for word in "".join(c if c.isdigit() else " " for c in reserved.text).split() if len(word) == 8
        )
        self.spent[code] += RICE
        await self.stage.say(f"/ling {pickup} 本人", self.stage.wang)
        again = await self.stage.say(f"/ling {pickup} 本人", self.stage.wang)
        assert "已经领走了" in again.text
        forged = f"{(int(pickup) + 1) % 10**8:08}"
        assert "不对" in (await self.stage.say(f"/ling {forged}", self.stage.wang)).text

    def spendable(self, months: range, code: str) -> int:
        return self.earned(months, code) - self.spent[code]

    async def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.stage.product.ask_json("entries", UNIT)
        return found

    async def books_are_right(self, published: int) -> None:
        """Months before ``published`` are final, it is published, the next one is open."""
        standings = await self.stage.product.ask_json("standings", UNIT, "--year", str(YEAR))
        assert len(standings) == len(self.codes)
        settled, final = range(1, published + 1), range(1, published)
        all_earned = {code: self.earned(settled, code) for code in self.codes.values()}
        for line in standings:
            code = line["household"]
            states = {key: one["state"] for key, one in line["rounds"].items()}
            scores = {key: one["score"] for key, one in line["rounds"].items()}
            wanted = {f"{YEAR}-{month:02}": "final" for month in final} | {f"{YEAR}-{published:02}": "published"}
            if published < MONTHS[-1]:
                wanted[f"{YEAR}-{published + 1:02}"] = "open"
            assert states == wanted
            assert scores == {key: self.score(int(key[-2:]), code) for key in wanted}
            assert line["earned"] == all_earned[code]
            assert line["spendable"] == self.spendable(final, code)
            assert line["rank"] == 1 + sum(other > all_earned[code] for other in all_earned.values())
        done = await self.stage.product.run("audit")
        assert (done.code, done.err) == (0, ""), done.out


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


@pytest.mark.timeout(600)
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
            if month in (3, 6, 9):
                await year.rice_for_somebody(range(1, month))
            await year.books_are_right(month)
        await _the_year_closes(year)


async def _the_year_closes(year: Year) -> None:
    """In January by itself, once December is final: the ranking stays, and nothing is left to spend."""
    product = year.stage.product
    await year.dawn(YEAR + 1, 1, 12)
    await year.final(12)
    await year.stage.world.until(
        lambda: next((m for m in year.stage.bot_messages() if "评先评优" in m.text or "清零" in m.text), None), 20
    )
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
