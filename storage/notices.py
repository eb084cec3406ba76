"""Quarterly notices: one for each household, quarter and kind, by constraint."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.model.calendar import Period
from domain.model.notice import MISSED, Addressee, NewNotice, NoticeStatus, NoticeTarget, UnqueuedNotices
from domain.model.standing import Standing
from domain.notices.addressing import number_for, why_none
from domain.notices.planning import KIND
from storage import counted, digests
from storage.addressees import addressees, mobile_first
from storage.database import Connection
from storage.instants import to_ms
from storage.posting import SqlPost
from storage.roster import HOUSEHOLD, SqlRoster, as_household
from storage.standings import SqlStandings

_STATE = (
    "CASE WHEN n.visited_ms IS NOT NULL AND (x.state IS NULL OR x.state <> 'delivered') THEN 'visited'"
    " WHEN h.left_on IS NOT NULL AND (x.state IS NULL OR x.state IN ('queued', 'failed', 'dropped')) THEN 'left'"
    " WHEN x.state = 'dropped' AND x.error IN ('no-phone', 'opted-out', 'set-aside', 'left') THEN x.error"
    " WHEN x.state = 'failed' AND x.error = 'no-report' THEN 'unconfirmed'"
    " WHEN n.unreached = 'no-phone' AND EXISTS (SELECT 1 FROM household_phones p JOIN failing_numbers f"
    " ON f.phone = p.phone WHERE p.household_id = h.id AND f.set_aside_ms IS NOT NULL) THEN 'set-aside'"
    " WHEN x.state = 'dropped' THEN 'opted-out' ELSE COALESCE(n.unreached, x.state) END"
)
"""What became of a notice: see ``NoticeStatus``."""
_OF_QUARTER = (
    "FROM notices n JOIN households h ON h.id = n.household_id LEFT JOIN outbox x ON x.id = n.outbox_id"
    " WHERE n.unit_code = $1 AND n.quarter = $2 AND n.kind = $3"
)
_STATUS = f"SELECT {HOUSEHOLD}, {_STATE} AS state, x.error, n.outbox_id {_OF_QUARTER}"
_WALKED = "ORDER BY h.grp, h.number"
_STATUSES = f"{_STATUS} {_WALKED}"
_UNREACHED = f"{_STATUS} AND {_STATE} IN {MISSED} {_WALKED}"

_PHONES_IN = (
    "SELECT p.phone FROM households h JOIN household_phones p ON p.household_id = h.id JOIN {} f ON f.phone = p.phone"
    " WHERE h.unit_code = $1 AND h.left_on IS NULL"
)
"""Which of a unit's numbers stand in a table: the other units' are not read."""
_REFUSING = _PHONES_IN.format("optouts")
_SET_ASIDE = f"{_PHONES_IN.format('failing_numbers')} AND f.set_aside_ms IS NOT NULL"

_NEVER_MS = 2**62
"""Later than any instant."""


@dataclass(frozen=True, slots=True)
class SqlNotices:
    """``domain.ports.notices.Notices`` on SQL."""

    connection: Connection

    async def targets(
        self, unit: str, quarter: Period, kind: str = KIND, told_since: datetime | None = None
    ) -> Sequence[NoticeTarget]:
        """Households of the unit that have no notice of that kind for the quarter yet.

        With ``told_since``, nor any quarterly notice that was queued since then: it said the same.
        """
        queued = await self.connection.fetch(
            "SELECT household_id FROM notices WHERE unit_code = $1"
            " AND (quarter = $2 AND kind = $3 OR kind = $4 AND queued_ms >= $5)",
            unit,
            quarter.key,
            kind,
            KIND,
            _NEVER_MS if told_since is None else to_ms(told_since),
        )
        done = {row["household_id"] for row in queued}
        return [one for one in await self._all(unit, quarter) if one.standing.household.id not in done]

    async def missed(self, unit: str, quarter: Period, kind: str = KIND) -> Sequence[NoticeTarget]:
        """Households of the unit that their notice did not reach, as they are now."""
        missed = {one.household.id: one.delivery or 0 for one in await self.unreached(unit, quarter, kind)}
        if not missed:
            return []
        return [
            replace(one, replaces=missed[one.standing.household.id])
            for one in await self._all(unit, quarter)
            if one.standing.household.id in missed
        ]

    async def queue(
        self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime, kind: str = KIND
    ) -> int:
        """Store notices and post their deliveries; those that exist already are left alone. How many were new."""
        before, queued_ms = await self._count(unit, quarter, kind), to_ms(now)
        await SqlPost(self.connection).post([notice.draft for notice in notices if notice.draft], now)
        await self.connection.execute_many(
            "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms, phone, unreached, outbox_id)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT id FROM outbox WHERE key = $8)) ON CONFLICT DO NOTHING",
            [
                (
                    notice.household_id,
                    unit,
                    quarter.key,
                    kind,
                    queued_ms,
                    notice.phone,
                    # Whether numbers are set aside is looked up: one may be given anew.
                    "no-phone" if notice.unreached == "set-aside" else notice.unreached,
                    notice.draft.key if notice.draft else None,
                )
                for notice in notices
            ],
        )
        await self._note(unit, quarter, [one.household_id for one in notices if one.draft is None], kind)
        return await self._count(unit, quarter, kind) - before

    async def queue_again(
        self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime, kind: str = KIND
    ) -> int:
        """Post the deliveries of notices that reached nobody, in place of the former ones. How many were new."""
        drafts = {notice.household_id: notice.draft for notice in notices if notice.draft}
        await SqlPost(self.connection).post(drafts.values(), now)
        many = sum(
            [
                await self.connection.execute(
                    "UPDATE notices SET outbox_id = (SELECT id FROM outbox WHERE key = $1), phone = $2,"
                    " unreached = NULL, queued_ms = $3 WHERE household_id = $4 AND unit_code = $5 AND quarter = $6"
                    " AND kind = $7 AND (outbox_id IS NULL OR outbox_id <> (SELECT id FROM outbox WHERE key = $1))",
                    draft.key,
                    draft.target,
                    to_ms(now),
                    household,
                    unit,
                    quarter.key,
                    kind,
                )
                for household, draft in drafts.items()
            ]
        )
        await self._note(unit, quarter, drafts, kind)
        return many

    async def addressees(self, texts: Mapping[int, int]) -> Mapping[int, Addressee]:
        """Whom texts in the outbox are for: by their ids, given with the household of each. Raises LookupError."""
        return await addressees(self.connection, texts)

    async def unqueue(self, unit: str, quarter: Period) -> UnqueuedNotices:
        """Take back the quarter's notices that have not gone out: they can be queued anew."""
        lock = " FOR UPDATE OF x" if self.connection.dialect == "postgres" else ""
        rows = await self.connection.fetch(
            "SELECT n.id, n.outbox_id, x.state, x.attempts FROM notices n"
            " JOIN outbox x ON x.id = n.outbox_id WHERE n.unit_code = $1 AND n.quarter = $2 AND n.kind = $3"
            f" ORDER BY n.id{lock}",
            unit,
            quarter.key,
            KIND,
        )
        waiting = [row for row in rows if row["state"] == "queued" and not row["attempts"]]
        taken = [row["id"] for row in waiting]
        of_quarter = "SELECT outbox_id FROM notices WHERE unit_code = $1 AND quarter = $2 AND kind = $3"
        going = f"state = 'queued' AND attempts = 0 AND id IN ({of_quarter})"
        await counted.going(self.connection, "outbox", going, unit, quarter.key, KIND)
        await self.connection.execute_many("DELETE FROM notices WHERE id = $1", [(one,) for one in taken])
        await self.connection.execute_many("DELETE FROM outbox WHERE id = $1", [(row["outbox_id"],) for row in waiting])
        unreached = await self.connection.fetch(
            "DELETE FROM notices WHERE unit_code = $1 AND quarter = $2 AND kind = $3 AND outbox_id IS NULL"
            " RETURNING id",
            unit,
            quarter.key,
            KIND,
        )
        await digests.note(self.connection, "notices", [*taken, *(row["id"] for row in unreached)])
        return UnqueuedNotices(len(waiting), len(rows) - len(waiting))

    async def statuses(self, unit: str, quarter: Period, kind: str = KIND) -> Sequence[NoticeStatus]:
        """What became of each notice of that kind for the quarter."""
        return await self._statuses(_STATUSES, unit, quarter.key, kind)

    async def unreached(self, unit: str, quarter: Period, kind: str = KIND) -> Sequence[NoticeStatus]:
        """Those of them that somebody has to tell in person."""
        return await self._statuses(_UNREACHED, unit, quarter.key, kind)

    async def states(self, unit: str, quarter: Period, kind: str = KIND) -> Mapping[str, int]:
        """How many notices of that kind for the quarter there are in each of the states of ``NoticeStatus``."""
        rows = await self.connection.fetch(
            f"SELECT {_STATE} AS state, COUNT(*) AS many {_OF_QUARTER} GROUP BY 1", unit, quarter.key, kind
        )
        return {row["state"]: row["many"] for row in rows}

    async def visit(self, household_id: int, quarter: Period, officer_id: int, now: datetime, kind: str = KIND) -> None:
        """An officer has told the household in person."""
        told = await self.connection.fetch(
            "UPDATE notices SET visited_ms = $1, visited_by = $2 WHERE household_id = $3 AND quarter = $4"
            " AND kind = $5 RETURNING id",
            to_ms(now),
            officer_id,
            household_id,
            quarter.key,
            kind,
        )
        await digests.note(self.connection, "notices", [row["id"] for row in told])

    async def _statuses(self, sql: str, *args: object) -> list[NoticeStatus]:
        rows = await self.connection.fetch(sql, *args)
        return [NoticeStatus(as_household(row), row["state"], row["error"], row["outbox_id"]) for row in rows]

    async def _note(self, unit: str, quarter: Period, households: Collection[int], kind: str) -> None:
        """Note the notices of these, as they stand."""
        if households:
            of_quarter = "SELECT id, household_id FROM notices WHERE unit_code = $1 AND quarter = $2 AND kind = $3"
            rows = await self.connection.fetch(of_quarter, unit, quarter.key, kind)
            ids = [row["id"] for row in rows if row["household_id"] in set(households)]
            await digests.note(self.connection, "notices", ids)

    async def _all(self, unit: str, quarter: Period) -> list[NoticeTarget]:
        """Every household of the unit, by its place."""
        standings = await SqlStandings(self.connection).of_unit(unit, quarter.year)
        phones = await SqlRoster(self.connection).phones_of_unit(unit)
        refusing = {row["phone"] for row in await self.connection.fetch(_REFUSING, unit)}
        set_aside = {row["phone"] for row in await self.connection.fetch(_SET_ASIDE, unit)}
        in_order = sorted(standings, key=lambda standing: (standing.household.group, standing.household.number))
        return [_target(standing, phones.get(standing.household.id, []), refusing, set_aside) for standing in in_order]

    async def _count(self, unit: str, quarter: Period, kind: str) -> int:
        (row,) = await self.connection.fetch(
            "SELECT COUNT(*) AS known FROM notices WHERE unit_code = $1 AND quarter = $2 AND kind = $3",
            unit,
            quarter.key,
            kind,
        )
        known: int = row["known"]
        return known


def _target(standing: Standing, phones: list[str], refusing: set[str], set_aside: set[str]) -> NoticeTarget:
    """As ``addressee`` and ``number_for`` decide it for one text that leaves, for a whole unit at once.

    Nearly all have numbers with which nothing is the matter; to weigh them took three times as long.
    """
    if phones and refusing.isdisjoint(phones) and set_aside.isdisjoint(phones):
        return NoticeTarget(standing, mobile_first(phones)[0], None)
    home = Addressee(
        standing.household.unit,
        here=True,
        numbers=mobile_first(phones),
        refusing=refusing.intersection(phones),
        set_aside=set_aside.intersection(phones),
    )
    number = number_for(home, None, notice=True)
    return NoticeTarget(standing, number, None if number else why_none(home))
