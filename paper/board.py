"""公示表: a published round, for the notice board (the document's section 四（二）)."""

from __future__ import annotations

from datetime import timedelta

from domain.model.round import Round
from domain.settlement.publication import Correction, Publication, PublishedLine
from paper.codes import qr
from paper.contact import Contact
from paper.typesetting import Row, Sheet
from paper.words import day_name, period_name, place, seal_line, signed


def board(unit: str, table: Publication, contact: Contact) -> Sheet:
    """The round's table by rank, names as published, with its days of publicity, its seal and how to object."""
    round_ = table.round
    return Sheet(
        "board",
        {
            "title": f"{unit}{period_name(round_.period)}积分公示",
            "publicity": _publicity(table),
            "how": _how(round_, contact),
            "page": qr(f"{contact.page_of(round_.unit)}/r/{round_.period.key}"),
            "seal": seal_line(table.seal),
            "unit": unit,
            "lines": [_line(one) for one in table.lines],
            "corrections": [_correction(one) for one in table.corrections],
        },
    )


def _publicity(table: Publication) -> str:
    round_ = table.round
    if round_.state == "final":
        return "公示期满，已经生效"
    if round_.final_on is None:
        return ""
    last = f"{day_name(round_.final_on - timedelta(days=1))}24:00"
    return f"{day_name(table.seal.at.date())} 至 {last}" if table.seal else f"到 {last}"


def _how(round_: Round, contact: Contact) -> list[str]:
    look = f"查自家的分：发短信“积分”{contact.to_number}。"
    if round_.state == "final":
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
    return f"#{entry.id}　{place(one.household)} {one.name}　{what}　{entry.reason}"
