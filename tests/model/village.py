"""The real village behind the state machine: the domain's functions on a database, one transaction a call."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.audit.audit import audit_parts
from app.town import LoadedTown
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current, enter_newcomers
from domain.model.current_book import CurrentBook
from domain.model.people import Household, Invitation, NewHousehold, Officer, Role
from domain.model.standing import Standing
from domain.ports.store import Store
from rules.loader import BookSource, parse, read
from storage.database import Connection, Database
from storage.kin import SqlKin
from storage.scores import scores_of_unit
from storage.store import SqlTransactions
from storage.units import store_units
from tests.keys import KEY
from text.codes import make

ANNEX = Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml"
UNIT = "310116103208"
ZONE = ZoneInfo("Asia/Shanghai")
T = TypeVar("T")


BLOOD = 'code = "志2", points = 2, start = "zero"'


@cache
def town(per: str = "round", **policy: int | str) -> LoadedTown:
    """A town of one village: the annex with another policy, and giving blood counted once per that span."""
    text = read(ANNEX, None).town_text
    assert BLOOD in text
    text = text.replace(BLOOD, f'{BLOOD}, per = "{per}"')
    for key, value in policy.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"{key} = ")]
        text = text.replace(line, f"{key} = {json.dumps(value)}")
    source = BookSource(text, "", ANNEX.name, "")
    book = parse(source)
    return LoadedTown({UNIT: "秦望村"}, {UNIT: CurrentBook(source.hash, book, text, "")}, book)


class Village:
    """``now`` is when everything happens. Every method waits until it is done; refusals pass through."""

    def __init__(self, url: str, town: LoadedTown, now: datetime) -> None:
        self.town = town
        self.now = now
        self._numbers = itertools.count(1)
        self._runner = asyncio.Runner()
        self._database = self._runner.run(Database.open(url, KEY))
        self._transactions = SqlTransactions(self._database, ZONE)
        self._within(lambda connection: store_units(connection, self.town.units))

    def close(self) -> None:
        """The end."""
        self._runner.run(self._database.close())
        self._runner.close()

    def new_key(self) -> str:
        """A key for one more entry."""
        return f"model:{next(self._numbers)}"

    def does(self, work: Callable[[Store], Awaitable[T]]) -> T:
        """Anything that the domain can do. Raises what stops it."""

        async def done(connection: Connection) -> T:
            return unwrap(await work(self._transactions.store(connection)))

        return self._within(done)

    def sees(self, look: Callable[[Store], Awaitable[T]]) -> T:
        """Anything that the domain can read."""

        async def run() -> T:
            async with self._database.reading() as connection:
                return await look(self._transactions.store(connection))

        return self._runner.run(run())

    def officer(self, name: str, role: Role, household: str = "") -> Officer:
        """Somebody who may log points."""
        invitation = Invitation(UNIT, role, name, household, name, self.now)
        number = self.does(lambda store: store.officers.invite(invitation))
        self.does(lambda store: store.officers.join(number, f"telegram:{number}", self.now))
        return Officer(number, UNIT, role, name, household)

    def household(self, name: str, joined: date) -> Household:
        """A household that is scored from that day on."""
        number = next(self._numbers)
        new = NewHousehold(make(1000 + number), UNIT, 1, number, name, joined)

        async def enter(store: Store) -> Household:
            await store.roster.add([new])
            await enter_newcomers(store, self.town, UNIT, self.now)
            stored = await store.roster.by_code(new.code)
            assert stored is not None
            return stored

        return self.does(enter)

    def kin(self, one: Household, other: Household) -> None:
        """The two are relatives."""
        self._within(lambda connection: SqlKin(connection).replace({one.id: frozenset({other.id})}))

    def standings(self) -> Mapping[str, Standing]:
        """Where everybody stands, by the head's name: asked for one by one and all together, which must agree."""

        async def ask(store: Store) -> Mapping[str, Standing]:
            await ensure_current(store, self.town, UNIT, self.now)
            together = await store.standings.of_unit(UNIT, self.now.year)
            for standing in together:
                assert standing == await store.standings.of_household(standing.household, self.now.year)
            return {standing.household.head: standing for standing in together}

        return self.does(ask)

    def scores(self) -> Mapping[tuple[str, str], int | None]:
        """Every stored score by the head's name and the month."""

        async def ask(connection: Connection) -> Mapping[tuple[str, str], int | None]:
            store = self._transactions.store(connection)
            await ensure_current(store, self.town, UNIT, self.now)
            heads = {household.id: household.head for household in await store.roster.of_unit(UNIT)}
            return {
                (heads[household], (await store.rounds.by_id(round_id)).period.key): score
                for round_id, scores in (await scores_of_unit(connection, UNIT)).items()
                for household, score in scores.items()
            }

        return self._within(ask)

    def deviations(self) -> list[str]:
        """What an audit finds."""

        async def ask() -> list[str]:
            async with self._database.reading() as connection:
                return [str(one) async for part in audit_parts(connection, ZONE) for one in part.deviations]

        return self._runner.run(ask())

    def _within(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        async def run() -> T:
            async with self._database.transaction() as connection:
                return await work(connection)

        return self._runner.run(run())
