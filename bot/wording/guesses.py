"""What the officers hear when somebody tries codes."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.wrong_code import MOST_WRONG, Secret


def guessed(secret: Secret, names: Sequence[str]) -> str:
    """``names`` are those of an officer; nothing is known of anybody else."""
    if secret is Secret.PICKUP:
        return f"{'、'.join(names)}一小时里输错了 {MOST_WRONG} 次领取码，这一小时不能再试。请问清楚怎么回事。"
    who = "、".join(names) or "有人"
    return f"{who}一小时里发错了 {MOST_WRONG} 次邀请码，这一小时不能再试。邀请码请只私下交给本人。"


def links_tried(many: int) -> str:
    """To the supervisors: somebody tries links to households' pages."""
    return f"有人在猜各户网页的链接，一分钟试了 {many} 个，一个也没有打开，已经放慢。天天这样的话，请告诉管机器的人。"
