"""Previews and results of the quarterly notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.wording.places import place
from domain.model.calendar import Period
from domain.model.notice import OVER, NoticeStatus, SetAside
from domain.model.people import Household
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.notices.planning import Mailing
from text.periods import period_name, short_period
from text.phones import mask

_SAMPLES = 2
_CELLS = 10
_TICK = "去过的发：/tong 到 3-12"
_NEXT_DOORS = 10
"""How many of the households that are left stand under a tick: who walks from door to door has a small screen."""
_UNREACHED = {
    "no-phone": "没有手机号",
    "opted-out": "已退订",
    "set-aside": "号码两次发不通，已停发",
    "failed": "发送失败",
    "unconfirmed": "一直没有送达回执",
}


_STATES = {
    **_UNREACHED,
    "queued": "待发",
    "sending": "正在发",
    "unknown": "正在核对发出没有",
    "sent": "已发，没有回执",
    "delivered": "已送达",
    "visited": "上门告知了",
    "left": "已迁出",
}


def state(one: NoticeStatus) -> str:
    """What became of one household's text, in a word."""
    return _STATES.get(one.state, one.state)


def preview(mailing: Mailing, policy: Policy) -> str:
    """Count, segments, cost and samples, before anything is queued."""
    reachable = mailing.reachable
    cost = mailing.segments * policy.segment_price_fen / 100
    lines = [
        f"📨 {period_name(mailing.quarter.key)}通知",
        f"要发 {len(reachable)} 户，共 {mailing.segments} 条短信，约 {cost:.2f} 元",
    ]
    if mailing.uncounted:
        counted, missing = _names(mailing.counted), _names(mailing.uncounted)
        lines.append(f"⚠️ 只算了{counted}，{missing}还没有结算；每户每季度只发一次，最好结算完再发。")
    lines += [f"例：{notice.text}" for notice in reachable[:_SAMPLES]]
    if mailing.unreached:
        lines.append(f"另有 {len(mailing.unreached)} 户发不到，要上门告知：")
        lines += [
            f"· {place(notice.target.standing.household)}（{_UNREACHED[notice.target.unreached or 'no-phone']}）"
            for notice in mailing.unreached
        ]
    return "\n".join(lines)


def _names(rounds: Sequence[Round]) -> str:
    return "、".join(short_period(one.period.key) for one in rounds)


def waits(quarter: Period, unsettled: Sequence[Round]) -> str:
    """To the group: the day of the notices has come, and they wait for rounds that are not settled."""
    return (
        f"⏰ {period_name(quarter.key)}的短信通知在等{_names(unsettled)}结算（/jie），结算完自动发；急着发请用 /tong。"
    )


def queued(mailing: Mailing) -> str:
    """The notices are in the queue."""
    return (
        f"✅ {period_name(mailing.quarter.key)}通知已排队 {len(mailing.reachable)} 户，"
        f"夜里不发。再发 /tong {mailing.quarter.key} 可看发送结果。"
    )


def status(quarter: Period, statuses: Sequence[NoticeStatus]) -> str:
    """How many of a quarter's notices went out, and who has to be told in person."""
    return status_of(f"{period_name(quarter.key)}通知", statuses)


def status_of(what: str, statuses: Sequence[NoticeStatus]) -> str:
    """How many texts of some kind went out and arrived, and who has to be told in person."""
    if not statuses:
        return f"📨 {what}：没有要发的户。"
    counts = Counter(status.state for status in statuses)
    waiting = sum(status.under_way for status in statuses)
    lines = [f"📨 {what}：已发 {counts['sent'] + counts['delivered']} 户，待发 {waiting} 户"]
    if counts["sent"]:
        lines.append(f"其中 {counts['sent']} 户还没有送达回执。")
    if counts["visited"]:
        lines.append(f"上门告知了 {counts['visited']} 户。")
    if counts["left"]:
        lines.append(f"已迁出 {counts['left']} 户，不用发。")
    if missed := [status for status in statuses if status.missed]:
        lines += [f"发不到 {len(missed)} 户，请上门告知：", *_places(missed), _TICK]
    elif arrived(statuses):
        lines.append("全部通知到了。")
    lines.append(bar(statuses))
    return "\n".join(lines)


def bar(statuses: Sequence[NoticeStatus]) -> str:
    """🟩🟩🟩⬜🟥 知道了 60%: a picture of how many know, may still hear of it, and have to be told in person."""
    counted = [one for one in statuses if one.state != "left"]
    if not counted:
        return ""
    informed, missed = sum(one.informed for one in counted), sum(one.missed for one in counted)
    green, red = informed * _CELLS // len(counted), -(-missed * _CELLS // len(counted))
    red = min(red, _CELLS - green)
    cells = "🟩" * green + "⬜" * (_CELLS - green - red) + "🟥" * red
    return f"{cells} 知道了 {informed}／{len(counted)} 户"


def ticked_off(told: Sequence[Household], left: Sequence[NoticeStatus]) -> str:
    """Who was told in person, and who is next on the way: of many, those behind the last door."""
    done = f"✅ 已上门告知：{'、'.join(place(one) for one in told)}。"
    if not left:
        return f"{done}\n都告知到了。"
    if len(left) <= _NEXT_DOORS:
        return "\n".join([f"{done}\n还有 {len(left)} 户：", *_places(left)])
    here = max((one.group, one.number) for one in told)
    behind = [one for one in left if (one.household.group, one.household.number) > here]
    doors = [*behind, *(one for one in left if one not in behind)][:_NEXT_DOORS]
    return "\n".join([f"{done}\n还有 {len(left)} 户，接下来：", *_places(doors), "看全部发 /tong"])


def arrived(statuses: Sequence[NoticeStatus]) -> bool:
    """Whether every household knows: the platform said that its text arrived, or somebody came."""
    return all(status.state in OVER for status in statuses)


def all_arrived(what: str) -> str:
    """The last receipts have come."""
    return f"📨 {what}：全部通知到了。"


def missed_later(what: str, missed: Sequence[NoticeStatus]) -> str:
    """Texts that turned out not to arrive after the group was told how it went."""
    return "\n".join([f"📨 {what}：又有 {len(missed)} 户没送到，请上门告知：", *_places(missed)])


def _places(missed: Sequence[NoticeStatus]) -> list[str]:
    return [f"· {place(status.household)}（{_UNREACHED[status.state]}）" for status in missed]


def set_aside(found: Sequence[SetAside]) -> str:
    """To the group: no texts go to these numbers any more."""
    return "\n".join(
        [
            "📵 这些号码连着两次发不通，以后不再往上发短信：",
            *(f"· {place(one.household)} {mask(one.phone)}" for one in found),
            "请问清号码，改或重填都发：/hu 电话 3-12 手机号；那个手机发来短信，也会恢复。",
        ]
    )


NOBODY_AGAIN = "没有能再发的户：没有手机号、退订和停发的要上门说，还在发的请等结果。"


def queued_again(count: int) -> str:
    """Those that were not reached are texted once more."""
    return f"✅ 已给没发到的 {count} 户再排一次队，夜里不发。"
