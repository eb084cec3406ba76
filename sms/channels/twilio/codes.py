"""Twilio's error codes, by what follows from them for a text; the same for a refused request and for a report.

Source: https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Fate(Enum):
    """What follows from a code."""

    LATER = auto()
    NEVER = auto()
    """This number cannot be reached by text."""
    TEXT = auto()
    """The text itself does not go; that says nothing of the number."""
    OPTED_OUT = auto()
    ACCOUNT = auto()
    """Our own account, key, sender or address; a person has to mend it."""
    PERMISSION = auto()
    """Our account may not text this country or number yet; a person has to allow it. Other texts go."""


CODES: Final = {
    10001: (Fate.ACCOUNT, "account not active"),
    14107: (Fate.LATER, "too many texts to one number"),
    20003: (Fate.ACCOUNT, "account or key refused"),
    20005: (Fate.ACCOUNT, "account not active"),
    20008: (Fate.ACCOUNT, "test key"),
    20404: (Fate.ACCOUNT, "account not found"),
    20429: (Fate.LATER, "too many requests"),
    21211: (Fate.NEVER, "not a phone number"),
    21212: (Fate.ACCOUNT, "sender not valid"),
    21214: (Fate.NEVER, "number cannot be reached"),
    21217: (Fate.NEVER, "not a phone number"),
    21268: (Fate.NEVER, "premium number"),
    21408: (Fate.PERMISSION, "country not enabled"),
    21602: (Fate.TEXT, "text empty"),
    21603: (Fate.ACCOUNT, "no sender"),
    21606: (Fate.ACCOUNT, "sender cannot text"),
    21608: (Fate.PERMISSION, "trial account, number not verified"),
    21609: (Fate.ACCOUNT, "callback address not valid"),
    21610: (Fate.OPTED_OUT, "opted out"),
    21611: (Fate.LATER, "sender's queue full"),
    21612: (Fate.NEVER, "no route to the number"),
    21614: (Fate.NEVER, "not a mobile number"),
    21617: (Fate.TEXT, "text too long"),
    21635: (Fate.NEVER, "landline"),
    21659: (Fate.ACCOUNT, "sender not ours"),
    21660: (Fate.ACCOUNT, "sender not ours"),
    21703: (Fate.ACCOUNT, "messaging service without numbers"),
    30001: (Fate.LATER, "queue full"),
    30002: (Fate.ACCOUNT, "account suspended"),
    30003: (Fate.LATER, "phone not reachable"),
    30004: (Fate.NEVER, "blocked by the phone"),
    30005: (Fate.NEVER, "no such phone"),
    30006: (Fate.NEVER, "landline or no route"),
    30007: (Fate.TEXT, "filtered by the network"),
    30008: (Fate.LATER, "unknown reason"),
    30009: (Fate.LATER, "a part was lost"),
    30010: (Fate.PERMISSION, "dearer than the highest price"),
    30017: (Fate.LATER, "network busy"),
    30022: (Fate.LATER, "sender's rate exceeded"),
    30023: (Fate.LATER, "sender's daily limit reached"),
    30024: (Fate.ACCOUNT, "sender not set up at the network"),
    30027: (Fate.LATER, "network's daily limit reached"),
    30032: (Fate.ACCOUNT, "sender not verified"),
    30034: (Fate.ACCOUNT, "sender not registered"),
    30036: (Fate.LATER, "not brought in time"),
    30410: (Fate.LATER, "network did not answer"),
    30454: (Fate.ACCOUNT, "trial account's limit reached"),
    63038: (Fate.LATER, "account's daily limit reached"),
}
