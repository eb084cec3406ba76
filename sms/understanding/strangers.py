"""The number has another owner: 不是我, 机主已换, 打错了. Only a text that says nothing else."""

from __future__ import annotations

import re

from sms.understanding.grammar import LONGEST_ORDER
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent, Request

_WAYS = (
    "不是(?:我|他|她|本人|机主|本人了|他了|她了|本村人?|(?:你们?|这|那|这个)村里?的?(?:人|村民|居民|民)?|这家人?|这户人?)的?(?:号码?|手机|电话)?",
    "(?:这个?|此)?(?:号码?|手机号?|电话)*(?:已经?|早就|早)?(?:更?换|易)(?:了)?(?:机主|人|主|户主|主人)(?:在?用)?了?",
    "(?:[本此]|这个?)?(?:手机)?号码?(?:已经?|早就)?(?:转让|过户|卖|送人|给(?:了)?别人)(?:掉|给别人|了)*",
    "(?:原来?的?)?(?:机主|号主|主人|户主)(?:现在|已经?|早就|早)?(?:(?:更?换|变)(?:人|掉)?了?|不[用在](?:这个?|此)?(?:手机)?(?:号码?|电话|了)+)",
    "这(?:已经)?不是(?:他|她)的(?:号码?|手机号?|电话)了?",
    "(?:这个?)?(?:号码?|手机|电话)(?:已经?|早就)?不是(?:我|他|她|本人)的了?",
    "(?:你们?|您)?(?:这个?)?(?:号码?|电话)?(?:打错(?:人|号|号码|电话)?|发错(?:人|号|号码|对象)|找错人)了?",
    "新(?:机主|号主|主人)|(?:这|我)?是新(?:号|号码|机主|办的号)",
    "(?:我)?不认(?:识|得)(?:他|她|你们?|这个?人|这家人?)",
    "(?:原来|以前|之前)的?(?:那个?)?(?:人|主人|机主)(?:已经?|早就)?(?:不用|不在|换掉?)(?:了)?(?:这个?)?(?:手机)?(?:号码?|电话)?",
    "不是(?:原来|以前|之前)的?(?:那个?|这个?)?(?:人家?|家|户|主人|机主)|(?:你们)?(?:要)?找的(?:那个)?人(?:已经?|早就|早)?(?:换号|搬走|搬家|不在)",
    "我?不是(?:你们?|您)?(?:要)?找的(?:那个)?人|查无此人|我?不是[\u4e00-\u9fff]{2,3}(?:这个?号码?)?换(?:号|人)了?|没有?这个人|wrongnumber|notme",
)
_BY_ITSELF = re.compile("|".join(_WAYS))
_PERSON = re.compile(
    "我?不是[\u4e00-\u9fff]{2,3}|(?:不认(?:识|得)|不知道|没听说过)(?:你们?)?(?:这?个?村|什么?[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,4})"
)
_NUMBER = re.compile(
    "换号|(?:这个?)?(?:号码?|手机号?|电话)(?:现在|已经|早就)?(?:是我的|(?:是|归)?我在?用的?)|(?:这个?)?(?:手机号?|号码?|电话|卡)(?:号码?)?(?:是|我|都)*(?:刚刚?|才|新)(?:办|买|换|开|领)(?:来|到)?的?"
)
"""Who it is not, and how the number was come by: only both together, or beside one of the others, say it."""
_CLAUSE = re.compile(r"[,，。.;；、!！]+|(?<![a-z])\s+(?![a-z])")


def read_stranger(plain: str) -> Request | None:
    """That the number is not the household's any more; None for anything else."""
    if len(plain) > LONGEST_ORDER or "?" in plain:
        return None
    told = [said for clause in _CLAUSE.split(everyday(plain)) if (said := core(squeeze(clause)))]
    kinds = {next((kind for kind in (_BY_ITSELF, _PERSON, _NUMBER) if kind.fullmatch(said)), None) for said in told}
    sure = _BY_ITSELF in kinds or {_PERSON, _NUMBER} <= kinds
    return Request(Intent.NOT_OURS) if sure and None not in kinds else None
