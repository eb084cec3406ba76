"""Whole texts that are perfectly clear, courtesies aside, and the menu, as the intents declare them."""

from __future__ import annotations

from sms.intents import INTENTS
from sms.understanding.request import Intent

BY_WORDS: dict[str, Intent] = {word: name for name, intent in INTENTS.items() for word in intent.words.split()}
MENU = {intent.digit: name for name, intent in INTENTS.items() if intent.digit.isdigit()}
