"""What a reason is read by: the pieces of one and two characters of each clause, and which kinds of words it has.

The kinds are those of which a language has few words: whoever denies, asks, plans, guesses, puts off or takes back
uses one of them, whatever the matter is. Two of them together are a piece of their own (not + record: 先别登记).
"""

from __future__ import annotations

import re
from itertools import combinations

from bot.grammar.records import Sign

LONGEST = 60
"""Characters of a clause that are looked at."""
STOPS = re.compile(r"(?:[,，.。;；、!！~()（）\s]|[:：](?![0-9]))+")
"""What parts the clauses of a reason; the colon of 9:30 does not."""
_NUMBER = re.compile("[0-9]+")
KINDS = {
    "asks": r"[吗呢?？]|[么伐]$|(.)[不没]\1|是否|能否|阿要|多少|几分|谁|啥|什么|怎么|如何|哪|[不没]$",
    "if": "如果|要是|假如|若|万一|的话|除非|否则|不然|再.*就|[就才再][扣加记算]",
    "guesses": (
        "可能|好像|也许|大概|估计|应该|据说|听说|恐怕|似乎|貌似|疑似|怀疑|感觉|八成|多半|说不定|没准|搞不好|看样子|看起来|一定|确定|清楚|不知|晓得|没看清|自己[说讲]|别人[说讲]"
    ),
    "later": "先|等|待|缓|暂|下次|下回|下趟|以后|回头|改天|改到|月底|下个?月|下周|明|后天|再[说讲看]|推迟|延|拟|预",
    "plans": "要|想|打算|准备|计划|报名|愿|答应|肯|考虑|建议|请",
    "records": "[扣加记减罚否]|录|登|算",
    "not": "不|没|未|别|免|无|勿|覅|呒",
    "did-nothing": (
        r"(?:没有?|未|无|不存在)(?:[在再去和跟与同][^,，。]{0,5}?)?(?:乱|随意|私自|到处|随便|任何)?"
        r"(?:吵|打架|打人|打骂|骂|闹|起?争执|翻脸|矛盾|[造传发]谣|不实|电鱼|捕|下网|[撒设拦]网|下地笼|违|搭|盖房|[加扩]建|养|散养|砍|毁|踩|破坏|损坏|弄坏|[修造]坟|埋|烧|焚"
        r"|丢|乱|偷|群租|出租|抛荒|放养|[葬撞]|租(?![金约])|造(?!册)|占|堆|大办|迷信|做法事|挖|排污|(?<=[意便处自])[扔倒停放])(?![进到在入好透净完深成齐整对准]|出去|过来)"
        "|^(?:经?核?[查实]了?|看[了过]|[他她]们?家?|根本|从来|其实|真的?|确实|[都也又并还])*(?:没有?|未)(?:再|去)?[泼洒撒贴画赌晒停挡堵赖欠传打倒排电炸毒网设拜信抓放扔钓砸撞]过?(?:东西|车)?$"
    ),
    "takes-back": "取消|作废|撤|删|去掉|算了|算啦|罢|忽略|无效|退",
    "slips": "错|误|混|手滑|测|试|重复|重了|过了|已|应[为是]|改[成为]|更正|其实",
    "more": "也|还有|另|顺便|同时|再加|各|每|双|倍|两次|翻|一样",
    "spares": "警告|教育|提醒|机会|原谅|放过|饶|从[轻宽]|下不为例|宽限|限期",
    "good": "合格|干净|清爽|没问题|没事|不错|表扬|很好|好了",
    "others": "隔壁|对门|对面|旁边|[他她人]家|别人|儿子|弟弟|老婆",
    "told": "说|讲|告|叫|让|劝|听|骂|问|喊",
}
_KINDS = {kind: re.compile(words) for kind, words in KINDS.items()}


def parts_of(reason: str) -> list[str]:
    """The parts of a reason between its stops."""
    return [part for part in STOPS.split(reason) if part]


def clauses_of(reason: str) -> list[str]:
    """The same, and the whole where there are several."""
    parts = parts_of(reason)
    return list(dict.fromkeys([reason, *parts] if len(parts) > 1 else parts))


def pieces_of(sign: Sign, clause: str) -> set[str]:
    """The pieces of a clause, each also with the ``sign`` of its entry: 帮倒忙 is no reason to add points."""
    said = _NUMBER.sub("0", clause[:LONGEST])
    edged = f"^{said}$"
    pieces = {edged[at : at + length] for length in (1, 2) for at in range(len(edged) - length + 1)}
    named = [f"<{kind}>" for kind, words in _KINDS.items() if words.search(said)]
    pieces.update(named)
    side = "+" if sign == 1 else "-"
    return pieces.union({f"{side}{piece}" for piece in pieces}, map("".join, combinations(named, 2)), [side])
