"""Texts that ask for the next page while there is one; by themselves some of them are something else (继续发)."""

from __future__ import annotations

import re

from sms.understanding.phrases import everyday, squeeze

_MORE = re.compile(
    r"(?:请|麻烦|你|您|那|好的?|嗯)*+"
    r"(?:(?:再|还|接着|继续|往下|向下|往后|[下后]面|[下后]头|底下|剩下|其他|其余|余下|没[发说看]完|下一?页|更多|全部)的?)++"
    r"(?:往下|发|说|讲|看|念|来|给我|是|有|要|呢|吗|么|嘛|什么|哪些|几[件样条户项]|一下|点|啊|呀|吧|的|了|过来|出来)*+"
    r"(?:谢谢你?)?"
)


def wants_more(plain: str) -> bool:
    """Whether a text is nothing but the wish to read on."""
    return _MORE.fullmatch(squeeze(everyday(plain))) is not None
