"""Whether a text asks how a claim or an objection goes: 申报收到没有, 异议处理了吗. It is neither of them."""

from __future__ import annotations

import re

_ASKED = re.compile(
    "(?:我们?|家里?|上次|之前|刚才|那[个条]|[报提]的|的)*(?:申报|异议)的?(?:有没有)?"
    "(?:收[到下]|[报记加]上|[报办审弄]好|批(?:准|下来)?|通过|审[核批]|登记|答复|处理|成功|好)[了过]?(?:没有?|吗|么)"
)


def asks_for_progress(words: str) -> bool:
    """Whether the everyday words of a text, without blanks and courtesies, are nothing else."""
    return _ASKED.fullmatch(words) is not None
