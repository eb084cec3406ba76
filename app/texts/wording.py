"""What the SMS channels say in their own words, for those who know no channel."""

from __future__ import annotations

from sms.channels.smsgate import wording as smsgate
from sms.channels.twilio import wording as twilio

TROUBLES = {"smsgate": smsgate.TROUBLES, "twilio": twilio.TROUBLES}
"""What keeps a channel from hearing, where that can be said more exactly than of any other; by its name."""
REFUSALS = smsgate.REFUSALS
"""Why texts wait that could go, by the reason that their channel notes."""
