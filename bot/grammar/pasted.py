"""Rows that were pasted from a table: without the names of its columns, and without the numbers that count them."""

from __future__ import annotations

import re

from bot.grammar.entry_line.prepared import days_of
from bot.grammar.records import Fault, Lexicon, Mistake
from bot.grammar.rules import Numbered
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.days import without
from bot.grammar.words.household_spans import begins_with_household
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind

_COLUMN = (
    "序号|编号|组别?|户[号名主]?|姓名|门牌号?|地址|(?:考核|积分|扣分|加分)?项目?|指标|(?:考核)?内容|[扣加得]分|分[值数]?"
    "|(?:[扣加]分)?(?:原因|事由|理由)|情况|说明|备注|日期|时间|(?:检查|记录)人"
)
_BLANKS = f"[{SEPARATORS}|]"
_COLUMNS = re.compile(rf"{_BLANKS}*(?:{_COLUMN})(?:{_BLANKS}+(?:{_COLUMN})){{2,}}{_BLANKS}*")
_COUNT = re.compile(rf"{_BLANKS}*(?P<count>[0-9]{{1,2}}){_BLANKS}+")


_RULE = re.compile(r"[\s|:+-]*--[\s|:+-]*")


def rows(lines: list[Numbered], lexicon: Lexicon) -> tuple[list[Numbered], list[Mistake]]:
    """The lines, those of a table without its first row and column; two counted rows make a table.

    A number that may count its row or be its points is a mistake.
    """
    if len(lines) > 1 and _COLUMNS.fullmatch(lines[0].text.plain):
        lines = [line for line in lines[1:] if not _RULE.fullmatch(line.text.plain)]
    counts = [_COUNT.match(line.text.plain) for line in lines]
    if len(lines) < 2 or [int(one["count"]) for one in counts if one] != list(range(1, len(lines) + 1)):  # noqa: PLR2004
        return lines, []
    bare = [Numbered(line.number, line.text.cut(one.end())) for line, one in zip(lines, counts, strict=True) if one]
    if not all(_begins_with_household(line.text.plain, lexicon) for line in bare):
        return lines, []
    doubtful = (at for at, row in enumerate(bare) if not _has_points(row.text.plain, lexicon))
    return bare, [Mistake(Fault.UNCLEAR_POINTS, bare[at].number, str(at + 1)) for at in doubtful]


def _begins_with_household(plain: str, lexicon: Lexicon) -> bool:
    """Whether a row does so, perhaps behind its day."""
    return begins_with_household(without(plain, days_of(plain, lexicon)).lstrip(f"{SEPARATORS}|"), lexicon)


def _has_points(plain: str, lexicon: Lexicon) -> bool:
    return any(token.kind is Kind.POINTS for token in tokenise(plain.replace("|", " "), lexicon))
