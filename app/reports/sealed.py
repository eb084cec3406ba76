"""A round's entries as they are sealed (docs/seals.md): the form that a third party hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.reports.entries import ReportedEntry
from domain.settlement.sealing import COLUMNS, line


def as_sealed_csv(lines: Iterable[ReportedEntry], seals: Mapping[int, int]) -> str:
    """CSV with the canonical line of each entry; ``seals`` names the seal that covers it, by the entry's number."""
    body = [line(seals.get(one.entry.id), one.entry, one.household.code, one.round_key) for one in lines]
    return "".join(f"{text}\n" for text in (",".join(COLUMNS), *body))
