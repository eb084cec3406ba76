"""What the grammars of acts share: the words that may surround an act, signs of a question, and free words.

A question or a negation must never become an act. So an act is never found by a keyword somewhere in the text: an order
to reserve or to opt out is understood only when every word of the text is accounted for, and a claim or an objection
only when its keyword leads the text (or closes it) and nothing around it asks or denies.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sms.understanding.phrases import FILLER, everyday
from text.normalise import typeset

LONGEST_ORDER = 60
"""Characters; an order that leaves no word over is short, and long texts need not be tried."""

BREAK = r"[^\w?]"
"""A blank or any punctuation but a question mark."""

AROUND = rf"(?:{FILLER}|{BREAK})*+"
"""Courtesies and breaks."""

_ASKS = re.compile(
    r"\?|吗|呢|什么(?!的)|怎么|多少|(?<![过好这那前])几[分次天个]|哪|谁|是否|能否|有没有|多久"
    r"|(?P<verb>.)不(?P=verb)|(?<!什)么\W*$|[了过]没有?\W*$"
)
_REPORTS = re.compile(r"(?:失败了?|(?<!受)不了|没用|后悔了?|[没不]成功|的(?:流程|结果|进度|情况))\W*$|^\W*过了\W*$")
_THANKS = re.compile(r"(?<![\s,，。!、])(?:[\s,，。!、]*+(?:谢谢[您你了啦]?|多谢|麻烦了|辛苦了|拜托了))+[\s。!.~]*$")
_EDGES = " ,.:;，。、：；-—#"


@lru_cache(maxsize=64)
def asks(text: str) -> bool:
    """Whether anything in a normalised text asks."""
    return bool(_ASKS.search(everyday(text)))


def reports(text: str) -> bool:
    """Whether what follows an act's keyword tells how such an act went, rather than ordering one."""
    return bool(_REPORTS.search(text))


def free_words(text: str) -> str:
    """A villager's own words as officers will read them."""
    return typeset(_THANKS.sub("", text).strip(_EDGES))
