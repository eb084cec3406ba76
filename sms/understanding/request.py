"""What a villager asks for in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Args = Mapping[str, object]
"""JSON values by name."""


class Intent(StrEnum):
    """Everything a text can ask for; ``sms/intents`` has a file for each.

    Of several that a text may mean the first here is offered first; acts are looked for from the last to the first.
    """

    BALANCE = "balance"
    DETAIL = "detail"
    RANK = "rank"
    GOODS = "goods"
    RULES = "rules"
    CALLBACK = "callback"
    PAGE = "page"
    ANNOUNCEMENT = "announcement"
    MORE = "more"
    HELP = "help"
    CLAIM = "claim"
    OBJECTION = "objection"
    REDEEM = "redeem"
    WITHDRAW = "withdraw"
    CONSENT = "consent"
    NOT_OURS = "not_ours"
    CANCEL = "cancel"
    OPTOUT = "optout"
    OPTIN = "optin"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Request:
    """An intent and what it needs; ``args`` holds JSON values only.

    redeem: ``goods``, ``quantity``; claim: ``content``; objection: ``entry`` (or None), ``content``; rules: ``item``
    if one is named; withdraw: ``number`` and ``kind`` (claim or objection), each None when not said, and ``reason``;
    unclear: ``choices``, two or three intents, and ``problem`` where more is known of it, with the ``content`` that may
    be a claim (deed), or that is no reason to dispute ``entry`` (reason); help: ``topic`` of a question
    that a sentence answers. Any intent: ``household``, a code with a right check digit; a question for figures:
    ``place``, such as 3-12, or ``person``, whose household it is (empty: a neighbour's), when it names no code, or
    ``given``, a word that may be somebody's name, which the roster knows;
    balance: ``period``, such as 上个月; ``also``: what else the text wishes for, of which nothing is done.
    """

    intent: Intent
    args: Args = field(default_factory=dict)
