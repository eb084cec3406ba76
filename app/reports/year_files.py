"""The final ranking of closed years as tables: the whole, who is honoured, and whose welfare comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reports.formats import Cell, Columns
from domain.model.closed_year import Honour

_HEADINGS = (
    "单位",
    "正式名次",
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
    "做到的加分",
    "扣分条数",
    "更正后积分",
    "更正后名次",
)
_TIED = "并列待评"


@dataclass(frozen=True, slots=True)
class HonourLine:
    """A household's line, and what its points and its rank of the year come to after the corrections since."""

    unit: str
    honour: Honour
    earned: int
    rank: int | None


def sheets(lines: Sequence[HonourLine]) -> Mapping[str, Columns]:
    """The ranking and its two lists with those who are equal over the edge, by the name of the sheet."""
    return {
        "最终排名": _columns(lines),
        "评先评优": _columns([line for line in lines if line.honour.honoured or line.honour.honoured_tied]),
        "福利优先": _columns([line for line in lines if line.honour.welfare or line.honour.welfare_tied]),
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
        _listed(honour.honoured, honour.honoured_tied),
        _listed(honour.welfare, honour.welfare_tied),
        honour.merits,
        honour.deductions,
        None if line.earned == honour.earned else line.earned,
        None if line.rank == honour.rank else "无" if line.rank is None else line.rank,
    ]


def _listed(listed: bool, tied: bool) -> str:
    return "是" if listed else _TIED if tied else ""
