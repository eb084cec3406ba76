"""A unit's entries as the platform's table, by the same map by which its own is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.platform import column_map as maps
from app.platform.column_map import ColumnMap
from app.reports.entries import ReportedEntry
from app.reports.formats import Cell, Columns
from domain.model.entry import Entry
from domain.model.photo import PhotoState
from domain.model.rulebook import Item, Rulebook
from domain.ports.store import Store

_SIDES = {maps.BEFORE: "前", maps.AFTER: "后"}


@dataclass(frozen=True, slots=True)
class Exported:
    """The table, the SHA-256 of each photo that it names, by file name, and the entries that the platform has no
    column for: other items, and points the other way than the item goes. ``without_photo``: entries of which a photo
    was never kept, or is not fetched so far.
    """

    columns: Columns
    photos: Mapping[str, str]
    left_out: Sequence[int]
    without_photo: Sequence[int]


@dataclass(frozen=True, slots=True)
class Exporter:
    """``records``: what the platform calls an entry that came from it, by the entry's number."""

    store: Store
    by: ColumnMap
    unit_name: str
    records: Mapping[int, str]
    photos: dict[str, str] = field(default_factory=dict)
    without_photo: dict[int, None] = field(default_factory=dict)

    async def export(self, lines: Sequence[ReportedEntry], books: Mapping[int, Rulebook]) -> Exported:
        """The live entries among the lines; ``books`` by the number of the round."""
        live = [line for line in lines if line.entry.live]
        fitting = [line for line in live if self._fits(line.entry, books[line.entry.round_id])]
        rectified = await self.store.rectifications.of_entries([line.entry.id for line in fitting])
        rows = []
        for line in fitting:
            item = books[line.entry.round_id].items[line.entry.item]
            after = rectified.get(line.entry.id)
            shown = {maps.BEFORE: line.entry.evidence_id, maps.AFTER: after.wanted.evidence_id if after else None}
            said = self._said(line, item) | {side: await self._named(line.entry, side, shown[side]) for side in shown}
            rows.append([said[name] for name in self.by.columns])
        left_out = [line.entry.id for line in live if line not in fitting]
        return Exported(Columns(list(self.by.columns.values()), rows), self.photos, left_out, list(self.without_photo))

    def _fits(self, entry: Entry, book: Rulebook) -> bool:
        item = book.items.get(entry.item)
        if item is None or (self.by.kinds and self.by.word(item.code) is None):
            return False
        return (entry.points < 0) == (item.start == "full")

    def _said(self, line: ReportedEntry, item: Item) -> dict[str, Cell]:
        entry, home = line.entry, line.household
        return {
            maps.RECORD: self.records.get(entry.id, f"#{entry.id}"),
            maps.UNIT: self.unit_name,
            maps.GROUP: home.group,
            maps.NUMBER: home.number,
            maps.PLACE: f"{home.group}组{home.number}号",
            maps.CODE: home.code,
            maps.HEAD: home.head,
            maps.DAY: entry.day.isoformat(),
            maps.OFFICER: entry.officer_name,
            maps.ITEM: self.by.word(item.code) or f"{item.code} {item.wording}",
            maps.POINTS: abs(entry.points),
            maps.REASON: entry.reason,
        }

    async def _named(self, entry: Entry, side: str, evidence: int | None) -> str:
        """The names of the photos of one side; those that are kept are to be written."""
        if evidence is None or side not in self.by.columns:
            return ""
        photos = await self.store.evidence.photos(evidence)
        kept = [photo.sha256 for photo in photos if photo.state is PhotoState.KEPT]
        if len(kept) < len(photos):
            self.without_photo[entry.id] = None
        names = {f"{entry.id}-{_SIDES[side]}{at}.jpg": digest for at, digest in enumerate(kept, 1) if digest}
        self.photos.update(names)
        return ";".join(names)
