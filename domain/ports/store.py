"""Everything within one transaction."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

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
from domain.ports.supervision import Supervision
from domain.ports.troubles import Troubles
from domain.ports.work import Jobs
from domain.ports.wrong_codes import WrongCodes
from domain.ports.years import Years


class Store(Protocol):
    """Everything that is stored, within one transaction."""

    prefetch: Prefetch
    roster: Roster
    households: Households
    rounds: Rounds
    scores: Scores
    excuses: Excuses
    books: Books
    accounts: Accounts
    ledger: Ledger
    claims: Claims
    announcements: Announcements
    callbacks: Callbacks
    reviews: Reviews
    standings: Standings
    officers: Officers
    listeners: Listeners
    objections: Objections
    proposals: Proposals
    rectifications: Rectifications
    round_proposals: RoundProposals
    award_proposals: AwardProposals
    awaiting: Awaiting
    notices: Notices
    optouts: OptOuts
    failing_numbers: FailingNumbers
    released_numbers: ReleasedNumbers
    post: Post
    prompts: Prompts
    evidence: Evidence
    inbox: Inbox
    old_messages: OldMessages
    jobs: Jobs
    supervision: Supervision
    seals: Seals
    years: Years
    clock: ClockRecord
    troubles: Troubles
    inventory: Inventory
    redemptions: Redemptions
    orders: Orders
    page_links: PageLinks
    wrong_codes: WrongCodes


class Unavailable(Exception):  # noqa: N818 - it reads as what it says
    """The store or the way to it failed: nothing was done, or nobody knows. The same work may succeed later.

    One line for the person who runs the program; never a password.
    """


class Transactions(Protocol):
    """Opens transactions: committed when the block ends well, rolled back on any exception. Raise Unavailable."""

    def writing(self, turn: str | None = None) -> AbstractAsyncContextManager[Store]:
        """A transaction that may write; those with the same ``turn`` come one after another."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Store]:
        """A consistent snapshot to read from."""
        ...
