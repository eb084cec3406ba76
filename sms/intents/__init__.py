"""What a text can ask for, a file each. What a file declares as ``INTENT`` is understood, offered and answered."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from sms.intent import TextIntent
from sms.understanding.request import Intent

_FEWEST_CHOICES = 2


def _declared(name: Intent) -> TextIntent[Any]:
    intent: TextIntent[Any] = import_module(f"{__name__}.{name.value}").INTENT
    return intent


INTENTS: dict[Intent, TextIntent[Any]] = {name: _declared(name) for name in Intent}
"""In the order of ``Intent``."""


def offers(choices: Iterable[Intent]) -> list[str]:
    """How these can be texted; of points and help as well where they are too few to choose from."""
    offered = [intent for intent in choices if INTENTS[intent].offer]
    for intent in (Intent.BALANCE, Intent.HELP):
        if len(offered) < _FEWEST_CHOICES and intent not in offered:
            offered.append(intent)
    return [INTENTS[intent].offer for intent in offered]
