"""The wording of replies: one message segment wherever it can be, in everyday words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.ledger.lapsing import LeftOver
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.standing import Standing
from sms.listed import Listed
from sms.segments import fit
from sms.wording.spoken import can_spend, household_name, period_name, rank_name, with_words
from text.days import month_day

NO_PICTURES = "图片收不下，只看文字。"
NO_PICTURE_MESSAGE = "彩信看不了，请只写字发短信。"
"""To pictures that came without words that can be read."""
UNKNOWN_NUMBER = "这个号码没有登记。请带户口本到村委会登记手机号，登记后就能发短信查积分。"
OPTED_OUT = "好的，以后不再发通知。查积分照样回1；想再收通知，发“订阅”。"
LET_GO = "知道了，打扰您了。这个号码不再收到通知，也查不了积分，已请村里核对。如果是本人，发“订阅”恢复。"
STILL_LET_GO = "这个号码回过“不是我”，查不了积分，这条没有办。如果是本人，发“订阅”就恢复；换了机主不用管。"
OPTED_IN = "好的，以后每季度给您发积分通知。不想收了回T。"
LAST_OF_THE_HOUR = "这一小时回复满了，再发照办但不回。"
"""Behind the last reply of an hour; what is done later is done without one."""


def too_long(many: int, most: int) -> str:
    """Of a text that was not read to its end nothing is done."""
    return f"短信有{many}字，太长了，没有办。请写在{most}字以内再发。"


NO_MORE = "没有下一页了。查积分回1，看明细回2，看帮助回0。"
OTHERS = "短信只能查自己家的，别人家的查不了。查自己家回1；登记的户主不是您说的这个名字，请找管理专员。"

ONLY_OWN = "短信只能查自己家的。"
"""Before one's own figures, where a word of the question may have been somebody else's name."""

_FORGOTTEN = timedelta(minutes=10)
"""How long after a text a reply is still seen to be to that text."""
_OUT_OF_RANKING = "被一票否决，今年不参加排名和兑换"


def balance(standing: Standing, left_over: LeftOver | None = None) -> str:
    """Points: round, year, spendable, rank, and what is left of last year."""
    account = standing.account
    figures = [f"{household_name(standing.household)}：{_round_figure(standing)}", f"全年{account.earned}分"]
    if account.vetoes:
        owed = [f"欠{standing.debt}分"] if standing.debt else []
        return fit("，".join([*figures, *owed, _OUT_OF_RANKING]) + "。", "有疑问请找村里的管理专员。")
    figures += [rank_name(standing.rank), can_spend(standing.spendable, standing.debt)]
    last = _last_year(left_over) if left_over else ""
    if not account.rounds:
        return fit("，".join(figures) + f"。{last}", "这一轮过完，分才计入全年。")
    return fit("，".join(figures) + f"。{last}", _not_yet_counted(standing), "回2看明细。")


def _last_year(left: LeftOver) -> str:
    return f"去年欠{left.debt}分。" if left.debt else f"去年的{left.points}分可用到{month_day(left.last)}。"


def _round_figure(standing: Standing) -> str:
    name = period_name(standing.current_round.period) if standing.current_round else "本轮"
    return f"{name}不计分" if standing.current_score is None else f"{name}{standing.current_score}分"


def _not_yet_counted(standing: Standing) -> str:
    """The year's points are those of settled rounds only."""
    current = standing.current_round
    is_open = current is not None and current.state == "open" and standing.current_score is not None
    return f"{period_name(current.period)}的还没算进全年。" if current is not None and is_open else ""


def rank(standing: Standing, unit: str, missing: int | None, other_time: str | None = None) -> str:
    """The rank of this year in the village, and how many points are missing to the next better one.

    ``other_time``: when the rank was asked of, if not of this year.
    """
    name = household_name(standing.household)
    if standing.account.vetoes:
        return fit(f"{name}{_OUT_OF_RANKING}。", "有疑问请找村里的管理专员。")
    behind = "" if missing is None else f"，离前一名差{missing}分"
    place = rank_name(standing.rank) if standing.rank is None else f"在{unit}排{rank_name(standing.rank)}{behind}"
    if other_time is None:
        return f"{name}{place}。"
    return with_words("短信里没有“", other_time, f"”的排名，只有今年的。{name}{place}。")


def help_of(numbered: Sequence[str], acts: Sequence[str]) -> str:
    """What can be texted: ``1积分`` and so on, and the words of acts."""
    return f"回{'，'.join(numbered)}。{'，'.join(acts)}。"


def unclear(offers: Sequence[str]) -> str:
    """The closest choices, each with what to send."""
    return f"没看明白您的意思。{'，'.join(offers)}。"


def with_more(offers: Sequence[str]) -> str:
    """How to text the other wishes of a text, of which nothing was done."""
    return f"另外还没办：{'，'.join(offers)}。"


def whether_out(offers: Sequence[str], *, out: bool) -> str:
    """How a number stands that seems to talk about opting out, and what it may send."""
    if out:
        return "您这个号码已退订，村里不再发通知；您发来的短信照样答复。再收通知发“订阅”。"
    return f"您这个号码还没退订。{'，'.join(offers)}。"


def refusal(refused: Refused) -> str:
    """Why no household's figures are told: ``not-your-household``."""
    if refused.data.get("other"):
        return OTHERS
    if number := str(refused.data.get("number") or ""):
        return f"“{number}”不是您家的户码、门牌或手机号，只能查自己家的。查自己家回1，找人回6。"
    if place := str(refused.data.get("place") or ""):
        if "、" in place:
            return "一条短信只办一户的事，请一户一户分开发。"
        if refused.data.get("claimed"):
            return f"{place}不是用您这个手机登记的，这条没有收下。日子请写成几月几日；自己家的门牌不用写。"
        return f"{place}不是用您这个手机登记的，只能查自己家的。查自己家回1；手机换过的，请找村里的管理专员。"
    return "这个户码不是用您这个手机登记的，不能查。请看看门牌上的户码，或问村里的管理专员。"


def which_household(own: Sequence[Household], units: Mapping[str, str], example: str) -> tuple[str, Listed]:
    """The phone's own households, by village if in several; ``units``: names by code.

    ``example``: how a text names one of them, with ``{}`` for its code.
    """
    several = len({household.unit for household in own}) > 1
    villages = [units.get(household.unit, "") if several else "" for household in own]
    head = f"这个手机登记了{len(own)}户，请带上户码，如：{example.format(own[0].code)}。"
    places = [f"{village}{home.group}组{home.number}号{home.code}" for village, home in zip(villages, own, strict=True)]
    return head, Listed(places, "户", "，")


def to_an_older_text(reply: str, sent: datetime, now: datetime) -> str:
    """The reply, with when its text was sent where the person may have forgotten it."""
    sent = sent.astimezone(now.tzinfo)
    if now - sent < _FORGOTTEN:
        return reply
    day = "" if sent.date() == now.date() else month_day(sent.date())
    return f"（回您{day}{sent:%H:%M}的短信）{reply}"


def broken(error_id: str) -> str:
    """A mistake of ours."""
    return f"系统出错了，没有办成。请过一会儿再发；还不行请把编号{error_id}告诉村里的管理专员。"
