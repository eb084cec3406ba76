"""Updates and texts come one to five times, in any order and at once: each counts once and has one answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from itertools import product
from random import Random

from tests.faults.counts import SEED, times
from tests.scenarios.auditing import audited
from tests.village import ZHOU, Village

MESSAGES = times(60, 100_000)
"""Half of them commands, half texts."""
AT_ONCE = 16
MOST_TIMES = 5
ITEMS = ("环1", "环2", "环3", "环4", "环5", "环6", "文1", "文3", "文5", "文8")
TEXTS = ("积分", "明细", "排名", "申报 昨天献血", "退订", "订阅")


async def test_each_message_counts_once(village: Village) -> None:
    random = Random(SEED)
    homes = range(1, 2 + MESSAGES // 2 // len(ITEMS))
    for number in homes:
        await village.household(8, number, f"户{number}", f"+86139{number:08}")
    answers: defaultdict[str, set[str]] = defaultdict(set)

    def command(number: int, home: int, item: str) -> Callable[[], Awaitable[None]]:
        async def say() -> None:
            await village.says(ZHOU, f"/kou 8-{home} {item} 1 门口没扫", key=f"update{number}")

        return say

    def text(number: int, home: int) -> Callable[[], Awaitable[None]]:
        sid = f"SMtext{number}"

        async def write() -> None:
            answers[sid].add(await village.texts(f"+86139{home:08}", TEXTS[number % len(TEXTS)], sid=sid))

        return write

    pairs = list(product(homes, ITEMS))[: MESSAGES // 2]
    messages = [command(number, *pair) for number, pair in enumerate(pairs)]
    messages += [text(number, random.choice(homes)) for number in range(len(pairs))]
    deliveries = [message for message in messages for _ in range(random.randint(1, MOST_TIMES))]
    random.shuffle(deliveries)
    coming = iter(deliveries)
    await asyncio.gather(*(_bring(coming) for _ in range(AT_ONCE)))

    assert await village.count("entries") == len(pairs)
    assert await village.count("inbox", "key LIKE 'update%' AND outcome = 'done'") == len(pairs)
    assert await village.count("outbox", "key LIKE 'chat:update%'") == len(pairs)
    assert await village.count("inbox", "key LIKE 'SMtext%'") == len(answers) == len(pairs)
    assert {len(replies) for replies in answers.values()} == {1}
    assert await audited(village) == []


async def _bring(coming: Iterator[Callable[[], Awaitable[None]]]) -> None:
    for message in coming:
        await message()
