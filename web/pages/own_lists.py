"""The long lists of a household's own page, each in parts: with the first of each the page is below 30 KB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.cases.case import Case
from domain.model.account import Posting
from domain.model.goods import Goods
from domain.model.redemption import Redemption
from domain.pages.record import OwnClaim, OwnEntry, OwnRecord, OwnRound
from web.pages.unit import goods_bytes
from web.paging import ListPart, in_pages, list_part

_MOST_OF_ROUNDS, _MOST_OF_GOODS, _MOST_OF_ACCOUNT = 12_500, 2500, 2000
_MOST_OF_CASES, _MOST_OF_REDEMPTIONS, _MOST_OF_CHANGES = 4500, 1200, 1500
"""Bytes, about."""


def own_lists(
    asked: Mapping[str, str], record: OwnRecord, shown: OwnRound | None, changes: Sequence[str]
) -> dict[str, ListPart[Any]] | None:
    """Each list's part that is asked for, the entries of the round ``shown``; None where there is no such part."""
    entries = shown.entries if shown else ()
    cases: tuple[Case | OwnClaim, ...] = (*record.cases, *record.claims)
    parts: list[ListPart[Any] | None] = [
        list_part(asked, "entries", entries, _entry_bytes, _MOST_OF_ROUNDS),
        list_part(asked, "goods", record.goods, goods_bytes, _MOST_OF_GOODS),
        list_part(asked, "account", record.postings, _posting_bytes, _MOST_OF_ACCOUNT),
        list_part(asked, "cases", cases, _case_bytes, _MOST_OF_CASES),
        list_part(asked, "redeemed", record.file.redemptions, _redemption_bytes, _MOST_OF_REDEMPTIONS),
        list_part(asked, "changes", changes, _change_bytes, _MOST_OF_CHANGES),
    ]
    found = {part.name: part for part in parts if part is not None}
    return found if len(found) == len(parts) else None


def shown_whole(record: OwnRecord, asked: str) -> list[OwnRound]:
    """The rounds that are shown line by line: one that is asked for alone, else the last, as many as a page takes."""
    named = [one for one in record.rounds if one.round.period.key == asked]
    if named or not record.rounds:
        return named
    sizes = (sum(map(_entry_bytes, one.entries)) + 150 * len(one.missed + one.earned) for one in record.rounds)
    by_size = in_pages(list(zip(record.rounds, sizes, strict=True)), lambda one: one[1], _MOST_OF_ROUNDS)
    return [one for one, _ in by_size[0]]


def where_typed(record: OwnRecord, entry: str) -> dict[str, str]:
    """What is to be asked for so that this entry is on the page; nothing when it is none of the record's."""
    for one in record.rounds:
        for number, page in enumerate(in_pages(one.entries, _entry_bytes, _MOST_OF_ROUNDS), 1):
            if any(str(each.entry.id) == entry for each in page):
                return {"round": one.round.period.key, "entries": str(number)}
    return {}


def _entry_bytes(one: OwnEntry) -> int:
    put_right = len(one.rectified.wanted.note or "") + 70 if one.rectified else 0
    photos = 220 * len(one.photos + one.photos_after)
    return 150 + 3 * (len(one.entry.reason or "") + put_right) + photos + 480 * one.objectionable


def _posting_bytes(_: Posting) -> int:
    return 100


def _case_bytes(one: Case | OwnClaim) -> int:
    if isinstance(one, Case):
        about = one.objection
        return 200 + 3 * len(about.content + (about.answer or "")) + 500 * (about.state == "open")
    claim = one.claim
    return 200 + 3 * len(claim.content + (claim.answer or "")) + 500 * (claim.state == "open") + 220 * len(one.photos)


def _redemption_bytes(one: tuple[Redemption, Goods]) -> int:
    return 100 + 3 * len(one[1].name)


def _change_bytes(one: str) -> int:
    return 30 + 3 * len(one)
