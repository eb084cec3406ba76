"""What the domain needs from the outside, all within one transaction.

Every method belongs to the transaction that the ``Store`` was made for; none of them commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from domain.calendar import Period
from domain.delivery import Draft
from domain.entry import Entry, NewEntry
from domain.people import Household, Invitation, NewHousehold, Officer
from domain.rulebook import Rulebook

RoundState = Literal["open", "published", "final"]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of one unit; ``book_hash`` names the rulebook version that it began with."""

    id: int
    unit: str
    period: Period
    state: RoundState
    book_hash: str


@dataclass(frozen=True, slots=True)
class CurrentBook:
    """The rulebook version that a round of the unit would begin with today, and its source texts."""

    hash: str
    book: Rulebook
    town_text: str
    overlay_text: str


class Town(Protocol):
    """The rulebooks in force, one for each unit."""

    @property
    def units(self) -> Mapping[str, str]:
        """Names of the units by code, in the order of the book."""
        ...

    def current(self, unit: str) -> CurrentBook:
        """The book in force for a unit. Raises Refused("no-unit")."""
        ...


@dataclass(frozen=True, slots=True)
class HouseholdScore:
    """A score row, locked for this transaction. ``score`` is None when the household is excused."""

    round: Round
    score: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """What one household has in one year. ``rounds`` counts the closed ones; ``vetoes`` those in force."""

    year: int
    earned: int
    rounds: int
    vetoes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One household's line in a unit's standings: account, open round, and rank (None = vetoed or not scored)."""

    household: Household
    account: Account
    open_round: Round | None
    open_score: int | None
    rank: int | None

    @property
    def spendable(self) -> int:
        """Points that can be spent now: those of closed rounds, and none while a veto is in force."""
        return 0 if self.account.vetoes else self.account.earned


class Roster(Protocol):
    """Households, their phones and kin."""

    async def at(self, unit: str, group: int, number: int) -> Household | None:
        """The household at 3组12号."""
        ...

    async def by_code(self, code: str) -> Household | None:
        """The household with that code, whichever unit it is in."""
        ...

    async def by_id(self, household_id: int) -> Household:
        """The household with that id."""
        ...

    async def by_head(self, unit: str, head: str) -> Sequence[Household]:
        """All households of the unit with exactly that head."""
        ...

    async def by_tail(self, unit: str, digits: str) -> Sequence[Household]:
        """All households of the unit with a phone ending in those digits."""
        ...

    async def by_phone(self, phone: str) -> Sequence[Household]:
        """All households with that phone (E.164)."""
        ...

    async def heads(self, unit: str, among: Sequence[str] | None = None) -> Sequence[str]:
        """The heads' names of the unit, or those of ``among`` that are one."""
        ...

    async def kin(self, household_id: int) -> tuple[Household, ...]:
        """The households marked as kin of that one."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Household]:
        """All households of the unit by group and number."""
        ...

    async def add(self, households: Sequence[NewHousehold]) -> None:
        """Store new households."""
        ...


class Rounds(Protocol):
    """Rounds, scores and accounts."""

    async def open_round(self, unit: str) -> Round | None:
        """The unit's open round."""
        ...

    async def of_year(self, unit: str, year: int) -> Sequence[Round]:
        """The unit's rounds of a year, oldest first."""
        ...

    async def by_id(self, round_id: int) -> Round:
        """One round."""
        ...

    async def any_in(self, unit: str, period: Period) -> bool:
        """Whether the unit had a round in that period."""
        ...

    async def begin(self, unit: str, period: Period, current: CurrentBook, start: int, now: datetime) -> Round:
        """Open a round with its rulebook version; every household joined by then gets a score row at ``start``."""
        ...

    async def enter(self, round_: Round, start: int) -> None:
        """Give households of the unit that joined since a score row and an account."""
        ...

    async def close(self, round_: Round, state: RoundState, average: bool, now: datetime) -> None:
        """Take the round out of ``open`` and add it to every account."""
        ...

    async def lock_score(self, household_id: int, round_id: int | None) -> HouseholdScore | None:
        """The household's score in that round (None = in the open one), locked against other writers until commit."""
        ...

    async def set_score(self, household_id: int, round_id: int, score: int) -> None:
        """Store the score as re-derived from the entries."""
        ...

    async def recount(self, household_id: int, year: int, average: bool) -> None:
        """Re-derive the household's account from its closed rounds."""
        ...

    async def change_vetoes(self, household_id: int, year: int, by: int) -> None:
        """One veto more or less in force."""
        ...

    async def book(self, book_hash: str) -> Rulebook:
        """A stored rulebook version."""
        ...


