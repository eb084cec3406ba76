"""Why a phone failed with a text, and what follows from it.

The app passes on what Android says (``SmsManager.RESULT_…``) or what the network's centre reports: the status byte of
3GPP TS 23.040, section 9.2.3.15.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final


class Consequence(Enum):
    """What follows for a text."""

    LATER = auto()
    """It may arrive another time."""
    NEVER = auto()
    """This number cannot be reached by text."""
    OURS = auto()
    """It is the phone's or its SIM's fault, and says nothing of the number."""


BY_WORD: Final[Sequence[tuple[str, Consequence, str]]] = (
    ("TTL expired", Consequence.OURS, "waited too long in the phone"),
    ("LIMIT_EXCEEDED", Consequence.OURS, "the SIM's limit is reached"),
    ("RATE_LIMITED", Consequence.OURS, "the SIM sends too fast"),
    ("RADIO_OFF", Consequence.OURS, "the phone's radio is off"),
    ("RADIO_NOT", Consequence.OURS, "the phone's radio is off"),
    ("NO_SERVICE", Consequence.OURS, "the phone has no service"),
    ("FDN_CHECK", Consequence.OURS, "the SIM allows fixed numbers only"),
    ("SIM_", Consequence.OURS, "the SIM fails"),
    ("No SIM", Consequence.OURS, "no SIM in the phone"),
    ("SIM ", Consequence.OURS, "no such SIM in the phone"),
    ("ermission", Consequence.OURS, "the app may not send texts"),
    ("SHORT_CODE", Consequence.NEVER, "not a number to text to"),
    ("nvalid phone", Consequence.NEVER, "not a phone number"),
    ("not a valid", Consequence.NEVER, "not a phone number"),
)
_CODE: Final = re.compile(r"RESULT_[A-Z_]+")
_CENTRE: Final = re.compile(r"Delivery result from SC .*: ([0-9]{1,3})")
_PERMANENT: Final = range(0x40, 0x60)
_EXPIRED: Final = 0x46
"""The centre tried for as long as it may: the other phone was off."""


def consequence_of(reason: str) -> tuple[Consequence, str]:
    """What follows from the phone's words, and a short reason of our own, which holds no number."""
    if report := _CENTRE.search(reason):
        status = int(report[1])
        never = status in _PERMANENT and status != _EXPIRED
        return (Consequence.NEVER if never else Consequence.LATER), f"not delivered (network's status {status})"
    for word, consequence, meaning in BY_WORD:
        if word in reason:
            return consequence, meaning
    code = _CODE.search(reason)
    return Consequence.LATER, f"the phone failed ({code[0]})" if code else "the phone failed"
