"""Officers and villagers who never pause, and platforms that deliver again until they are answered."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from random import Random

import aiohttp

from tests.e2e.support.reference import CAPS, STARTS
from tests.e2e.support.stage import SECRET, Stage
from tests.e2e.support.village import Deed, Home, Officer, homes, reasons, told_apart_by_name

_SENDERS = 4
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
_PATIENCE = aiohttp.ClientTimeout(total=15)
_BETWEEN_QUERIES = 0.2
"""Seconds, of each sender. There is no end of queries, and a group gets twenty answers a minute."""
_MOST_HELD = 50
"""Updates that the platform may have yet to deliver, one after the other, before somebody asks again: what it holds at
the end is waited for.
"""


@dataclass(slots=True)
class Load:
    """What was sent, and what was answered with 200.

    ``deeds`` are by the id of their message, ``answers`` (every body that a text got) by the text's id.
    """

    stage: Stage
    officer: Officer
    deeds: dict[int, Deed] = field(default_factory=dict)
    acknowledged: int = 0
    answers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _ending: bool = False
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def begin(self) -> None:
        """Everybody starts."""
        todo, writing = self._todo(), self._writing()
        senders = [self._send_commands(todo) for _ in range(_SENDERS)] + [self._send_texts(writing) for _ in range(2)]
        self._tasks = [asyncio.create_task(sender) for sender in senders]

    async def acknowledge(self, more: int) -> None:
        """Wait for that many more commands to be answered with 200."""
        wanted = self.acknowledged + more
        await self.stage.world.until(lambda: self.acknowledged >= wanted or None)

    async def end(self) -> None:
        """Nothing new; what is under way is delivered."""
        self._ending = True
        await asyncio.gather(*self._tasks)
        await self.stage.all_taken()

    def _todo(self) -> Iterator[tuple[Home, str]]:
        """Every household's every item once, so that no command is a same-day repeat."""
        pairs = list(product(told_apart_by_name()[:40], CAPS))
        self.officer.random.shuffle(pairs)
        return iter(pairs)

    def _writing(self) -> Iterator[tuple[str, str]]:
        """Texts from all phones, each with its own id; no phone has more of them than it gets answers in an hour."""
        texts = [(home.phone, body) for body in ("积分", "退订", "明细", "订阅", "排名") * 3 for home in homes()]
        return iter(texts)

    async def _send_commands(self, todo: Iterator[tuple[Home, str]]) -> None:
        """What is to be logged, and then queries without end: whatever waits for a commit has one to wait for."""
        async with aiohttp.ClientSession(timeout=_PATIENCE, headers=_HEADERS) as session:
            while not self._ending and (pair := next(todo, None)):
                home, item = pair
                # A merit that stands at 0 has nothing to take: that would be asked about.
                sign = self.officer.random.choice([1, -1]) if STARTS[item] else 1
                deed = Deed(sign, home, item, 1, next(self.officer.reason))
                said = self.stage.on_screen(self.officer.word(deed, "latin"), self.stage.wang)
                self.deeds[said.id] = deed
                await self._deliver(session)
            while not self._ending:
                if len(self.stage.world.state.updates) < _MOST_HELD:
                    self.stage.on_screen("/pai", self.stage.wang)
                    await self._deliver(session)
                await asyncio.sleep(_BETWEEN_QUERIES)

    async def _deliver(self, session: aiohttp.ClientSession) -> None:
        """What was said last, beside the platform's own delivery: it may come twice at once."""
        update = self.stage.sandbox.telegram.updates.log[-1].as_json()
        while await _status(session, f"{self.stage.product.url}/telegram/webhook", update) != 200:  # noqa: ASYNC110 - the server is killed now and then; asking again is the point
            await asyncio.sleep(0.02)
        self.acknowledged += 1
        self.stage.world.told_bot()

    async def _send_texts(self, writing: Iterator[tuple[str, str]]) -> None:
        network = self.stage.sandbox.network
        while not self._ending and (text := next(writing, None)):
            sid = f"SM{len(self.answers)}"
            self.answers[sid] = set()
            for _ in range(2):
                while (exchange := await network.write(*text, sid=sid)).status != 200:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.02)
                self.answers[sid].add(exchange.body)
            await asyncio.sleep(0.05)


async def _status(session: aiohttp.ClientSession, url: str, body: Mapping[str, object]) -> int:
    try:
        async with session.post(url, json=body) as response:
            return response.status
    except (aiohttp.ClientError, TimeoutError):
        return 0


def make_load(stage: Stage, codes: Mapping[tuple[int, int], str], seed: int) -> Load:
    """A load that can be told again by its seed."""
    return Load(stage, Officer(Random(seed), dict(codes), reasons()))
