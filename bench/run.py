"""One run: databases are filled, servers started, rounds measured; from nothing to all figures in steps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from statistics import median

from app.clock import SystemClock
from app.town import LoadedTown, load
from bench import databases
from bench.apart import apart_figures
from bench.audited import HOMES, audit_seconds
from bench.children import Child
from bench.contest import LARGE, PRODUCT, SMALL, Contest, Side
from bench.costs import costs
from bench.county import rulebook
from bench.disk import write_milliseconds
from bench.handover import hand_over
from bench.messages import balance, cha, pai
from bench.minute import minute_seconds, rest
from bench.notices import notices
from bench.product import bot_api, product
from bench.quarter import quarter_figures
from bench.rounds import Race
from bench.servers import Trio, trio
from bench.steady import steady
from bench.town import RULEBOOK, Town, fill


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured.

    ``each``: requests a round, for each number of them at once. ``town``: households of the measured town; ``sizes``:
    of a town and a county that are compared, if any. ``county``: households of a thousand units, or 0. ``texts`` are
    handed over with a hundred waiting, and with each of ``waiting``: what goes in whole seconds, as the few
    of one more would be measured as a second. ``audited``: units of a county that is audited;
    ``quarter``: of one whose quarter is settled. None of either is measured where it is 0.
    """

    kinds: tuple[str, ...]
    rounds: int
    each: dict[int, int]
    town: int
    sizes: tuple[int, int] | None = None
    county: int = 0
    texts: int = 990
    waiting: int = 0
    audited: int = 100
    quarter: int = 100


FULL = Scale(
    ("SQLite", "PostgreSQL"),
    rounds=7,
    each={1: 80, 32: 320},
    town=3_000,
    sizes=(3_000, 300_000),
    county=30_000,
    waiting=300_000,
)
MESSAGES = replace(FULL, sizes=None, county=0, texts=0, audited=0)
SHORT = Scale(("SQLite",), rounds=2, each={32: 128}, town=300, texts=50, audited=2)
DURABLE_WRITE = "a durable write to this disk, ms"
_FEW_WAITING = 100
_TURNS_OF_TEXTS = 5

Step = tuple[str, Callable[[], object]]
"""A piece of the run, with a label for the progress bar."""


