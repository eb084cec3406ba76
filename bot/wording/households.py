"""A household's file, and what changes about households, as the specialist and the group read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.photos import look_button
from bot.wording.places import place, signed
from domain.households.file import HouseholdFile
from domain.households.registrar import ChangeOutcome, Stopped
from domain.households.transferring import Transferred
from domain.households.wanted import WantedKind
from domain.mall.redemption import Redeemed
from domain.model.about import About, Subject
from domain.model.change import Change, ChangeKind
from domain.model.entry import Entry
from domain.model.people import Household, Officer
from domain.model.round import HouseholdScore
from text.days import month_day
from text.periods import short_period
from text.phones import mask

MOST_CHANGES = 15
_MOST_PHOTO_BUTTONS = 3
_MOST_NUMBERED = 8
_DEAD = "（两次发不通，已停发）"
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
        WantedKind.PHONES: f"{place(home)} 电话改为 {_phones(outcome.phones)}",
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
        return f"{place(home)} 电话 {_phones(outcome.phones)} 改为 {_phones(wanted.phones)}"
    if wanted.kind is WantedKind.SPLIT and wanted.place is not None:
        return f"从 {place(home)} 分出 {wanted.place.group}组{wanted.place.number}号 {wanted.head}"
    if wanted.kind is WantedKind.MERGE and outcome.other is not None:
        return f"{place(outcome.other)} 并入 {place(home)}"
    return place(home)


def _effects(outcome: ChangeOutcome) -> list[str]:
    """What becomes of rounds, points, goods and phones."""
    lines = [*_rounds(outcome), *_stopped(outcome.stopped), *_points(outcome), *_released(outcome)]
    if outcome.wanted.kind in {WantedKind.ADD, WantedKind.SPLIT} and outcome.phones and not outcome.proposal:
        lines.append(f"电话：{_phones(outcome.phones)}")
    if outcome.wanted.kind is WantedKind.MERGE and outcome.phones and not outcome.proposal:
        lines.append(f"它的电话（{_phones(outcome.phones)}）没有并过去，要用请发 /hu 电话 … 加 手机号")
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


def _phones(phones: Sequence[str], set_aside: Collection[str] = ()) -> str:
    return "、".join(f"{mask(phone)}{_DEAD if phone in set_aside else ''}" for phone in phones) or "无"


def file(seen: HouseholdFile, before: Sequence[Household]) -> str:
    """The file as a card: who it is, its year, what the file holds, what changed. ``before``: who lived there."""
    home = seen.household
    gone = f"（{home.left.isoformat()} 迁出）" if home.left else ""
    lines = [
        f"📒 {place(home)} 户码 {home.code}{gone}",
        f"入册：{seen.joined.isoformat()}　电话：{_phones(seen.phones, seen.set_aside)}",
    ]
    lines += [f"亲属：{'、'.join(place(one) for one in seen.kin)}"] if seen.kin else []
    lines += [f"长期免考：{seen.excused}"] if seen.excused else []
    lines += [_year(seen), *_scores(seen.rounds), _holds(seen)]
    lines += [f"有照片的：{_numbers(seen.photographed)}，看照片发 /zhao 编号"] if seen.photographed else []
    # Whoever comes has a head: that is no change.
    history = [change for change in seen.history if change.kind is not ChangeKind.HEAD or change.was]
    if history:
        shown = history[-MOST_CHANGES:]
        lines.append("变动：" if len(shown) == len(history) else f"变动（共{len(history)}条，最近的）：")
        lines += [history_line(change, home.unit) for change in shown]
    lines += [f"以前住这里：{place(one)}（户码 {one.code}）" for one in before]
    return "\n".join([*lines, f"历年的整份档案：/yin 户档案 {home.code}"])


def file_buttons(seen: HouseholdFile) -> tuple[tuple[Button, ...], ...]:
    """The photos of its last entries that have any."""
    last = seen.photographed[:_MOST_PHOTO_BUTTONS]
    return tuple((look_button(About(Subject.ENTRY, number), f"看 #{number} 的照片"),) for number in last)


def _numbers(entries: Sequence[int]) -> str:
    named = "、".join(f"#{number}" for number in entries[:_MOST_NUMBERED])
    return named + (f" 等{len(entries)}条" if len(entries) > _MOST_NUMBERED else "")


def _year(seen: HouseholdFile) -> str:
    account, rank = seen.standing.account, seen.standing.rank
    placed = "一票否决" if account.vetoes else "不排名" if rank is None else f"第{rank}名"
    left = f"留{max(0, account.balance)}分" if seen.household.left else f"可用{seen.standing.spendable}分"
    debt = f"，欠{-account.balance}分" if account.balance < 0 else ""
    return f"{account.year}年：{account.earned}分（{account.rounds}轮），{placed}，{left}{debt}"


def _scores(rounds: Sequence[HouseholdScore]) -> list[str]:
    said = "、".join(
        f"{short_period(one.round.period.key)}{'不计分' if one.score is None else f'{one.score}分'}" for one in rounds
    )
    return [f"各轮：{said}"] if said else []


def _holds(seen: HouseholdFile) -> str:
    tally = seen.tally
    parts = [
        f"记分{tally.entries}条",
        f"申报{tally.claims}件{_open(tally.claims_open)}",
        f"异议{tally.objections}件{_open(tally.objections_open)}",
        f"兑换{tally.redemptions}次（领走{tally.collected}，等领{len(seen.waiting)}）",
    ]
    honours = "、".join(f"{year}年" for year in tally.honours)
    return "档案：" + "，".join(parts) + (f"，评优{honours}" if honours else "")


def _open(many: int) -> str:
    return f"（{many}件没答复）" if many else ""


_CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.CAME: "登记",
    ChangeKind.HEAD: "户主",
    ChangeKind.PHONES: "电话",
    ChangeKind.MOVED: "搬",
    ChangeKind.LEFT: "迁出",
    ChangeKind.RETURNED: "迁回",
}


def history_line(change: Change, unit: str) -> str:
    """A row of the history of a household of that unit; ``other`` of another unit is itself, there."""
    what, other = _CHANGES[change.kind], change.other
    elsewhere = other is not None and other.unit != unit
    match change.kind:
        case ChangeKind.CAME if other is not None:
            what = f"从别的村搬来（原户码 {other.code}）" if elsewhere else f"从{place(other)}分出"
        case ChangeKind.LEFT if other is not None:
            what = f"搬到别的村（新户码 {other.code}）" if elsewhere else f"并入{place(other)}"
        case ChangeKind.HEAD | ChangeKind.PHONES | ChangeKind.MOVED:
            what += f" {_value(change.kind, change.was)} → {_value(change.kind, change.became)}"
    by = change.officer or "名册或维护人员"
    confirmed = f"，{change.confirmer}确认" if change.confirmer else ""
    why = f" {change.reason}" if change.reason else ""
    return f"{change.day.isoformat()} {what}{why}（{by}办{confirmed}）"


def _value(kind: ChangeKind, text: str) -> str:
    if kind is ChangeKind.PHONES:
        return _phones(text.split())
    return (text.rsplit(maxsplit=1)[-1] if kind is ChangeKind.MOVED else text) or "无"
