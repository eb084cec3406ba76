"""What a message is about to ask, read in one statement (PostgreSQL).

Each part is the SQL of the repository that will be asked, with what it is asked about looked up on the way: the unit
by the chat, the household by its place. The repositories are asked afterwards as ever, and find their answer there.
SQLite, which is no way off, reads nothing ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.model.expected import Expected
from domain.model.message import Handled
from domain.model.people import Household
from domain.model.round import Round
from storage.database import Connection
from storage.engine.hiding import hidden
from storage.engine.trips import as_rows
from storage.instants import to_ms
from storage.inbox import TAKE
from storage.ledger import OF_ROUND
from storage.officers import ACTING
from storage.roster import AT, BY_CODE, BY_HEAD, HEADS, HOUSEHOLD, KIN
from storage.rounds import CURRENT, LOCK, OF_DAY, SCORE

_UNIT: Final = "(SELECT code FROM unit)"


def _about_unit(sql: str) -> str:
    return sql.replace("$1", _UNIT)


_MESSAGE: Final = f"""
WITH taken AS ({TAKE}),
acting AS ({ACTING.replace("$2", "$8").replace("$1", "$7")}),
unit AS (SELECT COALESCE(MIN(bound), CASE WHEN COUNT(DISTINCT unit_code) = 1 THEN MIN(unit_code) END) AS code
  FROM acting),
current_round AS ({_about_unit(CURRENT)}),
heads AS ({_about_unit(HEADS)} AND CARDINALITY($11::TEXT[]) > 0),
homes AS (SELECT {HOUSEHOLD} FROM households h WHERE h.code = ANY($11)
  OR h.left_on IS NULL AND h.unit_code = {_UNIT} AND (h.grp = $9 AND h.number = $10 OR h.head = ANY($11))
  ORDER BY h.grp, h.number),
home AS (SELECT id FROM homes WHERE (SELECT COUNT(*) FROM homes) = 1 AND CAST($12 AS TEXT) IS NOT NULL),
kin AS ({KIN.replace("$1", "(SELECT id FROM home)")}),
score AS (SELECT home.id, f.standing, f.entries FROM home, LATERAL score_under_lock(home.id, $12) f)
SELECT (SELECT code FROM unit), (SELECT json_agg(taken) FROM taken), (SELECT json_agg(acting) FROM acting),
  (SELECT json_agg(current_round) FROM current_round), (SELECT json_agg(heads) FROM heads),
  (SELECT json_agg(homes) FROM homes), (SELECT json_agg(kin) FROM kin), (SELECT id FROM home),
  (SELECT standing FROM score), (SELECT entries FROM score)
"""


@dataclass(frozen=True, slots=True)
class SqlAhead:
    """``domain.ports.ahead.Ahead`` on SQL."""

    connection: Connection

    async def message(self, key: str, place: str | None, now: datetime, expected: Expected) -> None:
        """A chat message is about to be taken and carried out."""
        if self.connection.dialect != "postgres":
            return
        taking = ("chat", key, to_ms(now), Handled.DONE.value, None, place)
        group, number = expected.place or (None, None)
        day = expected.scored_on.isoformat() if expected.scored_on else None
        named = (expected.chat, expected.user, group, number, list(expected.words), day)
        (row,) = await self.connection.stored.fetch(_MESSAGE, *(self._as_stored(each) for each in (*taking, *named)))
        unit, home, standing = row[0], row[7], row[8]
        taken, acting, current, heads, homes, kin = (as_rows(row[column]) for column in range(1, 7))
        foresee = self.connection.foresee
        foresee((TAKE, taking), taken)
        foresee((ACTING, (expected.chat, expected.user)), acting)
        if unit is None:
            return
        foresee((CURRENT, (unit,)), current)
        if expected.words:
            foresee((HEADS, (unit,)), heads)
        self._foresee_homes(unit, expected, homes)
        if home is not None:
            foresee((KIN, (home,)), kin)
        if standing is not None:
            self._foresee_score(home, day, as_rows(standing), as_rows(row[9]))

    def _as_stored(self, value: object) -> object:
        return hidden(self.connection.cipher, value)

    def _foresee_homes(self, unit: str, expected: Expected, homes: list[dict[str, Any]]) -> None:
        here = [home for home in homes if home["unit_code"] == unit and home["left_on"] is None]
        if expected.place is not None:
            at = [home for home in here if (home["grp"], home["number"]) == expected.place]
            self.connection.foresee((AT, (unit, *expected.place)), at)
        for word in expected.words:
            self.connection.foresee((BY_HEAD, (unit, word)), [home for home in here if home["head"] == word])
            self.connection.foresee((BY_CODE, (word,)), [home for home in homes if home["code"] == word])

    def _foresee_score(self, home: int, day: str, standing: list[Any], entries: list[Any]) -> None:
        locked = (home, day)
        self.connection.foresee((LOCK.format(OF_DAY), locked), [])
        self.connection.foresee((SCORE.format(OF_DAY), locked), standing)
        self.connection.foresee((OF_ROUND, (home, standing[0]["round_id"])), entries)

    async def text(self, sender: str, now: datetime) -> None:
        """Whoever has that number is about to be answered."""

    async def card(self, household: Household, round_: Round, limit: int) -> None:
        """A household's card is about to be read."""
