"""What the audit tells of messages that are gone: when, by which way and in which group, and never what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.audit.deviation import Deviation
from domain.model.delivery import group_to_come
from storage.audit.message_rows import Missed, SqlMessageAudit
from storage.counted import Lacking, Messages, lacking

_MOST = 20
"""So many are named, and the others counted."""
_BOXES: Mapping[Messages, str] = {"inbox": "收件箱", "outbox": "发件箱"}
_WAYS = {"chat": "聊天", "sms": "短信", "evidence": "取照片"}
_KINDS = {
    "reply": "回信",
    "notice": "通知",
    "claim-answer": "申报的答复",
    "objection": "异议的答复",
    "model": "先进典型的询问",
    "released": "号码去掉后的告知",
}
"""By what the keys of texts begin with."""
_EPOCH = date(1970, 1, 1)


async def messages_are_there(reads: SqlMessageAudit, units: Mapping[str, str]) -> Sequence[Deviation]:
    """Every message that came in or went out is there, and every text's answer goes to whom the text came from.

    ``units``: names by code.
    """
    words = _Words(units, {group_to_come(unit): unit for unit in units} | dict(await reads.chats()))
    missed = await reads.missed()
    found = [Deviation(words.missed(one), None, "有这一条") for one in missed[:_MOST]]
    found += _more(len(missed), "收件箱里少的消息")
    for box in _BOXES:
        places = await lacking(reads.connection, box)
        told = len(missed) if box == "inbox" else 0
        if sum(one.many for one in places) == told and all(one.many > 0 for one in places):
            continue  # it was told which
        found += [Deviation(words.lacking(box, one), _shown(one.many), "和收发时数的一样") for one in places[:_MOST]]
        found += _more(len(places), f"{_BOXES[box]}里条数不对的地方")
    return [
        *found,
        *(Deviation(f"发件箱 第{one} 的号码", "别的号码", "来信的号码") for one in await reads.misdirected()),
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """``chats``: the unit or the town of each group, and of each that is still to come."""

    units: Mapping[str, str]
    chats: Mapping[str, str]

    def missed(self, one: Missed) -> str:
        when, where = f"{one.at:%Y-%m-%d %H:%M}", self._where(one.unit, one.chat)
        return _joined("收件箱里", when, where, f"{_WAYS[one.source]}来的消息", one.key)

    def lacking(self, box: Messages, one: Lacking) -> str:
        day = "" if one.day is None else (_EPOCH + timedelta(days=one.day)).isoformat()
        where = self._where("", one.where) if one.kind == "chat" else _KINDS.get(one.where, "")
        return f"{_joined(_BOXES[box], day, _WAYS.get(one.kind, ''), where)}的条数"

    def _where(self, unit: str, chat: str) -> str:
        whose = unit or self.chats.get(chat, "")
        if whose:
            return self.units.get(whose, "镇的群")
        return "私聊或没绑定的群" if chat else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _shown(many: int) -> str:
    return f"{'少' if many > 0 else '多'} {abs(many)} 条"


def _more(many: int, what: str) -> Iterator[Deviation]:
    if many > _MOST:
        yield Deviation(f"{what}，没列出的", many - _MOST, 0)
