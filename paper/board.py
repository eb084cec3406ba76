"""公示表: a published round, for the notice board (the document's section 四（二）)."""

from __future__ import annotations

from domain.settlement.board import RoundBoard
from domain.settlement.publication import Correction, PublishedLine
from paper.codes import qr
from paper.contact import Contact
from paper.typesetting import FilledTemplate, Row
from paper.words import period_name, place, seal_line, signed
from text.days import month_day


def board(unit: str, seen: RoundBoard, contact: Contact) -> FilledTemplate:
    """The round's table by rank, with its days of publicity, its seal and how to object; names as long as they last."""
    table, round_ = seen.table, seen.table.round
    return FilledTemplate(
        "board",
        {
            "title": f"{unit}{period_name(round_.period)}积分公示",
            "publicity": _publicity(seen),
            "how": _how(seen, contact),
            "named": seen.last_day is not None,
            "page": qr(f"{contact.page_of(round_.unit)}/r/{round_.period.key}"),
            "seal": seal_line(table.seal),
            "unit": unit,
            "lines": [_line(one) for one in table.lines],
            "corrections": [_correction(one) for one in table.corrections],
        },
    )


def _publicity(seen: RoundBoard) -> str:
    if seen.last_day is None:
        return "公示期已过，不再列出姓名"
    last, seal = f"{month_day(seen.last_day)}24:00", seen.table.seal
    return f"{month_day(seal.at.date())} 至 {last}" if seal else f"到 {last}"


def _how(seen: RoundBoard, contact: Contact) -> list[str]:
    look = f"查自家的分：发短信“积分”{contact.to_number}。"
    if seen.last_day is None:
        return [look]
    return [f"觉得不对：公示期内找管理专员，或发短信“异议 记录编号 原因”{contact.to_number}。", look]


def _line(line: PublishedLine) -> Row:
    return [line.rank, place(line.household), line.name, line.score, _note(line)]


def _note(line: PublishedLine) -> str:
    if line.vetoed:
        return "一票否决"
    return "免考" if line.score is None else ""


def _correction(one: Correction) -> str:
    entry = one.entry
    what = f"撤销#{entry.reverses}" if entry.reverses is not None else f"{entry.item} {signed(entry.points)}分"
    return f"#{entry.id}　{f'{place(one.household)} {one.name}'.strip()}　{what}　{entry.reason}"
