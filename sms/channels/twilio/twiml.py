"""Replies to a webhook in Twilio's markup.

Source: https://www.twilio.com/docs/messaging/twiml - an empty <Response/> is silence.
"""

from __future__ import annotations

import re
from html import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, even escaped (its section 2.2)."""


def twiml(reply: str | None) -> str:
    """The document that sends a reply, or none."""
    if reply is None:
        return f"{_HEAD}<Response/>"
    return f"{_HEAD}<Response><Message>{escape(_NOT_XML.sub('', reply), quote=False)}</Message></Response>"
