"""What the reports look like: their records (design part 5, the contract) and their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.reports.entries import ReportedEntry
from app.reports.formats import Cell, Columns
from app.reports.standings import StandingLine


def standing_record(line: StandingLine) -> Mapping[str, object]:
    """A household of ``standings --format json``; ``debt`` is there only where points are owed."""
    household = line.household
    return {
        "household": household.code,
        "group": household.group,
        "number": household.number,
        "head": household.head,
        "rank": line.rank,
        "earned": line.earned,
        "spendable": line.spendable,
        **({"debt": line.debt} if line.debt else {}),
        "vetoed": line.vetoed,
        **_closed(line),
        "rounds": {
            key: {"state": round_.state, "score": round_.score, "items": round_.items}
            for key, round_ in line.rounds.items()
        },
    }


def _closed(line: StandingLine) -> Mapping[str, object]:
    """Of a closed year: the official rank and the lists; what corrections would make of the rank stands beside it."""
    if not line.closed:
        return {}
    frozen = line.official
    return {
        "official": True,
        "official_rank": frozen.rank if frozen else None,
        **({"corrected_rank": line.corrected_rank} if line.corrected_rank != line.rank else {}),
        "honours": _listed(frozen.honoured, frozen.honoured_tied, "listed", "tied") if frozen else None,
        "welfare": _listed(frozen.welfare, frozen.welfare_tied, "listed", "tied") if frozen else None,
    }


def _listed(listed: bool, tied: bool, yes: str, equal: str) -> str | None:
    """Whether a household is on a list, or among those equal over its edge, of whom the village's group chooses."""
    return yes if listed else equal if tied else None


def entry_record(line: ReportedEntry) -> Mapping[str, object]:
    """An entry of ``entries --format json``."""
    entry = line.entry
    return {
        "id": entry.id,
        "household": line.household.code,
        "round": line.round_key,
        "item": entry.item,
        "points": entry.points,
        "counted": line.counted,
        "at": entry.at.isoformat(),
        "officer": entry.officer_name,
        "source": entry.source.value,
        "reason": entry.reason,
        "reverses": entry.reverses,
        "evidence": entry.evidence,
    }


def standing_columns(lines: Sequence[StandingLine]) -> Columns:
    """Standings in columns, one for the score of each round."""
    keys = sorted({key for line in lines for key in line.rounds})
    closed = any(line.closed for line in lines)
    ranked, lists = (["正式名次", "更正后名次"], ["评先评优", "福利优先"]) if closed else (["名次"], [])
    headings = [*ranked, "组", "号", "户主", "户码", "本年积分", "可用", "欠", "否决", *lists, *keys]
    rows = [[*_ranks(line), *_standing_cells(line, keys)] for line in lines]
    figures = {number for number, heading in enumerate(headings) if heading not in {"户主", "户码", "否决", *lists}}
    return Columns(headings, rows, figures, {row for row, line in enumerate(lines) if line.vetoed})


def _ranks(line: StandingLine) -> list[Cell]:
    """The rank; of a closed year the official one, and where it differs the one after corrections."""
    if not line.closed:
        return [line.rank]
    official = line.official.rank if line.official else None
    return [official, None if line.corrected_rank == official else line.corrected_rank or "无"]


def _lists(line: StandingLine) -> list[Cell]:
    if not line.closed:
        return []
    one = line.official
    if one is None:
        return ["", ""]
    return [
        _listed(one.honoured, one.honoured_tied, "是", "并列待评"),
        _listed(one.welfare, one.welfare_tied, "是", "并列待评"),
    ]


def _standing_cells(line: StandingLine, keys: Sequence[str]) -> list[Cell]:
    household = line.household
    scores = [line.rounds[key].score if key in line.rounds else None for key in keys]
    veto = "否决" if line.vetoed else ""
    return [
        household.group,
        household.number,
        household.head,
        household.code,
        line.earned,
        line.spendable,
        line.debt or None,
        veto,
        *_lists(line),
        *scores,
    ]


_ENTRY_HEADINGS = ("编号", "时间", "组", "号", "户主", "户码", "轮次", "项", "分", "计", "记分人", "原因", "撤销")


def entry_columns(lines: Sequence[ReportedEntry]) -> Columns:
    """Entries in columns; a reversed one and its reversal stand out."""
    marked = {row for row, line in enumerate(lines) if not line.entry.live}
    return Columns(_ENTRY_HEADINGS, [_entry_cells(line) for line in lines], {0, 2, 3, 8, 9}, marked)


def _entry_cells(line: ReportedEntry) -> list[Cell]:
    entry, household = line.entry, line.household
    undone = (
        f"撤销 #{entry.reverses}" if entry.reverses else f"已被 #{entry.reversed_by} 撤销" if entry.reversed_by else ""
    )
    return [
        entry.id,
        f"{entry.at:%Y-%m-%d %H:%M}",
        household.group,
        household.number,
        household.head,
        household.code,
        line.round_key,
        entry.item,
        entry.points,
        line.counted,
        entry.officer_name,
        entry.reason,
        undone,
    ]
