"""The wording of withdrawals 撤回 of claims and objections."""

from __future__ import annotations

from domain.cases.case import Case
from domain.cases.withdrawing import Waiting
from domain.model.claim import Claim
from domain.model.errors import Refused
from sms.listed import Listed
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


NOTHING = "您家没有等答复的申报或异议，不用撤回。"


def which(waiting: Waiting) -> tuple[str, Listed]:
    """What can be withdrawn, by number."""
    claims = [f"申报{claim.number} {_short(claim.content)}" for claim in waiting.claims]
    cases = [f"异议{case.objection.id} {_short(case.objection.content)}" for case in waiting.cases]
    pieces = [*claims, *cases]
    return f"要撤回哪一件？请回编号，如：{pieces[0].split()[0]}。\n", Listed(pieces, "件")


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
