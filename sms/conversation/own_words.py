"""Whether a text may be somebody's own words, which answer what was asked."""

from __future__ import annotations

from sms.intents import INTENTS
from sms.listed import number_said
from sms.understanding.grammar import asks
from sms.understanding.merits import names_merit
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.words import BY_WORDS

_NOT_FREE = frozenset({Intent.UNCLEAR, Intent.RULES, Intent.HELP, Intent.DETAIL, Intent.CALLBACK})
"""What free words are most like; by itself it is not clear enough to be no answer."""


def is_free(plain: str, request: Request) -> bool:
    """Whether a normalised text is no question, no word of the menu, no act and no wish to stop."""
    words = core(squeeze(everyday(plain)))
    if words in BY_WORDS or number_said(plain) is not None or asks(plain):
        return False
    return request.intent in _NOT_FREE or (not INTENTS[request.intent].acts and names_merit(everyday(plain)))
