"""A villager's own request for points: 申报 献血 8月12日, or 昨天献血了，申报."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, asks, free_words, reports
from sms.understanding.phrases import FILLER
from sms.understanding.request import Intent, Request

_LEADING = re.compile(rf"{AROUND}(?:申报|上报|申请(?=加分|积分)|shen ?bao)(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?P<content>.{{2,80}}?)(?:{BREAK}|要|想|来|我|请|特此|帮)*(?:申报|申请加分|申请积分)(?:加分|积分)?{AROUND}",
    re.DOTALL,
)
_OPENING = re.compile(rf"(?:{BREAK}|一下|加分|积分|内容)*是?{BREAK}*")
_DISCUSSED = re.compile(
    r"了|过|的|不|没(?!有)|没有(?:通过|成功|批|过)|能|可以|取消|撤|成功|失败|通过|审核|处理|错|.*(?:错了|撤[回销]|不要了|不报了)\W*$"
    r"|\W*(?:流程|方法|方式|条件|规则|标准|进度|结果|情况|状态|记录|材料)\W*$"
)
"""After the keyword: the text is about claims, and is none."""
_SILENT = " ,.:;!，。、：；！-—#~…"
_COPIED = re.compile(r"\W*(?:一下|加分|积分|内容|做的事)\W*")
_OTHER_ACT = re.compile(r"\W*(?:异议|申诉|申报|退订|兑换?\W*\d|取消|撤[回销])")
_ANOTHER_ACT = re.compile(r"(?:异[议义]|申诉|撤[回销]|兑换?)\s*#?\d|退[订定]|拒收")
"""Within the content: two acts in one text, of which none is done."""
_DENIES = re.compile("不|没|别|取消|撤|能|可以|无需|如果|要是|假如|听说")


_OFFICES = (
    "社保|医保|低保|车险|保险|个税|税务|个人所得税|纳税|报税|退税|增值税|税|户口|残疾证?|补贴|补助|救助|贷款|养老金|养老保险|公积金|宅基地|建房|危房|生育|出生"
    "|护照|身份证|工伤|失业|退休|专利|营业执照|海关|财产|收入|年报|工商|企业|公司|职称|课题|奖学金|助学金|疫苗|健康码|行程|出入境|婚姻|农机|种粮|农资|土地|房产|暂住证|居住证"
)
_ELSEWHERE = re.compile(
    rf"\W*(?:{FILLER}|我家|的|在|网上|今年|办理?|去)*(?:{_OFFICES})(?:{_OFFICES}|的|材料|手续|费|金|证|卡|表|资料|信息|登记)*\W*"
)
"""What is claimed at other offices."""
_NO_DEED = re.compile(
    rf"(?:\W|{FILLER}|真|好|太|很|挺|又|有点|这么|一直|[0-9]|-|积分|加分|做的事|做了什么|哪一?天|几月几日|内容|编号|原因|理由|试试|测试|看看|算了|作罢"
    "|截止|日期|时间|期限|地点|地址|电话|窗口|名额|系统|平台|网站|网址|表格?|书|单子|说明|要求|对象|范围|资格|通知|公告|入口|须知"
    "|麻烦|烦|难|复杂|累|慢|贵|没用|没意思|没劲|有用|没事|不会|怎么|老是|每次|总是|都|要|号|查分|查询|明细|排名|物品|兑换|规则|公告|网页|帮助|异议|和|跟)*"
)
"""Moods, numbers and the words of the help: nothing was done."""


def _is_deed(content: str) -> bool:
    return not (_ANOTHER_ACT.search(content) or _NO_DEED.fullmatch(content) or _ELSEWHERE.fullmatch(content))


def read_claim(plain: str) -> Request | None:
    """A claim, its content empty when none is said; None when the text asks about claims or refuses one."""
    leading = _LEADING.match(plain)
    if leading:
        rest = leading["rest"]
        if asks(rest) or reports(rest) or _DISCUSSED.match(rest) or _OTHER_ACT.match(rest):
            return None
        content = _OPENING.sub("", rest, count=1)
        only_asks = not rest.strip(_SILENT) or bool(_COPIED.fullmatch(rest))
        return Request(Intent.CLAIM, {"content": free_words(content)}) if only_asks or _is_deed(content) else None
    closing = _CLOSING.fullmatch(plain)
    if closing and not asks(plain) and not _DENIES.search(plain) and _is_deed(closing["content"]):
        return Request(Intent.CLAIM, {"content": free_words(closing["content"])})
    return None
