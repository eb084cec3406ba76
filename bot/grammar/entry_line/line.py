"""One line of a scoring command: entries, or everything that is wrong with it.

A line is *prepared* (its days are found, what says nothing is blanked out), *read* in one or two ways, and *decided*
on here, with the reason for it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.grammar.doubted import doubted
from bot.grammar.entry_line.by_place import read_by_place
from bot.grammar.entry_line.left_open import left_open
from bot.grammar.entry_line.mentions import households
from bot.grammar.entry_line.named_at_end import asked_whose
from bot.grammar.entry_line.parted_places import with_places_joined
from bot.grammar.entry_line.prepared import Prepared, other_village, prepare
from bot.grammar.entry_line.ranges import find_range, with_list_written_out
from bot.grammar.entry_line.reading import Reading
from bot.grammar.entry_line.sentence import Sentence, read_sentence
from bot.grammar.questions import asked
from bot.grammar.records import EntryLine, Fault, Lexicon, Mistake, NamedDay
from bot.grammar.rules import LineRules, Numbered
from bot.grammar.words.characters import AND, HAN, SEPARATORS
from bot.grammar.words.credits import without_credit
from bot.grammar.words.day_faults import days_to_choose, faults_of_days
from bot.grammar.words.parts import is_told_of
from bot.grammar.words.tidy import tidy

_OF_PLACE = {
    Fault.NO_HOUSEHOLD,
    Fault.HOUSEHOLD_WITHIN,
    Fault.ONE_OF_SEVERAL,
    Fault.NO_ITEM,
    Fault.NO_VETO,
    Fault.NO_REASON,
    Fault.UNCLEAR_POINTS,
}
"""What may be wrong with the places of arguments, and not with the sentence that they stand in."""

_FRONT_NUMBER = re.compile(rf"[{SEPARATORS}]*(?P<number>(?:[0-9]{{1,2}}|{HAN}{{1,3}})号)(?![楼幢栋线])")
"""``25号河道里放渔网 3-12``: a day, or a household without its group."""
_N = rf"(?:[0-9]{{1,3}}|{HAN}{{1,3}})号"
_FRONT_NUMBERS = re.compile(rf"[{SEPARATORS}]*(?P<numbers>{_N}(?:\s?(?:{AND}|[、,])?\s?{_N})+)(?=[{SEPARATORS}]|$)")
"""``5号和6号 垃圾 1``: households without their group, where none is written with it."""
_WITH_NUMBER = re.compile(
    rf"(?:^|(?<=[{SEPARATORS}]))(?:[上中下]午|早上|晚上)?(?P<joined>{AND}\s?{_N})"
    r"(?![楼幢栋线桥门桶车河塘田库亭站机泵闸井池沟厕坟箱杆院地路点岗花公棚员人]|垃圾[房站箱桶点]|[那当晚夜早起]|[上中下]午|的"
    rf"|[^{SEPARATORS}]{{0,6}}(?:一?个?样|两样|差不多|[相对]比|相同|不[符同变]|没变|没改)|比|检查|巡查|走访|说|查|拍|照片|情况)"
)
"""``志愿 1 和8号扫路``: one more household without its group; no day (``和20号检查一样``), and no number of a thing."""


def read_line(
    line: Numbered, wish: LineRules, lexicon: Lexicon, *, spoken: bool = False
) -> list[EntryLine] | list[Mistake]:
    """Read the entries of one line, one for each household; or find all its mistakes, not only the first.

    ``spoken``: its command stands within it, so that its first word may be a mere word (许多垃圾没分类扣2分).
    """
    line = Numbered(line.number, with_places_joined(with_list_written_out(line.text), lexicon))
    prepared = prepare(line, lexicon)
    if wrong := _refused(line, prepared, lexicon):
        return wrong
    choice = days_to_choose(prepared.said, line.text.plain, lexicon.today, lexicon)
    read = read_by_place(prepared, wish, lexicon)
    if not choice or (read.mistakes and len(choice) > 1):
        days = [prepared.mistake(*one) for one in faults_of_days(prepared.said, line.text.plain)]
        if days:
            return [*read.mistakes, *days]
    if read.is_doubtful or (read.mistakes and read.faults <= _OF_PLACE):
        read = _by_sentence(prepared, wish, lexicon, read) or read
    elif spoken and (sentence := _by_sentence(prepared, wish, lexicon, read)) and sentence.names_unsurely:
        read = sentence
    if wish.needs_reason and read.entries and not _tells_why(read.entries[0].reason, lexicon):
        return [Mistake(Fault.NO_REASON, line.number)]
    named = tuple(NamedDay(line.text.typed(one.start, one.end), one.day) for one in choice if one.day)
    entries = [
        _with_days(replace(one, doubted=one.doubted or _doubted(one, wish, lexicon)), named) for one in read.entries
    ]
    alone = len(entries) == 1
    asked_about = [one if one.doubted else asked_whose(one, lexicon, alone=alone) for one in entries]
    whole = [replace(one, amount=left_open(one, line.text.plain, wish, alone=alone)) for one in asked_about]
    return [_of_household_within(one, prepared, lexicon) for one in read.mistakes] or whole


def _refused(line: Numbered, prepared: Prepared, lexicon: Lexicon) -> list[Mistake]:
    """What is wrong with a line whatever else it says."""
    if other := other_village(prepared.plain, lexicon):
        return [prepared.mistake_at(Fault.OTHER_VILLAGE, *other)]
    if found := find_range(line.text.plain):
        return [prepared.mistake_at(Fault.HOUSEHOLD_RANGE, *found)]
    numbers = _FRONT_NUMBERS.match(line.text.plain)
    if numbers and all(not one.sure for one in households(prepared, lexicon)):
        return [prepared.mistake_at(Fault.NO_HOUSEHOLD, *numbers.span("numbers"))]
    if number := _FRONT_NUMBER.match(prepared.plain):
        return [prepared.mistake_at(Fault.BAD_DAY, *number.span("number"))]
    if joined := _WITH_NUMBER.search(line.text.plain):
        return [prepared.mistake_at(Fault.TWO_HOUSEHOLDS, *joined.span("joined"))]
    return asked(line)


def _with_days(line: EntryLine, named: tuple[NamedDay, ...]) -> EntryLine:
    """The entry with the days of which one is chosen later."""
    return replace(line, day=None, days=named) if named else line


def _tells_why(reason: str, lexicon: Lexicon) -> bool:
    """Whether more is said than who checked."""
    return not reason or bool(without_credit(tidy(reason).plain, lexicon).strip())


def _doubted(line: EntryLine, wish: LineRules, lexicon: Lexicon) -> str:
    """What in the reason may say that it is not meant; who checked says nothing of that."""
    text = tidy(line.reason)
    return doubted(wish.sign or -1, text.typed(0, len(without_credit(text.plain, lexicon))))


def _of_household_within(mistake: Mistake, line: Prepared, lexicon: Lexicon) -> Mistake:
    """Who did write a household, but where it could not be read, is told so."""
    if mistake.code is not Fault.NO_HOUSEHOLD:
        return mistake
    sure = (one for one in households(line, lexicon) if one.sure and not is_told_of(line.plain, one.start))
    found = next(sure, None)
    return line.mistake_at(Fault.HOUSEHOLD_WITHIN, found.start, found.end) if found else mistake


def _by_sentence(line: Prepared, wish: LineRules, lexicon: Lexicon, placed: Reading) -> Reading | None:
    """The line as a sentence, where that says what the places left open."""
    sentence = read_sentence(line, wish.sign, lexicon)
    if sentence is None or not _settles(sentence, wish, placed):
        return None
    if wish.needs_reason and not sentence.reason:
        return Reading(mistakes=(Mistake(Fault.NO_REASON, line.number),))
    entries = (
        EntryLine(
            household=household,
            item=sentence.item,
            points=sentence.points,
            reason=sentence.reason,
            number=line.number,
            day=line.day,
            sign=wish.sign or 1,
            part=part,
            told=sentence.tells,
        )
        for part, household in enumerate(sentence.households)
    )
    return Reading(tuple(entries))


def _settles(sentence: Sentence, wish: LineRules, placed: Reading) -> bool:
    """Whether it names the several households that are spoken of, or an amount with its verb, or what was done."""
    several = len(sentence.households) > 1
    if wish.sign is None or Fault.ONE_OF_SEVERAL in placed.faults:
        return several == (wish.sign is not None)
    if Fault.UNCLEAR_POINTS in placed.faults:
        return sentence.amount is not None and (sentence.amount.sign is not None or sentence.amount_of_item)
    return not placed.is_doubtful or sentence.amount is not None or wish.sign == 1
