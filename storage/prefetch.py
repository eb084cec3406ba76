"""What a message is about to ask, read in one statement (PostgreSQL).

Each part is the SQL of the repository that will be asked, with what it is asked about looked up on the way: the unit
by the chat, the household by its place. The repositories are asked afterwards as ever, and find their answer there.
SQLite, which is in the process, reads nothing beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.model.expected import Expected
from domain.model.message import Arrival, Handled
from domain.model.people import Household
from domain.model.round import Round
from storage.database import Connection
from storage.engine.hiding import hidden
from storage.engine.postgres.trips import as_rows
from storage.entry_rows import OF_ROUND
from storage.inbox import TAKE, seen_query
from storage.instants import to_ms
from storage.ledger import RECENT
from storage.officers import ACTING
from storage.roster import AT, BY_CODE, BY_HEAD, HEADS, HOUSEHOLD, KIN
from storage.rounds import CURRENT
from storage.scores import LOCKED_OF_DAY
from storage.standings import ACCOUNT, ACCOUNTS_BY_PHONE, BY_PHONE, OF_HOUSEHOLD

_UNIT: Final = "(SELECT code FROM unit)"


def _about_unit(sql: str) -> str:
    return sql.replace("$1", _UNIT)


_MESSAGE: Final = f"""
WITH taken AS ({TAKE}),
acting AS ({ACTING.replace("$2", "$8").replace("$1", "$7")}),
unit AS (SELECT COALESCE(MIN(bound), CASE WHEN COUNT(DISTINCT unit_code) = 1 THEN MIN(unit_code) END) AS code
  FROM acting),
current_round AS ({_about_unit(CURRENT)}),
heads AS ({_about_unit(HEADS["postgres"])}),
homes AS (SELECT {HOUSEHOLD} FROM households h WHERE h.code = ANY($11)
  OR h.left_on IS NULL AND h.unit_code = {_UNIT} AND (h.grp = $9 AND h.number = $10 OR h.head = ANY($11))
  ORDER BY h.grp, h.number),
home AS (SELECT id FROM homes WHERE (SELECT COUNT(*) FROM homes) = 1 AND CAST($12 AS TEXT) IS NOT NULL LIMIT 1),
kin AS ({KIN.replace("$1", "(SELECT id FROM home)")}),
score AS (SELECT home.id, f.standing, f.entries FROM home, LATERAL score_under_lock(home.id, $12) f)
SELECT (SELECT code FROM unit) AS unit, (SELECT id FROM home) AS home,
  (SELECT json_agg(taken) FROM taken) AS taken, (SELECT json_agg(acting) FROM acting) AS acting,
  (SELECT json_agg(current_round) FROM current_round) AS round, CASE
  WHEN $12 IS NOT NULL OR CARDINALITY($11) > 0 THEN (SELECT heads FROM heads) END AS heads,
  (SELECT json_agg(homes) FROM homes) AS homes, (SELECT json_agg(kin) FROM kin) AS kin,
  (SELECT standing FROM score) AS standing, (SELECT entries FROM score) AS entries
"""


@dataclass(frozen=True, slots=True)
class SqlPrefetch:
    """``domain.ports.prefetch.Prefetch`` on SQL."""

    connection: Connection

    async def message(self, key: str, place: str | None, now: datetime, expect: Callable[[], Expected]) -> None:
        """A chat message is about to be taken and carried out."""
        if self.connection.dialect != "postgres":
            return
        expected = expect()
        taking = ("chat", key, to_ms(now), Handled.DONE.value, None, place)
        group, number = expected.place or (None, None)
        day = expected.scored_on.isoformat() if expected.scored_on else None
        named = (expected.chat, expected.user, group, number, list(expected.words), day)
        (row,) = await self.connection.stored.fetch(_MESSAGE, *(self._as_stored(each) for each in (*taking, *named)))
        foresee, unit, home = self.connection.foresee, row["unit"], row["home"]
        foresee((TAKE, taking), as_rows(row["taken"]))
        foresee((ACTING, (expected.chat, expected.user)), as_rows(row["acting"]))
        if unit is None:
            return
        foresee((CURRENT, (unit,)), as_rows(row["round"]))
        if expected.scored_on or expected.words:
            foresee((HEADS["postgres"], (unit,)), [{"heads": row["heads"]}])
        self._foresee_homes(unit, expected, as_rows(row["homes"]))
        if home is not None:
            foresee((KIN, (home,)), as_rows(row["kin"]))
        if row["standing"] is not None:
            foresee((LOCKED_OF_DAY, (home, day)), [{"standing": row["standing"], "entries": row["entries"]}])

    def _as_stored(self, value: object) -> object:
        return hidden(self.connection.cipher, value)

    def _foresee_homes(self, unit: str, expected: Expected, homes: Sequence[dict[str, Any]]) -> None:
        here = [home for home in homes if home["unit_code"] == unit and home["left_on"] is None]
        if expected.place is not None:
            at = [home for home in here if (home["grp"], home["number"]) == expected.place]
            self.connection.foresee((AT, (unit, *expected.place)), at)
        for word in expected.words:
            self.connection.foresee((BY_HEAD, (unit, word)), [home for home in here if home["head"] == word])
            self.connection.foresee((BY_CODE, (word,)), [home for home in homes if home["code"] == word])

    async def text(self, arrival: Arrival) -> None:
        """A text is about to be looked for and answered. What is asked of last year is asked by household."""
        if self.connection.dialect != "postgres":
            return
        seen, sender, now = seen_query(arrival), arrival.sender, arrival.now
        this_year, last_year = (BY_PHONE, (now.year, sender)), (ACCOUNTS_BY_PHONE, (now.year - 1, sender))
        found, homes, before = await self.connection.together(seen, this_year, last_year)
        self.connection.foresee(seen, found)
        self.connection.foresee(this_year, homes)
        for home in homes:
            account = [one for one in before if one["household_id"] == home["id"]]
            self.connection.foresee((ACCOUNT, (home["id"], now.year - 1)), account)

    async def card(self, household: Household, round_: Round, limit: int) -> None:
        """A household's card is about to be read."""
        year = round_.period.year
        await self.connection.ahead(
            (OF_HOUSEHOLD, (year, household.id)),
            (ACCOUNT, (household.id, year - 1)),
            (OF_ROUND, (household.id, round_.id)),
            (RECENT, (household.id, limit)),
        )
