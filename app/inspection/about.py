"""Which unit and round a sheet is about, and whose it is: as the command line, its heading or its title says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.inspection.layout import OFFICER, ROUND, UNIT
from app.inspection.sheet import InspectionSheet
from app.inspection.title import Title
from app.sheets.table import SheetError
from domain.model.errors import Refused

_OPTIONS = {UNIT: "--unit", ROUND: "--round", OFFICER: "--officer 姓名"}


class SheetContext:
    """What is said of one sheet of a book; ``options`` is what the command line says, by label, "" where nothing."""

    def __init__(
        self,
        sheet: InspectionSheet,
        title: Title,
        options: dict[str, str],
        book: Sequence[InspectionSheet],
        notes: list[str],
    ) -> None:
        self._sheet = sheet
        self._options = options
        self._titles = {UNIT: title.unit, ROUND: title.round}
        self._book = book
        self._notes = notes

    def one(self, label: str, read: Callable[[str], str]) -> str:
        """The one unit or round that is meant: the option's, or what heading and title agree on.

        Raises SheetError when nothing is said, or two things.
        """
        sheet = self._sheet
        said = [*sheet.said.get(label, ()), *sheet.above.get(label, ())]
        said += [title] if (title := self._titles.get(label)) else []
        if option := self._options.get(label):
            self._notes += [
                f"{self._sheet.prefix}写的{label}是“{text}”，按 {_OPTIONS[label]} {option} 记"
                for text in said
                if not self._means(read, text, option)
            ]
            return read(option)
        meant = {read(text): text for text in said}
        if len(meant) > 1:
            raise self._two_things(label, meant.values())
        return next(iter(meant), "") or read(self._of_others(label))

    def officer(self) -> str:
        """Who looked at the households whose row names nobody.

        Raises SheetError when there are some and nobody is named, or two are.
        """
        said = self._sheet.said.get(OFFICER, ())
        option = self._options.get(OFFICER)
        if len(said) > 1 and not option:
            raise self._two_things(OFFICER, said)
        own = option or next(iter(said), "")
        if not own and all(row.cells.get(OFFICER) for row in self._sheet.rows):
            return ""
        return (own or self._of_others(OFFICER)).replace(" ", "")

    def _two_things(self, label: str, said: Iterable[str]) -> SheetError:
        return SheetError(f"{self._sheet.prefix}{label}有两种说法：{'、'.join(said)}，请改成一样的")

    def _means(self, read: Callable[[str], str], text: str, option: str) -> bool:
        try:
            return read(text) == read(option)
        except Refused:
            return False

    def _of_others(self, label: str) -> str:
        """What all other sheets of the book say that say anything, which is noted. Raises SheetError."""
        said = {text: other for other in self._book for text in other.said.get(label, ())}
        if len(said) != 1:
            raise SheetError(f"{self._sheet.prefix}没写{label}，请加 {_OPTIONS[label]}")
        ((text, other),) = said.items()
        self._notes.append(f"{self._sheet.prefix}没写{label}，按{other.prefix}的：{text}")
        return text
