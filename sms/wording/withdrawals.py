"""The wording of withdrawals 撤回 of claims and objections."""

from __future__ import annotations

from domain.cases.case import Case
from domain.cases.withdrawing import Waiting
from domain.model.claim import Claim
from domain.model.errors import Refused
from sms.segments import count
from sms.wording.spoken import household_name

_STATES = {
    "approved": "已经通过了",
    "rejected": "已经答复了，没有通过",
    "upheld": "已经答复了，成立",
    "dismissed": "已经答复了，不成立",
    "withdrawn": "已经撤回过了",
}


def withdrawn(done: Claim | Case) -> str:
    """王建国户的申报3号撤回了，不用等答复。"""
    if isinstance(done, Claim):
        return f"{household_name(done.household)}的申报{done.number}号撤回了，不用等答复。"
    what = f"#{done.entry.id}不变"
    return f"{household_name(done.household)}的异议{done.objection.id}号撤回了，不用等答复，{what}。"


def which(waiting: Waiting) -> str:
    """What can be withdrawn, by number, as much as one message segment holds."""
    if not waiting.claims and not waiting.cases:
        return "您家没有等答复的申报或异议，不用撤回。"
    orders = [f"撤回申报{claim.number}" for claim in waiting.claims]
    orders += [f"撤回异议{case.objection.id}" for case in waiting.cases]
    contents = [claim.content for claim in waiting.claims] + [case.objection.content for case in waiting.cases]
    text = f"要撤回哪一件？请发：{orders[0]}（{_short(contents[0])}）"
    for order, content in zip(orders[1:], contents[1:], strict=True):
        longer = f"{text}，或{order}（{_short(content)}）"
        if count(longer) > 1:
            break
        text = longer
    return f"{text}。"


def refusal(refused: Refused) -> str:
    """Why nothing was withdrawn."""
    data = refused.data
    number = data["number"]
    match refused.code:
        case "claim-or-objection":
            return f"您家申报、异议都有{number}号在等答复。请发“撤回申报{number}”或“撤回异议{number}”。"
        case "not-waiting":
            what = "申报" if data["kind"] == "claim" else "异议"
            return f"{what}{number}号{_STATES.get(str(data['state']), '已经答复了')}，不用撤回。"
        case _:
            return f"没有找到您家{number}号申报或异议，没有撤回。发“撤回”看等答复的编号。"


def _short(words: str) -> str:
    longest = 12
    return words if len(words) <= longest else words[: longest - 1] + "…"
