"""What was published of a round, and a quarter's summary, as tables to keep and to print."""

from __future__ import annotations

from app.reports.formats import Cell, Columns
from bot.wording.places import round_name
from domain import publication, quarter

_HOME = ("名次", "组", "号", "户主")


def of_round(table: publication.Publication) -> Columns:
    """The round's table, by rank."""
    rows = [[*_home(line), line.score, _round_note(line)] for line in table.lines]
    return Columns((*_HOME, "得分", "备注"), rows, right=(0, 1, 2, 4))


def of_quarter(summary: quarter.Summary) -> Columns:
    """The quarter's rounds side by side, by rank; corrections are counted by household."""
    names = [round_name(one.period.key) for one in summary.rounds]
    corrected = [one.household.id for one in summary.corrections]
    rows = [
        [
            *_home(line),
            *line.scores,
            line.points,
            line.redeemed,
            corrected.count(line.household.id),
            "一票否决" if line.vetoed else "",
        ]
        for line in summary.lines
    ]
    headings = (*_HOME, *names, "平均" if summary.average else "合计", "兑换", "公示后更正", "备注")
    return Columns(headings, rows, right=[at for at in range(len(headings) - 1) if headings[at] != "户主"])


def _home(line: publication.Line | quarter.Line) -> list[Cell]:
    return [line.rank, line.household.group, line.household.number, line.name]


def _round_note(line: publication.Line) -> str:
    if line.vetoed:
        return "一票否决"
    return "本轮免考" if line.score is None else ""
