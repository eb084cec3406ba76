"""A deed without the word for a claim, with its day or done for others: 献血 昨天, 给五保户挑了水."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sms.understanding.acts import act
from sms.understanding.deeds import Telling, telling
from sms.understanding.emergencies import emergency_number
from sms.understanding.grammar import LONGEST_ORDER, asks, free_words
from sms.understanding.learned import weights
from sms.understanding.phrases import everyday, squeeze, unaddressed
from sms.understanding.request import Intent, Request

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"{_N}月{_N}[日号]?|(?:大?前|昨)[天日晚早]|今[天早](?!晚)(?=.*(?:了|参加|帮|给|做|献))"
    r"|^\W*[0-9]{1,2}[./][0-9]{1,2}(?![0-9.])|(?<![0-9.])[0-9]{1,2}[./][0-9]{1,2}\W*$"
    "|上个?(?:周|星期|礼拜)[一二三四五六日天末]"
)
_DONE = re.compile(r"[了过](?![吗么没不])|[完好]$")
_FOR_OTHERS = (
    "(?:救(?:了|起|上)|献[过了]?血|扶.{0,2}老|失主|[给帮替为](?:邻居|隔壁|对门|别人|人家|老人|孤寡|五保|残疾|学校"
    "|环卫|村里|村上|村民|组里|大家|.{0,4}(?:阿婆|阿公|大爷|大妈|奶奶|爷爷|阿姨|叔|伯|家)))"
)
_FOR_THE_VILLAGE = "(?:村(?:里|口|道)的?(?:[路桥灯河沟]|垃圾)|交给?(?:了)?村)"
_HARM = "[骂咬撞吵罚]|打了(?:$|\\W)|占了|丢人|冤|烦死|开除|挡|[吐咳便]血|没(?:了?气|呼吸|脉)|(?:烧|烫)伤|头晕|不行了"
_AMISS = "[坏断塌漏臭倒]|修一?下|没|一半"


@dataclass(frozen=True, slots=True)
class _Sign:
    """What tells of a deed, and what ``but`` says beside it that something befell somebody, or is still to be done."""

    tells: re.Pattern[str]
    but: re.Pattern[str]


_SIGNS = (
    _Sign(re.compile(_FOR_OTHERS), re.compile(_HARM)),
    _Sign(re.compile(_FOR_THE_VILLAGE), re.compile(f"{_HARM}|{_AMISS}")),
)
_OF_ANOTHER_MATTER = re.compile(
    "申报|举报|投诉|异议|差点|兑|换|扣|公告|通知|规则|医院|住院|麻烦|丢脸|打[了过]?电话"
    "|快[来叫]|来人|救护|医生|1[12][09]|交[了过]?.{0,3}[钱费]|被(?!评)"
)
_SAID_SO = re.compile(
    r"^\W*(?:我们?家?)?(?:要|想|来)?(?:再?报(?:一[下个]|个)?(?:好事)?|(?:帮|给)?我?(?:登记|记)一?下)[\s,，。:：]*"
    r"|[\s,，。]*(?:请|麻烦)?(?:帮|给)?我?(?:登记|报|记)(?:一?下|上)吧?\W*$"
)
"""Around the deed."""


def deed_told(plain: str) -> Request | None:
    """Not clear, with its ``content`` and ``problem`` deed, where a normalised text tells of what may be claimed."""
    said = everyday(plain)
    if len(plain) > LONGEST_ORDER or _OF_ANOTHER_MATTER.search(said) or asks(plain):
        return None
    dated = _DAY.search(said) is not None
    if not (((dated or _DONE.search(said)) and _tells(said)) or (dated and not _seeks_help(said))):
        return None
    content = free_words(_SAID_SO.sub("", said))
    claim = act(f"申报 {content}") if telling(content) is Telling.DEED else None
    if claim is None or claim.intent is not Intent.CLAIM:
        return None
    choices = [str(Intent.CLAIM), str(Intent.CALLBACK)]
    return Request(Intent.UNCLEAR, {"choices": choices, "problem": "deed", "content": content})


def _tells(said: str) -> bool:
    told = any(sign.tells.search(said) and not sign.but.search(said) for sign in _SIGNS)
    return told and emergency_number(said) is None


def _seeks_help(said: str) -> bool:
    """Whether its words most speak for somebody to come."""
    return weights().ranked(unaddressed(squeeze(said)))[0][1].intent is Intent.CALLBACK
