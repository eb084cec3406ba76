"""Yes, and nothing else: 好, 是的, 确认."""

from __future__ import annotations

import re

from sms.understanding.phrases import squeeze
from text.normalise import normalise

_YES = re.compile(
    "(?:我们?|那就?|就)?(?:好的?|好吧|好啊|行|可以|是的?|对的?|要的?|嗯+|恩|确认|确定|同意|兑|换|ok|okay|yes|y|中|成|得)+(?:谢谢[您你]?|吧|啊|呀|了)*"
)


def agrees(text: str) -> bool:
    """Whether a text says yes and nothing else."""
    return bool(_YES.fullmatch(squeeze(normalise(text).lower())))
