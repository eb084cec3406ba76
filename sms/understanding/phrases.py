"""The words of villagers' texts, as data: whole texts, courtesies, dialect."""

from __future__ import annotations

import re

from sms.understanding.request import Intent

WHOLE: dict[Intent, str] = {
    Intent.BALANCE: """1 一 积分 查分 查积分 分数 查分数 得分 总分 查询 积分查询 查询积分 查询分数 余额 几分
        多少分 多少积分 我的积分 我家积分 分 查 可用积分 剩余积分 积分余额 查一下 家庭积分 jf cf cjf cx jifen
        chafen chajifen fenshu balance points""",
    Intent.DETAIL: """2 二 明细 积分明细 明细查询 查明细 查询明细 详情 详细 清单 记录 积分记录 流水 扣分
        扣分明细 扣分记录 加分记录 加减分 变动 mx jfmx cmx mingxi detail details""",
    Intent.RANK: """3 三 排名 积分排名 查排名 排名查询 查询排名 排行 排行榜 积分排行 积分榜 名次 第几 第几名
        几名 pm cpm phb paiming paihang mingci rank""",
    Intent.GOODS: """4 四 物品 兑换物品 物品清单 商品 礼品 奖品 礼物 东西 兑换 兑 换 兑换什么 积分兑换 兑换商品
        兑换礼品 领取码 取货码 领货码 兑换码 忘了领取码 领取码忘了 领取码丢了
        领取码多少 码 码多少 码是多少 没收到码 换东西 超市 积分超市 积分商城 商城 换礼品
        wp dh wupin duihuan shangpin lipin goods""",
    Intent.RULES: """5 五 规则 积分规则 细则 积分细则 规则查询 查规则 标准 评分标准 打分标准 加分 加分项
        加分标准 扣分标准 扣分规则 村规 规定 gz guize xize jfgz rules""",
    Intent.PAGE: """7 七 网页 网址 链接 连接 网站 我的网页 网页链接 要网页 发网页 看网页 查网页 网上查 网上看 上网看
        上网查 wy wangye lianjie page link web""",
    Intent.HELP: """0 零 〇 帮助 帮忙 求助 说明 使用说明 怎么用 怎么发 怎么查 怎么弄 菜单 功能 指令 命令 bz
        bangzhu help h menu""",
}
"""Texts that are nothing but these, courtesies aside, are perfectly clear."""

MENU = {
    "1": Intent.BALANCE,
    "2": Intent.DETAIL,
    "3": Intent.RANK,
    "4": Intent.GOODS,
    "5": Intent.RULES,
    "7": Intent.PAGE,
    "0": Intent.HELP,
}

BY_WORDS: dict[str, Intent] = {phrase: intent for intent, phrases in WHOLE.items() for phrase in phrases.split()}

_SPOKEN = {
    "不要": "覅 勿要 弗要 甭 莫要",
    "请不要": "请勿",
    "不要发": "勿发",
    "不要再": "勿再",
    "不要打扰": "勿扰",
    "不": "勿 弗",
    "怎么": "哪能 哪恁 咋个 咋 如何 怎样 点样",
    "怎么样": "咋样",
    "为什么": "做啥 为啥 为何 凭啥 凭什么 干嘛",
    "什么": "啥 嘛子",
    "哪些": "哪个",
    "多少": "几化 好多 几多",
    "我们": "阿拉 伲 俺们 咱们",
    "我": "俺 咱",
    "你": "侬",
    "家里": "屋里厢 屋里",
    "扣了": "扣脱",
    "短信": "短讯 简讯",
    "消息": "讯息",
}
"""The everyday word that the phrases use → what Wu, other dialects and books say for it."""

_EVERYDAY = {spoken: word for word, variants in _SPOKEN.items() for spoken in variants.split()}
_DIALECT = re.compile("|".join(sorted(_EVERYDAY, key=len, reverse=True)) + "|别(?![人的家墅])")

_FILLERS = """
    你们好 你好 您好 大家好 早上好 上午好 中午好 下午好 晚上好 早安 晚安 哈喽 喂 嗨 hello hi 在吗 请问一下
    请问 问一下 问问 想问一下 请 麻烦你们 麻烦您 麻烦你 麻烦了 麻烦 帮我们 帮我 帮忙 帮 劳驾 拜托了 拜托 谢谢您
    谢谢你 谢谢了 谢谢啦 谢谢 多谢 感谢 辛苦了 辛苦 领导 同志 村里 村委会 村委 书记 主任 老师 师傅 客服 亲 好的
    好吧 好 行 嗯 唉 哎 哦 噢 哈 啊 呀 呐 吧 了 啦 嘛 喽 呗 我们家里 我们家的 我们家 我家里 我家的 我家 我们
    我的 我 本人 自己 这边 这里 家里 想要 需要 想 要 来 给 把 将 就 现在 马上 今天 立即 以后 今后 你们 你 一下子
    一下 下 这个 此 本 please pls thanks thank you ok okay
"""
"""Words that add nothing to a request. No question, no negation and no other verb may ever stand here."""

FILLER = "|".join(sorted(_FILLERS.split(), key=len, reverse=True))
"""The same as alternatives of a pattern, the longest first."""

_COURTESY = re.compile(rf"(?:{FILLER})++")
_TRAILING = re.compile(
    "(?:谢谢[您你了啦]?|多谢|感谢|辛苦了?|麻烦[您你]?了?|拜托了?|一下子?|好吗|可以吗|行吗|[啊呀呐吧了啦嘛哦哈呢]|please|thanks)$"
)
_JOINED = re.compile(r"[\W_]+")


def everyday(plain: str) -> str:
    """A normalised text in lower case with dialect words replaced by everyday ones."""
    return _DIALECT.sub(lambda found: _EVERYDAY.get(found[0], "不要"), plain.lower())


def squeeze(text: str) -> str:
    """The text without blanks and punctuation."""
    return _JOINED.sub("", text)


def core(squeezed: str) -> str:
    """A squeezed text without the courtesies at its beginning and end; empty when there is nothing else."""
    start = _COURTESY.match(squeezed)
    rest = squeezed[start.end() :] if start else squeezed
    while rest and (end := _TRAILING.search(rest)):
        rest = rest[: end.start()]
    return rest
