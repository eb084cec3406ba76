"""A line read as a sentence, by what it mentions.

``三组十二号王建国家垃圾没有分类扣两分``: whoever dictates puts no argument where the short form looks for it. Such a
line is an entry where it mentions one household (or several in one list), one item and no more than one amount, and
nothing else in it could be an amount. The rest, as it was typed, is the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.grammar.entry_line.accounted import unaccounted
from bot.grammar.entry_line.joined import QUARREL
from bot.grammar.entry_line.mentions import Amount, Mention, amounts, are_joined, households, is_known
from bot.grammar.entry_line.prepared import Prepared
from bot.grammar.records import HouseholdRef, Lexicon, Sign
from bot.grammar.words.characters import AND, LONGEST_ENTRY
from bot.grammar.words.clauses import is_subject
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.numbers import GIVEN, TOTAL, could_be_points
from bot.grammar.words.numerals import further_amount, unread_numeral
from bot.grammar.words.parts import is_one_more
from bot.grammar.words.tidy import Tidy

_BOTH = re.compile("各|都|均|两[家户]|双方")
_AND = re.compile(AND)
_WITHIN = re.compile(r"[0-9A-Za-z]$")
_STOPS = re.compile(r"([，,、；;。])[，,、；;。]+")
_EDGES = "，,、；;。：:！! "
_LATER = "上下晚夜早中凌傍里"
"""``昨天晚上``: the day stays with its hour."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says. ``item`` are the words that name it, several where several items are mentioned.

    ``tells``: no word names the item, but one tells it. ``points`` None: no amount is mentioned.
    """

    households: tuple[HouseholdRef, ...]
    item: str
    tells: bool
    amount: Amount | None
    reason: str
    front: str
    """What stands before the households."""
    is_known: bool
    """Whether the households are places and heads that there are."""
    amount_of_item: bool
    """Whether the amount stands right behind the words that name the item: ``志愿服务一分``."""

    @property
    def points(self) -> int | None:
        """The amount."""
        return self.amount.points.value if self.amount else None


def read_sentence(line: Prepared, sign: Sign | None, lexicon: Lexicon) -> Sentence | None:
    """What a line says; None where it may say something else as well.

    ``sign`` is that of the command; None where there are no points.
    """
    plain = line.plain
    if len(plain) > LONGEST_ENTRY:
        return None
    homes, paid = households(line, lexicon), amounts(plain)
    if not _are_meant(plain, homes) or len(paid) > 1 or (paid and not _is_good(paid[0], sign)):
        return None
    items = _items(plain, homes, lexicon)
    codes = [one for one in items if item_code(plain, one[0])]
    described = (
        [] if items else list(lexicon.described_within(_blanked(plain, [(one.start, one.end) for one in homes])))
    )
    named = codes or items or described
    if not named or len(codes) > 1:
        return None
    gone = [*((one.start, one.end) for one in homes), *((one.start, one.end) for one in paid), *codes]
    if _has_more_amounts(plain, homes, paid, _blanked(plain, gone)):
        return None
    words = list(dict.fromkeys(plain[start:end] for start, end in named))
    silent = [*gone, *_days(line), *_unsaid(line), *_between(homes)]
    spoken_of = any(is_subject(_blanked(plain, gone), one) for one in named)
    tells = bool(described) or (len(words) == 1 and not codes and not spoken_of)
    reason = _reason(line.typed, silent)
    return Sentence(
        households=tuple(one.ref for one in homes),
        item=str(_code(plain, codes[0])) if codes else " ".join(words),
        tells=tells,
        amount=paid[0] if paid else None,
        reason="" if lexicon.is_whole_item(reason) else reason,
        front=_blanked(plain, gone)[: homes[0].start],
        amount_of_item=bool(paid) and any(_is_right_behind(plain, end, paid[0].start) for _, end in named),
        is_known=all(is_known(one, lexicon) for one in homes),
    )


def _has_more_amounts(plain: str, homes: list[Mention], paid: list[Amount], rest: str) -> bool:
    """Whether the line may speak of other points than the ``paid``: in what is left of it, or by how it says them."""
    if GIVEN.search(plain) or (len(homes) > 1 and TOTAL.search(plain)):
        return True
    in_halves = any(plain[one.end : one.end + 1] == "半" for one in paid)
    more = further_amount(rest) if paid else unread_numeral(rest)
    return in_halves or could_be_points(rest) or unaccounted(rest) is not None or more is not None


def _is_right_behind(plain: str, end: int, start: int) -> bool:
    return end <= start and not plain[end:start].strip(_EDGES)


def _are_meant(plain: str, homes: list[Mention]) -> bool:
    """One household, or a list of them; two different ones are both meant only where that is said (各, 都)."""
    if len(homes) == 1 and is_one_more(plain, homes[0].start, homes[0].end):
        return False
    if not homes or not are_joined(plain, homes) or _AND.search(plain[homes[0].start - 1 : homes[0].start]):
        return False
    between = "".join(plain[one.end : other.start] for one, other in pairwise(homes))
    behind = plain[homes[-1].end :]
    return not (_AND.search(between) and QUARREL.search(behind)) or _BOTH.search(behind) is not None


def _is_good(amount: Amount, sign: Sign | None) -> bool:
    return sign is not None and amount.points.value is not None and amount.sign in {None, sign}


def _items(plain: str, homes: list[Mention], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where items are named, by code or in words; households are none."""
    rest = _blanked(plain, [(one.start, one.end) for one in homes])
    words = lexicon.items_within(rest)
    codes = [
        (at, code.end)
        for at in range(len(rest))
        if (code := item_code(rest, at)) and not _WITHIN.search(rest[:at]) and _is_free(at, code.end, words)
    ]
    return sorted([*words, *codes])


def _is_free(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return all(end <= first or start >= last for first, last in spans)


def _code(plain: str, span: tuple[int, int]) -> str:
    token = item_code(plain, span[0])
    return str(token.value) if token else plain[slice(*span)]


def _between(homes: list[Mention]) -> list[tuple[int, int]]:
    return [(one.end, other.start) for one, other in pairwise(homes)]


def _unsaid(line: Prepared) -> list[tuple[int, int]]:
    """What was blanked out and is no day: the 给 of ``给3-12``."""
    days = [(one.start, one.end) for one in line.said]
    pairs = enumerate(zip(line.typed.plain, line.plain, strict=True))
    blank = (at for at, (before, after) in pairs if before != after)
    return [(at, at + 1) for at in blank if _is_free(at, at + 1, days)]


def _days(line: Prepared) -> list[tuple[int, int]]:
    later = tuple(_LATER)
    return [(one.start, one.end) for one in line.said if line.plain[one.end : one.end + 1] not in later]


def _blanked(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with stops where those parts were."""
    for start, end in spans:
        plain = f"{plain[:start]}{'。' * (end - start)}{plain[end:]}"
    return plain


def _reason(text: Tidy, gone: Iterable[tuple[int, int]]) -> str:
    """What is left, as typed; with a blank where one stood beside what is gone."""
    kept, at = "", 0
    for start, end in sorted(gone):
        kept += text.typed(at, max(at, start))
        apart = " " in (text.plain[start - 1 : start], text.plain[end : end + 1])
        kept += " " if apart and kept and not kept.endswith(" ") else ""
        at = max(at, end)
    return _STOPS.sub(r"\1", kept + text.typed(at, len(text.plain))).strip(_EDGES)
