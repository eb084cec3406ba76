"""What is said as if words could change what was recorded: 改成2分 in reply to us, 上一条作废 to nothing."""

from __future__ import annotations

import re

from bot.grammar.words.tidy import tidy

_LONGEST = 40
"""Characters; a longer reply says something else."""
_CORRECTS = re.compile(
    r"(?:改[成为]?|换成|更正[成为]?|应该?[是为扣加记]|[再多少][扣加减])\s?"
    r"(?:[扣加减]?[0-9一二两三四五六七八九十]{1,3}\s?分|[0-9一二三四五六七八九十]{1,3}\s?[-组队])|[加退扣补]回[来去]?[吧!。]*$"
    r"|^(?:这条)?(?:撤|删|去)(?:了|掉)+[吧!。]*$"
    r"|^#?[0-9]{0,6}(?:[这那上][面个]?[条个次笔])?(?:记录|分)?(?:就|先|给我)?"
    r"(?:撤[销回]?|作废|删除?|取消|不(?:算数?|作数|要))[了掉]?[吧!。]*(?:[, ]|$)"
    r"|^(?:应该?)?是(?![的啊呀哦]|这样|这么)[^,。]{1,12}[,]?(?:而?不是|不是的?是)[^,。]{1,12}$|^不是[^,。]{1,12}[,]?(?:而?是|应该?是)[^,。]{1,12}$"
    r"|^[^,。]{0,6}(?:[扣加减记打写弄搞报选][错重]|不对|错)了?(?:户|人|项|家|门)?了?(?:[,。! ]|$)"
)
_LAST = (
    "(?:请|麻烦|帮我|把)*(?:(?:上|前|最后|刚[才刚]?)[面边头]?的?[那这]?[一两二三四五几2-9]?|第[0-9一二三四五六七八九十]{1,3})[条笔]"
    "(?:记录|记分|分|的)?"
)
_BACK = "(?:撤[销回掉]?|作废|删[除掉]?|取消)"
_SLIP = (
    "(?:[^,。]{0,6}(?:(?:[记写发扣加打报弄搞看听选填点按算输](?:错|重)|错了|[有失笔]误|误[记写发扣加打报操点按])[^,。]{0,4}"
    "|错误|错[户人项家分的]?|重复[记加扣发报]?[录分条]?[了的啦]?))?"
)
_INSTEAD = "[^,。]{0,9}(?:重新?[发记写报打扣加来]|为准|改[成为]|应该?[是扣加记])[^,。]{0,12}"
_OF_LAST = re.compile(
    rf"\s*(?:{_LAST}{_SLIP}[, ]*(?:就|都|先|帮我|给我)?(?:{_BACK}|不(?:算|要)(?![\u4e00-\u9fff])|不[算要](?=[了吧]))"
    rf"|(?:请|麻烦|帮我)*{_BACK}(?:一?下)?[: ]?{_LAST})了?吧?"
    rf"(?:[, ]*{_SLIP}|[, ]+{_INSTEAD})[吧!。 ]*"
)
"""``上面那条作废``, ``第1条作废``, ``撤销刚才那条，记错了``, ``上一条作废，重记``, and nothing more."""
_OF_CHAT = re.compile("[群图]|照片|消息|通知")
"""``上一条撤回，发错群了``: no entry."""
_ASKS = re.compile("[?吗么呢]|是不是|不是说|多少|几分")


def corrects(text: str) -> bool:
    """Whether a reply wants something else to stand."""
    plain = tidy(text).plain
    wants = _CORRECTS.search(plain) is not None or takes_back_last(text)
    return wants and len(plain) <= _LONGEST and not _ASKS.search(plain)


def takes_back_last(text: str) -> bool:
    """Whether a message wants an entry gone, and names it by nothing but its place above."""
    plain = tidy(text).plain
    return len(plain) <= _LONGEST and _OF_LAST.fullmatch(plain) is not None and _OF_CHAT.search(plain) is None
