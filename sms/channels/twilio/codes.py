"""Twilio's error codes, by what follows from them for a text; the same for a refused request and for a report.

Source: https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Consequence(Enum):
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
    10001: (Consequence.ACCOUNT, "account not active"),
    14107: (Consequence.LATER, "too many texts to one number"),
    20003: (Consequence.ACCOUNT, "account or key refused"),
    20005: (Consequence.ACCOUNT, "account not active"),
    20008: (Consequence.ACCOUNT, "test key"),
    20404: (Consequence.ACCOUNT, "account not found"),
    20429: (Consequence.LATER, "too many requests"),
    21211: (Consequence.NEVER, "not a phone number"),
    21212: (Consequence.ACCOUNT, "sender not valid"),
    21214: (Consequence.NEVER, "number cannot be reached"),
    21217: (Consequence.NEVER, "not a phone number"),
    21268: (Consequence.NEVER, "premium number"),
    21408: (Consequence.PERMISSION, "country not enabled"),
    21602: (Consequence.TEXT, "text empty"),
    21603: (Consequence.ACCOUNT, "no sender"),
    21606: (Consequence.ACCOUNT, "sender cannot text"),
    21608: (Consequence.PERMISSION, "trial account, number not verified"),
    21609: (Consequence.ACCOUNT, "callback address not valid"),
    21610: (Consequence.OPTED_OUT, "opted out"),
    21611: (Consequence.LATER, "sender's queue full"),
    21612: (Consequence.NEVER, "no route to the number"),
    21614: (Consequence.NEVER, "not a mobile number"),
    21617: (Consequence.TEXT, "text too long"),
    21635: (Consequence.NEVER, "landline"),
    21659: (Consequence.ACCOUNT, "sender not ours"),
    21660: (Consequence.ACCOUNT, "sender not ours"),
    21703: (Consequence.ACCOUNT, "messaging service without numbers"),
    30001: (Consequence.LATER, "queue full"),
    30002: (Consequence.ACCOUNT, "account suspended"),
    30003: (Consequence.LATER, "phone not reachable"),
    30004: (Consequence.NEVER, "blocked by the phone"),
    30005: (Consequence.NEVER, "no such phone"),
    30006: (Consequence.NEVER, "landline or no route"),
    30007: (Consequence.TEXT, "filtered by the network"),
    30008: (Consequence.LATER, "unknown reason"),
    30009: (Consequence.LATER, "a part was lost"),
    30010: (Consequence.PERMISSION, "dearer than the highest price"),
    30017: (Consequence.LATER, "network busy"),
    30022: (Consequence.LATER, "sender's rate exceeded"),
    30023: (Consequence.LATER, "sender's daily limit reached"),
    30024: (Consequence.ACCOUNT, "sender not set up at the network"),
    30027: (Consequence.LATER, "network's daily limit reached"),
    30032: (Consequence.ACCOUNT, "sender not verified"),
    30034: (Consequence.ACCOUNT, "sender not registered"),
    30036: (Consequence.LATER, "not brought in time"),
    30410: (Consequence.LATER, "network did not answer"),
    30454: (Consequence.ACCOUNT, "trial account's limit reached"),
    63038: (Consequence.LATER, "account's daily limit reached"),
}
