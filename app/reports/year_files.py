"""The final ranking of closed years as tables: the whole, who is honoured, and whose welfare comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reports.formats import Cell, Columns
from domain.model.closed_year import Honour

_HEADINGS = (
    "单位",
    "名次",
    "组",
    "号",
    "户主",
    "户码",
    "年度积分",
    "考评轮数",
    "一票否决",
    "未用积分",
    "评先评优",
    "福利优先",
    "更正后积分",
)


@dataclass(frozen=True, slots=True)
class HonourLine:
    """A household's line; ``corrected`` is what its points of the year come to now, if that is something else."""

    unit: str
    honour: Honour
    corrected: int | None


def sheets(lines: Sequence[HonourLine]) -> Mapping[str, Columns]:
    """The ranking and its two lists, by the name of the sheet."""
    return {
        "最终排名": _columns(lines),
        "评先评优": _columns([line for line in lines if line.honour.honoured]),
        "福利优先": _columns([line for line in lines if line.honour.welfare]),
    }


def _columns(lines: Sequence[HonourLine]) -> Columns:
    return Columns(_HEADINGS, [_cells(line) for line in lines])


def _cells(line: HonourLine) -> list[Cell]:
    honour, household = line.honour, line.honour.household
    return [
        line.unit,
        honour.rank,
        household.group,
        household.number,
        household.head,
        household.code,
        honour.earned,
        honour.rounds,
        "是" if honour.vetoed else "",
        honour.unspent,
        "是" if honour.honoured else "",
        "是" if honour.welfare else "",
        line.corrected,
    ]
