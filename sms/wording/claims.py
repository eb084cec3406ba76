"""The wording of claims 申报: what a villager hears when claiming, and the answer later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.entries.award import Recorded
from domain.model.calendar import parse_round
from domain.model.claim import Claim
from domain.model.errors import Refused
from domain.model.rulebook import Item
from sms.segments import count, fit
from sms.wording.spoken import day_name, household_name, period_name, short_name, with_words
from text.days import month_day

WHAT = "请写上做了什么、哪一天，如：申报 献血 8月12日。写好再发一次。"


def whether_deed(content: str, looked_up: date | None = None) -> str:
    """It may be no deed, or only a day to be ``looked_up``: nothing was opened."""
    if looked_up:
        return with_words("“", content, f"”是您家做的事吗？是就回1。要看这天的明细，请发“{month_day(looked_up)}明细”。")
    return with_words("“", content, "”是您家做的事吗？是就回1；不是，请写做了什么、哪一天。要人帮忙回6。")


def which_day(said: str) -> str:
    """The day cannot be, or is none: nothing was opened."""
    return f"日子“{said}”看不懂，这条没有收下。请写几月几日再发，如：申报 献血 8月12日。"


def which_of_days(one: date, other: date, today: date) -> str:
    """Several days are named: nothing was opened."""
    first, second = day_name(one, today), day_name(other, today)
    return f"写了{first}和{second}，是哪一天的事？这条没有收下，请只写一天再发，如：{second}。"


def day_again(content: str) -> str:
    """The day was asked for, and none is named: nothing was opened."""
    return with_words("“", content, "”是哪一天的事？请写几月几日，如：8月8日。两天的事请分两条发。")


def one_by_one(deeds: Sequence[str]) -> str:
    """Several deeds are named: nothing was opened."""
    behind = "”是几件事，一条只报一件，这条没有收下。先回其中一件，收下后再申报别的。"
    return with_words("“", "、".join(deeds), behind)


def filed(claim: Claim, today: date, item: Item | None) -> str:
    """The claim's number and words, the day and the item as they were understood, and by when it is answered.

    Words that make it longer than a segment come last, on the next pages.
    """
    head, words = f"收到{household_name(claim.household)}申报{claim.number}号", claim.content.strip("。")
    understood = day_name(claim.day, today) + (f"、{short_name(item)}" if item else "的事")
    answer = f"按{understood}办，{day_name(claim.due, today)}前短信答复您。"
    short = f"{head}：{words}。{answer}"
    return short if count(short) == 1 else f"{head}，{answer}您报的是：{words}。"


def known(claim: Claim, today: date) -> str:
    """The same was claimed before and waits for its answer."""
    return f"这件事您报过了，是申报{claim.number}号，{day_name(claim.due, today)}前短信答复您。"


def refusal(refused: Refused) -> str:
    """Why a claim was not taken: ``too-many-claims``, ``household-left`` or ``future-day``."""
    if refused.code == "household-left":
        return "这一户已经迁出，这条没有收下。有疑问请问村里的管理专员。"
    if refused.code == "too-many-claims":
        return f"您家还有{refused.data['waiting']}件申报在等答复，这条没有收下。请等有了答复再报。"
    return "您写的日子还没到，这条没有收下。做完了再申报。"


def approved(claim: Claim, recorded: Recorded, signature: str) -> str:
    """【张堰积分】您家的申报1号通过：献血加2分，9月共112分。献血 8月12日."""
    why = "本项已满" if recorded.is_full else "抵掉先前扣的分"
    capped = "" if recorded.counted == recorded.asked else f"（{why}，计{recorded.counted}分）"
    month = period_name(parse_round(recorded.round_key))
    points = f"{short_name(recorded.item)}加{recorded.asked}分{capped}，{month}共{recorded.round_score}分"
    head = f"【{signature}】您家的申报{claim.number}号通过了："
    return with_words(f"{head}{points}。您报的是：", claim.content, "。")


def rejected(claim: Claim, signature: str) -> str:
    """【张堰积分】您家的申报1号没有通过，原因：没有这回事。有疑问请找村里的管理专员。"""
    reason = claim.answer.strip("。")
    return fit(f"【{signature}】您家的申报{claim.number}号没有通过，原因：{reason}。", "有疑问请找村里的管理专员。")
