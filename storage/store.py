"""The unit of work: one transaction, and everything stored as the domain sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, TypeVar, cast

import storage
from domain.model.rulebook import Rulebook
from domain.ports.accounts import Accounts
from domain.ports.announcements import Announcements
from domain.ports.awaiting import Awaiting
from domain.ports.award_proposals import AwardProposals
from domain.ports.books import Books
from domain.ports.callbacks import Callbacks
from domain.ports.claims import Claims, Reviews
from domain.ports.clock import ClockRecord
from domain.ports.evidence import Evidence
from domain.ports.excuses import Excuses
from domain.ports.goods import Inventory
from domain.ports.households import Households
from domain.ports.ledger import Ledger
from domain.ports.listeners import Listeners
from domain.ports.messages import Inbox, OldMessages, Post, Prompts
from domain.ports.notices import FailingNumbers, Notices, OptOuts, ReleasedNumbers
from domain.ports.objections import Objections
from domain.ports.officers import Officers
from domain.ports.orders import Orders
from domain.ports.page_links import PageLinks
from domain.ports.prefetch import Prefetch
from domain.ports.proposals import Proposals
from domain.ports.rectifications import Rectifications
from domain.ports.redemptions import Redemptions
from domain.ports.roster import Roster
from domain.ports.round_proposals import RoundProposals
from domain.ports.rounds import Rounds
from domain.ports.scores import Scores
from domain.ports.seals import Seals
from domain.ports.standings import Standings
from domain.ports.store import Store, Unavailable
from domain.ports.supervision import Supervision
from domain.ports.troubles import Troubles
from domain.ports.work import Jobs
from domain.ports.wrong_codes import WrongCodes
from domain.ports.years import Years
from storage.activity import ActivityCache
from storage.database import Connection, Database
from storage.engine.causes import cause
from storage.engine.outages import is_outage

if TYPE_CHECKING:  # each is loaded when it is first asked for
    import storage.accounts
    import storage.announcements
    import storage.awaiting
    import storage.award_proposals
    import storage.book_versions
    import storage.callbacks
    import storage.claims
    import storage.clock
    import storage.evidence
    import storage.excuses
    import storage.failing_numbers
    import storage.households
    import storage.inbox
    import storage.keeping
    import storage.ledger
    import storage.listeners
    import storage.mall
    import storage.notices
    import storage.objections
    import storage.officers
    import storage.old_messages
    import storage.optouts
    import storage.orders
    import storage.page_links
    import storage.posting
    import storage.prefetch
    import storage.rectifications
    import storage.redemptions
    import storage.released_numbers
    import storage.roster
    import storage.round_proposals
    import storage.rounds
    import storage.scores
    import storage.seals
    import storage.standings
    import storage.supervision
    import storage.troubles
    import storage.wrong_codes
    import storage.years

T = TypeVar("T")


class _MadeWhenAsked:
    """What ``functools.cached_property`` does, without the lock that it takes for each one until Python 3.12."""

    def __init__(self, make: Callable[[SqlStore], object]) -> None:
        self._make = make

    def __set_name__(self, _of: type, name: str) -> None:
        self._name = name

    def __get__(self, store: SqlStore, _of: type) -> object:
        made = store.__dict__[self._name] = self._make(store)
        return made


def _made(make: Callable[[SqlStore], T]) -> T:
    """A repository that is made when it is first asked for.

    A message asks for a dozen of them; making all of them took a fiftieth of the time of a ``/kou``.
    """
    return cast("T", _MadeWhenAsked(make))


class SqlStore(Store):
    """``domain.ports.store.Store`` within the connection's transaction.

    ``versions``: rulebooks by their hash. ``kept``: what was added up before; None within a transaction that may write.
    """

    def __init__(
        self, connection: Connection, timezone: tzinfo, versions: dict[str, Rulebook], kept: ActivityCache | None
    ) -> None:
        self.connection = connection
        self.timezone = timezone
        self.versions = versions
        self.kept = kept

    prefetch: Prefetch = _made(lambda of: storage.prefetch.SqlPrefetch(of.connection))
    roster: Roster = _made(lambda of: storage.roster.SqlRoster(of.connection))
    households: Households = _made(lambda of: storage.households.SqlHouseholds(of.connection, of.timezone))
    rounds: Rounds = _made(lambda of: storage.rounds.SqlRounds(of.connection))
    scores: Scores = _made(lambda of: storage.scores.SqlScores(of.connection))
    excuses: Excuses = _made(lambda of: storage.excuses.SqlExcuses(of.connection))
    books: Books = _made(lambda of: storage.book_versions.SqlBooks(of.connection, of.versions))
    accounts: Accounts = _made(lambda of: storage.accounts.SqlAccounts(of.connection, of.timezone))
    ledger: Ledger = _made(lambda of: storage.ledger.SqlLedger(of.connection, of.timezone))
    claims: Claims = _made(lambda of: storage.claims.SqlClaims(of.connection, of.timezone))
    announcements: Announcements = _made(lambda of: storage.announcements.SqlAnnouncements(of.connection, of.timezone))
    callbacks: Callbacks = _made(lambda of: storage.callbacks.SqlCallbacks(of.connection, of.timezone))
    reviews: Reviews = _made(lambda of: storage.claims.SqlReviews(of.connection))
    standings: Standings = _made(lambda of: storage.standings.SqlStandings(of.connection))
    listeners: Listeners = _made(lambda of: storage.listeners.SqlListeners(of.connection))
    officers: Officers = _made(lambda of: storage.officers.SqlOfficers(of.connection, of.timezone))
    objections: Objections = _made(lambda of: storage.objections.SqlObjections(of.connection, of.timezone))
    proposals: Proposals = _made(lambda of: storage.objections.SqlProposals(of.connection, of.timezone))
    rectifications: Rectifications = _made(
        lambda of: storage.rectifications.SqlRectifications(of.connection, of.timezone)
    )
    round_proposals: RoundProposals = _made(
        lambda of: storage.round_proposals.SqlRoundProposals(of.connection, of.timezone)
    )
    award_proposals: AwardProposals = _made(lambda of: storage.award_proposals.SqlAwardProposals(of.connection))
    awaiting: Awaiting = _made(lambda of: storage.awaiting.SqlAwaiting(of.connection, of.timezone))
    notices: Notices = _made(lambda of: storage.notices.SqlNotices(of.connection))
    optouts: OptOuts = _made(lambda of: storage.optouts.SqlOptOuts(of.connection))
    failing_numbers: FailingNumbers = _made(
        lambda of: storage.failing_numbers.SqlFailingNumbers(of.connection, of.timezone)
    )
    released_numbers: ReleasedNumbers = _made(lambda of: storage.released_numbers.SqlReleasedNumbers(of.connection))
    post: Post = _made(lambda of: storage.posting.SqlPost(of.connection))
    prompts: Prompts = _made(lambda of: storage.keeping.SqlPrompts(of.connection, of.timezone))
    evidence: Evidence = _made(lambda of: storage.evidence.SqlEvidence(of.connection))
    inbox: Inbox = _made(lambda of: storage.inbox.SqlInbox(of.connection))
    old_messages: OldMessages = _made(lambda of: storage.old_messages.SqlOldMessages(of.connection))
    jobs: Jobs = _made(lambda of: storage.keeping.SqlJobs(of.connection))
    supervision: Supervision = _made(lambda of: storage.supervision.SqlSupervision(of.connection, of.timezone, of.kept))
    seals: Seals = _made(lambda of: storage.seals.SqlSeals(of.connection, of.timezone))
    years: Years = _made(lambda of: storage.years.SqlYears(of.connection, of.timezone))
    clock: ClockRecord = _made(lambda of: storage.clock.SqlClockRecord(of.connection, of.timezone))
    troubles: Troubles = _made(lambda of: storage.troubles.SqlTroubles(of.connection, of.timezone))
    inventory: Inventory = _made(lambda of: storage.mall.SqlInventory(of.connection))
    redemptions: Redemptions = _made(lambda of: storage.redemptions.SqlRedemptions(of.connection, of.timezone))
    orders: Orders = _made(lambda of: storage.orders.SqlOrders(of.connection, of.timezone))
    page_links: PageLinks = _made(lambda of: storage.page_links.SqlPageLinks(of.connection, of.timezone))
    wrong_codes: WrongCodes = _made(lambda of: storage.wrong_codes.SqlWrongCodes(of.connection))


@dataclass(frozen=True, slots=True)
class SqlTransactions:
    """``domain.ports.store.Transactions`` on SQL. Rulebook versions are parsed once for the life of this object."""

    database: Database
    timezone: tzinfo
    books: dict[str, Rulebook] = field(default_factory=dict)
    kept: ActivityCache = field(default_factory=ActivityCache)

    @asynccontextmanager
    async def writing(self, turn: str | None = None) -> AsyncIterator[Store]:
        """A transaction that may write; those with the same ``turn`` come one after another."""
        with outages_named():
            async with self.database.transaction(turn) as connection:
                yield self.store(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Store]:
        """A consistent snapshot to read from."""
        with outages_named():
            async with self.database.reading() as connection:
                yield self.store(connection, self.kept)

    def store(self, connection: Connection, kept: ActivityCache | None = None) -> Store:
        """What is stored, within the connection's transaction."""
        return SqlStore(connection, self.timezone, self.books, kept)


@contextmanager
def outages_named() -> Iterator[None]:
    """Whatever the driver raises when the database or its connection fails leaves the storage as Unavailable."""
    try:
        yield
    except Unavailable:
        raise
    except Exception as error:
        if is_outage(error):
            raise Unavailable(f"数据库暂时用不了：{cause(error)}") from error
        raise
