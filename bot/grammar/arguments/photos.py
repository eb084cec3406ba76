"""The arguments of /zhao: whose photos."""

from __future__ import annotations

import re

from bot.grammar.records import Fault, Lexicon, Mistake, ShowPhotos
from bot.grammar.rules import Numbered
from domain.model.about import Subject

_BLANKS = " \t\n,、;。"
_PHOTOS = re.compile(
    r"(?P<kind>申报|异议|记录|记分|编号)?\s*(?:(?P<hash>#)|第)?\s*(?P<number>[0-9]{1,9})[号件条笔]?(?:的?照片)?"
)
_KINDS = {"申报": Subject.CLAIM, "异议": Subject.OBJECTION, "记录": Subject.ENTRY, "记分": Subject.ENTRY}


def read_photos(line: Numbered, _: Lexicon) -> ShowPhotos | list[Mistake]:
    """Nothing, or a number: ``123``, ``#123``, ``申报 5``, ``异议5``."""
    argument = line.text.plain.strip(_BLANKS)
    if not argument:
        return ShowPhotos(None, None)
    found = _PHOTOS.fullmatch(argument)
    if not found or not int(found["number"]):
        return [Mistake(Fault.NO_PHOTO_NUMBER, line.number)]
    return ShowPhotos(Subject.ENTRY if found["hash"] else _KINDS.get(found["kind"] or ""), int(found["number"]))
