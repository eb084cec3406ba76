"""Auditing a whole database within one snapshot."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import tzinfo

from app.audit.account_checks import ACCOUNT_CHECKS
from app.audit.checks import UNIT_CHECKS
from app.audit.database_checks import database_holds, written_by_hand
from app.audit.deviation import Deviation
from app.audit.facts import Facts, ScoreKey
from app.audit.household_checks import HOUSEHOLD_CHECKS
from app.audit.mall_checks import MALL_CHECKS
from app.audit.message_checks import messages_are_there
from app.audit.objection_checks import OBJECTION_CHECKS
from app.audit.round_checks import ROUND_CHECKS
from app.audit.seal_checks import SEAL_CHECKS
from app.audit.second_checks import SECOND_CHECKS
from app.audit.year_checks import YEAR_CHECKS
from domain.model.rulebook import Rulebook
from storage.audit.differing import counts
from storage.audit.entries import EntryRow, entries_of_unit, stored_entries
from storage.audit.integrity import SqlIntegrity
from storage.audit.mall_rows import SqlMallAudit
from storage.audit.message_rows import SqlMessageAudit
from storage.audit.notice_rows import NoticeRow, SqlNoticeAudit
from storage.audit.record_rows import ClaimedRow, SqlRecordAudit
from storage.audit.rows import SqlAudit, VersionRow
from storage.audit.second_rows import RectifiedRow, SqlSecondAudit
from storage.database import Connection
from storage.households import SqlHouseholds
from storage.rounds import SqlRounds
from storage.scores import scores_of_unit
from storage.seals import SqlSeals
from storage.watched import WATCHED
from storage.years import SqlYears

_CHECKS = (
    *UNIT_CHECKS,
    *HOUSEHOLD_CHECKS,
    *ROUND_CHECKS,
    *ACCOUNT_CHECKS,
    *OBJECTION_CHECKS,
    *SEAL_CHECKS,
    *SECOND_CHECKS,
    *MALL_CHECKS,
    *YEAR_CHECKS,
)


_ALLOCATED = 500_000
"""Objects between two searches for cycles: more than a unit's rows."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One part of the database: how much was looked at, and what is not as it should be."""

    units: int
    households: int
    entries: int
    scores: int
    deviations: Sequence[Deviation]


def parts_to_audit(units: int) -> int:
    """How many parts there are in a database with so many units."""
    return 1 + len(WATCHED) + units


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom: an audit makes millions of rows and no cycle, and looking is a fifth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


async def audit_parts(connection: Connection, timezone: tzinfo) -> AsyncIterator[Audited]:
    """Audit the database, the rulebooks and the messages, then each unit in turn; all at one moment."""
    reads = SqlAudit(connection)
    units, versions = await reads.units(), await reads.versions()
    database = await database_holds(SqlIntegrity(connection), units)
    gone = await messages_are_there(SqlMessageAudit(connection, timezone), units)
    yield Audited(
        0, 0, 0, 0, [*database, *gone, *_versions(versions), *await _messages(SqlNoticeAudit(connection), units)]
    )
    noted = await counts(connection)
    for watched in WATCHED.values():
        if watched.name != "entries":
            yield Audited(0, 0, 0, 0, await written_by_hand(connection, watched, noted))
    books = {version.hash: version.book for version in versions if version.book is not None}
    records = SqlRecordAudit(connection, timezone)
    common = _Common(
        books=books,
        officers=await records.officers(),
        same_person=await reads.same_person(),
        disputes=await reads.disputes(),
        claimed=await records.claimed(),
        excused=await records.excuses(),
        rectified=await SqlSecondAudit(connection).rectified(),
    )
    intact = 0
    for unit, name in units.items():
        try:
            entries = await entries_of_unit(connection, unit, timezone)
            facts = await _facts(connection, unit, name, common, entries.rows, timezone)
        except (ValueError, OverflowError) as unreadable:  # a day or an instant that is none
            yield Audited(1, 0, 0, 0, [Deviation("日期或时间", str(unreadable), "读得懂的", name)])
            continue
        intact += entries.intact
        found = [deviation for check in _CHECKS for deviation in check(facts)]
        yield Audited(1, len(facts.households), len(facts.entries), sum(map(len, facts.derived.values())), found)
    yield Audited(0, 0, 0, 0, await _entries_by_hand(connection, intact, noted))


