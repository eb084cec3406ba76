"""What changes about households, as the specialist and the group read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.household_file import shown_phones
from bot.wording.places import place, signed
from domain.households.registrar import ChangeOutcome, Stopped
from domain.households.transferring import Transferred
from domain.households.wanted import WantedKind
from domain.mall.redemption import Redeemed
from domain.model.entry import Entry
from domain.model.people import Household, Officer
from text.days import month_day
from text.periods import short_period

VERBS = {
    WantedKind.HEAD: "换户主",
    WantedKind.PHONES: "改电话",
    WantedKind.MOVE: "搬家",
    WantedKind.LEAVE: "迁出",
    WantedKind.RETURN: "迁回",
    WantedKind.SPLIT: "分户",
    WantedKind.MERGE: "并户",
}


def changed(outcome: ChangeOutcome, officer: Officer | None, today: date) -> Say:
    """What was done; or what an officer wants, with the button for a second one."""
    wanted = outcome.wanted
    on = "" if wanted.day == today else f"（{month_day(wanted.day)}）"
    why = [f"原因：{wanted.reason}"] if wanted.reason else []
    if not outcome.proposal:
        return Say("\n".join([f"✅ {_done(outcome)}{on}", *_effects(outcome), *why]))
    who = officer.name if officer else ""
    lines = [f"📝 {who}要办{VERBS[wanted.kind]}{on}：{_wish(outcome)}", *_effects(outcome), *why]
    lines += [f"先前提的{VERBS[one.kind]}没有人确认，作废了。" for one in outcome.replaced]
    text = "\n".join([*lines, "要另一位考核人员点“确认”才算数。"])
    return Say(text, ((Button("确认", str(ActButton("household", outcome.proposal))),),))


def transferred(done: Transferred, units: Mapping[str, str]) -> str:
    """A household moved from one unit to another."""
    gone, came = done.left.household, done.came
    first = done.scored[0].period.key if done.scored else ""
    moved = f"{units[gone.unit]}{place(gone)}（户码 {gone.code}）搬到 {units[came.unit]}{place(came)}"
    counts = f"新村从{short_period(first)}起计分。" if first else "新村从下一轮起计分。"
    lines = [
        f"✅ {moved}，新户码 {came.code}，门牌要换",
        _along(done.left),
        f"以前的得分和名次留在原村的档案里；{counts}",
    ]
    return "\n".join([*lines, *_stopped(done.left.stopped), *_released(done.left)])


def _along(outcome: ChangeOutcome) -> str:
    """What of its points goes to the other household, and what cannot."""
    points, kept = _by_year(outcome.points), _by_year(outcome.kept)
    moved = f"可用的{points}{'会' if outcome.proposal else '已'}转过去。" if points else ""
    stays = f"{kept}转不过去（另一户那年还没加入），留在档案里，不能再用。" if kept else ""
    return f"{moved}{stays}" or "没有可用的分要转。"


def _by_year(points: Mapping[int, int]) -> str:
    return "、".join(f"{year}年{many}分" for year, many in sorted(points.items()))


def _released(outcome: ChangeOutcome) -> list[str]:
    if not outcome.released:
        return []
    back = "会退回" if outcome.proposal else "已退回"
    return [f"预留的{'、'.join(map(_what, outcome.released))}{back}。"]


def agreed(officer: Officer, done: Say) -> Say:
    """A second officer has agreed to it."""
    return replace(done, text=f"{officer.name}已确认：\n{done.text}")


def came_before(household: Household) -> str:
    """A new household may be one that left."""
    left = month_day(household.left) if household.left else ""
    return (
        f"{place(household)}（户码 {household.code}）{left}迁出过。是同一户请发：/hu 迁回 {household.code}，"
        "原来的积分和档案都在；真是另一户再点下面。"
    )


def _done(outcome: ChangeOutcome) -> str:
    home = outcome.household
    was, other = outcome.was or home, outcome.other or home
    return {
        WantedKind.ADD: f"已登记：{place(home)}，户码 {home.code}",
        WantedKind.HEAD: f"{place(was)} 户主改为{home.head}",
        WantedKind.PHONES: f"{place(home)} 电话改为 {shown_phones(outcome.phones)}",
        WantedKind.MOVE: f"{place(was)} 搬到 {home.group}组{home.number}号，户码不变",
        WantedKind.LEAVE: f"{place(home)} 已迁出",
        WantedKind.RETURN: f"{place(home)} 已迁回，户码不变",
        WantedKind.SPLIT: f"已从 {place(other)} 分出 {place(home)}，户码 {home.code}",
        WantedKind.MERGE: f"{place(home)} 已并入 {place(other)}",
    }[outcome.wanted.kind]


def _wish(outcome: ChangeOutcome) -> str:
    """What is to be done; of two households that become one, ``other`` is the one that joins."""
    home, wanted = outcome.household, outcome.wanted
    if wanted.kind is WantedKind.PHONES:
        return f"{place(home)} 电话 {shown_phones(outcome.phones)} 改为 {shown_phones(wanted.phones)}"
    if wanted.kind is WantedKind.SPLIT and wanted.place is not None:
        return f"从 {place(home)} 分出 {wanted.place.group}组{wanted.place.number}号 {wanted.head}"
    if wanted.kind is WantedKind.MERGE and outcome.other is not None:
        return f"{place(outcome.other)} 并入 {place(home)}"
    return place(home)


def _effects(outcome: ChangeOutcome) -> list[str]:
    """What becomes of rounds, points, goods and phones."""
    lines = [*_rounds(outcome), *_stopped(outcome.stopped), *_points(outcome), *_released(outcome)]
    if outcome.wanted.kind in {WantedKind.ADD, WantedKind.SPLIT} and outcome.phones and not outcome.proposal:
        lines.append(f"电话：{shown_phones(outcome.phones)}")
    if outcome.wanted.kind is WantedKind.MERGE and outcome.phones and not outcome.proposal:
        lines.append(f"它的电话（{shown_phones(outcome.phones)}）没有并过去，要用请发 /hu 电话 … 加 手机号")
    if outcome.sharing:
        lines.append(f"同一个电话还登记着：{'、'.join(place(one) for one in outcome.sharing)}")
    return lines


def _rounds(outcome: ChangeOutcome) -> list[str]:
    kind = outcome.wanted.kind
    names = "、".join(short_period(round_.period.key) for round_ in outcome.scored)
    if outcome.proposal or kind in {WantedKind.HEAD, WantedKind.PHONES, WantedKind.MOVE}:
        return []
    if kind in {WantedKind.LEAVE, WantedKind.MERGE}:
        first = f"从{names.split('、')[0]}起" if names else "以后"
        return [f"{first}不再计分、排名、发通知，档案留着。"]
    if not names:
        return ["这一轮已经结算（或免考），从下一轮起计分。"]
    return [f"从{names.split('、')[0]}起计分。"]


def leaves_entries(outcome: ChangeOutcome, today: date) -> str:
    """The question before a household leaves whose entries would count no more; nothing is done yet."""
    on = "" if outcome.wanted.day == today else f"（{month_day(outcome.wanted.day)}）"
    lines = [f"{place(outcome.household)} 办了迁出{on}：", *_stopped(outcome.stopped)]
    return "\n".join([*lines, "迁出的日子对吗？点“确定迁出”才办；日子不对就不点，写上日子重发。"])


def _stopped(stopped: Sequence[Stopped]) -> list[str]:
    """The rounds and entries that count no more; a round without an entry has nothing but its start."""
    return [
        f"{short_period(one.round.period.key)}得的{one.score}分不算了，里面的{len(one.entries)}条记分也不算了："
        f"{'、'.join(map(_entry, one.entries))}"
        for one in stopped
        if one.entries
    ]


def _entry(entry: Entry) -> str:
    """A veto carries no points."""
    return f"#{entry.id} {month_day(entry.day)} {signed(entry.points) if entry.points else '一票否决'}"


def _points(outcome: ChangeOutcome) -> list[str]:
    kind = outcome.wanted.kind
    said = _by_year(outcome.points)
    if kind is WantedKind.SPLIT:
        return ["新户从0分起；原来的积分、兑换和档案都留在原户。两户记为亲属。"]
    if kind is WantedKind.MERGE:
        return [f"{_along(outcome)}并入的户挣过的分不加到另一户的排名里。"]
    if kind is WantedKind.LEAVE and said:
        return [f"可用的{said}留在档案里，不能再用；迁回还在。"]
    if kind is WantedKind.RETURN and said:
        return [f"可用{said}，照旧能用。"]
    return []


def _what(one: Redeemed) -> str:
    return f"{one.goods.name}{one.redemption.quantity}份"
