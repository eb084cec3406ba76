"""What people say before a command: when it was, a nod, whom they ask (``昨天扣 3-12 …``, ``好的 /查 3-12``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.grammar.characters import HAN, SEPARATORS
from bot.grammar.prepared import days_of
from bot.grammar.records import Lexicon, LogEntries
from bot.grammar.tidy import Tidy, tidy

_NUMBER = rf"(?:[0-9]{{1,4}}|{HAN[:-1]}十〇零]{{1,4}})"
_DAY = re.compile(
    r"大*[今昨前][天日晚早夜儿]|(?:上{0,2}|本|这)个?(?:周|星期|礼拜)[一二三四五六日天]"
    rf"|(?:{_NUMBER}年)?{_NUMBER}月{_NUMBER}[日号]?|(?:20[0-9]{{2}}[-./])?[0-9]{{1,2}}[-./][0-9]{{1,2}}|{_NUMBER}[日号]"
)
_HOUR = r"[上中下]午|早[上晨]|晚上|傍晚|刚刚?才?|现在"
_NOD = (
    r"好[的了]?|行|[嗯哦对]+|是的|收到|同意|可以|没问题|先|再|另外|还有|然后|我?要|[我还再]?补[记上一下条]*"
    r"|请|麻烦|帮[我忙]|机器人|小助手|(?:各位|大家)[^,。:\n]{0,4}好|检查|巡查|走访|经查|发现"
)
_LEAD = re.compile(rf"\s*(?P<said>(?:(?:{_DAY.pattern}|{_HOUR}|{_NOD})[{SEPARATORS}:]*)+)")


@dataclass(frozen=True, slots=True)
class Led:
    """A text behind its lead, and what looks like days in the lead, as typed (``""``: none)."""

    days: str
    under: Tidy

    def names_day(self, lexicon: Lexicon) -> bool:
        """Whether a day is among them; ``3-12`` alone is a household."""
        return bool(days_of(tidy(self.days).plain, lexicon))

    def dated(self, rest: Tidy) -> Tidy:
        """What follows the command's name, with the days in front."""
        return tidy(f"{self.days} {rest.raw}") if self.days else rest


def behind_lead(text: Tidy) -> Led | None:
    """None where a text begins with no such words."""
    found = _LEAD.match(text.plain)
    if found is None:
        return None
    days = (text.typed(*one.span()) for one in _DAY.finditer(text.plain, 0, found.end()))
    return Led(" ".join(days), text.cut(found.end()))


def on_one_day(read: LogEntries) -> LogEntries:
    """The day in front of the first line holds for those that name none."""
    day = read.lines[0].day
    return replace(read, lines=tuple(replace(one, day=one.day or day) for one in read.lines))
