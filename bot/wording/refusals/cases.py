"""Claims 申报 and objections 异议."""

from __future__ import annotations

from bot.wording.places import place
from bot.wording.refusals.saying import Sayings
from domain.model.objection import ObjectionState
from text.days import month_day
from text.periods import short_period

CASES: Sayings = {
    "no-claim": lambda d: f"本村没有 {d['claim']} 号申报，发 /shen 看等答复的。",
    "claim-decided": lambda d: _claim_over(d["claim"], d["state"]),
    "too-many-claims": lambda d: f"这一户还有 {d['waiting']} 件申报在等答复，请先答复再报。",
    "no-objection": lambda d: f"本村没有异议 {d['case']}，发 /yi 看等答复的。",
    "not-objected": lambda d: f"#{d['entry']} 还没有异议。要替户里提，请回复那条发：/yi 原因",
    "objection-decided": lambda d: _objection_over(d["case"], d["state"]),
    "already-objected": lambda d: f"#{d['entry']} 已有异议 {d['case']} 在等答复，发 /yi {d['case']} 可看。",
    "objection-too-late": lambda d: f"{short_period(d['round'])}已生效，不能再提异议；确有错，请管理专员更正。",
    "nothing-to-object": lambda d: f"#{d['entry']} 没有扣这户的分，不用提异议。",
    "entry-elsewhere": lambda d: f"#{d['entry']} 不是{place(d['household'])}的记录，请核对编号。",
    "nothing-to-announce": lambda _: "没写内容，例如：/xuan 明天上午八点大扫除",
    "announcement-too-long": lambda d: f"写了 {d['length']} 个字，最多 {d['most']} 个，请写短一点。",
    "no-announcement": lambda d: f"本村没有 {d['number']} 号公告或典型，发 /xuan 看编号。",
    "not-made-known": lambda d: f"{d['number']} 号没有公布，不能广播、张贴。",
    "nothing-public": lambda _: "村里还没有公布过公告。先发一条：/xuan 内容",
    "no-good-deeds": lambda d: f"{month_day(d['first'])}以来还没有记过加分的好事。记一条：/jia 户 项 原因",
    "not-public": lambda d: f"{d['number']} 号没有公布，不用撤。",
    "no-phone-to-ask": lambda d: f"{place(d['household'])}没有手机号，问不了本人，不能公布。",
    "no-callback": lambda d: f"本村没有 {d['callback']} 号回电，发 /dian 看等着的。",
    "callback-done": lambda d: f"{d['officer']}已经联系过了。",
    "bad-correction": lambda d: _correction(d["entry"], d["least"], d["most"]),
}


def _claim_over(claim: int, state: str) -> str:
    if state == "withdrawn":
        return f"申报 {claim} 户里已经撤回，不用答复了。"
    return f"申报 {claim} 已经{'同意' if state == 'approved' else '答复'}过了。"


def _objection_over(case: int, state: ObjectionState) -> str:
    if state is ObjectionState.WITHDRAWN:
        return f"异议 {case} 户里已经撤回，不用答复了。"
    return f"异议 {case} 已经答复过了（{'成立' if state is ObjectionState.UPHELD else '不成立'}）。"


def _correction(entry: int, least: int, most: int) -> str:
    if not most:
        return f"#{entry} 只能撤销，不能改分。"
    return f"#{entry} 只能改为 {least} 到 {most} 分。"
