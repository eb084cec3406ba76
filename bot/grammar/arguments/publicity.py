"""The arguments of /xuan: an announcement's words, a model with its deeds, a number to take down or read aloud."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_household
from bot.grammar.records import Fault, Lexicon, Mistake
from bot.grammar.records.publicity import (
    Announce,
    AnnouncementList,
    ProposeModel,
    ReadAloud,
    ShowGoodDeeds,
    TakeDown,
)
from bot.grammar.rules import Numbered
from bot.grammar.words.tidy import tidy

_BLANKS = " \t\n,、;。:"
_MODEL = re.compile(rf"[{_BLANKS}]*(?:先进)?典型(?=[{_BLANKS}0-9]|尾号|户码|$)[{_BLANKS}]*")
_WORD = re.compile(rf"[^{_BLANKS}]+")
_DOWN = re.compile(
    rf"[{_BLANKS}]*(?:撤下|撤掉|撤)[{_BLANKS}]*(?:公告|典型)?[{_BLANKS}]*#?([1-9][0-9]{{0,8}})号?[{_BLANKS}]*"
)
_DEEDS = re.compile(rf"[{_BLANKS}]*(?:好事|好人好事|近?两周好事)[{_BLANKS}]*")
_ALOUD = re.compile(
    rf"[{_BLANKS}]*(?:广播稿?|喇叭)[{_BLANKS}]*(?:公告)?[{_BLANKS}]*#?(?:([1-9][0-9]{{0,8}})号?)?[{_BLANKS}]*"
)

Publicity = AnnouncementList | Announce | ProposeModel | TakeDown | ShowGoodDeeds | ReadAloud


def read_announcement(line: Numbered, lexicon: Lexicon) -> Publicity | list[Mistake]:
    """Nothing, ``典型 3-12 事迹``, ``撤 5``, ``好事``, ``广播 5``; all else is to be announced, word for word."""
    plain = line.text.plain
    if not plain.strip(_BLANKS):
        return AnnouncementList()
    if down := _DOWN.fullmatch(plain):
        return TakeDown(int(down[1]))
    if _DEEDS.fullmatch(plain):
        return ShowGoodDeeds()
    if read := _ALOUD.fullmatch(plain):
        return ReadAloud(int(read[1]) if read[1] else None)
    if model := _MODEL.match(plain):
        return _read_model(line, model.end(), lexicon)
    return Announce(line.text.raw.strip())


def _read_model(line: Numbered, start: int, lexicon: Lexicon) -> ProposeModel | list[Mistake]:
    """The household is the first word, all behind it is what it did."""
    word = _WORD.search(line.text.plain, start)
    if word is None:
        return [Mistake(Fault.NO_MODEL, line.number)]
    typed = line.text.typed(*word.span())
    household = read_household(Numbered(line.number, tidy(typed)), lexicon)
    if isinstance(household, Mistake):
        return [Mistake(Fault.NO_HOUSEHOLD, line.number, typed)]
    deeds = line.text.typed(word.end(), len(line.text.plain)).strip(" \t\n，,、；;：:")
    return ProposeModel(household, deeds) if deeds else [Mistake(Fault.NO_MODEL, line.number)]
