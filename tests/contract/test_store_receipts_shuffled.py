"""Reports shuffled, doubled, late and foreign: a text goes again only when the platform said it did not arrive."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import hypothesis.strategies as st
from hypothesis import HealthCheck, example, given, settings

from domain.model.delivery import Outcome, Retry, Sent, Unknown
from storage.database import Database
from tests.contract.test_store_receipts import HALF_HOUR, MINUTE, Carried, Reported
from tests.keys import KEY

Event = tuple[str, int, Reported, bool]
"""What happens, to which hand-over, what is reported of it, and whether the report names it by our own address only."""

_HAPPENS = ["claim"] * 4 + ["taken", "refused", "unknown"] + ["report"] * 6 + ["foreign", "opt out"]
_SAID: list[Reported] = ["queued", "queued", "queued", "queued", "delivered", "failed"]
events = st.tuples(
    st.sampled_from(_HAPPENS), st.sampled_from([1, 1, 2, 2, 3, 4]), st.sampled_from(_SAID), st.booleans()
)


@dataclass
class Platform:
    """What the platform has really done with one text, and therefore whether it may be handed over again."""

    text: Carried
    said: dict[int, list[Reported]] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    settled: set[int] = field(default_factory=set)
    out: bool = False

    @property
    def last(self) -> int:
        return len(self.text.deliveries)

    @property
    def may_go(self) -> bool:
        if self.out or any("delivered" in said for said in self.said.values()):
            return False
        return self.last == 0 or self.last in self.refused or self.said.get(self.last, [])[:1] == ["queued"]

    async def claim(self) -> None:
        self.text.now += HALF_HOUR + MINUTE
        allowed = self.may_go
        if await self.text.claim():
            assert allowed
            self.said[self.last] = []

    async def answer(self, attempt: int, outcome: Outcome) -> None:
        if attempt not in self.said or attempt in self.settled:
            return
        if isinstance(outcome, Retry):
            if self.said[attempt]:
                return  # it has reported on it: it took it
            del self.said[attempt]
            self.refused.add(attempt)
        self.settled.add(attempt)
        await self.text.settle(outcome, self.text.now, attempt - 1)

    async def report(self, attempt: int, state: Reported, *, by_address: bool) -> None:
        known = attempt in self.settled and not by_address
        if attempt not in self.said:
            return
        ended = [said for said in self.said[attempt] if said != "queued"]
        if ended and state != ended[0]:
            return  # no platform takes back that it delivered or gave up
        self.said[attempt].append(state)
        await self.text.report(f"SM{attempt}", state, None if known else attempt)

    async def happens(self, event: Event) -> None:
        what, attempt, state, by_address = event
        match what:
            case "claim":
                await self.claim()
            case "taken":
                await self.answer(attempt, Sent(f"SM{attempt}"))
            case "refused":
                await self.answer(attempt, Retry("busy"))
            case "unknown":
                await self.answer(attempt, Unknown("timeout"))
            case "report":
                await self.report(attempt, state, by_address=by_address)
            case "foreign":
                await self.text.report(f"SM-of-others-{attempt}", state)
            case "opt out":
                self.out = attempt == 4 or self.out
                if self.out:
                    await self.text.opt_out()


async def story(url: str, happenings: list[Event]) -> None:
    database = await Database.open(url, KEY)
    try:
        async with database.transaction() as connection:
            for table in ("text_attempts", "outbox", "optouts"):
                await connection.execute(f"DELETE FROM {table}")
        platform = Platform(Carried(database))
        await platform.text.post()
        await platform.claim()
        for event in happenings:
            await platform.happens(event)
        for _ in range(3):
            await platform.claim()
    finally:
        await database.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("report", 1, "queued", True), ("claim", 1, "queued", True), ("report", 1, "queued", True)])
@given(st.lists(events, min_size=4, max_size=30))
def test_nothing_goes_again_that_the_platform_has_not_given_up(database_url: str, happenings: list[Event]) -> None:
    asyncio.run(story(database_url, happenings))
