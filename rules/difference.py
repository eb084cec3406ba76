"""What a village's own rulebook changes of the town's: what its households should know is different here."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.rulebook import Item, Rulebook, Veto


@dataclass(frozen=True, slots=True)
class Difference:
    """``changed`` are pairs: the town's item, and what it is here. Names for the chat count for nothing."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[tuple[Item, Item], ...]
    added_vetoes: tuple[Veto, ...]
    removed_vetoes: tuple[Veto, ...]
    changed_vetoes: tuple[tuple[Veto, Veto], ...]
    totals: tuple[int, int]

    def __bool__(self) -> bool:
        """Whether anything is different."""
        lists = (self.added, self.removed, self.changed, self.added_vetoes, self.removed_vetoes, self.changed_vetoes)
        return any(lists) or self.totals[0] != self.totals[1]


def difference(town: Rulebook, own: Rulebook) -> Difference:
    """What is different in the village's ``own`` book."""
    here, there = own.items, town.items
    vetoes, town_vetoes = own.veto_by_code, town.veto_by_code
    both = [(there[code], item) for code, item in here.items() if code in there]
    both_vetoes = [(town_vetoes[code], veto) for code, veto in vetoes.items() if code in town_vetoes]
    return Difference(
        added=tuple(item for code, item in here.items() if code not in there),
        removed=tuple(item for code, item in there.items() if code not in here),
        changed=tuple((old, new) for old, new in both if _reads_differently(old, new)),
        added_vetoes=tuple(veto for code, veto in vetoes.items() if code not in town_vetoes),
        removed_vetoes=tuple(veto for code, veto in town_vetoes.items() if code not in vetoes),
        changed_vetoes=tuple((old, new) for old, new in both_vetoes if old.wording != new.wording),
        totals=(town.total, own.total),
    )


def _reads_differently(old: Item, new: Item) -> bool:
    return (old.wording, old.points, old.start, old.per) != (new.wording, new.points, new.start, new.per)
