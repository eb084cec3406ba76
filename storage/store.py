"""The unit of work: one transaction, and everything stored as the domain sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo

from domain.model.rulebook import Rulebook
from domain.ports.store import Store, Unavailable
from storage.accounts import SqlAccounts
from storage.ahead import SqlAhead
from storage.announcements import SqlAnnouncements
from storage.awaiting import SqlAwaiting
from storage.award_proposals import SqlAwardProposals
from storage.book_versions import SqlBooks
from storage.callbacks import SqlCallbacks
from storage.claims import SqlClaims, SqlReviews
from storage.clock import SqlClockRecord
from storage.database import Connection, Database
from storage.engine.outages import is_outage
from storage.evidence import SqlEvidence
from storage.excuses import SqlExcuses
from storage.failing_numbers import SqlFailingNumbers
from storage.households import SqlHouseholds
from storage.inbox import SqlInbox
from storage.keeping import SqlJobs, SqlPrompts
from storage.ledger import SqlLedger
from storage.mall import SqlShelf
from storage.notices import SqlNotices
from storage.objections import SqlObjections, SqlProposals
from storage.officers import SqlOfficers
from storage.old_messages import SqlOldMessages
from storage.optouts import SqlOptOuts
from storage.page_links import SqlPageLinks
from storage.posting import SqlPost
from storage.rectifications import SqlRectifications
from storage.redemptions import SqlOrders, SqlRedemptions
from storage.released_numbers import SqlReleasedNumbers
from storage.roster import SqlRoster
from storage.round_proposals import SqlRoundProposals
from storage.rounds import SqlRounds
from storage.scores import SqlScores
from storage.seals import SqlSeals
from storage.standings import SqlStandings
from storage.supervision import SqlSupervision
from storage.troubles import SqlTroubles
from storage.wrong_codes import SqlWrongCodes
from storage.years import SqlYears


@dataclass(frozen=True, slots=True)
class SqlTransactions:
    """``domain.ports.store.Transactions`` on SQL. Rulebook versions are parsed once for the life of this object."""

    database: Database
    timezone: tzinfo
    books: dict[str, Rulebook] = field(default_factory=dict)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Store]:
        """A transaction that may write."""
        with outages_named():
            async with self.database.transaction() as connection:
                yield self.store(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Store]:
        """A consistent snapshot to read from."""
        with outages_named():
            async with self.database.reading() as connection:
                yield self.store(connection)

    def store(self, connection: Connection) -> Store:
        """Everything that is stored, within the connection's transaction."""
        return Store(
            ahead=SqlAhead(connection),
            roster=SqlRoster(connection),
            households=SqlHouseholds(connection, self.timezone),
            rounds=SqlRounds(connection),
            scores=SqlScores(connection),
            excuses=SqlExcuses(connection),
            books=SqlBooks(connection, self.books),
            accounts=SqlAccounts(connection, self.timezone),
            ledger=SqlLedger(connection, self.timezone),
            claims=SqlClaims(connection, self.timezone),
            announcements=SqlAnnouncements(connection, self.timezone),
            callbacks=SqlCallbacks(connection, self.timezone),
            reviews=SqlReviews(connection),
            standings=SqlStandings(connection),
            officers=SqlOfficers(connection, self.timezone),
            objections=SqlObjections(connection, self.timezone),
            proposals=SqlProposals(connection, self.timezone),
            rectifications=SqlRectifications(connection, self.timezone),
            round_proposals=SqlRoundProposals(connection, self.timezone),
            award_proposals=SqlAwardProposals(connection),
            awaiting=SqlAwaiting(connection, self.timezone),
            notices=SqlNotices(connection),
            optouts=SqlOptOuts(connection),
            failing_numbers=SqlFailingNumbers(connection, self.timezone),
            released_numbers=SqlReleasedNumbers(connection),
            post=SqlPost(connection),
            prompts=SqlPrompts(self.timezone),
            evidence=SqlEvidence(connection),
            inbox=SqlInbox(connection),
            old_messages=SqlOldMessages(connection),
            jobs=SqlJobs(connection),
            supervision=SqlSupervision(connection, self.timezone),
            seals=SqlSeals(connection, self.timezone),
            years=SqlYears(connection, self.timezone),
            clock=SqlClockRecord(connection, self.timezone),
            troubles=SqlTroubles(connection, self.timezone),
            shelf=SqlShelf(connection),
            redemptions=SqlRedemptions(connection, self.timezone),
            orders=SqlOrders(connection, self.timezone),
            page_links=SqlPageLinks(connection, self.timezone),
            wrong_codes=SqlWrongCodes(connection),
        )


@contextmanager
def outages_named() -> Iterator[None]:
    """Whatever the driver raises when the database or its connection fails leaves the storage as Unavailable."""
    try:
        yield
    except Unavailable:
        raise
    except Exception as error:
        if is_outage(error):
            raise Unavailable(f"数据库暂时用不了（{type(error).__name__}）") from error
        raise
