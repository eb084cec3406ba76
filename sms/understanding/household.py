"""The household that a text names: a code that is right, wherever it stands and whatever else is a number."""

from __future__ import annotations

import re

from text.codes import is_valid
from text.normalise import numeral

_CODE = re.compile(
    r"(?<![0-9#.\-])(?:(?:(?:户码|户号|门牌号?|代码)(?:是|为)?|我家?是)[ :]*)?([1-9][0-9]{4,7})[户家]?(?![0-9.\-月年])",
    re.IGNORECASE,
)
_FREE_TEXT = re.compile(r"申报|上报|申请|shen ?bao|异[议义意]|申诉|疑[义议]|投诉|yi ?yi", re.IGNORECASE)
_ENTRY_EXPECTED = re.compile(
    r"(?:异[议义意]|申诉|疑[义议]|意义|投诉|yi ?yi)[^\w#]*(?:第|编号|#)?[^\w#]*$", re.IGNORECASE
)
_HEAD = re.compile(r"(?:申报|上报|申请加分|shen ?bao)\W*$", re.IGNORECASE)
_NUMBER_FOLLOWS = re.compile(r"[\s#第,.:、]*[0-9]{1,8}(?![0-9月日年号点个次])")
_BLANK = " ,.:;，。：；、!！"
_FOR_WHOM = re.compile(
    r"[帮给替为和跟到去在送接陪]$"
    r"|(?:[看探]望|慰问|照[顾看料]|看护|护理|服侍|伺候|帮助|扶助?|搀扶?|关[心爱]|走访|问候|救助?)[^\s,，.。;；、]{0,4}$"
)
"""How the words before a place end that say for whom a deed was done: 帮, 看望, 看望老人."""
_SAID = "[一二三四五六七八九十]{1,3}"
_PLACE = re.compile(
    r"(?<![0-9#.\-年月])(?P<group>[1-9][0-9]?) ?(?:[-—–]|组第?) ?(?P<number>[1-9][0-9]{0,2})"
    r"(?:[号户](?!产品|商品|物品)|(?![0-9.\-/:月日号个分元季]))"
    rf"|(?P<said_group>{_SAID})组第?(?P<said_number>{_SAID})[号户]"
)
_SLASHED = re.compile(
    rf"(?<![0-9/.])(?P<group>[1-9][0-9]?|{_SAID}) ?[/杠] ?(?P<number>[1-9][0-9]{{0,2}}|{_SAID})(?![0-9/.月季]| ?日)"
)


_BEHIND_A_PLACE = " ,.:;户家的"


def led_by_place(plain: str) -> tuple[str, str] | None:
    """The group and number that a normalised text begins with, and what follows; None without either, or with more."""
    found = _PLACE.match(plain.lstrip())
    rest = plain.lstrip()[found.end() :].strip(_BEHIND_A_PLACE) if found else ""
    return (_place(found), rest) if found and rest and not _PLACE.search(rest) else None


def find_places(plain: str) -> list[str]:
    """Every group and number that a normalised text names, as ``3-12``: 3-12, 3组12号, 三组十二号. Each once."""
    return list(dict.fromkeys(_place(found) for found in _PLACE.finditer(plain)))


def slashed_place(plain: str) -> str | None:
    """The group and number that a question for points names as 3/2 or 3杠2, which may be a day elsewhere."""
    found = _SLASHED.search(plain)
    return f"{numeral(found['group'])}-{numeral(found['number'])}" if found else None


def slashed(plain: str) -> str | None:
    """The words of it, which may be a day."""
    found = _SLASHED.search(plain)
    return found[0] if found else None


def is_place(words: str) -> bool:
    """Whether normalised words are a group and a number, and nothing else."""
    return _PLACE.fullmatch(words) is not None


def place_beside(deed: str) -> str | None:
    """The place before or behind all other words of a deed: whose deed it is (4-2 献血), not for whom (帮4-2扫雪)."""
    for found in _PLACE.finditer(deed):
        before, after = deed[: found.start()].strip(_BLANK), deed[found.end() :].strip(_BLANK)
        if not before or (not after and not _FOR_WHOM.search(before)):
            return _place(found)
    return None


def _place(found: re.Match[str]) -> str:
    group, number = found["group"] or found["said_group"], found["number"] or found["said_number"]
    return f"{numeral(group)}-{numeral(number)}"


def _names_household(before: str, label: bool, after: str) -> bool:
    """Whether a right code there is meant as one: in free text only at the edges or beside the keyword."""
    if label or not _FREE_TEXT.search(before + after):
        return True
    if _ENTRY_EXPECTED.search(before):
        return bool(_NUMBER_FOLLOWS.match(after))
    return not before.strip(" ,.:") or not after.strip(" ,.:。!") or bool(_HEAD.search(before))


def find_household(plain: str) -> tuple[str | None, str]:
    """The code that a normalised text names, and the text without it; None and the whole text when it names none.

    The number after 异议 is an entry, not a household, unless another number follows it.
    """
    for found in _CODE.finditer(plain):
        before, after = plain[: found.start()], plain[found.end() :]
        label = not found[0].startswith(found[1])
        if is_valid(found[1]) and _names_household(before, label, after):
            return found[1], f"{before} {after}".strip()
    return None, plain
