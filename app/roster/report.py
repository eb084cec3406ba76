"""What an import tells the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.roster.plan import Plan, RosterChange
from domain.model.people import Household
from text.phones import mask

_NOTHING = "无"
_NAMED_OF_A_GROUP = 10
"""More than these are most likely a group whose sheet is another file."""


def summary(plan: Plan, dry_run: bool) -> str:
    """How many households are new, changed and as they were."""
    counts = f"新增 {len(plan.additions)} 户，更改 {len(plan.changes)} 户，不变 {plan.kept} 户"
    return f"{counts}（试运行，没有存入）" if dry_run else counts


def changes(plan: Plan, units: Mapping[str, str]) -> Iterator[str]:
    """One line for everything that changes; the unit is named when there are several."""
    several = len(plan.units) > 1
    for change in plan.changes:
        unit, group, number = change.before.place
        where = f"{units[unit]} {group}-{number}" if several else f"{group}-{number}"
        for what, before, after in _differences(change):
            yield f"{where} {what} {before} → {after}"


def missing(plan: Plan, units: Mapping[str, str]) -> Iterator[str]:
    """Households that the file does not have: each one, or the whole group when the file is about other groups."""
    several = len({home.unit for home in plan.missing} | set(plan.units)) > 1
    groups: dict[tuple[str, int], list[Household]] = {}
    for home in plan.missing:
        groups.setdefault((home.unit, home.group), []).append(home)
    for (unit, group), homes in groups.items():
        where = f"{units[unit]} " if several else ""
        if len(homes) > _NAMED_OF_A_GROUP:
            yield f"名单里没有 {where}{group} 组的 {len(homes)} 户，他们照旧；迁出请发 /hu 迁出 组-号 原因"
            continue
        for home in homes:
            place = f"{group}-{home.number}"
            yield f"名单里没有 {where}{place} {home.head}，迁出请发 /hu 迁出 {place} 原因"


def _differences(change: RosterChange) -> Iterator[tuple[str, str, str]]:
    before, after = change.before, change.after
    if before.place != after.place:
        yield "组号", f"{before.place[1]}-{before.place[2]}", f"{after.place[1]}-{after.place[2]}"
    if before.head != after.head:
        yield "户主", before.head, after.head
    if before.phones != after.phones:
        yield "电话", _listed([mask(phone) for phone in before.phones]), _listed([mask(p) for p in after.phones])
    if before.kin is not None and after.kin is not None and before.kin != after.kin:
        yield "亲属", _listed(sorted(before.kin)), _listed(sorted(after.kin))


def _listed(values: Sequence[str]) -> str:
    return "、".join(values) or _NOTHING
