"""Texts that are a number or a word of the menu, or sound like one."""

from __future__ import annotations

import re

from sms.intents import INTENTS
from sms.understanding.cleaned import CleanedText
from sms.understanding.items import item_of
from sms.understanding.learned import weights
from sms.understanding.orders import no_entry, not_on_the_menu
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.sentences import rules_asked
from sms.understanding.sounds import by_sound
from sms.understanding.unclear import DEFAULT_CHOICES, unclear
from sms.understanding.words import BY_WORDS, MENU

_DIGITS = "".join(MENU)
_MENU = re.compile(rf"(?:回复?|发送?|按|选择?|点|输入)?(?:数字)?([{_DIGITS}])键?")
_LABELLED = re.compile(rf"([{_DIGITS}])(\D+)|(\D+)([{_DIGITS}])")
_SEVERAL = re.compile(rf"[{_DIGITS}](?:[\s,.、和]+[{_DIGITS}])+")
_ITEM_LIKE = (Intent.RULES, Intent.CLAIM, Intent.UNCLEAR)
_RULES_ITEM = re.compile(r"5[\s.、:,]*(?![个分月日年点号块元天岁次人份路折层楼])(\D.*)")


def no_number(text: CleanedText) -> Request | None:
    """A number that is none of a list."""
    if not_on_the_menu(text.plain):
        return unclear(DEFAULT_CHOICES)
    return unclear([Intent.OBJECTION]) if no_entry(text.plain) else None


def whole(plain: str, words: str) -> Request | None:
    """Texts that are a word or a number of the menu, or several of its numbers."""
    intent = BY_WORDS.get(words)
    if intent:
        return Request(intent)
    if menu := _MENU.fullmatch(words):
        return Request(MENU[menu[1]])
    if item := _RULES_ITEM.fullmatch(plain):
        # What can be claimed is an item's name as well; asked for under 5, it is the rule that is wanted.
        words = squeeze(everyday(item[1]))
        may_be_item = item_of(words) or weights().ranked(words)[0][1].intent in _ITEM_LIKE
        return rules_asked(item[1]) if may_be_item else None
    if several := _SEVERAL.fullmatch(plain):
        return unclear(MENU[digit] for digit in several[0] if digit in MENU)
    return None


def labelled(words: str) -> Request | None:
    """A number of the menu with its own word: 1 积分, 排名3. But 兑4 orders: an act goes before."""
    found = _LABELLED.fullmatch(words)
    digit, label = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
    return Request(MENU[digit]) if found and BY_WORDS.get(label) == MENU[digit] else None


def heard(words: str) -> Request | None:
    """What sounds like a clear text; an act is only offered."""
    intents = by_sound(words)
    if len(intents) != 1:
        return unclear(intents) if intents else None
    return unclear(intents) if INTENTS[intents[0]].acts else Request(intents[0])
