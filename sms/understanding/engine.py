"""From a villager's text to a request: clear texts first, then acts by their grammar, then what it is most like."""

from __future__ import annotations

from collections.abc import Callable

from sms.intents import INTENTS
from sms.understanding.acts import act, as_a_case, by_grammar, is_case, signed_claim
from sms.understanding.claims import is_only_when, looks_at_day
from sms.understanding.cleaned import WITHIN_HAN, CleanedText, clean
from sms.understanding.deeds_told import deed_told
from sms.understanding.given_names import given_name
from sms.understanding.goods_named import goods_named, orders_goods
from sms.understanding.household import find_places, is_place, led_by_place, slashed, slashed_place
from sms.understanding.items import item_of
from sms.understanding.menu import heard, labelled, no_number, whole
from sms.understanding.names_by_sound import name_typed
from sms.understanding.numbers import number_named
from sms.understanding.opting import read_optin, read_optout
from sms.understanding.orders import SIGNED_NUMBER, bad_quantity
from sms.understanding.others import gives_points, person_of, says_own
from sms.understanding.periods import find_figure_time, find_time, is_period
from sms.understanding.phrases import everyday, squeeze, unaddressed
from sms.understanding.progress_asked import asks_for_progress
from sms.understanding.request import Intent, Request
from sms.understanding.sentences import most_like
from sms.understanding.several import act_and_question, several
from sms.understanding.slips import is_mistyped
from sms.understanding.topics import asks_in, courtesy, is_foreign
from sms.understanding.unclear import CHOICES, DEFAULT_CHOICES, known_as, offered, unclear
from sms.understanding.worth import worth_asked
from text.days_by_sound import with_days


def understand(text: str) -> Request:
    """What a text asks for. Never raises; when it is not clear, the request says so and names the closest intents."""
    return decide(text)[1]


def decide(text: str) -> tuple[str, Request]:
    """The step that decided, and what the text asks for."""
    household, said = clean(text)
    step, request = _by_steps(said)
    if household is None and request.intent is Intent.UNCLEAR and "problem" not in request.args:
        step, request = _behind_a_place(said.plain) or (step, request)
    args = dict(request.args)
    more = _of_whom(said.plain, request, household, asked=str(args.pop("asked", said.plain)))
    return step, Request(request.intent, {**args, **more})


def _by_steps(said: CleanedText) -> tuple[str, Request]:
    return next((name, found) for name, read in _STEPS.items() if (found := read(said)))


def _behind_a_place(plain: str) -> tuple[str, Request] | None:
    """What is plainly asked for behind the place of a household: 4-2 物品, 4组2号 兑 2."""
    led = led_by_place(plain)
    if led is None:
        return None
    place, rest = led
    step, request = _by_steps(clean(rest)[1])
    of_a_household = INTENTS[request.intent].of_a_household or request.intent in _DONE_FOR_A_HOUSEHOLD
    plain_enough = of_a_household and step in _PLAIN_STEPS
    return (step, Request(request.intent, {**request.args, "place": place})) if plain_enough else None


def words_of(text: str) -> str:
    """What of a text is weighed."""
    said = clean(text)[1]
    case = by_grammar(said.plain)
    return as_a_case(case) if case and is_case(case) else unaddressed(squeeze(said.sentence))


def _of_whom(plain: str, request: Request, household: str | None, *, asked: str) -> dict[str, object]:
    """Which household a request is about, by its code, its place or a name, and of when its figure is ``asked``."""
    if household is not None:
        return {"household": household}
    if not INTENTS[request.intent].of_a_household:
        return {}
    said, more = everyday(plain), goods_named(plain) if request.intent is Intent.GOODS else {}
    if places := find_places(plain):
        more["place"] = "、".join(places)
    elif request.intent in _OF_NO_DAY and not says_own(said) and (place := slashed_place(plain)):
        more["place"] = place
    elif (person := _person(plain, said)) is not None:
        more["person"] = person
    elif request.intent in _FIGURES:
        more |= _perhaps_of(plain, said, or_entry=request.intent is Intent.DETAIL)
    if (reads := _PERIODS.get(request.intent)) and (period := reads(WITHIN_HAN.sub("", with_days(everyday(asked))))):
        more["period"] = period
    elif reads and "place" not in more and (perhaps_day := slashed(plain)):
        more["period"] = perhaps_day
    return more


