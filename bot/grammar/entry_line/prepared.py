"""What stands around the arguments of a line: its days, brackets, 给 and 和.

They are blanked out, so that everything keeps its position in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.grammar.entry_line.joined import without_ands
from bot.grammar.records import Fault, Lexicon, Mistake
from bot.grammar.rules import Numbered
from bot.grammar.words.characters import AND, EDGE, HAN, SEPARATORS
from bot.grammar.words.days import is_of_number, is_of_plan, is_to_come, loose_times, tells_when, without
from bot.grammar.words.household_forms import places_in
from bot.grammar.words.household_spans import begins_with_household, household_at
from bot.grammar.words.literals import read_literal
from bot.grammar.words.persons import person
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokens import Token
from text.days import DayMention, scan

_BRACKETED = re.compile(r"[(\[【「“\"]([^()\[\]【】「」“”\"]{1,12})[)\]】」”\"]")
_OF_TABLE = 2
"""Bars in a line that was copied from a table."""
_LABEL = re.compile(
    rf"(?:^|(?<=[{SEPARATORS}]))(?:户主|户名|户|姓名|地址|门牌|项目|项|指标|(?:分值|分数|扣分|加分|分)(?!\s?:\s?(?:[,、;。]|$))|原因|因|事由|理由|日期|时间)\s?:\s?"
)
"""``户：3-12，项：环4，分：2，原因：没分类``: a form that was filled in."""
_BEFORE = (
    rf"[{SEPARATORS}:嗯呃额啊哦唉请]|户号|门牌号?|地址|户(?=[0-9])|@(?=[\u4e00-\u9fff])"
    r"|[口叩寇]|麻烦|帮[我忙]|(?:登|补)?记(?:一下|上)?|报一下|这个|那个|就是|然后|还有|给|对|把|户主|[\u2600-\u27bf\U0001f000-\U0001faff“”\"]"
)
_TO_WHOM = re.compile(rf"(?:{_BEFORE})+")
"""What people say before they name a household, aloud as well (口 for 扣), and signs that say nothing."""
_SLASHED = re.compile(r"(?<![0-9.-])[0-9]{1,2}-[0-9]{1,4}/(?=[0-9]{1,2}-[0-9]{1,4}(?![0-9]))")
"""``2-4/2-5``: a slash between two places, and no day."""
_APART = re.compile(r"(?<=[^\W0-9])/(?=\w)|(?<=\w)/(?=[^\W0-9])")
"""``倪阿四/垃圾/1/没分``: no part of a number or of a day."""
_COLONS = re.compile(r"[ :,](?P<points>[+-]?[0-9]{1,3}分? ?):(?! ?[0-9])")
"""``卫生:1:没扫``, ``垃圾 2分:没分类``: a colon behind the points is not that of a time."""
_SUGGESTED = re.compile(r"建议(?=[扣减罚])|^建议(?=[^\s,;。]{2,16}[扣减罚])")
"""``建议扣2分``, ``建议3-12扣2分`` name no item."""
_VERB_FIRST = re.compile(
    rf"(?:^|(?<=[{SEPARATORS}]))(?P<verb>[扣减加罚])(?P<code>[环文志]\s?[0-9]{{1,2}})(?P<gap>\s?)"
    rf"(?P<points>(?:(?<=\s)[0-9]{{1,3}}分?|{HAN}{{1,3}}分){EDGE})"
)
"""``扣环4 2分``: the verb of the points in front of the item."""
_PARTED = re.compile(r"\s?\+\s?[^0-9\s]")
_AND_BEFORE = re.compile(rf"{AND}\s*$")
_LONGEST_AND = 6
"""Characters of 以及 with blanks behind it."""


def days_of(plain: str, lexicon: Lexicon) -> list[DayMention]:
    """What plainly speaks of a day, and a vague time that stands alone; the number of a household does not."""
    said = [one for one in spoken_of(plain, lexicon.today) if one.plainly and (not one.vague or tells_when(plain, one))]
    said = [
        one
        for one, before in zip(said, [None, *said], strict=False)
        if not is_of_plan(plain, one, lexicon.today, before)
    ]
    taken = places_in(plain) if said else []
    ends = {end for _, end in taken}
    return [
        replace(one, day=None) if is_to_come(plain, one, lexicon.today) else one
        for one in said
        if all(one.end <= start or one.start >= end or one.start < start < one.end for start, end in taken)
        and not (one.start in ends and _NUMBER.fullmatch(plain, one.start, one.end))
        and not _is_of_name(plain, one, lexicon)
    ]


def spoken_of(plain: str, today: date) -> list[DayMention]:
    """Days and vague times, a month among them; the loosest only where no day is named."""
    months = [DayMention(*found.span(), None, vague=True) for found in _MONTH.finditer(plain)]
    said = [one for one in scan(plain, today) if not is_of_number(plain, one)]
    said = [one for one in said if not any(_is_part(one, month) for month in months)]
    loose = [] if any(one.day and one.plainly for one in said) else loose_times(plain, today)
    return [
        *said,
        *(one for one in (*months, *loose) if all(one.end <= day.start or one.start >= day.end for day in said)),
    ]


def _is_part(said: DayMention, month: DayMention) -> bool:
    """去年 of 去年11月."""
    return said.day is None and month.start <= said.start and said.end <= month.end


_MONTH = re.compile(
    r"(?:[去前今明后]年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})|(?<![0-9年上下个])(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2}))月份?(?![0-9一二三四五六七八九十日号初底末中])"
)
"""A month that stands alone is no day."""


def _is_of_name(plain: str, said: DayMention, lexicon: Lexicon) -> bool:
    """周一鸣 is a head of a household, whatever stands beside the name."""
    starts, ends = range(max(said.start - 2, 0), said.start + 1), range(said.end, min(said.end + 2, len(plain)) + 1)
    return any(lexicon.is_head(plain[start:end]) for start in starts for end in ends)


_NUMBER = re.compile("[0-9]{1,2}号")
"""Right behind a place it is one more household: ``2组5号6号``."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A line of which ``plain`` has nothing but arguments and the reason, at the positions of ``typed``."""

    number: int
    typed: Tidy
    plain: str
    said: tuple[DayMention, ...]
    """The days that were blanked out."""

    @property
    def day(self) -> date | None:
        """The day that is named."""
        return self.said[0].day if self.said else None

    def is_joined(self, start: int) -> bool:
        """Whether 和 was blanked out right in front of what begins there: between two households."""
        found = _AND_BEFORE.search(self.typed.plain, max(0, start - _LONGEST_AND), start)
        return found is not None and self.plain[found.start()] == " "

    def mistake(self, fault: Fault, part: Token | DayMention | None) -> Mistake:
        """What is wrong with a part of the line, or with all of it."""
        return self.mistake_at(fault, part.start, part.end) if part else Mistake(fault, self.number)

    def mistake_at(self, fault: Fault, start: int, end: int) -> Mistake:
        """The same, by where the part stands."""
        return Mistake(fault, self.number, self.typed.typed(start, end))


