"""What the product says, in English for visitors of the demo: a gloss beneath, the Chinese stays as people get it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from app.demo.english.slots import compiled, day, name, period
from app.demo.english.tables import LINES, WORDS

_MANY = 20_000
_OPENINGS: tuple[tuple[re.Pattern[str], str, Callable[[str], str]], ...] = (
    (re.compile(r"第(\d+)行：(.+)"), "Line {}: ", str),
    (re.compile(r"（回您(?:\d+月\d+日)?(\d+:\d+)的短信）(.+)"), "(To your text of {}) ", str),
    (re.compile(r"【([^】]+)积分】(.+)"), "[{} points] ", name),
    (re.compile(r"急事请马上打(.+?)！(.+)"), "If it is urgent call {} at once! ", str),
    (re.compile(r"(例)：(.+)"), "For example: ", str),
    (re.compile(r"▫️([一-鿿]+)：(结算.+)"), "▫️ {}: ", name),
    (re.compile(r"⚠️([一-鿿]+)：(结算.+)"), "⚠️ {}: ", name),
    (re.compile(r"✅([一-鿿]+)：(结算.+)"), "✅ {}: ", name),
    (re.compile(r"⏳(\d+年)结清前要办完：(.+)。"), "⏳ To be done before {} is closed: ", period),
    (
        re.compile(r"([一-鿿]+)（((?:申报|异议|一票否决待确认|撤销待确认|整改退分待确认|加分更正待确认)\d+件.*)）"),
        "{}: ",
        name,
    ),
    (re.compile(r"(要办)：(.+)"), "To do: ", str),
    (re.compile(r"(\d+月\d+日)前（(.+)"), "by {}: ", day),
    (re.compile(r"还有(\d+)天）：(.+)"), "{} days left, ", str),
    (re.compile(r"(等您来领)：(.+)"), "Waiting for you: ", str),
    (re.compile(r"(另外还没办)：(.+)"), "Not done yet: ", str),
)
"""What may stand before anything else."""
_MORE = "…回9看下面"
_AFTER_PART = "(?<=[，；。])"
_BETWEEN = (("(?<=[。？])", " "), ("；", "; "), ("，", ", "), ("、", ", "))
_PHRASES = tuple(compiled(chinese, english) for chinese, english in LINES.items())
REST = "(the rest is in Chinese only)"


@lru_cache(maxsize=_MANY)
def in_english(text: str) -> str:
    """Line by line; what nothing is known of is left out, and that is said. "" if nothing at all is known."""
    lines = [_line(line.strip(" 　")) for line in text.splitlines() if line.strip()]
    known = [line for line in lines if line is not None]
    if not known or len(known) == len(lines):
        return "\n".join(known)
    return "\n".join([*known, REST])


@lru_cache(maxsize=_MANY)
def _line(line: str) -> str | None:
    """Sentence by sentence, else as a whole, else part by part; what may stand before all of it is said as well."""
    sentences = [one for one in re.split(_BETWEEN[0][0], line) if one]
    known = [said for one in sentences if (said := _part(one))]
    if len(known) == len(sentences):
        return _sentences(known) if len(known) > 1 else known[0]
    whole = _phrase(line)
    if whole is not None:
        return whole
    return _opened(line) or (_cut(line.removesuffix(_MORE)) if line.endswith(_MORE) else _parts(line, _BETWEEN))


def _cut(line: str) -> str | None:
    """A line whose end is on the next page: the last part may have been cut off, and is left out then."""
    parts = [one for one in re.split(_AFTER_PART, line) if one]
    for end in (len(parts), len(parts) - 1):
        said = _line("".join(parts[:end]).rstrip("，；"))
        if said is not None:
            return f"{said} … 9 for more"
    return None if parts else "… 9 for more"


def _parts(line: str, between: Sequence[tuple[str, str]]) -> str | None:
    """All its sentences, or what stands between semicolons or commas, or None. The last may lack its end."""
    for at, (separator, joined) in enumerate(between):
        parts = [one for one in re.split(separator, line) if one]
        if len(parts) > 1:
            said = [_part(one) or _parts(one, between[at + 1 :]) for one in parts]
            known = [one for one in said if one]
            if len(known) < len(parts):
                return None
            return _sentences(known) if joined == " " else joined.join(known).replace(".;", ".")
    return _part(line)


def _part(words: str) -> str | None:
    """A part of a line, with the end of a sentence or without."""
    return _phrase(words) or _phrase(f"{words}。") or _phrase(words.rstrip("。")) or _opened(words)


def _opened(words: str) -> str | None:
    """What may stand before anything else, and what stands behind it."""
    for opening, english, put in _OPENINGS:
        if found := opening.fullmatch(words):
            said = _line(found[2])
            return said and english.format(put(found[1])) + said
    return None


def _sentences(said: Sequence[str]) -> str:
    """As sentences: each begins with a capital letter and has an end."""
    return " ".join(f"{one[0].upper()}{one[1:]}{'' if one[-1] in '.?!:…' else '.'}" for one in said)


def _phrase(words: str) -> str | None:
    if words in WORDS:
        return WORDS[words]
    for phrase in _PHRASES:
        if (said := phrase.read(words)) is not None:
            return said
    return None