def _perhaps_of(plain: str, said: str, *, or_entry: bool) -> dict[str, object]:
    """Whose figures are asked for by a number or by a word that may be a name; whether they are, the roster says."""
    number = number_named(plain, or_entry=or_entry)
    given = None if number or says_own(said) else given_name(plain, said)
    return {"whose": number} if number else {"given": given} if given else {}


def _person(plain: str, said: str) -> str | None:
    person = person_of(said)
    return name_typed(plain) if person is None else person


def _wordless(text: CleanedText) -> Request | None:
    """Nothing but courtesies and punctuation; a household's code alone asks for its points."""
    if text.words:
        return None
    if text.named:
        return Request(Intent.BALANCE)
    if asks_in(text.said):
        return Request(Intent.CALLBACK)
    return Request(Intent.HELP) if "?" in text.plain else unclear(DEFAULT_CHOICES, courtesy(everyday(text.plain)))


def _signed(text: CleanedText) -> Request | None:
    """A text with a minus or a currency in it."""
    plain = text.plain
    if not SIGNED_NUMBER.search(plain):
        return None
    return (
        read_optout(plain)
        or read_optin(plain)
        or bad_quantity(plain)
        or (unclear(DEFAULT_CHOICES) if is_foreign(plain) else None)
        or signed_claim(plain)
        or unclear(offered(text.words))
    )


def _points_given(sentence: str) -> Request | None:
    """Points to be given or taken, which no text can do."""
    return unclear(CHOICES["cannot-score"], "cannot-score") if gives_points(sentence) else None


def _named(text: CleanedText) -> Request | None:
    """A name of what is scored, a period, or a household's place, and nothing else."""
    if item := item_of(text.words):
        return Request(Intent.RULES, {"item": item})
    if looks_at_day(text.plain):
        named_in_full = find_time(with_days(everyday(text.plain)))
        return Request(Intent.DETAIL) if named_in_full else unclear([Intent.DETAIL, Intent.GOODS])
    if is_only_when(text.plain):
        return unclear([Intent.CLAIM, Intent.DETAIL])
    return Request(Intent.BALANCE) if is_period(text.words) or is_place(text.plain.strip(" 。.!")) else None


_STEPS: dict[str, Callable[[CleanedText], Request | None]] = {
    "courtesy": _wordless,
    "mistyped": lambda text: known_as("mistyped", "") if is_mistyped(text.plain) else None,
    "sign": _signed,
    "no number": no_number,
    "points given": lambda text: _points_given(text.sentence),
    "word": lambda text: whole(text.plain, text.words),
    "not ours": lambda text: unclear(DEFAULT_CHOICES) if is_foreign(text.plain) else None,
    "progress": lambda text: Request(Intent.HELP, {"topic": "progress"}) if asks_for_progress(text.words) else None,
    "act and question": lambda text: act_and_question(text.plain),
    "act": lambda text: act(text.plain),
    "label": lambda text: labelled(text.words),
    "several": lambda text: several(text.plain),
    "goods": lambda text: Request(Intent.GOODS) if orders_goods(text.plain) else None,
    "deed": lambda text: deed_told(text.plain),
    "worth": lambda text: worth_asked(text.plain),
    "name": _named,
    "sound": lambda text: heard(text.words),
    "sentence": lambda text: most_like(text.sentence),
}
"""The first that finds something decides; the last always does."""
_PERIODS = {Intent.BALANCE: find_figure_time, Intent.DETAIL: find_time, Intent.RANK: find_time}
"""Points as of now are told with those of this month and this year."""
_FIGURES = frozenset({Intent.BALANCE, Intent.DETAIL, Intent.RANK})
_OF_NO_DAY = frozenset({Intent.BALANCE, Intent.RANK})
_DONE_FOR_A_HOUSEHOLD = frozenset({Intent.REDEEM, Intent.CLAIM, Intent.OBJECTION})
_PLAIN_STEPS = frozenset({"word", "act", "label"})
"""Those of a text that can hardly be anything else."""
