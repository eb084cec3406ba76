"""Answering what the village asks: 同意 3, 不同意3, 3号不同意."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, LONGEST_ORDER, asks
from sms.understanding.request import Intent, Request
from text.normalise import numeral

_SAID = "(?P<no>不(?:太)?(?:同意|愿意|肯|答应)|反对|别公布|不要公布)|(?P<yes>同意|愿意|答应|赞成)"
_NUMBER = (
    r"(?:编号|第|no\.?|#)*\s*"
    r"(?P<number>[1-9]\d{0,8}(?![\d年月日点个次分])|[一二三四五六七八九十]{1,3}(?![下点些个起家定样]))\s*[号条件]?"
)
_BETWEEN = f"(?:{BREAK}|的|我们?|家)*"
_WHO = "全家|一家|大家|爸|妈|老伴|儿子|女儿|老公|老婆|他|她|都|也|说"
_WHAT = (
    "上?(?:光荣|红)?榜|[登见上]报纸?|上(?:电视|网|喇叭)|上墙|公布|公开|公示|宣传|表扬|当|做|评|评为|成为|被|写|登|用|先进|典型|模范|名字|照片|出名"
    "|我们家?|我家?|的|这个?|那个?|事"
)
"""Around an answer that names no number: which one is meant is asked, so it may be said at some length."""
_ANSWERS = (
    re.compile(rf"{AROUND}(?:{_SAID})[的了]?{_BETWEEN}{_NUMBER}{AROUND}"),
    re.compile(rf"{AROUND}{_NUMBER}{_BETWEEN}(?:{_SAID})[的了]?(?:{_WHAT})*+{AROUND}"),
    re.compile(
        rf"{AROUND}(?:{_SAID})[的了]?{_BETWEEN}{_NUMBER}"
        rf"(?:{BREAK}+(?:{BREAK}|别|不[要想用让]|可以|{_WHO}|{_WHAT})+|(?:{_WHAT})++){AROUND}"
    ),
    re.compile(rf"{AROUND}(?:{_WHO})*(?:{_SAID})[的了]?(?:{BREAK}|{_WHAT})+{_NUMBER}{AROUND}"),
    re.compile(r"\W*(?:(?P<no>不同意)|(?P<yes>同意))(?P<number>)\W*"),
    re.compile(rf"{AROUND}(?:{_WHO})*(?:{_SAID})[的了]?(?:{BREAK}|{_WHAT})+(?P<number>){AROUND}"),
    re.compile(rf"{AROUND}(?:{_WHO})+(?:{_SAID})[的了]?(?P<number>){AROUND}"),
)


def read_consent(plain: str) -> Request | None:
    """A yes or a no, its number None when none is named; None for anything else."""
    said = plain.lower()
    if len(said) > LONGEST_ORDER or asks(said):
        return None
    found = next((one for answer in _ANSWERS if (one := answer.fullmatch(said))), None)
    if found is None:
        return None
    number = numeral(found["number"]) if found["number"] else None
    return Request(Intent.CONSENT, {"number": number, "consents": found["no"] is None})
