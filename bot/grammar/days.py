"""Days within a line: what stands alone, what is left without them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grammar.commands import Fault
from bot.grammar.shapes import SEPARATORS
from text.days import Said


def stands_alone(plain: str, said: Said) -> bool:
    """去年 as an argument, and not the 去年 of 去年也这样."""
    around = plain[max(said.start - 1, 0) : said.start] + plain[said.end : said.end + 1]
    return all(one in SEPARATORS for one in around)


def without(plain: str, said: Sequence[Said]) -> str:
    """The text with its days blanked out, at the same positions."""
    for one in said:
        plain = f"{plain[: one.start]}{' ' * (one.end - one.start)}{plain[one.end :]}"
    return plain


def faults_of_days(said: Sequence[Said]) -> Iterator[tuple[Fault, Said]]:
    """Days that cannot be, and every one that is another than the first."""
    for one in said:
        if one.day is None:
            yield Fault.BAD_DAY, one
        elif one.day != said[0].day:
            yield Fault.TWO_DAYS, one
