"""What was published of a round, and a quarter's summary, as tables to keep and to print."""

from __future__ import annotations

from collections.abc import Sequence

from app.reports.formats import Cell, Columns
from bot.wording.rounds import sealed
from domain.model.seal import Seal
from domain.settlement import publication, quarter
from text.periods import short_period

_HOME = ("名次", "组", "号", "户主")


def of_round(table: publication.Publication) -> Columns:
    """The round's table, by rank, and its seal."""
    rows = [[*_home(line), line.score, _round_note(line)] for line in table.lines]
    return Columns((*_HOME, "得分", "备注"), rows, right=(0, 1, 2, 4), notes=_sealed([table.seal]))


def of_quarter(summary: quarter.Summary, seals: Sequence[Seal | None]) -> Columns:
    """The quarter's rounds side by side, by rank, and their seals; corrections are counted by household."""
    names = [short_period(one.period.key) for one in summary.rounds]
    corrected = [one.household.id for one in summary.corrections]
    rows = [
        [
            *_home(line),
            *(line.scores.get(one.id) for one in summary.rounds),
            line.points,
            line.redeemed,
            corrected.count(line.household.id),
            "一票否决" if line.vetoed else "",
        ]
        for line in summary.lines
    ]
    headings = (*_HOME, *names, "平均" if summary.average else "合计", "兑换", "公示后更正", "备注")
    figures = [at for at in range(len(headings) - 1) if headings[at] != "户主"]
    return Columns(headings, rows, right=figures, notes=_sealed(seals))


def _sealed(seals: Sequence[Seal | None]) -> list[str]:
    return [sealed(seal) for seal in seals if seal is not None]


def _home(line: publication.PublishedLine | quarter.QuarterLine) -> list[Cell]:
    return [line.rank, line.household.group, line.household.number, line.name]


def _round_note(line: publication.PublishedLine) -> str:
    if line.vetoed:
        return "一票否决"
    return "本轮免考" if line.score is None else ""
