"""What stands in the places of a sentence, and how each is said in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.demo.english.tables import WORDS
from text.pinyin import syllables

_MONTHS = ("", *["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_DAY = r"(?:\d+年)?(?:\d+月\d+日|今天|昨天|前天)"
_RUN = re.compile("[一-鿿]+")
_NUMBER = re.compile(r"\d+")
_SAID = {"今天": "today", "昨天": "yesterday", "前天": "the day before yesterday", "加": "+", "扣": "−"}


def name(words: str) -> str:
    """王建国 is Wang Jianguo; 秦望村 and what else the demo made up have their words."""
    if words in WORDS:
        return WORDS[words]
    first, *rest = syllables(words) or [""]
    return f"{first.capitalize()} {''.join(rest).capitalize()}".strip()


def words(text: str) -> str:
    """What somebody wrote, or a list: known words in English, others as they were written."""
    return (
        WORDS.get(text) or WORDS.get(text.replace("，", ", ")) or _RUN.sub(lambda run: WORDS.get(run[0], run[0]), text)
    )


def names(text: str) -> str:
    """1组1号 胡阿根、1组4号 李志强等."""
    return ", ".join(place(one.removesuffix("等")) for one in text.split("、")) + (
        " and others" if text[-1] == "等" else ""
    )


def place(text: str) -> str:
    """3组12号 王建国 is 3-12 Wang Jianguo."""
    group, number, *head = re.split(r"组|号 ?", text, maxsplit=2)
    return " ".join([f"{group}-{number}", *(name(one) for one in head if one)])


def day(text: str) -> str:
    """11月29日 is 29 Nov."""
    if text in _SAID:
        return _SAID[text]
    *year, month, date = _NUMBER.findall(text)
    return " ".join([date, _MONTHS[int(month)], *year])


def period(text: str) -> str:
    """11月, 2026年第三季度, 三季度, 2026年."""
    quarter = next((number for sign, number in _QUARTERS.items() if f"{sign}季度" in text), "")
    year = next(iter(re.findall(r"(\d{4})年", text)), "")
    month = next(iter(re.findall(r"(\d+)月", text)), "")
    return " ".join(filter(None, (quarter and f"Q{quarter}", month and _MONTHS[int(month)], year)))


def periods(text: str) -> str:
    """10月、11月 is Oct, Nov."""
    return ", ".join(period(one) for one in text.split("、"))


def quarters(text: str) -> str:
    """3季10月1日、4季还没有: when each was settled first."""
    done = re.findall(r"(\d)季(?:(\d+月\d+日)|(还没有)|没结算⚠️)", text)
    said = (f"Q{number} {day(on) if on else 'not yet' if waits else 'never ⚠️'}" for number, on, waits in done)
    return ", ".join(said) or "no rounds yet"


def code(text: str) -> str:
    """环4 is H4: items have letters for those who cannot type Chinese."""
    return syllables(text[0])[0][0].upper() + text[1:]


def scores(text: str) -> str:
    """环1 15/15 环2 10/10."""
    return re.sub(r"[一-鿿]\d+", lambda found: code(found[0]), text)


def sign(text: str) -> str:
    """加 is +, 扣 is −."""
    return _SAID[text]


_SLOTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "n": (r"[+-]?\d+(?:\.\d+)?", str),
    "home": (r"\d+组\d+号(?: [一-鿿·]+)?", place),
    "homes": (r"\d+组\d+号.*?", names),
    "name": (r"[一-鿿][一-鿿·*]*?", name),
    "who": (r".+?", name),
    "day": (_DAY, day),
    "period": (r"(?:\d{4}年)?(?:\d+月|第?[一二三四]季度)|\d{4}年", period),
    "periods": (r"\d+月(?:、\d+月)*", periods),
    "code": (r"[环文志否秦]\d+", code),
    "scores": (r"(?:[环文志否秦]\d+ [\d/]+ ?)+", scores),
    "sign": (r"[加扣]", sign),
    "goods": (r"[^\d.\s，][^，]*?", words),
    "quarters": (r"(?:\d季(?:\d+月\d+日|还没有|没结算⚠️)、?)+|还没有轮次", quarters),
    "words": (r".+?", words),
    "raw": (r"\S+", str),
    "typed": (r".+?", str),
}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the product with places, and its English."""

    pattern: re.Pattern[str]
    slots: tuple[str, ...]
    english: str

    def read(self, text: str) -> str | None:
        """The English of a text that says this, else None."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        return self.english.format(
            *(_SLOTS[slot][1](part) for slot, part in zip(self.slots, found.groups(), strict=True))
        )


def compiled(chinese: str, english: str) -> Phrase:
    """A template: {slot}s in the Chinese, their numbers in the English."""
    pieces = _SLOT.split(chinese)
    slots = tuple(pieces[1::2])
    pattern = "".join(f"({_SLOTS[one][0]})" if odd % 2 else re.escape(one) for odd, one in enumerate(pieces))
    return Phrase(re.compile(pattern), slots, english)
