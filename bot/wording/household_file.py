"""A household's file, as the specialist and the group read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.reply import Button
from bot.wording.photos import look_button
from bot.wording.places import place
from domain.households.file import HouseholdFile
from domain.model.about import About, Subject
from domain.model.change import Change, ChangeKind
from domain.model.people import Household
from domain.model.round import HouseholdScore
from text.periods import short_period
from text.phones import mask

MOST_CHANGES = 15
_MOST_PHOTO_BUTTONS = 3
_MOST_NUMBERED = 8
_DEAD = "（两次发不通，已停发）"


def card(seen: HouseholdFile, before: Sequence[Household]) -> str:
    """The file as a card: who it is, its year, what the file holds, what changed. ``before``: who lived there."""
    home = seen.household
    gone = f"（{home.left.isoformat()} 迁出）" if home.left else ""
    lines = [
        f"📒 {place(home)} 户码 {home.code}{gone}",
        f"入册：{seen.joined.isoformat()}　电话：{shown_phones(seen.phones, seen.set_aside)}",
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


def photo_buttons(seen: HouseholdFile) -> tuple[tuple[Button, ...], ...]:
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
        return shown_phones(text.split())
    return (text.rsplit(maxsplit=1)[-1] if kind is ChangeKind.MOVED else text) or "无"


def shown_phones(phones: Sequence[str], set_aside: Collection[str] = ()) -> str:
    """Masked; those that are set aside after failing twice running say so."""
    return "、".join(f"{mask(phone)}{_DEAD if phone in set_aside else ''}" for phone in phones) or "无"
