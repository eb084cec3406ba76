"""A text that was sent by mistake, or misspelt, and one that says so."""

from __future__ import annotations

import re

from sms.understanding.phrases import squeeze

_SLIP = re.compile("(?:我|是|刚才|刚刚|不小心|不好意思|对不起)*(?:[点按发弄打写搞]错|误[点按发])了?(?:不好意思|啊)*")


def is_slip(plain: str) -> bool:
    """Whether a normalised text says nothing else: 打错了, 不小心按错了."""
    return _SLIP.fullmatch(squeeze(plain)) is not None


_MISTYPED = re.compile(
    "(?:我|是|有|刚才|刚刚|[上前]面|[上那这]条|不小心|不好意思|对不起)*"
    "(?:[打写输按发拼][错漏多]了?(?:一?个|几个|些)?字|(?:是|有)?错别?字)(?:了|啊|的|不好意思|对不起)*"
)


def is_mistyped(plain: str) -> bool:
    """Whether a normalised text only says that the one before it was misspelt: 打错字了, 写错了一个字."""
    return _MISTYPED.fullmatch(squeeze(plain)) is not None