class Ledger(Protocol):
    """Entries and confirmations. Nothing here changes or deletes."""

    async def append(self, entry: NewEntry) -> int:
        """Store an entry; its number. Raises Refused("already-reversed") for a second reversal."""
        ...

    async def get(self, number: int) -> tuple[Entry, Household] | None:
        """The entry with that number and its household."""
        ...

    async def of_round(self, household_id: int, round_id: int) -> Sequence[Entry]:
        """All entries of one household in one round, oldest first."""
        ...

    async def latest(self, household_id: int, limit: int) -> Sequence[Entry]:
        """The household's last entries, newest first."""
        ...

    async def live_points(self, unit: str, year: int) -> Mapping[tuple[int, int], Mapping[str, int]]:
        """Σ points of the live entries by (household id, round id) and item, for a whole unit and year."""
        ...

    async def confirm(self, entry_id: int, officer_id: int, now: datetime) -> None:
        """Note that an officer confirms an entry; twice is once."""
        ...

    async def confirmers(self, entry_id: int) -> frozenset[int]:
        """The officers who confirmed."""
        ...


class Standings(Protocol):
    """Reading where households stand."""

    async def of_household(self, household: Household, year: int) -> Standing:
        """One household's standing, without reading the others'."""
        ...

    async def by_phone(self, phone: str, year: int) -> Sequence[Standing]:
        """The standings of every household with that phone."""
        ...

    async def of_unit(self, unit: str, year: int, group: int | None = None) -> Sequence[Standing]:
        """The whole unit's by rank, or one group's; ranks are those in the unit."""
        ...

    async def next_above(self, standing: Standing) -> int | None:
        """How many points are missing to the next better rank; None for the first."""
        ...


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a chat: the unit the chat is bound to, and the roles of that person."""

    bound_unit: str | None
    officers: tuple[Officer, ...]


class Officers(Protocol):
    """Officers, invitations and bound chats."""

    async def acting(self, chat_user: int, chat_id: int) -> Acting:
        """Who that chat user is, and what the chat is bound to."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Officer]:
        """The active officers of a unit."""
        ...

    async def invite(self, invitation: Invitation) -> int:
        """Store an invitation; the officer's id."""
        ...

    async def invited(self, code_hash: str) -> tuple[Officer, datetime] | None:
        """The officer with that open invitation, and since when it is open."""
        ...

    async def join(self, officer_id: int, chat_user: int, now: datetime) -> None:
        """Make an invited officer active. Raises Refused("already-officer")."""
        ...

    async def end(self, chat_user: int, unit: str, now: datetime) -> Sequence[Officer]:
        """End every role of that person in that unit; the roles ended."""
        ...

    async def bind(self, chat_id: int, unit: str, officer_id: int, now: datetime) -> int | None:
        """Bind a chat to a unit; the chat that was bound to the unit before, if it was another."""
        ...

    async def chat_of(self, unit: str) -> int | None:
        """The chat bound to a unit."""
        ...

    async def chat_moved(self, old: int, new: int) -> None:
        """A group became a supergroup: follow it, queued messages included."""
        ...


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """A household as a notice needs it: the first phone that takes texts, and why there is none."""

    standing: Standing
    quarter_points: int | None
    phone: str | None
    unreached: Literal["no-phone", "opted-out"] | None


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to store: reached through ``draft``, or unreached for a reason."""

    household_id: int
    phone: str | None
    draft: Draft | None
    unreached: str | None


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """What became of one household's notice; ``state`` is the outbox state or the reason it was not sent."""

    household: Household
    state: str
    error: str | None


