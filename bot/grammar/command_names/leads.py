"""What people say before a command: when it was, a nod, whom they ask (``昨天扣 3-12 …``, ``好的 /查 3-12``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.grammar.entry_line.prepared import days_of
from bot.grammar.records import Lexicon, LogEntries
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.days import without
from bot.grammar.words.tidy import Tidy, tidy
from text.days import scan

_ANY_DAY = date(2000, 2, 29)
"""Where a text speaks of a day does not hang on today."""
_HOUR = r"[上中下]午|早[上晨]|晚上|傍晚|刚刚?才?|现在"
_NOD = (
    r"好[的了]?|行|[嗯哦对]+|是的|收到|同意|可以|没问题|先|再|另外|还有|然后|我?要|[我还再]?补[记上一下条]*"
    r"|请|麻烦|帮[我忙]|机器人|小助手|(?:各位|大家)[^,。:\n]{0,4}好|检查|巡查|走访|经查|发现"
)
_LEAD = re.compile(rf"\s*(?:(?:{_HOUR}|{_NOD})?[{SEPARATORS}:]*)*")
"""With its days blanked out."""


@dataclass(frozen=True, slots=True)
class Led:
    """A text behind its lead, and what looks like days in the lead, as typed (``""``: none)."""

    days: str
    under: Tidy

    def names_day(self, lexicon: Lexicon) -> bool:
        """Whether a day is among them, or a time that is none."""
        return bool(days_of(tidy(self.days).plain, lexicon))

    def names_other_day(self, lexicon: Lexicon) -> bool:
        """The same of one that is not today."""
        return any(one.day != lexicon.today for one in days_of(tidy(self.days).plain, lexicon))

    def dated(self, rest: Tidy) -> Tidy:
        """What follows the command's name, with the days in front."""
        return tidy(f"{self.days} {rest.raw}") if self.days else rest


def behind_lead(text: Tidy) -> Led | None:
    """None where a text begins with no such words."""
    said = scan(text.plain, _ANY_DAY)
    found = _LEAD.match(without(text.plain, said))
    if found is None or not text.plain[: found.end()].strip(SEPARATORS):
        return None
    days = (text.typed(one.start, one.end) for one in said if one.start < found.end())
    return Led(" ".join(days), text.cut(found.end()))


def on_one_day(read: LogEntries) -> LogEntries:
    """The day in front of the first line holds for those that name none."""
    day = read.lines[0].day
    return replace(read, lines=tuple(replace(one, day=one.day or day) for one in read.lines))
