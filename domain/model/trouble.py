"""What keeps the program from receiving messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

Endpoint = NewType("Endpoint", str)
"""Where messages come in: called like the channel, or like a part of it that can fail by itself."""

PHONES = Endpoint("phones")
"""Our own phones, which send and receive for the villages."""


class TroubleKind(Enum):
    """What is wrong there."""

    TOKEN = "token"  # noqa: S105 - the name of a fault
    TWICE = "twice"
    """Another program takes the messages."""
    CERTIFICATE = "certificate"
    UNREACHED = "unreached"
    ODD_ANSWER = "odd-answer"
    SECRET = "secret"  # noqa: S105 - the name of a fault
    """Whatever is called from outside does not bring the secret."""
    SIGNATURE = "signature"
    """No call was signed as the channel's own calls are."""
    SILENT = "silent"
    """A phone of our own was not heard of for half an hour."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """``detail``: what the fault's sentence needs, such as an address; never a token, a number or a name."""

    endpoint: Endpoint
    kind: TroubleKind
    detail: str
    since: datetime
    last: datetime


ReportTrouble = Callable[[TroubleKind | None, str], Awaitable[None]]
"""Tells what is wrong at an endpoint, None = nothing any more, with its detail. Costs nothing while nothing changes."""


async def report_nothing(_kind: TroubleKind | None, _detail: str = "") -> None:
    """For those who keep no record."""
