"""Somebody of the village is to call or come: the officers' group hears of it, and the reply names its telephone."""

from __future__ import annotations

from collections.abc import Sequence

from domain.cases.callbacks import Asked, ask
from domain.model.people import Household
from sms.calling import tell_group
from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.memory import Asks, Memory
from sms.replying import Reply
from sms.understanding.emergencies import emergency_number
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent
from sms.wording import callbacks as wording
from text.normalise import normalise, typeset

_WORDS = """
    6 六 找人 找个人 找村里 找村里人 找专员 找管理专员 找管理员 找干部 找村干部 找工作人员 找负责人 联系人 联系专员
    联系干部 联系村里 人工 人工服务 转人工 接人工 人工客服 真人 电话 打电话 打个电话 打电话给我 打个电话给我
    打电话给我们 打我电话 打我手机 来电话 来个电话 回电 回电话 回个电话 回电话给我 回我电话 通电话 要电话 电话联系
    联系我 叫人 叫人来 派人来 上门 上门来 上门服务 不识字 不认字 不认识字 不会写字 不会打字 文盲 有事找人
    zhaoren zr dadianhua dianhua huidian rengong call callme person human
"""


def _wanted(standings: Sequence[Household], code: object) -> list[Household]:
    """The household that is named, else one in each village of the phone: whoever calls it reaches them all."""
    named = [one for one in standings if code == one.code]
    return named or list({one.unit: one for one in reversed(standings)}.values())


async def _call(inquiry: Inquiry, _nothing: None) -> Reply:
    """Note it for the household, and tell the unit's group what it has not heard yet."""
    words = core(squeeze(everyday(normalise(inquiry.said))))
    said = "" if words in _WORDS.split() else typeset(inquiry.said.strip())
    households = [standing.household for standing in inquiry.standings]
    wanted = _wanted(households, inquiry.request.args.get("household"))
    asked = [await _asked(inquiry, household, said) for household in wanted]
    telephone = inquiry.town.current(wanted[0].unit).book.policy.telephone
    urgent = emergency_number(normalise(inquiry.said))
    text = wording.asked(telephone, new=any(one.new for one in asked), urgent=urgent)
    return Reply(text, asks=Memory(Asks.CALLED))


async def _asked(inquiry: Inquiry, household: Household, said: str) -> Asked:
    asked = await ask(inquiry.work(household), household, inquiry.phone, said)
    await tell_group(inquiry, asked)
    return asked


INTENT = TextIntent(
    name=Intent.CALLBACK,
    digit="6",
    help="找人",
    offer="找人回6",
    sounds="zhaoren rengongfuwu",
    beside=Intent.HELP,
    concepts="phone find officer come trouble illiterate",
    arguments=nothing,
    answer=_call,
    words=_WORDS.replace("6 ", "", 1),
)
