"""A row for each person of a household, with what they are to its head, becomes one row for each household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.sheets.headings import column_of, names_of, tidy
from app.sheets.shapes.shape import Shape, Units, cell, same
from app.sheets.table import CellError, Line, UnreadableCell

RELATIONS = frozenset(
    {"与户主关系", "与户主的关系", "和户主关系", "同户主关系", "户主关系", "家庭关系", "关系", "称谓"}
)
_HEAD = frozenset({"户主", "本人", "户主本人", "本户户主", "户主(本人)", "本人(户主)"})
_PERSON = ("姓名", "成员姓名", "家庭成员", "家庭成员姓名")
_PLACE = ("单位", "组", "号", "户码")
_OWN = ("号", "户码")
"""Without either a line belongs to the household above it."""


@dataclass(slots=True)
class _Household:
    """Its lines, those of them whose person is the head, and those that do not say who it is.

    ``place`` is what its lines say of each column that it has of ``_PLACE``; ``astray`` tells of one that says another.
    """

    place: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    unsaid: list[Line] = field(default_factory=list)
    astray: str | None = None


def of_households(shape: Shape, units: Units, notes: list[str]) -> Shape:
    """The same with a line for each household, named after its head, and everybody's phones and kin.

    Others are left as they are.
    """
    names = names_of(shape.header[1])
    relation = next((at for at, name in enumerate(names) if name in RELATIONS), None)
    if relation is None:
        return shape
    person, head = _names_at(names)
    if person is None:
        return shape
    homes = _households(shape, relation, units)
    lines = [_one(shape, home, person, head) for home in homes]
    notes.append(f"{shape.table.said}每人一行，{len(shape.below)} 行并成 {len(lines)} 户，全家的电话都归这一户")
    header = list(shape.header[1])
    header[person] = "户主"
    shape = replace(shape, header=(shape.header[0], header), below=lines)
    for at in sorted((one for one in (relation, head) if one is not None), reverse=True):
        shape = shape.without(at)
    return shape


def _names_at(names: Sequence[str]) -> tuple[int | None, int | None]:
    """Where the person's name stands, and where the head's does when that is another column."""
    heads = [at for at, name in enumerate(names) if column_of(name) == "户主"]
    persons = [at for at, name in enumerate(names) if name in _PERSON]
    if len(persons) == 1:
        return persons[0], next((at for at in heads if at != persons[0]), None)
    return (heads[0], None) if len(heads) == 1 else (None, None)


def _households(shape: Shape, relation: int, units: Units) -> list[_Household]:
    places = {name: at for name in _PLACE if (at := shape.column(name)) is not None}
    homes: dict[tuple[str, ...], _Household] = {}
    key: tuple[str, ...] = ()
    for number, cells in shape.below:
        said = {name: tidy(cell(cells, at)) for name, at in places.items()}
        if any(said.get(name) for name in _OWN) or not key:
            key = tuple(said.values())
        home = homes.setdefault(key, _Household(dict.fromkeys(places, "")))
        home.lines.append((number, cells))
        home.astray = home.astray or _astray(home, number, said, units)
        relative = tidy(cell(cells, relation)).replace(" ", "")
        if relative in _HEAD or not relative:
            (home.heads if relative else home.unsaid).append((number, cells))
    return list(homes.values())


def _astray(home: _Household, number: int, said: Mapping[str, str], units: Units) -> str | None:
    """Note where a line says that its household is; what is wrong with one that says another place than those above."""
    for name, text in said.items():
        known = home.place[name] = home.place[name] or text
        if text and text != known and not _is_same(name, text, known, units):
            return f"第 {number} 行没写是哪一户，{name}却不是{known}，请把单位、组、号写全"
    return None


def _is_same(name: str, one: str, other: str, units: Units) -> bool:
    try:
        return same(name, one, other, units)
    except CellError:
        return False


def _one(shape: Shape, home: _Household, person: int, head: int | None) -> Line:
    """The line of its head, with the household's place, and everybody's phones and kin."""
    number, cells = (home.heads or home.lines)[0]
    line = [*cells, *[""] * (len(shape.header[1]) - len(cells))]
    for name in _PLACE:
        at = shape.column(name)
        if at is not None:
            text = next((text for _, other in home.lines if (text := cell(other, at)).strip()), "")
            line[at] = text if isinstance(text, UnreadableCell) else str(text)
    for name in ("电话", "亲属"):
        at = shape.column(name)
        if at is not None:
            line[at] = _all_of([line[at], *(cell(other, at) for _, other in home.lines)])
    if problem := _problem(home, person, head):
        line[person] = UnreadableCell(problem)
    return number, line


def _all_of(texts: Sequence[str]) -> str:
    unreadable = next((text for text in texts if isinstance(text, UnreadableCell)), None)
    return unreadable or ";".join(dict.fromkeys(tidy(text) for text in texts if tidy(text)))


def _problem(home: _Household, person: int, head: int | None) -> str | None:
    if home.astray:
        return home.astray
    if home.unsaid:
        return f"第 {home.unsaid[0][0]} 行没写和户主的关系"
    if not home.heads:
        return "这一户没有一行的关系是“户主”"
    if len(home.heads) > 1:
        others = "、".join(str(number) for number, _ in home.heads[1:])
        return f"这一户有几个户主（另见第 {others} 行），是几户的请把组、号写全"
    name = tidy(cell(home.heads[0][1], person))
    said = {tidy(cell(cells, head)) for _, cells in home.lines} - {"", name} if head is not None else set()
    return f"关系是户主的是{name}，户主一列却写着{'、'.join(sorted(said))}" if said else None