async def _entries_by_hand(connection: Connection, intact: int, noted: Mapping[str, int]) -> Sequence[Deviation]:
    """What was written past the program; when all of them were ``intact`` in their units, none is read again."""
    entries = WATCHED["entries"]
    if intact == noted.get(entries.name, 0) == await stored_entries(connection):
        return ()
    return await written_by_hand(connection, entries, noted)


@dataclass(frozen=True, slots=True)
class _Common:
    """What is read once for all units: books by hash, officers' names by id and who is the same person as each, and by
    unit what holds rounds back, what claims came to, who is excused, and what was given back."""

    books: Mapping[str, Rulebook]
    officers: Mapping[int, str]
    same_person: Mapping[int, frozenset[int]]
    disputes: Mapping[str, Mapping[ScoreKey, int]]
    claimed: Mapping[str, Sequence[ClaimedRow]]
    excused: Mapping[str, frozenset[ScoreKey]]
    rectified: Mapping[str, Sequence[RectifiedRow]]


async def _facts(
    connection: Connection, unit: str, name: str, common: _Common, entries: Mapping[int, EntryRow], timezone: tzinfo
) -> Facts:
    reads, records = SqlAudit(connection), SqlRecordAudit(connection, timezone)
    all_rounds = await SqlRounds(connection).of_unit(unit)
    rounds = {round_.id: round_ for round_ in all_rounds}
    frozen = SqlYears(connection, timezone)
    years = await frozen.of_unit(unit)
    books = common.books
    known = {round_.id: books[round_.book_hash] for round_ in all_rounds if round_.book_hash in books}
    return Facts(
        unit=unit,
        name=name,
        rounds=rounds,
        books=known,
        households=await reads.households(unit),
        scores=await scores_of_unit(connection, unit),
        accounts=await reads.accounts(unit),
        postings=await reads.postings(unit),
        entries=entries,
        confirmers=await reads.confirmers(unit),
        same_person=common.same_person,
        objections=await reads.objections(unit),
        disputes=common.disputes.get(unit, {}),
        mall=await SqlMallAudit(connection).of_unit(unit),
        calendar=await records.rounds(unit),
        excused=common.excused.get(unit, frozenset()),
        claimed=common.claimed.get(unit, ()),
        officers=common.officers,
        unspent=await records.unspent(unit),
        corrected=await records.corrected(unit),
        histories=await SqlHouseholds(connection, timezone).histories(unit),
        seals=await SqlSeals(connection, timezone).of_unit(unit),
        sealed=await SqlSeals(connection, timezone).leaves(unit),
        years=years,
        seconds=await SqlSecondAudit(connection).of_unit(unit, common.rectified.get(unit, ())),
        honours={closed.year: await frozen.honours(unit, closed.year) for closed in years},
    )


def _versions(versions: Sequence[VersionRow]) -> Iterator[Deviation]:
    """Every stored rulebook version is the text that its hash names, and can be read."""
    for version in versions:
        name = f"细则版本 {version.hash[:8]}"
        if version.actual != version.hash:
            yield Deviation(f"{name} 校验码", version.hash[:16], version.actual[:16])
        if version.book is None:
            yield Deviation(name, "读不懂的文字", "完整的细则")


async def _messages(reads: SqlNoticeAudit, units: Mapping[str, str]) -> Sequence[Deviation]:
    twice = await reads.handled_twice()
    inbox = [Deviation("收件箱里重复处理的消息", twice, 0)] if twice else []
    wrong = [found for notice in await reads.wrong_notices() for found in _wrong(notice, units)]
    return [*inbox, *wrong, *(Deviation(f"短信 {orphan} 的通知数", 0, 1) for orphan in await reads.orphans())]


def _wrong(notice: NoticeRow, units: Mapping[str, str]) -> Iterator[Deviation]:
    """One notice for each household, quarter and kind, with its one text."""
    where = (units.get(notice.unit, notice.unit), notice.household, notice.quarter)
    if notice.many > 1:
        yield Deviation("季度通知数", notice.many, 1, *where)
    if notice.key != notice.wanted:
        yield Deviation("季度通知的短信", notice.key, notice.wanted, *where)
