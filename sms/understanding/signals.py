"""What speaks for each intent inside a sentence, with weights; the heaviest wins, and a tie is not clear.

Phrases are patterns over everyday words (see ``phrases.everyday``). 4 = says it whatever else is there;
3 = as good as says it; 2 = the intent's own noun, which may also stand in a sentence about something else; 1 = a hint.
"""

from __future__ import annotations

import re

from sms.understanding.request import Intent

ACTS = frozenset({Intent.REDEEM, Intent.CLAIM, Intent.OBJECTION, Intent.OPTOUT, Intent.OPTIN})
"""Never done on the strength of a phrase in a sentence: it only becomes a choice to offer."""

_HOW_MANY = "(?:多少|几)个?积?分"
_THINGS = "东西|物品|商品|奖品|礼品|礼物"
_GOODS = "米|食用油|菜油|洗衣液|洗衣粉|洗洁精|牙膏|毛巾|肥皂|香皂|纸巾|卷纸|盐|鸡蛋|酱油|垃圾袋|雨伞|水杯"
_NOT_POINTS_THEMSELVES = (
    "明细|记录|详情|清单|流水|变|排|榜|名次|第几|规则|细则|标准|办法|制度|政策|兑|换|商|超市|物品|礼品|奖品|制"
    "|怎么|能|可|有什么用|够|是什么|什么意思|扣|少|低|没"
)

