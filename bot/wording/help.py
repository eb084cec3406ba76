"""What /help says: the commands' own lines under their topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.model.people import Role


@dataclass(frozen=True, slots=True)
class Topic:
    """What some commands are about, and for whom; ``between`` parts what the commands say."""

    heading: str
    roles: frozenset[Role]
    between: str = " · "


_VILLAGE = frozenset({Role.ASSESSOR, Role.SPECIALIST})
_SPECIALIST = frozenset({Role.SPECIALIST})
SCORING = Topic("记分（参数先后随意，多行就是多条，带照片会留证）：\n", _VILLAGE, between="\n")
LOOKING = Topic("查看：", _VILLAGE)
CLAIMS = Topic("申报：", _SPECIALIST)
MONTHLY = Topic("每月：", _SPECIALIST)
HOUSEHOLDS = Topic("住户：", _SPECIALIST)
MALL = Topic("兑换：", _SPECIALIST)
MANAGING = Topic("管理：", _SPECIALIST)
SUPERVISION = Topic("监督：", frozenset({Role.SUPERVISOR}), between="\n")
STRANGERS = Topic("", frozenset(), between="\n")
"""For those who have no role here; ``{where}`` stands for the place in which to write."""
_TOPICS = (SCORING, LOOKING, CLAIMS, MONTHLY, HOUSEHOLDS, MALL, MANAGING, SUPERVISION)
_HOUSEHOLD = "户可以写：3-12、3组12号、户码、户主姓名、尾号1234"

HelpLines = Mapping[Topic, str]
"""What one command says of itself."""


def help_(roles: frozenset[Role], unit: str, private: bool, commands: Iterable[HelpLines]) -> str:
    """What this person can do here."""
    said = list(commands)
    unit = unit or "乡村"
    if not roles:
        return f"这里是{unit}积分。\n{_told(STRANGERS, said)}".format(where="在这里" if private else "私聊我")
    lines = [f"{unit}积分", *(_told(topic, said) for topic in _TOPICS if topic.roles & roles)]
    if roles != {Role.SUPERVISOR}:
        lines.append(_HOUSEHOLD)
    return "\n".join(lines)


def _told(topic: Topic, commands: Iterable[HelpLines]) -> str:
    return topic.heading + topic.between.join(one[topic] for one in commands if topic in one)
