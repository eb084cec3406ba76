"""Yes or no, and nothing else: 好, 是的, 确认; 不要, 不用了."""

from __future__ import annotations

import re

from sms.understanding.phrases import squeeze
from text.normalise import normalise

_YES = re.compile(
    "(?:我们?|那就?|就)?(?:好的?|好吧|好啊|行|可以|是的?|对的?|要的?|嗯|恩|确认|确定|同意|兑|换|ok|okay|yes|y|中|成|得)+(?:谢谢[您你]?|吧|啊|呀|了|额|呃|嘞)*"
)

_NO = re.compile(
    "(?:那|我们?|先|就|都|也|还是|暂时|现在|谢谢)*"
    "(?:(?:不|别|甭)(?:想|打算)?(?:要|换|兑换?|用|需要|必)(?:它|这个|那个)?|退(?:掉|了)|不|否|no|nope)"
    "(?:了|的|吧|啊|thanks|谢谢[您你]?)*"
)


def agrees(text: str) -> bool:
    """Whether a text says yes and nothing else."""
    return bool(_YES.fullmatch(squeeze(normalise(text).lower())))


def declines(text: str) -> bool:
    """Whether a text says no to what was offered, and nothing else."""
    return bool(_NO.fullmatch(squeeze(normalise(text).lower())))
