"""What officers read of announcements 公告 and models 先进典型."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.places import place
from domain.model.announcement import Announcement
from domain.model.rulebook import Policy
from domain.publicity.good_deeds import GoodDeeds
from domain.publicity.models import ANSWERED_WITHIN
from text.days import month_day
from text.spoken import aloud

STATES = {
    "asked": "等户里短信答复",
    "published": "已公布",
    "declined": "户里不同意",
    "lapsed": "户里一直没答复",
    "withdrawn": "已撤下",
}
_SHORT = 30
_END = "播送完了，谢谢大家。"
_WHERE = "村的网页、短信（村民发“公告”或 8 时）"

GroupName = Literal["本群", "工作群", ""]
"""Which group reads it as well: the one in which this is read, another one, or none, since none is bound."""


def asked_for(replies: int, policy: Policy) -> str:
    """What an announcement costs for each who asks for it by text: so many replies, one segment each."""
    cost = replies * policy.segment_price_fen / 100
    return f"不群发短信；谁发短信来问才回，看完 {replies} 条，约 {cost:.2f} 元。"


def preview(unit: str, words: str, heads: Sequence[str], group: GroupName, cost: str) -> str:
    """How an announcement will read, where, and at what ``cost``; ``heads``: villagers named in it."""
    where = f"{_WHERE}和{group}" if group else f"{_WHERE}（没有绑定工作群，群里看不到）"
    warning = f"\n{names(heads)}" if heads else ""
    return f"📢 {unit}公告（还没发布）：\n{words}\n\n发布后在{where}看得到。{cost}{warning}"


def good_deeds(found: GoodDeeds) -> str:
    """The fortnight's good deeds as an announcement; nobody is named, who earned points was not asked."""
    lines = [f"近两周村里的好事（{month_day(found.first)}到{month_day(found.last)}）："]
    lines += [f"有{deed.households}户{deed.item.wording.replace(', ', '，')}。" for deed in found.deeds]
    return "\n".join([*lines, "谢谢大家，欢迎更多人家一起来！"])


def deeds_proposed(found: GoodDeeds) -> Say:
    """The good deeds of a fortnight that is over, for a specialist to approve."""
    button = Button("看一看再发布", str(ActButton("good-deeds", found.last.toordinal())))
    return Say(f"🌟 {good_deeds(found)}\n\n要作为公告发出，请管理专员点下面的按钮；不点就不发。", ((button,),))


def deeds_preview(unit: str, words: str, group: GroupName, cost: str) -> str:
    """The good deeds before they are approved, and how to change them."""
    change = "想改就复制改好，发 /xuan 改好的话；要表扬哪一户，用 /xuan 典型 先问过本人。"
    return f"{preview(unit, words, (), group, cost)}\n{change}"


def read_aloud(unit: str, one: Announcement) -> str:
    """An announcement for the village loudspeaker, a line for each breath of the speaker."""
    call = f"{unit}的各位村民，请注意听广播。"
    who = [f"先进典型，{one.household.head}户。"] if one.household else []
    return "\n".join([f"📣 广播稿（{kind(one)} {one.number}，一行一口气）：", call, *who, *aloud(one.text), _END])


def names(heads: Sequence[str]) -> str:
    """Villagers are named in an announcement."""
    return f"⚠️ 里面有村民姓名：{'、'.join(heads)}。表扬人请用 /xuan 典型，先问过本人。"


def published(unit: str, one: Announcement) -> str:
    """The announcement itself, as the group reads it."""
    return f"📢 {unit}公告 {one.number}\n{one.text}\n\n撤下发：/xuan 撤 {one.number}"


def asked(model: Announcement) -> str:
    """A household was asked whether it may be named."""
    assert model.household is not None  # noqa: S101 - a model has one
    who = place(model.household)
    return f"🌟 典型 {model.number}：会发短信问{who}，回“同意 {model.number}”才公布。\n事迹：{model.text}"


def consented(model: Announcement, became: str) -> str:
    """What the household answered."""
    assert model.household is not None  # noqa: S101 - a model has one
    who = f"典型 {model.number}：{place(model.household)}"
    match became:
        case "published":
            return f"🌟 {who}同意，已公布。\n事迹：{model.text}"
        case "withdrawn":
            return f"🌟 {who}收回了同意，已从网页撤下；贴出去的请揭下来。"
        case _:
            return f"🌟 {who}不同意，没有公布。"


def lapsed(model: Announcement) -> str:
    """A household has not answered in time."""
    assert model.household is not None  # noqa: S101 - a model has one
    again = f"当面问过以后，可以再发 /xuan 典型 {model.household.group}-{model.household.number} 事迹"
    return (
        f"🌟 典型 {model.number}：{place(model.household)}{ANSWERED_WITHIN.days}天没有答复，不公布，不再等了。{again}"
    )


def taken_down(one: Announcement) -> str:
    """Off the pages."""
    return f"{kind(one)} {one.number} 已撤下；贴出去的请揭下来。"


MOST_LISTED = 30
"""Announcements that are listed; older ones are looked up on the pages."""


def listed(found: Sequence[Announcement]) -> str:
    """The last ones, newest first; one more than are listed says that there are older ones."""
    if not found:
        return "还没有发过公告。发一条：/xuan 内容；表扬一户：/xuan 典型 3-12 事迹"
    older = ["更早的没列出，在村网页上看。"] if len(found) > MOST_LISTED else []
    lines = [_line(one) for one in found[:MOST_LISTED]]
    return "\n".join(["📢 最近的公告和典型：", *lines, *older, "撤下发：/xuan 撤 编号"])


def _line(one: Announcement) -> str:
    words = " ".join(one.text.split())
    short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
    who = f"{place(one.household)} " if one.household else ""
    day = month_day((one.public or one.made).date())
    return f"{one.number}. {kind(one)}（{day}，{STATES[one.state]}）{who}{short}"


def kind(one: Announcement) -> str:
    """Which of the two it is."""
    return "典型" if one.is_model else "公告"
