"""What a structure cannot say: that the sums are right and that every name means one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from domain.model.rulebook import Item, Policy, Rulebook, Veto
from rules.build import town_book
from rules.keys import code_keys, key
from rules.problems import Problem
from rules.shape import TownShape
from rules.spoken import spoken_problems, unknown_codes

ReadAs = Callable[[str, bool], str | None]
"""What people's lines would take a code or short word for (True: of a veto), in Chinese; None: for that item."""


def check_town(shape: TownShape, file: str) -> list[Problem]:
    """What only the town's file declares: caps, names of categories and aspects, the units."""
    aspects = [aspect for category in shape.categories for aspect in category.aspects]
    return [
        *_caps(shape, file),
        *unknown_codes(town_book(shape), shape.spoken, file),
        *_repeated(file, "大类名称", (category.name for category in shape.categories)),
        *_repeated(file, "方面名称", (aspect.name for aspect in aspects)),
        *_repeated(file, "单位编号", (unit.code for unit in shape.units)),
        *_repeated(file, "单位名称", (unit.name for unit in shape.units)),
        *(
            Problem(file, unit.name, f"单位编号 {unit.code} 不以本镇的 {shape.town.code} 开头")
            for unit in shape.units
            if not unit.code.startswith(shape.town.code)
        ),
    ]


def check_book(book: Rulebook, file: str, read_as: ReadAs | None) -> list[Problem]:
    """What must hold for every book, with an overlay or without."""
    return [
        *_total(book, file),
        *_names(book, file),
        *spoken_problems(book, file),
        *(_read_otherwise(book, file, read_as) if read_as else ()),
        *_caps_shared(book, file),
        *_hours(book.policy, file),
    ]


def _caps(shape: TownShape, file: str) -> Iterator[Problem]:
    for category in shape.categories:
        for aspect in category.aspects:
            points = sum(item.points for item in aspect.items)
            if aspect.cap != points:
                yield Problem(file, aspect.name, f"上限写的是 {aspect.cap} 分，各项加起来是 {points} 分")


def _total(book: Rulebook, file: str) -> Iterator[Problem]:
    points = sum(aspect.cap for aspect in book.aspects)
    if book.total != points:
        yield Problem(file, "total", f"总分写的是 {book.total} 分，各方面加起来是 {points} 分")


def _caps_shared(book: Rulebook, file: str) -> Iterator[Problem]:
    """What is lost in one round cannot be shared out over several: only merits have a cap for a quarter or a year."""
    for item in book.items.values():
        if item.per != "round" and item.start != "zero":
            yield Problem(file, item.code, f'从满分起扣的项（start = "full"）不能写 per = "{item.per}"')


def _repeated(file: str, kind: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem(file, name, f"{kind}写了两次")
        seen.add(name)


def _names(book: Rulebook, file: str) -> Iterator[Problem]:
    """Codes first, then wordings and aliases: no text may name two entries."""
    entries: list[Item | Veto] = [item for aspect in book.aspects for item in aspect.items]
    entries += book.vetoes
    yield from _repeated(file, "编号", (entry.code for entry in entries))
    owners = {name: entry.code for entry in entries for name in code_keys(entry.code)}
    for entry in entries:
        for kind, name in (("内容", entry.wording), *(("别名", alias) for alias in entry.aliases)):
            owner = owners.setdefault(key(name), entry.code)
            if owner != entry.code:
                yield Problem(file, entry.code, f"{kind}「{name}」和 {owner} 的重复了")


def _read_otherwise(book: Rulebook, file: str, read_as: ReadAs) -> Iterator[Problem]:
    """Every code and short word is read as its item in the lines that people write, and as nothing else."""
    entries: list[Item | Veto] = [*book.items.values(), *book.vetoes]
    for entry in entries:
        for kind, name in (("编号", entry.code), *(("别名", alias) for alias in entry.aliases)):
            said = (read_as(spelling, isinstance(entry, Veto)) for spelling in dict.fromkeys((name, key(name))))
            if other := next(filter(None, said), None):
                yield Problem(file, entry.code, f"{kind}「{name}」写在记分的话里会被读成{other}，请换一个")


def _hours(policy: Policy, file: str) -> Iterator[Problem]:
    if policy.quiet_before >= policy.quiet_after:
        yield Problem(file, "policy", "quiet_before 要早于 quiet_after，不然整天都不能发短信")
