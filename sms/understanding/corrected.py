"""Words that correct themselves: 昨天不是献血是扫雪, 打错了，是扫雪. What is said last is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sms.understanding.merits import names_merit
from text.deed_day import day_words

_DENIED = r"(?<![是也])(?:并)?不是(?P<denied>[^,，。;；!?\s是]{1,12}?)"
_NOT_BUT = re.compile(
    rf"{_DENIED}[\s,，。;；]{{0,3}}(?:而|应该|其实){{0,2}}(?<![就便也])是(?=\w)(?P<meant>.*)", re.DOTALL
)
_NOT = re.compile(rf"{_DENIED}(?:[\s,，。;；]{{1,3}}(?!\s*[就便也]是|也不是)(?P<meant>.*)|[\s。!]{{0,3}}$)", re.DOTALL)
_SLIP = re.compile(
    r"^\W{0,3}(?:我|刚才|刚刚|前面|上面|不好意思){0,2}[打写说讲搞弄发报记]错了?[\s,，。]{0,3}(?:应该|其实|就){0,2}是(?=\w)"
)
_IS = re.compile(r"^\W{0,3}是(?=\w)")
_CHANGED = re.compile(
    r"^(?P<before>(?:(?![把将]).){2,40}?)"
    r"(?P<slip>[\s,，。;；]{0,3}(?:(?:我|哦|噢|啊|错了?|不对|还是)[\s,，]{0,3}){0,4})"
    r"(?P<put>改成|改为|改报|换成|应该是|应为|(?<=不对)[\s,，]{0,3}是)(?=\w)(?P<meant>.+)$",
    re.DOTALL,
)
"""扫雪 改成捐款: the deed or the day before it is meant no more; but 把杂物间改成活动室 tells what was done."""
_ERRED = re.compile("错|不对")
_ONLY_DEED = re.compile(r"[^\W\d]{2,5}(?<![站点室屋房库场园角馆所处箱柜栏亭墙牌])(?:[0-9]+元)?[\s。.!]*")
"""捐款, but not the 志愿服务站 that a house was made into."""
_EDGES = " ,，。;；"


@dataclass(frozen=True, slots=True)
class Corrected:
    """Normalised words as they are meant, and whether that is not how they stood there."""

    words: str
    anew: bool


def corrected(plain: str) -> Corrected:
    """Without what is denied, where a deed or a day is said instead of a deed, a day or a slip."""
    if slip := _SLIP.match(plain):
        return Corrected(plain[slip.end() :], True)
    if changed := _changed(plain):
        return Corrected(changed, True)
    for pattern in (_NOT_BUT, _NOT):
        found = pattern.search(plain)
        if found is None or not _names(found["denied"]):
            continue
        before, meant = plain[: found.start()].rstrip(_EDGES), found["meant"] or ""
        instead = f"{before} {meant}"
        if names_merit(instead) or (day_words(instead) and not names_merit(found["denied"])):
            return Corrected(_IS.sub("", f"{before}，{meant}" if _both(before, meant) else f"{before}{meant}"), True)
    return Corrected(plain, False)


def without_days(plain: str) -> str:
    """A normalised text without the words for its days."""
    for said in day_words(plain):
        plain = plain.replace(said, " ")
    return " ".join(plain.split()).strip(_EDGES)


def _changed(plain: str) -> str | None:
    """The words as they are meant where one deed or day is put in the place of another; the other of both stays."""
    found = _CHANGED.match(plain)
    if found is None:
        return None
    before, meant = found["before"].strip(_EDGES), found["meant"].strip()
    if names_merit(before) and names_merit(meant):
        if not _replaces(found, before, meant):
            return None
        return meant if day_words(meant) else " ".join([*day_words(before), meant])
    if (day_words(before) or names_merit(before)) and day_words(meant) and not without_days(meant):
        return f"{without_days(before)} {meant}".strip()
    return None


def _replaces(found: re.Match[str], before: str, meant: str) -> bool:
    """Whether the deed behind the word is put in the place of the one before it: 扫雪 改成捐款.

    昨天巡逻，应该是志愿服务 says more of the same, and 昨天打扫旧屋改成志愿服务站 what was made of it.
    """
    if _ERRED.search(found["slip"] + found["put"]) or before.endswith("不对"):
        return True
    is_deed = all(_ONLY_DEED.fullmatch(without_days(deed)) for deed in (before, meant))
    return bool(found["slip"]) and found["put"] not in ("应该是", "应为") and is_deed


def denies_what_was_told(plain: str) -> bool:
    """Whether a text puts something else in the place of what was told: 不是我，是我老公."""
    return bool(_SLIP.match(plain) or re.match(rf"\W{{0,3}}(?:{_NOT_BUT.pattern})", plain, re.DOTALL))


def _names(words: str) -> bool:
    """A deed or a day."""
    return names_merit(words) or bool(day_words(words))


def _both(before: str, meant: str) -> bool:
    """Whether a deed stands before what is denied, and more behind it."""
    return bool(meant) and names_merit(before)
