"""Texts that choose one of what was listed: a household, an item, goods to cancel, a claim or objection to withdraw."""

from __future__ import annotations

import re

from sms.intents import INTENTS
from sms.listed import number_said
from sms.memory import Memory
from sms.understanding.given_names import given_name
from sms.understanding.household import find_household, find_places
from sms.understanding.others import person_of
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import gives_up

_THAT = re.compile("^(?:就?是|选)|(?:[那这]一?[个户家])?的?$")
"""Around the name of a household: 是丽华的, 丽华那户."""
_HOUSE = re.compile("[1-9][0-9]{0,2}号[户家]?")
_EACH = re.compile("(?:[两二三四几2-9]|这两)?[个户家]?[都全][要查看问](?:一下|[查看])?的?")
_NAMED_BY = frozenset({"household", "place", "person", "given", "whose"})
_ONLY_PLACES = re.compile(r"[0-9一二三四五六七八九十组号户第\-—–、]+")
_KINDS = {"申报": "claim", "异议": "objection"}


def household_chosen(memory: Memory, plain: str, request: Request) -> Request | None:
    """What was asked for, of the household that a code, a place or a name says.

    Where all of them are said, or what may be the day of an act, it is asked again.
    """
    code, rest = find_household(plain)
    places = [] if code else find_places(plain)
    said = core(squeeze(everyday(rest if code else plain)))
    if (code and said) or (places and not _ONLY_PLACES.fullmatch(said)):
        return None
    names = {"household": code} if code else {"place": "、".join(places)} if places else _called(said, request)
    wanted = Intent(str(memory.data["intent"]))
    perhaps_a_day = "whose" in names and INTENTS[wanted].acts and not said.endswith(("家", "户"))
    if not (names or _EACH.fullmatch(said)):
        return None
    args = memory.data["args"]
    kept = {name: one for name, one in args.items() if name not in _NAMED_BY} if isinstance(args, dict) else {}
    return Request(wanted, kept if perhaps_a_day else {**kept, **names})


def _called(said: str, request: Request) -> dict[str, object]:
    """How words name a household that are nothing else: by its head, the head's given name, or its number."""
    if person := person_of(f"{said}积分"):
        return {"person": person}
    word = _THAT.sub("", said)
    if request.intent is not Intent.UNCLEAR or not word or gives_up(said):
        return {}
    if _HOUSE.fullmatch(word):
        return {"whose": word}
    given = given_name(f"{word}积分", f"{word}积分")
    return {"given": given} if given else {}


def item_chosen(memory: Memory, plain: str, _request: Request) -> Request | None:
    """The rules of an item, by number."""
    name = _chosen(memory.data["names"], plain)
    return None if name is None else Request(Intent.RULES, {"item": name})


def to_cancel_chosen(memory: Memory, plain: str, _request: Request) -> Request | None:
    """By number, or by a word of a listed name; one that several have is asked about again."""
    redemption = _chosen(memory.data["redemptions"], plain)
    if redemption is not None:
        return Request(Intent.CANCEL, {"redemption": redemption})
    words, names = core(squeeze(everyday(plain))), memory.data.get("names")
    named = words and isinstance(names, list) and any(words in name for name in names)
    return Request(Intent.CANCEL, {"goods": words}) if named else None


def withdrawal_chosen(_memory: Memory, plain: str, request: Request) -> Request | None:
    """By its number, with what the number counts where that is said."""
    words = squeeze(plain)
    kind = next((kind for named, kind in _KINDS.items() if words.startswith(named)), None)
    number = number_said(words[2:] if kind else words)
    if number is None or request.intent is Intent.WITHDRAW:
        return None
    return Request(Intent.WITHDRAW, {"number": number, "kind": kind, "reason": ""})


def _chosen(by_number: object, plain: str) -> object:
    """What was listed by the number that a text is; None for none."""
    return by_number.get(str(number_said(plain))) if isinstance(by_number, dict) else None
