"""Withdrawing what waits for an answer: 撤回 3, 撤回异议3, 申报3不要了, 我不申报了."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, LONGEST_ORDER, asks, free_words, reports
from sms.understanding.request import Intent, Request
from text.normalise import numeral

_BACK = "撤 ?回|撤销|撤消|撤掉|撤了|收回|che ?hui"
_CLAIM = "申报|上报|申请"
_OBJECTION = "异议|异义|异意|疑义|疑议|申诉"
_KIND = rf"(?:(?P<claim>{_CLAIM})|(?P<objection>{_OBJECTION}))"
_NUMBER = (
    r"(?:编号|第|no\.?|#)*\s*"
    r"(?P<number>[1-9]\d{0,8}(?![\d年月日点个次袋分]|[.:/\-]\d)|[一二三四五六七八九十百]{1,5})\s*[号条件]?"
)
_GIVEN_UP = rf"(?:{_BACK}|取消|作废|不要了|不算了|不[想要]?[提报]了|不申报了)[了掉]*"
_BETWEEN = rf"(?:{BREAK}|的|我|想|要|那个|那条|那件)*"

_ORDERED = (
    re.compile(rf"{AROUND}(?:{_BACK})(?:一下)?{_BETWEEN}{_KIND}?{_BETWEEN}{_NUMBER}{_BETWEEN}(?P<reason>(?<!\w)\D+)?"),
    re.compile(rf"{AROUND}(?:{_BACK}|取消)(?:一下)?{_BETWEEN}{_NUMBER}{_BETWEEN}{_KIND}{AROUND}"),
    re.compile(rf"{AROUND}取消(?:一下)?{_BETWEEN}{_KIND}{_BETWEEN}{_NUMBER}{AROUND}"),
    re.compile(rf"{AROUND}{_BETWEEN}{_KIND}{_BETWEEN}{_NUMBER}{_BETWEEN}{_GIVEN_UP}(?:{BREAK}+{_GIVEN_UP})?{AROUND}"),
    re.compile(rf"{AROUND}{_NUMBER}{_BETWEEN}{_KIND}{_BETWEEN}{_GIVEN_UP}(?:{BREAK}+{_GIVEN_UP})?{AROUND}"),
    re.compile(rf"{AROUND}{_NUMBER}{_BETWEEN}(?:{_BACK})[了掉]*{AROUND}"),
)
"""With its number; only where it leads may a reason stand behind it."""
_WISHED = (
    re.compile(rf"{AROUND}(?:{_BACK}|取消)(?:一下)?{_BETWEEN}{_KIND}{AROUND}"),
    re.compile(rf"{AROUND}不(?:想|要)?{_BETWEEN}(?:提|报)?{_KIND}了{AROUND}"),
    re.compile(rf"{AROUND}{_KIND}{_BETWEEN}{_GIVEN_UP}{AROUND}"),
    re.compile(rf"{AROUND}(?:{_BACK}){BREAK}*(?:编号)?{AROUND}"),
)
"""Without a number."""

_KEPT = re.compile("不撤|[先还]别|等一?下|再想想|再说")
"""Behind the number: it is not to be withdrawn, or not yet."""


def read_withdrawal(plain: str) -> Request | None:
    """A withdrawal, its number None when none is named; None when the text asks about one or tells of one."""
    said = plain.lower()
    if len(said) > LONGEST_ORDER or asks(said):
        return None
    for order in _ORDERED:
        if found := order.fullmatch(said):
            reason = found.groupdict().get("reason") or ""
            return None if reports(reason) or _KEPT.search(reason) else _request(found, found["number"], reason)
    return next((_request(found, None, "") for wish in _WISHED if (found := wish.fullmatch(said))), None)


def _request(found: re.Match[str], number: str | None, reason: str) -> Request:
    named = found.groupdict()
    kind = "claim" if named.get("claim") else "objection" if named.get("objection") else None
    args = {"number": None if number is None else numeral(number), "kind": kind, "reason": free_words(reason)}
    return Request(Intent.WITHDRAW, args)
