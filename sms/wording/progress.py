"""The wording of where claims 申报 and objections 异议 stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.cases.withdrawing import Waiting
from domain.model.claim import Claim
from domain.model.objection import Objection
from sms.listed import Listed
from sms.wording.spoken import day_name

NOTHING = "您家没有申报，也没有异议。做了好事发“申报 做的事 哪天”，分不对发“异议”。"
_STATES = {
    "approved": "通过了，分加上了",
    "rejected": "没有通过",
    "upheld": "成立，分改过来了",
    "dismissed": "不成立，分不变",
    "withdrawn": "撤回了",
}


def waiting(found: Waiting, today: date) -> Listed:
    """申报3号还在等答复，3月9日前短信答复您。"""
    claims = [f"申报{claim.number}号{_until(claim.due, today)}" for claim in found.claims]
    objections = [f"异议{case.objection.id}号{_until(case.objection.due, today)}" for case in found.cases]
    return Listed([*claims, *objections], "件")


def answered(claims: Sequence[Claim], objections: Sequence[Objection]) -> str:
    """What became of the last ones; or that there was none."""
    said = [f"申报{one.number}号{_STATES.get(one.state, '还在等答复')}" for one in claims]
    said += [f"异议{one.id}号{_STATES.get(one.state.value, '还在等答复')}" for one in objections]
    return f"{'，'.join(said)}。看明细回2，有疑问找人回6。" if said else NOTHING


def _until(due: date, today: date) -> str:
    day = day_name(due, today)
    return f"还在等答复，{day}前短信答复您。" if today <= due else f"过了{day}还没答复，请找村里的管理专员。"
