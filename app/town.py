"""The rulebooks in force, one for each unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.unit_names import code_of_unit
from domain.model.current_book import CurrentBook
from domain.model.errors import Refused
from domain.model.rulebook import Rulebook
from rules.loader import load_town, parse, read
from text.normalise import normalise
from text.pinyin import closest


@dataclass(frozen=True, slots=True)
class LoadedTown:
    """``domain.ports.town.Town`` from rulebook files. Whole books have no place in a repr."""

    units: Mapping[str, str]
    books: Mapping[str, CurrentBook] = field(repr=False)
    base: Rulebook = field(repr=False)
    """The town's own, without any village's."""

    def current(self, unit: str) -> CurrentBook:
        """The book in force for a unit. Raises Refused("no-unit")."""
        try:
            return self.books[unit]
        except KeyError:
            raise Refused("no-unit", unit=unit) from None

    def find_units(self, said: str) -> Sequence[str]:
        """The codes of the units given by the beginning of their codes, in order, or the one that ``find_unit`` finds.

        Raises Refused("no-unit").
        """
        plain = normalise(said).replace(" ", "")
        under = sorted(code for code in self.units if code.startswith(plain)) if plain.isdigit() else []
        return under or [self.find_unit(said)]

    def find_unit(self, said: str) -> str:
        """The code of a unit given by code or by what it is called. Raises Refused("no-unit")."""
        plain = normalise(said).replace(" ", "")
        by_name = {name: code for code, name in self.units.items()}
        code = plain if plain in self.units else code_of_unit(plain, by_name)
        if code is None:
            raise Refused("no-unit", unit=said, nearest=closest(plain, by_name)[:1])
        return code


def load(path: Path, accepted: Collection[str] = ()) -> LoadedTown:
    """Load and check the town's rulebook and every overlay; one that lies beside the program is found from any folder.

    ``accepted``: hashes of books whose names need not be tried in lines of chat, since that was done before. Trying
    them takes half a second. Raises ``rules.problems.RulebookRefused``.
    """
    path = _found(path)
    loaded = load_town(path, read_as, accepted)
    units = next(iter(loaded.values()))[1].units
    books = {
        code: CurrentBook(source.hash, book, source.town_text, source.overlay_text)
        for code, (source, book) in loaded.items()
    }
    return LoadedTown({unit.code: unit.name for unit in units}, books, parse(read(path, None)))


def read_as(name: str, veto: bool) -> str | None:
    """What lines of chat would take an item's name for, see ``bot.commands``."""
    from bot.commands import read_as as asked  # noqa: PLC0415 - the whole grammar is loaded, and seldom asked

    return asked(name, veto)


def _found(path: Path) -> Path:
    shipped = Path(__file__).parent.parent / path
    try:
        return shipped if not path.exists() and shipped.exists() else path
    except OSError:  # no name of a file, or not ours to look at: reading it says so
        return path
