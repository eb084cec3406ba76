"""Whether the words of a claim tell of something done: beyond doubt, perhaps, not yet, or not at all."""

from __future__ import annotations

import re
from enum import Enum, auto

from sms.understanding.merits import names_merit
from sms.understanding.phrases import FILLER, everyday
from sms.understanding.second_thoughts import has_second_thoughts
from sms.understanding.slips import is_mistyped

_ANOTHER_ACT = re.compile(r"(?:异[议义]|申诉|撤[回销]|兑换?)\s*#?\d|退[订定]|拒收")
"""Within the content: two acts in one text, of which none is done."""
_OFFICES = (
    "社保|医保|低保|车险|保险|个税|税务|个人所得税|纳税|报税|退税|增值税|税|户口|残疾证?|补贴|补助|救助|贷款|养老金"
    "|养老保险|公积金|宅基地|建房|危房|生育|出生|大病|医药费|报销"
    "|护照|身份证|工伤|失业|退休|专利|营业执照|海关|财产|收入|年报|工商|企业|公司|职称|课题|奖学金|助学金|疫苗"
    "|健康码|行程|出入境|婚姻|农机|种粮|农资|土地|房产|暂住证|居住证"
)
_ELSEWHERE = re.compile(
    rf"\W*(?:{FILLER}|我家|的|在|网上|今年|办理?|去)*(?:{_OFFICES})(?:{_OFFICES}|的|材料|手续|费|金|证|卡|表|资料"
    rf"|信息|登记)*\W*"
)
"""What is claimed at other offices."""
_NO_DEED = re.compile(
    rf"(?:\W|{FILLER}|真|好|太|很|挺|又|有点|这么|一直|[0-9]|-|积分|加分|做的事|一[个件]|个|事情|做了什么|哪一?天|几月几日|内容|编号"
    rf"|原因|理由|试试|测试|看看|算了|作罢"
    "|截止|日期|时间|期限|地点|地址|电话|窗口|名额|系统|平台|网站|网址|表格?|书|单子|说明|要求|对象|范围|资格|通知"
    "|公告|入口|须知"
    "|不晓得|不知道|不清楚|说不清|随便|忘记?了|麻烦|烦|难|复杂|累|慢|贵|没用|没意思|没劲|有用|没事|不会|怎么|老是|每次|总是|都|要|号|查分|查询|明细|排名"
    "|物品|兑换|规则|公告|网页|帮助|异议|和|跟|找人|叫人|让人)*"
)
"""Moods, numbers and the words of the help: nothing was done."""
_NOTHING = re.compile(
    r"\W*(?:我们?家?|这个月|本月|暂时|目前|今年|\W)*(?:无|没有?|啥都?没|什么都没)(?:什么|啥|东西|内容|事情?|有|做"
    r"|干|过|的)*"
    r"(?:要|可|好|可以|能)*(?:申?报)?的?\W*"
)
_SOON = (
    "明[天早晚年]|后天|大后天|改天|下(?:个?(?:周|星期|礼拜)[一二三四五六日天末]?|个?月)"
    "|过(?:[两几些]天|一?阵子|会儿?)|以后|将来"
)
_INTENDED = re.compile(
    rf"^\W*(?:我们?家?|儿子|女儿|老公|老婆|\W)*(?:{_SOON}|\W)*(?:打算|准备|计划|想要?|还想|正要|要)(?!起)(?:{_SOON}"
    rf"|\W)*(?:去|来|做|参加|献|当|报名)"
    rf"|(?:打算|准备|计划)(?:去|来|做|参加|献|当|报名)?[^,，。]{{0,6}}\W*$"
    rf"|(?:{_SOON})(?:再|会|要|准备|打算|想|就|我|一起|上午|下午|早上|晚上)*(?:去|来|做|参加|献|扫|巡|当|报名|帮|捐"
    rf"|种|捡|修|送|打扫|清)"
)
_BANQUET = re.compile("酒|宴|婚|丧|喜事|[嫁娶]|满月|寿|葬|白事|红事")
"""What the village wants to know of beforehand."""
_FALSE = re.compile(
    r"(?:本来|原来|原本|差点|差一点)[^,，。]{0,4}(?:要|想|打算|去|参加|献)|是假|作秀|摆拍|做样子|装样子|骗(?:你|人)|没(?:有)?(?:想|考虑)好|没定|[年月周期]再(?:说|讲|看)|开玩笑|(?:作废|作罢|删[除掉]|删了|取消|撤[回销掉了])[了掉吧]*\W*$|[搞弄写发报记]错了?(?:没"
    r"|不)|没(?:有)?(?:空|时间|机会|[去来做献干扫弄搞办参]加?成|(?:去|做|献|参加|干|来)了?\W*$)"
    r"|(?:上面|以前|之前|前面|上次|刚才|那个?)[^,，。]{0,8}(?:不算|批了|通过了|不是|不对|取消)"
    r"|^\W*(?:听说|据说|如果|假如|要是|万一|可能)|的话.{0,3}(?:下次|以后|就|再|我)|批了吧"
    r"|已经?(?:给我)?(?:加|批|记)(?:上|过|好|到)*(?:了|分)|(?:报|发|写)重(?:复|了)|^[^,，。]{0,12}重复了"
)
"""It was not done after all, or is in the books already."""

