"""What a villager asks for in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """Everything a text can ask for."""

    BALANCE = "balance"
    DETAIL = "detail"
    RANK = "rank"
    GOODS = "goods"
    REDEEM = "redeem"
    CLAIM = "claim"
    OBJECTION = "objection"
    RULES = "rules"
    PAGE = "page"
    HELP = "help"
    OPTOUT = "optout"
    OPTIN = "optin"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Request:
    """An intent and what it needs; ``args`` holds JSON values only.

    redeem: ``goods``, ``quantity``; claim: ``content``; objection: ``entry`` (or None), ``content``; rules: ``item``
    if one is named; unclear: ``choices``, two or three intents. Any intent: ``household``, a code with a right check
    digit; a question for figures: ``place``, such as 3-12, when it names one and no code.
    """

    intent: Intent
    args: Mapping[str, object] = field(default_factory=dict)
