"""What a command is handled with: the transaction, who asks, where, and what was answered to questions so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter

from bot.abilities import Abilities
from bot.grammar.records import Mistake, Mistakes
from bot.incoming import Attached
from bot.reply import Button
from domain.cases.wording import VillagerTexts
from domain.model.appointment import Acting
from domain.model.errors import Question, Refused, Stop
from domain.model.people import Officer, Role
from domain.model.rulebook import Rulebook
from domain.notices.planning import NoticeWriter
from domain.ports.codes import Codes
from domain.ports.store import Store
from domain.ports.town import Town
from domain.work import Work

_RANK = {Role.SPECIALIST: 0, Role.ASSESSOR: 1, Role.SUPERVISOR: 2}


@dataclass(frozen=True, slots=True)
class Services:
    """What never changes while the program runs."""

    town: Town
    notices: NoticeWriter
    texts: VillagerTexts
    new_invitation: Callable[[], str]
    codes: Codes
    most_photo_bytes: int = 10 * 1024 * 1024
    public_url: str = "http://127.0.0.1:8080"
    """Where the pages are."""
    abilities: Abilities = field(default_factory=Abilities)
    """Of the platform whose desk this is."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen by a button; ``value`` must survive JSON."""

    label: str
    value: object


class Ask(Question):
    """The bot needs an answer before it does anything; nothing is done until then.

    ``key`` names what is asked for; the message is handled again with ``answers[key]`` set to the chosen value.
    ``beside`` are rows of buttons that answer nothing: what anybody may do first about what the question shows.
    """

    def __init__(
        self, key: str, question: str, options: tuple[Option, ...], beside: tuple[tuple[Button, ...], ...] = ()
    ) -> None:
        super().__init__(key)
        self.key = key
        self.question = question
        self.options = options
        self.beside = beside


class Doubt(Ask):
    """A question with one yes, about one of several things; those of one ``key`` are asked together.

    What was said yes to gathers in ``answers[key]``, by its ``values``.
    """

    def __init__(self, key: str, question: str, yes: str, *values: int | str) -> None:
        super().__init__(key, question, (Option(yes, list(values)),))
        self.yes = yes
        self.values = values

    def together(self, others: Iterable[Ask]) -> Doubt:
        """This one, with those of the others that are of its kind."""
        all_ = [one for one in others if isinstance(one, Doubt) and one.key == self.key]
        values = [value for one in all_ for value in one.values]
        return Doubt(self.key, "\n".join(dict.fromkeys(one.question for one in all_)), self.yes, *values)


class Several(Stop):
    """Everything that is wrong with a message of several lines, by the number of the line (1 = the command's own)."""

    def __init__(self, faults: Iterable[tuple[int, Refused | Mistake]]) -> None:
        self.faults = tuple(sorted(faults, key=itemgetter(0)))
        super().__init__(len(self.faults))


class Unread(Stop):
    """Nothing of the message is a command that can be carried out."""

    def __init__(self, mistakes: Mistakes) -> None:
        super().__init__(len(mistakes.mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Context:
    """One command on its way through. ``text`` is the message as typed; ``key`` makes its entries unique.

    ``sent_on`` is the day on which the message was sent, None when the platform's time of it cannot be right.
    """

    store: Store
    services: Services
    acting: Acting
    key: str
    chat: str
    private: bool
    user: str
    text: str
    attached: Attached | None
    now: datetime
    sent_on: date | None
    answers: Mapping[str, object] = field(default_factory=dict)
    topic: str | None = None
    message: str | None = None
    """The platform's number of the message, within its chat."""
    replies_to: str | None = None
    """The message of ours that this one replies to."""
    addressed: bool = False
    """It was said to the bot, by name or alone: whatever it is, it is answered."""
    shown: Attached | None = None
    """The file that was sent with the message, or as all of it."""
    action: str = ""
    """What the pressed button says, when it acts on something stored; the message has no text then."""

    @property
    def day(self) -> date:
        """The day of what happened when the message names none (design part 3, point 4). Raises Refused("odd-time")."""
        if self.sent_on is None:
            raise Refused("odd-time")
        return self.sent_on

    @property
    def today(self) -> date:
        """What people take for today; our clock may be known to be behind."""
        return max(self.now.date(), self.sent_on or self.now.date())

    @property
    def unit(self) -> str:
        """The unit that this chat is about. Raises Refused (unbound-chat, not-an-officer, several-units)."""
        if self.acting.bound_unit is not None:
            return self.acting.bound_unit
        if not self.private:
            raise Refused("unbound-chat")
        units = {officer.unit for officer in self.acting.officers}
        if not units:
            raise Refused("not-an-officer")
        if len(units) > 1:
            raise Refused("several-units")
        return units.pop()

    @property
    def unit_or_none(self) -> str | None:
        """The unit with a rulebook that this chat is about, if there is one."""
        try:
            return self.unit if self.unit in self.services.town.units else None
        except Refused:
            return None

    @property
    def of_town(self) -> bool:
        """Whether this is the town's own chat, or a supervisor's: about all units at once."""
        try:
            return self.unit not in self.services.town.units
        except Refused:
            return False

    @property
    def officer(self) -> Officer:
        """The person's strongest role in that unit. Raises Refused("not-an-officer")."""
        unit = self.unit
        roles = sorted(
            (officer for officer in self.acting.officers if officer.serves(unit)), key=lambda o: _RANK[o.role]
        )
        if not roles:
            raise Refused("not-an-officer")
        return roles[0]

    def require_officer(self) -> None:
        """Raise Refused unless the person is an officer here."""
        _ = self.officer

    def sure_of(self, key: str) -> Collection[object]:
        """What the officer said yes to when doubts of that kind were asked about."""
        said = self.answers.get(key)
        return said if isinstance(said, list) else ()

    @property
    def work(self) -> Work:
        """What the domain's use cases are given, about this chat's unit. Raises Refused as ``unit`` does."""
        return self.work_in(self.unit)

    def work_in(self, unit: str) -> Work:
        """The same about another unit, "" for none in particular."""
        return Work(self.store, self.services.town, unit, self.now, f"chat:{self.key}")

    @property
    def book(self) -> Rulebook:
        """The rulebook in force for the unit."""
        return self.services.town.current(self.unit).book
