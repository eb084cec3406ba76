"""How entries are read."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from domain.model.entry import Source

COLUMNS: Final = """
e.id, e.household_id, e.round_id, e.item, e.points, e.at_ms, e.day, e.officer_id, e.officer_name, e.source, e.reason,
e.reverses, r.id AS reversed_by, v.sha256 AS evidence, e.evidence_id
"""
SOURCE: Final = """
FROM entries e
LEFT JOIN entries r ON r.reverses = e.id
LEFT JOIN evidence v ON v.id = e.evidence_id
"""
NO_REVERSAL: Final = "+e.reverses IS NULL"
"""The sign keeps SQLite from its index: it expects one row there, as in every UNIQUE one, and finds nearly all."""
ENTRY: Final = f"SELECT {COLUMNS} {SOURCE}"
OF_ROUND: Final = f"{ENTRY} WHERE e.household_id = $1 AND e.round_id = $2 ORDER BY e.id"
"""Of one household in one round."""
source: Final = lru_cache(Source)
"""As the program has it."""
