"""The words of villagers' texts, as data: courtesies and dialect."""

from __future__ import annotations

import re
from functools import lru_cache

_SPOKEN = {
    "不要": "覅 勿要 弗要 甭 莫要",
    "请不要": "请勿",
    "不要发": "勿发",
    "不要再": "勿再",
    "不要打扰": "勿扰",
    "不": "勿 弗",
    "没有": "冇得 冇 莫得",
    "怎么": "哪能 哪恁 咋个 咋 如何 怎样 点样",
    "怎么样": "咋样",
    "为什么": "做啥 为啥 为何 凭啥 凭什么 干嘛",
    "什么": "啥 嘛子",
    "哪些": "哪个",
    "多少": "几化 好多 几多",
    "我们": "阿拉 伲 俺们 咱们",
    "我": "俺 咱",
    "你": "侬",
    "家里": "屋里厢 屋里 屋头",
    "扣了": "扣脱",
    "错了": "错脱",
    "时候": "辰光",
    "哪里": "哪搭 哪块",
    "怎么弄": "咋整",
    "用": "用场",
    "给我": "拨我",
    "找人": "寻人 搵人 揾人",
    "找个人": "寻个人 搵个人 揾个人",
    "叫人": "喊人",
    "叫个人": "喊个人",
    "短信": "短讯 简讯",
    "消息": "讯息",
    "去年": "去年子 旧年子 旧年",
    "昨天": "昨日",
    "今天": "今朝",
    "明天": "明朝",
    "钱": "钞票 铜钿",
    "女儿": "囡",
    "睡觉": "困觉",
    "吵架": "吵相骂",
    "脸盆": "面盆",
    "谁": "啥人",
    "他们": "伊拉",
    "秸秆": "稻草 稻柴 麦秆 麦草 麦柴",
}
"""The everyday word that the phrases use → what Wu, other dialects and books say for it."""

_ONLY_WHERE = {
    "别": ("别(?![人的家墅])", "不要"),
    "伊": ("伊(?!利|斯|朗|春|犁)", "他"),
    "伐": (r"伐(?=\W*$)", "吗"),
    "不": (r"(?<=[^\W\d_][^\W\d_])(?<!我)(?<!要)(?<!说)不(?=\W*$)", "吗"),
    "莫": ("莫(?=再|发|来|打|给|扣)", "不要"),
}
"""What is such a word in some places only: where, and the everyday word."""

_EVERYDAY = {spoken: word for word, variants in _SPOKEN.items() for spoken in variants.split()}
_EVERYDAY |= {spoken: word for spoken, (_, word) in _ONLY_WHERE.items()}
_PATTERNS = {spoken: where for spoken, (where, _) in _ONLY_WHERE.items()}
_DIALECT = re.compile("|".join(_PATTERNS.get(one, one) for one in sorted(_EVERYDAY, key=len, reverse=True)))

_ADDRESSES = """
    你们好 你好 您好 大家好 早上好 上午好 中午好 下午好 晚上好 早安 晚安 哈喽 喂 嗨 hello hi 请问一下 请问 问一下
    问问 想问一下 请 麻烦你们 麻烦您 麻烦你 麻烦了 麻烦 帮我们 帮我 劳驾 拜托了 拜托 领导 同志 村里 村委会 村委
    书记 主任 老师 师傅 客服 亲 小同志 小伙子 小姑娘 小阿弟 小妹妹
"""
"""How a text begins that asks somebody for something."""

_FILLERS = """
    在吗 帮忙 帮(?!助|住|帮|人|邻|老|扶) 谢谢你们 谢谢您 谢谢你 谢谢了 谢谢啦 谢谢 多谢 感谢 辛苦了 辛苦 好的 好吧 好
    行 嗯 唉
    哎 哦 噢 哈 啊 呀 呐 吧 了 啦 嘛 喽 呗 我们家里 我们家的 我们家 我家里 我家的 我家 我们 我的 我 本人 自己 这边
    这里 家里 想要 需要 想 要 来 给 把 将 就 现在 马上 今天 立即 以后 今后 你们 你 一下子 一下
    下(?!一?[页个月季周半]|雨|雪|水) 这个(?!月) 此 本(?!月|季|年) please pls thanks thank you ok okay
"""
"""Words that add nothing to a request. No question, no negation and no other verb may ever stand here."""


def _any_of(words: str) -> str:
    """Alternatives of a pattern, the longest first, whatever must not follow them."""
    return "|".join(sorted(words.split(), key=lambda word: len(word.partition("(")[0]), reverse=True))


FILLER = _any_of(_ADDRESSES + _FILLERS)
"""Both as alternatives of a pattern."""

_COURTESY = re.compile(rf"(?:{FILLER})++")
_ADDRESS = re.compile(rf"(?:{_any_of(_ADDRESSES)})++")
_TRAILING = re.compile(
    "(?:谢谢[您你了啦]?|多谢|感谢|辛苦了?|麻烦[您你]?了?|拜托了?|一下子?|好吗|可以吗|行吗|[啊呀呐吧了啦嘛哦哈呢]|please|pls|thanks|thx)$"
)
_DENIAL = re.compile(r"(?<!有)没|(?<!.)不|(?P<verb>.)不(?!(?P=verb))|别(?!人)|无")
_JOINED = re.compile(r"[\W_]+")
_remembered = lru_cache(maxsize=256)
"""The steps that read a text ask for its everyday words again and again."""


@_remembered
def everyday(plain: str) -> str:
    """A normalised text in lower case with dialect words replaced by everyday ones."""
    return _DIALECT.sub(lambda found: _EVERYDAY[found[0]], plain.lower())


def denies(words: str) -> bool:
    """Whether anything is denied: 没去, 别来; but not 有没有 and 要不要, which ask."""
    return bool(_DENIAL.search(words))


@_remembered
def squeeze(text: str) -> str:
    """The text without blanks and punctuation."""
    return _JOINED.sub("", text)


def unaddressed(squeezed: str) -> str:
    """A squeezed text without the address at its beginning, unless it is nothing else."""
    address = _ADDRESS.match(squeezed)
    return (squeezed[address.end() :] if address else "") or squeezed


@_remembered
def core(squeezed: str) -> str:
    """A squeezed text without the courtesies at its beginning and end; empty when there is nothing else."""
    start = _COURTESY.match(squeezed)
    rest = squeezed[start.end() :] if start else squeezed
    while rest and (end := _TRAILING.search(rest)):
        rest = rest[: end.start()]
    return rest
