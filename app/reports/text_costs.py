"""What texts cost: by month, unit and kind, and what this month will come to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.reports.formats import Cell, Columns
from domain.model.calendar import Period, month_of
from sms.segments import count
from storage.text_costs import Outgoing

KINDS = {"reply": "回复", "notice": "季度通知", "news": "办理结果"}
_FEN = 100
NOBODY = "不在名册的号码"


@dataclass(frozen=True, slots=True)
class CostLine:
    """The texts of one kind in one month to one unit (None = to numbers of nobody); ``fen`` is what they cost."""

    month: str
    unit: str | None
    kind: str
    texts: int
    segments: int
    fen: int

    @property
    def yuan(self) -> float:
        """The same in yuan."""
        return self.fen / _FEN


def cost_lines(texts: Sequence[Outgoing], price_fen: Callable[[str | None], int]) -> list[CostLine]:
    """By month, unit and kind; ``price_fen`` is that of a segment in a unit."""
    many: Counter[tuple[str, str, str]] = Counter()
    segments: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        about = (month_of(text.at.date()).key, text.unit or "", text.kind)
        body = text.text if text.kind == "reply" else str(json.loads(text.text).get("body", ""))
        many[about] += text.times
        segments[about] += text.times * count(body)
    return [
        CostLine(month, unit or None, kind, many[about], segments[about], segments[about] * price_fen(unit or None))
        for about in sorted(many)
        for month, unit, kind in [about]
    ]


def forecast_fen(lines: Sequence[CostLine], month: Period, today: date) -> int:
    """What a month will have cost at its end: notices as they stand, all else as fast as until today."""
    mine = [line for line in lines if line.month == month.key]
    notices = sum(line.fen for line in mine if line.kind == "notice")
    others = sum(line.fen for line in mine if line.kind != "notice")
    days, passed = (month.after - month.first).days, (today - month.first).days + 1
    return notices + round(others * days / min(passed, days))


def cost_record(line: CostLine) -> Mapping[str, object]:
    """For programs."""
    return {
        "month": line.month,
        "unit": line.unit,
        "kind": line.kind,
        "texts": line.texts,
        "segments": line.segments,
        "yuan": line.yuan,
    }


def cost_columns(lines: Sequence[CostLine], units: Mapping[str, str], notes: Sequence[str]) -> Columns:
    """For people."""
    rows: list[list[Cell]] = [
        [
            line.month,
            units.get(line.unit, line.unit) if line.unit else NOBODY,
            KINDS[line.kind],
            line.texts,
            line.segments,
            f"{line.yuan:.2f}",
        ]
        for line in lines
    ]
    return Columns(["月份", "单位", "种类", "短信", "计费条数", "元"], rows, {3, 4, 5}, notes=notes)
