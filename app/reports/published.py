"""What was published of a round, and a quarter's summary, as tables to keep and to print."""

from __future__ import annotations

from collections.abc import Sequence

from app.reports.formats import Cell, Columns
from bot.wording.rounds import sealed
from domain.model.seal import Seal
from domain.settlement.board import QuarterBoard, RoundBoard
from domain.settlement.publication import PublishedLine
from domain.settlement.quarter import QuarterLine
from text.periods import short_period

_PLACE = ("名次", "组", "号")


def of_round(seen: RoundBoard) -> Columns:
    """The round's table, by rank, and its seal; names as long as they are shown."""
    named = seen.last_day is not None
    rows = [[*_home(line, named), line.score, _round_note(line)] for line in seen.table.lines]
    return _columns((*_home_headings(named), "得分", "备注"), rows, _sealed([seen.table.seal]))


def of_quarter(seen: QuarterBoard, seals: Sequence[Seal | None]) -> Columns:
    """The quarter's rounds side by side, by rank, and their seals; corrections are counted by household."""
    summary, named = seen.summary, seen.last_day is not None
    names = [short_period(one.period.key) for one in summary.rounds]
    corrected = [one.household.id for one in summary.corrections]
    rows = [
        [
            *_home(line, named),
            *(line.scores.get(one.id) for one in summary.rounds),
            line.points,
            line.redeemed,
            corrected.count(line.household.id),
            "一票否决" if line.vetoed else "",
        ]
        for line in summary.lines
    ]
    sum_ = "平均" if summary.average else "合计"
    headings = (*_home_headings(named), *names, sum_, "兑换", "公示后更正", "备注")
    return _columns(headings, rows, _sealed(seals))


def _columns(headings: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str]) -> Columns:
    figures = [at for at, heading in enumerate(headings) if heading not in ("户主", "备注")]
    return Columns(headings, rows, right=figures, notes=notes)


def _home_headings(named: bool) -> Sequence[str]:
    return (*_PLACE, "户主") if named else _PLACE


def _sealed(seals: Sequence[Seal | None]) -> list[str]:
    return [sealed(seal) for seal in seals if seal is not None]


def _home(line: PublishedLine | QuarterLine, named: bool) -> list[Cell]:
    place: list[Cell] = [line.rank, line.household.group, line.household.number]
    return [*place, line.name] if named else place


def _round_note(line: PublishedLine) -> str:
    if line.vetoed:
        return "一票否决"
    return "本轮免考" if line.score is None else ""
