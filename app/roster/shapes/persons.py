"""A row for each person of a household, with what they are to its head: one row for each household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.roster.shapes.shape import Shape, cell
from app.sheets.headings import column_of, names_of, tidy
from app.sheets.table import Line, UnreadableCell

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
    """Its lines, those of them whose person is the head, and those that do not say who it is."""

    lines: list[Line] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    unsaid: list[Line] = field(default_factory=list)


def of_households(shape: Shape, notes: list[str]) -> Shape:
    """The same with a line for each household, named after its head, and everybody's phones; others are left as is."""
    names = names_of(shape.header[1])
    relation = next((at for at, name in enumerate(names) if name in RELATIONS), None)
    if relation is None:
        return shape
    person, head = _names_at(names)
    if person is None:
        return shape
    homes = _households(shape, relation)
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


def _households(shape: Shape, relation: int) -> list[_Household]:
    places = [at for name in _PLACE if (at := shape.column(name)) is not None]
    own = [at for name in _OWN if (at := shape.column(name)) is not None]
    homes: dict[tuple[str, ...], _Household] = {}
    key: tuple[str, ...] = ()
    for number, cells in shape.below:
        if any(cell(cells, at).strip() for at in own) or not key:
            key = tuple(tidy(cell(cells, at)) for at in places)
        home = homes.setdefault(key, _Household())
        home.lines.append((number, cells))
        said = tidy(cell(cells, relation)).replace(" ", "")
        if said in _HEAD or not said:
            (home.heads if said else home.unsaid).append((number, cells))
    return list(homes.values())


def _one(shape: Shape, home: _Household, person: int, head: int | None) -> Line:
    """The line of its head, with the household's place and phones."""
    number, cells = (home.heads or home.lines)[0]
    line = [*cells, *[""] * (len(shape.header[1]) - len(cells))]
    for name in (*_PLACE, "亲属"):
        at = shape.column(name)
        if at is not None:
            text = next((text for _, other in home.lines if (text := cell(other, at)).strip()), "")
            line[at] = text if isinstance(text, UnreadableCell) else str(text)
    phone = shape.column("电话")
    if phone is not None:
        texts = [line[phone], *(cell(other, phone) for _, other in home.lines)]
        unreadable = next((text for text in texts if isinstance(text, UnreadableCell)), None)
        line[phone] = unreadable or ";".join(dict.fromkeys(tidy(text) for text in texts if tidy(text)))
    if problem := _problem(home, person, head):
        line[person] = UnreadableCell(problem)
    return number, line


def _problem(home: _Household, person: int, head: int | None) -> str | None:
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
