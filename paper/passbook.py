"""存折页: one household's statement of a quarter, a sheet for each household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.account import Posting, PostingKind
from domain.model.calendar import Period
from domain.model.entry import Entry
from domain.model.standing import Standing
from paper.codes import OwnPage
from paper.contact import Contact
from paper.typesetting import FilledTemplate, Row, Value
from paper.words import per_round, period_name, signed
from text.days import month_day

_MOVED = {
    PostingKind.ROUND: "积分生效",
    PostingKind.CORRECTION: "更正",
    PostingKind.HOLD: "兑换",
    PostingKind.RELEASE: "兑换退回",
    PostingKind.LAPSE: "过期清零",
    PostingKind.TRANSFER: "并户、搬家转积分",
}


@dataclass(frozen=True, slots=True)
class PassbookEntry:
    """An entry with the wording of its item and the points that it counted."""

    entry: Entry
    item: str
    counted: int


@dataclass(frozen=True, slots=True)
class PassbookPage:
    """What one household's page shows.

    ``scores``: the quarter's settled rounds, None = excused; ``points`` what they come to; ``changes`` the entries of
    these rounds; ``postings`` every line of the year's account, so that the last sum is what can be spent; ``own``
    opens the household's own page.
    """

    standing: Standing
    scores: Sequence[tuple[Period, int | None]]
    points: int | None
    changes: Sequence[PassbookEntry]
    postings: Sequence[Posting]
    own: OwnPage | None = None


def passbook(unit: str, quarter: Period, pages: Sequence[PassbookPage], contact: Contact) -> FilledTemplate:
    """The pages in the order given."""
    return FilledTemplate(
        "passbook",
        {
            "title": f"{unit}{period_name(quarter)}积分存折",
            "how": f"查分：发短信“积分”{contact.to_number}。觉得不对：发“异议 编号 原因”，编号在下面，或找管理专员。",
            "pages": [_page(one, quarter) for one in pages],
        },
    )


def _page(page: PassbookPage, quarter: Period) -> dict[str, Value]:
    home, account = page.standing.household, page.standing.account
    owed = f"，欠{page.standing.debt}分" if page.standing.debt else ""
    rank = f"，第{page.standing.rank}名" if page.standing.rank else ""
    return {
        "who": f"{home.group}组{home.number}号　{home.head}",
        "code": home.code,
        "own": page.own.printed if page.own else None,
        "scores": [[period_name(period), per_round(score)] for period, score in page.scores],
        "points": "" if page.points is None else f"{period_name(quarter)}　{page.points}分",
        "changes": [_change(one) for one in page.changes],
        "year": f"{account.year}年得{account.earned}分{rank}",
        "spendable": f"可用{page.standing.spendable}分{owed}",
        "vetoed": account.vetoes > 0,
        "postings": account_rows(page.postings),
    }


def _change(change: PassbookEntry) -> Row:
    entry = change.entry
    what = f"撤销#{entry.reverses}" if entry.reverses is not None else f"{entry.item} {change.item}"
    points = (
        signed(entry.points)
        if change.counted == entry.points
        else f"{signed(entry.points)}（计{signed(change.counted)}）"
    )
    reason = f"{entry.reason}（已撤销）" if entry.reversed_by is not None else entry.reason
    return [f"#{entry.id}", month_day(entry.day), what, points, reason, entry.officer_name]


def account_rows(postings: Sequence[Posting]) -> list[Row]:
    """Each line with the sum so far, as in a bank's passbook."""
    rows: list[Row] = []
    total = 0
    for one in postings:
        total += one.points
        rows.append([month_day(one.at.date()), _MOVED[one.kind], signed(one.points), total])
    return rows