class Notices(Protocol):
    """Quarterly notices: one for each household, quarter and kind, by constraint."""

    async def targets(self, unit: str, quarter: Period) -> Sequence[NoticeTarget]:
        """Households of the unit that have no notice for the quarter yet."""
        ...

    async def queue(self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime) -> int:
        """Store notices and post their parcels; those that exist already are left alone. How many were new."""
        ...

    async def statuses(self, unit: str, quarter: Period) -> Sequence[NoticeStatus]:
        """What became of each notice of the quarter."""
        ...


class OptOuts(Protocol):
    """Numbers that want no more notices."""

    async def add(self, phone: str, now: datetime) -> None:
        """No more notices to that number."""
        ...

    async def remove(self, phone: str) -> None:
        """Notices again."""
        ...


class Post(Protocol):
    """The outbox, as handlers see it."""

    async def post(self, drafts: Iterable[Draft], now: datetime) -> None:
        """Put parcels into the outbox; a key that is there already posts nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question with buttons that waits for one officer's answer."""

    token: str
    kind: str
    officer_id: int | None
    chat_id: int
    payload: Mapping[str, object]
    made: datetime
    used: datetime | None = None


class Prompts(Protocol):
    """Open questions, kept so that buttons still work after a restart."""

    async def ask(self, prompt: Prompt) -> None:
        """Keep a question."""
        ...

    async def get(self, token: str) -> Prompt | None:
        """The question with that token."""
        ...

    async def use(self, token: str, now: datetime) -> bool:
        """Mark it answered; False when it was already."""
        ...


class Evidence(Protocol):
    """Photos kept as evidence."""

    async def keep(self, file_unique_id: str, file_id: str, now: datetime) -> tuple[int, bool]:
        """Note a photo that is to be fetched; its id, and whether it was new."""
        ...

    async def settle(self, evidence_id: int, state: str, sha256: str | None, size: int | None) -> None:
        """Note what became of fetching it."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What the inbox knows of a message and its sender: ``reply`` is the first answer if ``known``."""

    known: bool
    reply: str | None
    replies_since: tuple[int, int]
    """How many replies the sender got since each of the two instants asked for."""


class Inbox(Protocol):
    """Messages that came in, each handled once by constraint."""

    async def take(self, source: str, key: str, now: datetime) -> bool:
        """Note a message; False when it was noted before."""
        ...

    async def seen(self, source: str, key: str, sender: str, hour: datetime, day: datetime) -> Seen:
        """Whether a message was answered before, and how many replies its sender had since ``hour`` and ``day``."""
        ...

    async def answer(self, source: str, key: str, sender: str, reply: str | None, now: datetime) -> None:
        """Note a message with its reply (None = answered with silence). Raises ``AlreadyTaken`` for a known one."""
        ...

    async def fail(self, source: str, key: str, error: str, now: datetime) -> None:
        """Note a message whose handling failed, with the id that the person was told."""
        ...


class AlreadyTaken(Exception):  # noqa: N818 - two deliveries of one message met; the other one won
    """The message was handled by another delivery of it at the same time."""


class Jobs(Protocol):
    """Periodic work, once for each period by constraint."""

    async def claim(self, name: str, period: str, now: datetime) -> bool:
        """True for exactly one caller for each (name, period)."""
        ...


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that is stored, within one transaction."""

    roster: Roster
    rounds: Rounds
    ledger: Ledger
    standings: Standings
    officers: Officers
    notices: Notices
    optouts: OptOuts
    post: Post
    prompts: Prompts
    evidence: Evidence
    inbox: Inbox
    jobs: Jobs


class Transactions(Protocol):
    """Opens transactions: committed when the block ends well, rolled back on any exception."""

    def writing(self) -> AbstractAsyncContextManager[Store]:
        """A transaction that may write."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Store]:
        """A consistent snapshot to read from."""
        ...