_WHEN = r"(?:\W|[0-9]|[今昨前]天|上个?(?:周|星期|礼拜)[一二三四五六日天末]?|月|[日号]|早上|上午|下午|晚上)*"
_BY_OTHERS = re.compile(
    rf"^{_WHEN}(?:别人|人家|有人|他们?|她们?|隔壁|邻居|对门|楼[上下]"
    rf"|[老小][王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许沈姚陆金])"
    "(?!.*(?:我|帮|给|替|和|跟|劝|调|扶|送|陪))"
)
_ASKED_FOR = re.compile(
    "帮我(?![妈爸爷奶公婆们]|老)|给我(?![妈爸爷奶公婆们加算记报登申打]|老)|(?:请|叫|让|派|催|希望|要求|求)(?:你们"
    "|村[里委]|人|谁|干部|书记|领导|政府)"
    r"|^\W*(?:修|装|换)(?:一?下)?(?:水管|水龙头|电灯|电线|灯泡|马桶|屋顶|空调|门锁|门窗|电视)\W*$|没有?人(?!.*我)|(?:需要|要|该|得)(?:人|修|扫|清|装|补|通|换)|没有?(?:来|去|及时)*(?:打?扫|清理?|参加|献血?"
    r"|捡|修|做|干|管)\W*$|不[干做去扫来弄捡]了?\W*$|(?:坏|丢|断|漏|堵|塌|倒|没)了?\W*$"
)
"""Somebody is to do it, or it was not done well."""
_ABOUT = re.compile(
    r"(?:地点|时间|通知|地址|电话|名额|流程|条件|要求|名单|公告|须知|几点|表格?|安排|材料)\W*$|[做扫去来干参加献捡]不了"
    "|不(?:干净|好|行|到位|及时|管|够)|偷懒|敷衍|磨洋工|态度"
)
"""What is said of such deeds in general."""


class Telling(Enum):
    """What the words of a claim tell."""

    DEED = auto()
    UNSURE = auto()
    """It may have been done: the writer is asked."""
    NOT_YET = auto()
    NOTHING = auto()
    """A mood, another office's matter, a second act, or a second thought."""


def telling(content: str) -> Telling:
    """A deed only where one is known and nothing speaks against it."""
    said = everyday(content)
    if is_intended(content):
        return Telling.NOT_YET
    if (
        _ANOTHER_ACT.search(content)
        or any(pattern.fullmatch(content) for pattern in (_NO_DEED, _ELSEWHERE, _NOTHING))
        or _FALSE.search(said)
        or has_second_thoughts(content)
        or is_mistyped(content)
    ):
        return Telling.NOTHING
    doubted = _BY_OTHERS.search(said) or _ASKED_FOR.search(said) or _ABOUT.search(said) or not names_merit(said)
    return Telling.UNSURE if doubted else Telling.DEED


def is_intended(content: str) -> bool:
    """Whether something is only going to be done; a banquet is to be reported before it."""
    said = everyday(content)
    return bool(_INTENDED.search(said)) and not _BANQUET.search(said)