_PHRASES: dict[Intent, dict[int, tuple[str, ...]]] = {
    Intent.BALANCE: {
        3: (
            "(?:有|剩|余|得|攒|存)[下了]?(?:多少|几)个?积?分(?!能|可以)",
            f"家.{{0,3}}{_HOW_MANY}",
            "[剩余][下了]?(?:多少|几)",
            "积分(?:还)?[有剩是]?多少(?!分?(?:能|可以|才|换|兑))",
        ),
        2: (
            f"积分(?!的?(?:{_NOT_POINTS_THEMSELVES}))",
            "查分|分数(?!变)|得分(?!标准)|总分|余额|的分$",
            "(?<![要加扣算计值])(?:几|多少)个?分(?!能|可以|才|换|兑)",
        ),
        1: ("积分|查一?[查下]?|还有多少",),
    },
    Intent.DETAIL: {
        3: (
            "为什么.{0,8}[扣少减低没]",
            "怎么.{0,3}(?:少了|变少|没加|没有加|没涨|被扣|扣我)",
            "(?:扣|减|(?<!参)加)了|扣我|又扣|被扣|扣的|扣在",
            "谁.{0,4}[扣记打]|哪里?.{0,4}扣|什么时候.{0,4}扣",
            "[扣加]分?(?:原因|记录|明细|情况|详情|理由)|[少多]了.{0,4}分",
        ),
        2: ("明细|详情|详细|清单|流水|记录|变动|变化|账单|历史|扣分(?!标准|规则|项|办法)",),
        1: ("扣|为什么",),
    },
    Intent.RANK: {
        3: ("排(?:名|行)?.{0,4}第?(?:几|多少)|第几|排老?几|前面.{0,4}几|谁.{0,3}第一|差.{0,4}名",),
        2: ("排名|排行|名次|位次|几名|前[三五十]名|第一名",),
        1: ("排",),
    },
    Intent.GOODS: {
        4: (
            "积分.{0,3}(?:怎么|有什么|能干什么|干什么|做什么)用",
            f"(?:{_GOODS}).{{0,4}}{_HOW_MANY}",
        ),
        3: (
            f"(?:换|兑换?|调)[到点些个]?(?:什么|哪些|{_THINGS})",
            "(?:能|可以|可|好|够|想|要)去?[兑换调](?!手机|号|电话|人|户)",
            f"什么.{{0,4}}[换兑领调]|怎么[兑换]|有什么.{{0,3}}(?:{_THINGS})",
            f"(?:要|需要|花){_HOW_MANY}|{_HOW_MANY}.{{0,3}}[换兑]",
        ),
        2: (
            f"兑换|超市|商城|库存|预留|{_THINGS}",
            "[领取]货?码|(?<![户号])码.{0,3}[丢忘没找]|(?:怎么|哪里?|几时|什么时候)领|到哪领",
        ),
        1: (f"兑|换(?!手机|号|电话|人|户)|{_GOODS}",),
    },
    Intent.RULES: {
        3: (
            "怎么(?:才|样才|才能|样才能|能|可以|会)?(?:加|得|赚|挣|攒|拿|获得|扣|评|打|算|计|记)积?分",
            "(?:(?<!为)什么|哪些).{0,5}[加扣得算]积?分",
            "[加扣算计值得](?:多少|几)|积分怎么[来得算加扣]|[加扣]不[加扣]分|算不算",
            "[加扣]分(?=[吗么呢?])|(?:能|可以|会)不?会?[加扣]分",
            "[加扣得]分的?(?:标准|规则|项目?|办法|条件)",
        ),
        2: ("规则|细则|标准|办法|规定|政策|制度|村规|加分(?!记录|明细)",),
    },
    Intent.PAGE: {
        3: (
            "(?:发|给|要|看|开|来|换)[个一新]{0,2}(?:网页|网址|链接)|(?:网页|网址|链接).{0,4}(?:发|给|看|过期|打不开|没了|丢)",
        ),
        2: ("网页|网址|链接|网站|上网|网上|在线",),
    },
    Intent.HELP: {
        3: (
            "怎么(?:用|弄|操作|使用|玩)|不(?:会|懂|知道怎么)(?:用|弄|发|查|操作)?|看不懂|不明白",
            "能(?:干|做)什么$|有什么功能|(?:你们?|这个?)是(?:谁|什么|哪)",
        ),
        2: ("帮助|求助|说明|指令|命令|功能|菜单|help|教程|使用方法|人工|客服|找谁|教教?我|教一下",),
        1: ("怎么|什么意思|是什么|帮帮",),
    },
    Intent.CLAIM: {
        4: ("[要想求]加点?分(?!项|标准|规则|吗)",),
        3: ("申报|上报|申请|shenbao",),
        2: ("参加了|献血了|捐了|捡了|打扫了",),
        1: ("献血|志愿|义务|好人好事|捐",),
    },
    Intent.OBJECTION: {
        3: ("异议|申诉|投诉|不服|[扣记算搞弄]错|冤枉",),
        2: ("不公平|不合理|不对|不认|不同意|错了|意见",),
    },
    Intent.REDEEM: {
        3: (r"[兑换]换?\W?[1-9]\d*(?![\d年月日点个袋份瓶]|.*多少)",),
        2: ("预[订定约]|要.?号|号.?来",),
    },
    Intent.OPTOUT: {
        4: (
            r"(?:回复?|发送?|按)了?\s*(?:过|的|个|是)*\s*[\"'“]?(?:td|[tnr])(?![a-z恤])",
            "(?:退订|拒收)(?:了|过|没|不|怎么|为什么|还)|怎么(?:还|又)(?:在|要|一直)?(?:给我|给我们)?[发收](?!不)",
        ),
        3: (
            "退订|退定|拒收|注销|退出|取消(?:订阅|通知|短信)|停止|unsubscribe",
            "不要.{0,5}[发收]|不想.{0,5}收|不发短信|停发|关[掉闭了].{0,4}(?:通知|短信|消息|提醒)",
            "stop|revoke|opt ?out|(?:don'?t|no more).{0,8}(?:text|message|send)",
        ),
        2: ("骚扰|打扰|(?<!麻)烦|取消|不要$|不需要$|短信",),
    },
    Intent.OPTIN: {
        3: ("(?<!取消)订阅|恢复|不.{0,2}退订", "(?<!不)(?:想|要)(?:继续|重新|再|又)?收.{0,4}(?:通知|短信|消息|提醒)"),
        1: ("没.{0,3}(?:收到|发)",),
    },
}

_SIGNALS = tuple(
    (intent, tuple((weight, re.compile("|".join(patterns))) for weight, patterns in by_weight.items()))
    for intent, by_weight in _PHRASES.items()
)


def weigh(said: str) -> dict[Intent, int]:
    """The weight of each intent that something in an everyday text speaks for."""
    weights = {}
    for intent, patterns in _SIGNALS:
        for weight, pattern in patterns:
            if pattern.search(said):
                weights[intent] = weight
                break
    return weights
