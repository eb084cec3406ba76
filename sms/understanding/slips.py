"""A text that was sent by mistake, and says so."""

from __future__ import annotations

import re

from sms.understanding.phrases import squeeze

_SLIP = re.compile("(?:我|是|刚才|刚刚|不小心|不好意思|对不起)*(?:[点按发弄打写搞]错|误[点按发])了?(?:不好意思|啊)*")


def is_slip(plain: str) -> bool:
    """Whether a normalised text says nothing else: 打错了, 不小心按错了."""
    return _SLIP.fullmatch(squeeze(plain)) is not None
