"""How many points a deed of a day brings, or brought: 昨天扫雪几分, 昨天扫雪加了几分. A day has none of its own."""

from __future__ import annotations

import re

from sms.understanding.corrected import without_days
from sms.understanding.grammar import LONGEST_ORDER
from sms.understanding.merits import names_merit
from sms.understanding.phrases import everyday
from sms.understanding.request import Intent, Request
from text.deed_day import day_words

_ASKED = re.compile(
    r"\W*(?P<told>[^,，。;；!?]{4,30}?)的?(?P<given>(?:能|可以|会|算|加|得|给|记|有|值|是|了|过|我们?家?){0,4}(?:多少|几)个?积?分(?:了|过)?)"
    r"(?:吗|呢|啊|呀)?\W*"
)
_WRITER = re.compile(r"^\W*(?:我们?家?|请问|问一?下)+|去")
_GIVEN = re.compile("[了过]")
_TO_BE_HAD = re.compile("能|可以|会")


def worth_asked(plain: str) -> Request | None:
    """What was given for a deed on its day is among the changes; what one brings the rules say, and that is all."""
    said = everyday(plain)
    found = _ASKED.fullmatch(said) if len(plain) <= LONGEST_ORDER else None
    if found is None or not day_words(found["told"]):
        return None
    deed = _WRITER.sub("", without_days(found["told"])).strip()
    if not names_merit(deed):
        return None
    if _TO_BE_HAD.search(found["given"]):
        return Request(Intent.RULES, {"item": deed})
    if _GIVEN.search(found["given"]):
        return Request(Intent.DETAIL)
    return Request(Intent.RULES, {"item": deed, "also": [str(Intent.DETAIL)]})