@dataclass(slots=True)
class Run:
    """Everything that it opens is closed with ``stack``."""

    scale: Scale
    folder: Path
    stack: ExitStack
    servers: dict[str, databases.Server]
    books: LoadedTown
    clock: SystemClock
    trios: list[Trio] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    races: list[Race] = field(default_factory=list)
    others: dict[str, float] = field(default_factory=dict)
    _bot_api: int = 0

    def steps(self) -> Iterator[Step]:
        """From nothing to all the figures, each step with a label."""
        yield "the disk", self._disk
        yield "a Bot API", self._platform
        for kind in self.scale.kinds:
            yield f"a town on {kind}", partial(self._messages, kind)
        if self.scale.sizes:
            yield "a town and a county", partial(self._sizes, *self.scale.sizes)
            yield "starts and commands", self._costs
        yield "warming up", self._warm_up
        for number in range(self.scale.rounds):
            yield f"round {number + 1} of {self.scale.rounds}", self._round
        yield "counting what was done", self._count
        if self.scale.texts:
            yield "handing over texts", self._hand_over
        if self.scale.audited:
            yield "an audit", self._audit
        if self.scale.county:
            yield "a county's minute, and messages at a steady rate", self._county
            yield "a county's quarter", self._quarter
            yield "web and worker apart", self._apart

    def figures(self) -> dict[str, float]:
        """All of them, each with its name."""
        found = dict(self.others)
        for contest in self.contests:
            found |= contest.figures()
        return found | {f"{race.name}, × floor": median(race.ratios) for race in self.races}

    def _disk(self) -> None:
        self.others[DURABLE_WRITE] = write_milliseconds(self.folder)

    def _platform(self) -> None:
        self._bot_api = self.stack.enter_context(bot_api()).port

    def _town(self, kind: str, households: int) -> Town:
        return asyncio.run(fill(self.servers[kind].create(), households, self.books, self.clock.now()))

    def _messages(self, kind: str) -> None:
        """One message after the other and many at once; and queueing the notices of the same town."""
        server, now = self.servers[kind], self.clock.now()
        town = self._town(kind, self.scale.town)
        if self.scale.sizes:
            queueing = notices(server.copy(town.url), server.copy(town.url), self.books, now)
            name = f"notices of {town.households:,} households, {kind}"
            self.races.append(Race(name, *self.stack.enter_context(queueing), each=1))
        three = self.stack.enter_context(trio(town, server, sorted(self.books.units), self.folder, self._bot_api, now))
        self.trios.append(three)
        self.contests += three.contests(kind, self.scale.each)

    def _sizes(self, *sizes: int) -> None:
        """The same texts and lines in a town and in a county, whose villages are as large, and what they take there.

        Without a worker, since a chat takes twenty answers a minute: the county's go out while the next line is
        measured, in a chat each, and the town's, in ten chats, wait.
        """
        county = rulebook(self.folder)
        children: dict[str, tuple[Town, Child]] = {}
        for side, size, book in zip((SMALL, LARGE), sizes, (RULEBOOK, county), strict=True):
            town = asyncio.run(fill(self.servers["SQLite"].create(), size, load(book), self.clock.now()))
            asyncio.run(rest(town.url, book, self.folder))
            child = self.stack.enter_context(product(town.url, self.folder, self._bot_api, book, "web"))
            children[side] = town, child
        for _, child in children.values():
            child.settle()  # what falls due at a start in every village is no part of a message
        sent_at = int(self.clock.now().timestamp())
        asked: dict[str, Callable[[Town], Iterator[bytes]]] = {
            "balance text": balance,
            "/cha": partial(cha, sent_at=sent_at),
            "/pai": partial(pai, sent_at=sent_at),
        }
        for name, requests in asked.items():
            sides = {side: Side(child, requests(town)) for side, (town, child) in children.items()}
            self.contests.append(Contest(f"{name}, county and town", sides, 1, self.scale.each[1]))

    def _hand_over(self) -> None:
        """Texts with few and with very many waiting behind them, by turns: other work falls on both."""
        town = self._town("SQLite", max(self.scale.town, self.scale.texts))
        over = partial(hand_over, town, self.books, self.clock.now(), self.scale.texts)
        if not self.scale.waiting:
            self.others["handing over a text: processor time, ms"] = asyncio.run(over(_FEW_WAITING)).milliseconds
            return
        turns = [
            (asyncio.run(over(_FEW_WAITING)), asyncio.run(over(self.scale.waiting))) for _ in range(_TURNS_OF_TEXTS)
        ]
        name = "handing over a text, with a county's waiting: processor time, × few waiting"
        self.others |= {
            "handing over a text: processor time, ms": median(few.milliseconds for few, _ in turns),
            name: median(many.milliseconds / few.milliseconds for few, many in turns),
            "handing over texts: a second": median(min(few.a_second, many.a_second) for few, many in turns),
        }

    def _audit(self) -> None:
        seconds = asyncio.run(audit_seconds(self.servers["SQLite"].create(), self.scale.audited))
        self.others["audit: processor time a thousand households, s"] = seconds

    def _costs(self) -> None:
        town = self._town("SQLite", self.scale.town)
        self.others |= costs(town, self.folder, self._bot_api, next(iter(self.books.units)))

    def _county(self) -> None:
        """What a thousand units cost: a minute of the scheduler, and many messages from all over."""
        book, now = rulebook(self.folder), self.clock.now()
        town = asyncio.run(fill(self.servers["SQLite"].create(), self.scale.county, load(book), now, months=1))
        seconds = asyncio.run(minute_seconds(town.url, book, self.folder))
        self.others["scheduler's minute, 1,000 units, ms"] = seconds * 1000
        with product(town.url, self.folder, self._bot_api, book) as child:
            child.settle()
            self.others |= steady(town, child, self._bot_api, int(self.clock.now().timestamp()))

    def _quarter(self) -> None:
        units = self.scale.quarter
        book = rulebook(self.folder, units)
        self.others |= quarter_figures(self.servers["SQLite"], units * HOMES, book)

    def _apart(self) -> None:
        town, now = self._town("PostgreSQL", self.scale.town), int(self.clock.now().timestamp())
        self.others |= apart_figures(town, self.servers["PostgreSQL"], self.folder, self._bot_api, now)

    def _warm_up(self) -> None:
        for three in self.trios:
            three.children[PRODUCT].settle()  # its desk opens a moment after it is ready; until then it refuses
        for contest in self.contests:
            contest.warm_up()
        for three in self.trios:
            three.children[PRODUCT].settle()
        for race in self.races:
            race.warm_up()

    def _round(self) -> None:
        for contest in self.contests:
            contest.run()
        for race in self.races:
            race.run()

    def _count(self) -> None:
        for three in self.trios:
            three.hold()
