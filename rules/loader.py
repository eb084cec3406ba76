"""Rulebook files in, checked Rulebooks out, or everything that is wrong with them (design part 3, point 10).

A town's book is ``<name>.toml``; its villages' overlays are ``<name>/<unit code>.toml``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from domain.model.rulebook import Rulebook
from rules.build import town_book
from rules.checks import ReadAs, check_book, check_town
from rules.overlay import overlaid
from rules.problems import Problem, RulebookRefused
from rules.shape import OverlayShape, TownShape
from rules.structure import structure

_KEPT_BOOKS = 256
_KEPT_TEXTS = 16


@dataclass(frozen=True, slots=True)
class BookSource:
    """The texts that make one unit's book, and the names of their files. An empty overlay changes nothing."""

    town_text: str
    overlay_text: str
    town_file: str
    overlay_file: str
    stored: bool = False
    """The texts are those that a round began with, under whatever names fields had by then."""

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of both texts, whatever their line ends and trailing blanks: the version of the book."""
        return _version(self.town_text, self.overlay_text)


def read(path: Path, unit: str | None) -> BookSource:
    """Read a town's book and the overlay of one unit, if there is one. Raises RulebookRefused on unreadable files."""
    overlay = _overlay_folder(path) / f"{unit}.toml" if unit else None
    if overlay is not None and not overlay.exists():
        overlay = None
    town_text, problems = _read_text(path)
    overlay_text, more = _read_overlay(overlay) if overlay else ("", [])
    if problems or more:
        raise RulebookRefused(problems + more)
    return BookSource(town_text, overlay_text, str(path), str(overlay or ""))


def _overlaid(bare: BookSource, overlay: Path | None) -> BookSource:
    """A unit's book from the town's, whose text all units share. Raises RulebookRefused on an unreadable file."""
    if overlay is None:
        return bare
    overlay_text, problems = _read_overlay(overlay)
    if problems:
        raise RulebookRefused(problems)
    return replace(bare, overlay_text=overlay_text, overlay_file=str(overlay))


def parse(source: BookSource, read_as: ReadAs | None = None) -> Rulebook:
    """The checked book. Raises RulebookRefused with all problems of both files.

    ``read_as``: what lines of chat would take a name for; None = not asked, as for a book that a round began with.
    """
    return _parsed(source, read_as)


@lru_cache(maxsize=_KEPT_BOOKS)
def _parsed(source: BookSource, read_as: ReadAs | None) -> Rulebook:
    town, found = _town_shape(source.town_text, source.town_file, source.stored)
    problems, overlay = [*found], None
    if source.overlay_text.strip():
        overlay, more = structure(OverlayShape, source.overlay_text, source.overlay_file, stored=source.stored)
        problems += more
    if town is None:
        raise RulebookRefused(problems)
    book = town_book(town)
    problems += check_town(town, source.town_file) + check_book(book, source.town_file, read_as)
    if overlay is not None:
        known = {(problem.where, problem.text) for problem in problems}
        book, more = overlaid(book, overlay, source.overlay_file)
        more += check_book(book, source.overlay_file, read_as)
        problems += [problem for problem in more if (problem.where, problem.text) not in known]
    if problems:
        raise RulebookRefused(problems)
    return book


def load_town(
    path: Path, read_as: ReadAs | None = None, accepted: Collection[str] = ()
) -> dict[str, tuple[BookSource, Rulebook]]:
    """The book of every unit, by unit code. Raises RulebookRefused with all problems of all files.

    ``accepted``: hashes of books of which ``read_as`` need not be asked again.
    """
    town_text, problems = _read_text(path)
    if problems:
        raise RulebookRefused(problems)
    town, found = _town_shape(town_text, str(path), False)
    problems = [*found]
    overlays = {file.stem: file for file in sorted(_overlay_folder(path).glob("*.toml"))}
    units = [unit.code for unit in town.units] if town else list(overlays)
    problems += [
        Problem(str(file), "", f"文件名不是本镇的单位编号：{stem}")
        for stem, file in overlays.items()
        if stem not in units
    ]
    problems += _misnamed(_overlay_folder(path), [unit for unit in units if unit not in overlays])
    books = {}
    bare = BookSource(town_text, "", str(path), "")
    for unit in dict.fromkeys((*units, *overlays)):
        try:
            source = _overlaid(bare, overlays.get(unit))
            books[unit] = source, parse(source, None if source.hash in accepted else read_as)
        except RulebookRefused as refused:
            problems += refused.problems
    if problems:
        raise RulebookRefused(problems)
    return books


def _misnamed(folder: Path, without: Collection[str]) -> list[Problem]:
    """Files that look like the overlay of a unit ``without`` one, but by their name are not read.

    A name such as ``310116103208.toml.bak`` says that the file is not meant to be.
    """
    return [
        Problem(str(file), "", f"没有读这个文件：文件名要正好是 {unit}.toml")
        for file in sorted(folder.glob("*"))
        for unit in without
        if file.name.startswith(unit) and file.name.lower().endswith((".toml", ".toml.txt"))
    ]


@lru_cache(maxsize=_KEPT_TEXTS)
def _town_shape(text: str, file: str, stored: bool) -> tuple[TownShape | None, tuple[Problem, ...]]:
    """Kept: all units have the town's text, and to read it takes longer than the rest of a unit's book."""
    town, problems = structure(TownShape, text, file, stored=stored)
    return town, tuple(problems)


def _overlay_folder(path: Path) -> Path:
    return path.with_suffix("")


def _read_overlay(path: Path) -> tuple[str, list[Problem]]:
    """An overlay's text; one with nothing in it was not written to its end, as what changes nothing has no file."""
    text, problems = _read_text(path)
    if not text.strip() and not problems:
        problems = [Problem(str(path), "", "文件是空的；本村没有增减，就删掉这个文件")]
    return text, problems


def _read_text(path: Path) -> tuple[str, list[Problem]]:
    """A file's text, a byte order mark stripped."""
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        return "", [Problem(str(path), "", "找不到这个文件")]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return "", [Problem(str(path), f"第 {line} 行", "不是 UTF-8 编码，请另存为 UTF-8")]
    except OSError:
        return "", [Problem(str(path), "", "这个文件读不了")]


@lru_cache(maxsize=_KEPT_BOOKS)
def _version(town_text: str, overlay_text: str) -> str:
    """Kept: a county's text is long, and a thousand units have the same one."""
    texts = json.dumps([_canonical(town_text), _canonical(overlay_text)])
    return hashlib.sha256(texts.encode()).hexdigest()


def _canonical(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
