"""What waits for a second officer before it counts: a large award for a settled round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button
from bot.wording.places import day_name, place, signed
from domain.cases.large_corrections import Waits
from domain.model.award_proposal import AwardProposal
from domain.model.people import Officer
from text.periods import short_period

_STATES = {"published": "已公示", "final": "已生效"}


def waits(one: Waits, unit: str, today: date) -> str:
    """What waits, and for whom; who is alone is told how there are two."""
    wanted, item, round_ = one.large.wanted, one.large.item, one.large.round
    name = short_period(round_.period.key)
    lines = [
        f"⏳ 还没记：{day_name(wanted.day, today)} {place(wanted.household)}",
        f"{item.code}“{item.wording}”{signed(wanted.points)}，原因：{wanted.reason or '没写'}",
        f"{name}{_STATES[round_.state]}，一项加分超过 {one.large.above} 分的更正要两个人。",
        _for_whom(one.seconds, unit),
    ]
    if one.replaces:
        lines.append("先前提的同一件事作废，以这次为准。")
    return "\n".join(lines)


def _for_whom(seconds: Sequence[Officer], unit: str) -> str:
    if not seconds:
        return (
            "现在没有别的考核人员能确认，请镇里再请一位：在镇群发 /jian 请 "
            f"{unit} 组员 姓名。对方用邀请码加入后，到这里点“确认”才算数。"
        )
    return f"请{'或'.join(officer.name for officer in seconds)}点“确认”，确认前不算数。"


def buttons(one: Waits, *, among: int = 1) -> tuple[Button, ...]:
    """For the second officer, and to drop it; ``among`` several the buttons say which it is."""
    wanted = one.large.wanted
    home = wanted.household
    which = f" {home.group}-{home.number} {wanted.item}" if among > 1 else ""
    return (
        Button(f"确认{which}", str(ActButton("award", one.number))),
        Button(f"不记了{which}", str(ActButton("award-drop", one.number))),
    )


def dropped(proposal: AwardProposal, officer: Officer) -> str:
    """It was taken off the list."""
    wanted = proposal.wanted
    still = "" if wanted.claim is None else f"申报 {wanted.claim} 还没答复，发 /shen 可答复。"
    return f"{place(wanted.household)} {wanted.item}{signed(wanted.points)}不记了（{officer.name}）。{still}"


def named(proposal: AwardProposal) -> str:
    """3-12 志2加10分, as it stands in a list of what waits."""
    home, wanted = proposal.wanted.household, proposal.wanted
    return f"{home.group}-{home.number} {wanted.item}{signed(wanted.points)}"
