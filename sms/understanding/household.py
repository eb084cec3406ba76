"""The household that a text names: a code that is right, wherever it stands and whatever else is a number."""

from __future__ import annotations

import re

from text.codes import is_valid

_CODE = re.compile(
    r"(?<![0-9#.\-])(?:(?:(?:户码|户号|门牌号?|代码)(?:是|为)?|我家?是)[ :]*)?([1-9][0-9]{4,7})[户家]?(?![0-9.\-月年])",
    re.IGNORECASE,
)
_FREE_TEXT = re.compile(r"申报|上报|申请|shenbao|异[议义意]|申诉|疑[义议]|投诉|yiyi", re.IGNORECASE)
_ENTRY_EXPECTED = re.compile(r"(?:异[议义意]|申诉|疑[义议]|意义|投诉|yiyi)[^\w#]*(?:第|编号|#)?[^\w#]*$", re.IGNORECASE)
_HEAD = re.compile(r"(?:申报|上报|申请加分|shenbao)\W*$", re.IGNORECASE)
_NUMBER_FOLLOWS = re.compile(r"[\s#第,.:、]*[0-9]{1,8}(?![0-9月日年号点个次])")


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
