"""户档案: everything about one household over the years, as sections of a table each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from domain.cases.case import Case
from domain.model.claim import Claim
from domain.model.objection import ObjectionState
from domain.model.redemption import Redemption
from domain.pages.record import OwnEntry, OwnRound
from domain.pages.whole_file import FileYear, WholeFile
from paper.passbook import account_rows
from paper.redemptions import STATES
from paper.typesetting import FilledTemplate, Row, SheetPhoto, Value
from paper.words import full_day, per_round, period_name, place, signed
from text.phones import mask

_ROUNDS = {"open": "记分中", "published": "已公示", "final": "已生效"}
_CLAIMS = {"open": "等答复", "approved": "通过", "rejected": "没有通过", "withdrawn": "户里撤回"}
_CASES = {
    ObjectionState.OPEN: "等答复",
    ObjectionState.UPHELD: "成立",
    ObjectionState.DISMISSED: "不成立",
    ObjectionState.WITHDRAWN: "户里撤回",
}


def household_file(
    unit: str, whole: WholeFile, changes: Sequence[str], today: date, photos: Sequence[SheetPhoto] = (), gone: int = 0
) -> FilledTemplate:
    """``changes``: what changed about the household, a line each, oldest first. Telephone numbers are masked.

    ``gone``: how many more photos were sent than are there.
    """
    return FilledTemplate(
        "household_file",
        {
            "title": f"{unit}户档案",
            "who": f"{whole.household.group}组{whole.household.number}号　{whole.household.head}",
            "code": whole.household.code,
            "about": list(_about(whole, today, gone)),
            "photos_left_out": 0,
            "sections": [one for one in _sections(whole, changes) if one["rows"]],
        },
        photos,
    )


def _about(whole: WholeFile, today: date, gone: int) -> Iterator[str]:
    file, home = whole.file, whole.household
    left = f"，{full_day(home.left)}迁出" if home.left else ""
    yield f"入册：{full_day(file.joined)}{left}"
    yield f"电话：{'、'.join(map(mask, file.phones)) or '无'}"
    if file.kin:
        yield f"亲属：{'、'.join(f'{place(one)} {one.head}' for one in file.kin)}"
    if file.tally.honours:
        yield f"评优：{'、'.join(f'{year}年' for year in file.tally.honours)}"
    if gone:
        yield f"照片：另有{gone}张没有留住、已删去或还在取"
    yield f"打印：{full_day(today)}"


def _sections(whole: WholeFile, changes: Sequence[str]) -> Iterator[dict[str, Value]]:
    for year in whole.years:
        yield _section(f"{year.year}年　{_sum(year)}", "lll", ("轮次", "得分", "状态"), map(_round, year.rounds))
        entries = [_entry(one) for round_ in year.rounds for one in reversed(round_.entries)]
        headings = ("编号", "哪天", "什么事", "分", "原因", "谁记的", "照片")
        yield _section(f"{year.year}年每一笔", "lllrlll", headings, entries)
        yield _section(f"{year.year}年账目", "llrr", ("日期", "什么事", "分", "剩余"), account_rows(year.postings))
    yield _section("申报", "lllll", ("编号", "哪天", "内容", "结果", "答复"), map(_claim, whole.claims))
    yield _section("异议", "lllll", ("编号", "记录", "内容", "结果", "答复"), map(_case, whole.cases))
    redeemed = [_redemption(one, whole) for one in whole.redemptions]
    yield _section("兑换", "lllrrl", ("编号", "日期", "物品", "件数", "积分", "状态"), redeemed)
    yield _section("变动", "l", ("来去、换户主、改电话、搬家",), ([line] for line in changes))


def _section(title: str, aligns: str, headings: Sequence[str], rows: Iterator[Row] | Sequence[Row]) -> dict[str, Value]:
    return {"title": title, "aligns": aligns, "headings": list(headings), "rows": list(rows)}


def _sum(year: FileYear) -> str:
    account, rank = year.standing.account, year.standing.rank
    placed = "，一票否决" if account.vetoes else f"，第{rank}名" if rank else ""
    return f"得{account.earned}分{placed}，账上{account.balance}分"


def _round(one: OwnRound) -> Row:
    return [period_name(one.round.period), per_round(one.score), _ROUNDS[one.state]]


def _entry(one: OwnEntry) -> Row:
    entry = one.entry
    name = f"{entry.item} {one.subject.wording}" if one.subject else entry.item
    what = f"撤销#{entry.reverses}" if entry.reverses is not None else name
    points = "否决" if one.is_veto else signed(entry.points)
    counted = "" if one.is_veto or one.counted == entry.points else f"（计{signed(one.counted)}）"
    notes = [entry.reason, "已撤销" if entry.reversed_by else "", "已整改" if one.rectified else ""]
    many = len(one.photos) + len(one.photos_after)
    return [
        f"#{entry.id}",
        full_day(entry.day),
        what,
        points + counted,
        "，".join(filter(None, notes)),
        entry.officer_name,
        f"{many}张" if many else "",
    ]


def _redemption(one: Redemption, whole: WholeFile) -> Row:
    name = whole.goods[one.goods_id].name
    return [one.id, full_day(one.made.date()), name, one.quantity, one.cost, STATES[one.state]]


def _claim(one: Claim) -> Row:
    recorded = f"记在#{one.entry_id}" if one.entry_id else one.answer
    return [one.number, full_day(one.day), one.content, _CLAIMS[one.state], recorded]


def _case(one: Case) -> Row:
    objection = one.objection
    said = objection.answer or ""
    return [objection.id, f"#{objection.entry_id}", objection.content, _CASES[objection.state], said]


def household_file_lines(sheet: FilledTemplate, photo: Callable[[str], Path]) -> Iterator[str]:
    """The same as text; of photos, where each lies: ``photo`` gets its SHA-256."""
    values = sheet.values
    yield f"{values['title']}　{values['who']}　户码 {values['code']}"
    yield from map(str, _listed(values["about"]))
    for section in _listed(values["sections"]):
        assert isinstance(section, Mapping)  # noqa: S101 - as _section makes them
        yield f"\n{section['title']}"
        yield "  ".join(map(str, _listed(section["headings"])))
        for row in _listed(section["rows"]):
            yield "  ".join("" if cell is None else str(cell) for cell in _listed(row)).rstrip()
    if sheet.photos:
        yield "\n照片"
    for shot in sheet.photos:
        yield f"{shot.under}  {photo(shot.digest)}"


def _listed(value: Value) -> Sequence[Value]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