def prepare(line: Numbered, lexicon: Lexicon) -> Prepared:
    """Find the days of a line; blank out what says nothing: ``给3-12``, ``百家村3-12``, ``户：3-12``, ``(3-12)``."""
    whole = _SLASHED.sub(lambda found: f"{found[0][:-1]} ", line.text.plain)
    said = days_of(whole, lexicon)
    plain = _without_village(without(whole, said), lexicon)
    if plain.count("|") >= _OF_TABLE:
        plain = plain.replace("|", " ")
    plain = _SUGGESTED.sub("  ", _APART.sub(" ", plain))
    plain = _COLONS.sub(lambda found: f" {found['points']} ", plain)
    plain = _VERB_FIRST.sub(r"\g<code>\g<gap>\g<verb>\g<points>", plain)
    plain = _LABEL.sub(lambda found: " " * len(found[0]), plain)
    plain = _without_brackets(plain, lexicon)
    to = _TO_WHOM.match(plain)
    if to and begins_with_household(plain[to.end() :], lexicon):
        plain = " " * to.end() + plain[to.end() :]
    return Prepared(line.number, line.text, without_ands(_without_pluses(plain, lexicon), lexicon), tuple(said))


def _without_pluses(plain: str, lexicon: Lexicon) -> str:
    """``3-12+垃圾+2+没分类`` with blanks: a plus right behind the household parts the arguments."""
    end = household_at(plain, len(plain) - len(plain.lstrip(SEPARATORS)), lexicon)
    parts = end is not None and _PARTED.match(plain, end)
    return plain.replace("+", " ") if parts else plain


def _without_brackets(plain: str, lexicon: Lexicon) -> str:
    for found in _BRACKETED.finditer(plain):
        shape = read_literal(found[1], 0)
        named = lexicon.is_head(found[1]) or lexicon.is_whole_item(found[1]) or person(found[1])
        if (shape and shape.end == len(found[1])) or named:
            plain = f"{plain[: found.start()]} {found[1]} {plain[found.end() :]}"
    return plain


def _without_village(plain: str, lexicon: Lexicon) -> str:
    """``百家村3组12号`` without the name of this village."""
    at = plain.find(lexicon.village) if lexicon.village else -1
    if at < 0 or not begins_with_household(plain[at + len(lexicon.village) :].lstrip(SEPARATORS), lexicon):
        return plain
    return f"{plain[:at]}{' ' * len(lexicon.village)}{plain[at + len(lexicon.village) :]}"


def other_village(plain: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where another unit is named, of which a household follows: ``秦望村3组12号``."""
    for name in lexicon.villages:
        at = plain.find(name)
        if at >= 0 and name != lexicon.village and begins_with_household(plain[at + len(name) :].lstrip(), lexicon):
            return at, at + len(name)
    return None
