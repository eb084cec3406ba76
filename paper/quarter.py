"""汇总: a quarter's rounds side by side, what was redeemed, what was corrected (the document's section 四（二）)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.model.seal import Seal
from domain.settlement.board import QuarterBoard
from domain.settlement.quarter import QuarterLine, Summary
from paper.typesetting import FilledTemplate, Row
from paper.words import period_name, place, seal_line


def quarter(unit: str, seen: QuarterBoard, seals: Sequence[Seal | None]) -> FilledTemplate:
    """The quarter's summary by rank; ``seals`` are those of its settled rounds. Names as on the board."""
    summary = seen.summary
    corrected = Counter(one.household.id for one in summary.corrections)
    names = [period_name(one.period) for one in summary.rounds]
    return FilledTemplate(
        "quarter",
        {
            "title": f"{unit}{period_name(summary.quarter)}积分汇总",
            "unit": unit,
            "named": seen.last_day is not None,
            "average": summary.average,
            "sum": "平均" if summary.average else "合计",
            "unsettled": [period_name(one.period) for one in summary.unsettled],
            "rounds": [*names],
            "lines": [_line(one, summary, corrected) for one in summary.lines],
            "seals": [
                f"{name}：{seal_line(seal)}" for name, seal in zip(names, seals, strict=True) if seal is not None
            ],
        },
    )


def _line(line: QuarterLine, summary: Summary, corrected: Counter[int]) -> Row:
    scores = [line.scores.get(one.id) for one in summary.rounds]
    changes = corrected[line.household.id]
    note = "一票否决" if line.vetoed else ""
    return [
        line.rank,
        place(line.household),
        line.name,
        *scores,
        line.points,
        line.redeemed or None,
        f"{changes}条" if changes else None,
        note,
    ]
