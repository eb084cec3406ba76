"""What in a line says that it is not to be carried out (不扣了, 作废, 下次扣), or that the deed was not done (没来).

A reason may tell what somebody was told (说了再不改就扣).
"""

from __future__ import annotations

import re

from bot.grammar.characters import SEPARATORS
from bot.grammar.records import Fault, Mistake
from bot.grammar.rules import LineRules, Numbered

_BEGINS, _ENDS = rf"(?:^|(?<=[{SEPARATORS}(!]))", rf"(?=[{SEPARATORS})]|$)"
_NOT = re.compile(
    rf"(?:不|别|甭)(?:用|要|再)*[扣减加罚记否](?:分|(?=[0-9一二两三四五六七八九十])|[{SEPARATORS}了]|$)了?"
    rf"|{_BEGINS}免(?:了|[扣罚记]分?){_ENDS}|不是[这那](?:一?[户家]|个人){_ENDS}"
)
"""``不扣了``, ``不扣2分``: nothing is to be recorded."""
_NOT_NOW = re.compile(
    rf"(?:就|才|下[次回]|以后|到时候?)[再要会]?[扣减罚](?:分|[{SEPARATORS}]|$)|{_BEGINS}(?:暂缓|缓[扣记罚]|待[定议]|[先暂]记着)"
    rf"|取消[上前刚][^{SEPARATORS}]*"
)
"""``再不扫就扣``, ``下次扣``: perhaps later."""
_TAKEN_BACK = re.compile(
    rf"{_BEGINS}(?:作废|作罢|算了|取消|撤[回销]|[打写发记搞弄]错了?(?:户|人)?|错了|不算|[先暂]不[扣加记算否]|暂时不[扣加记算否])"
    rf"[吧了]*[{SEPARATORS})!~]*$"
)
"""``作废``, ``打错了`` as the last word: the line takes itself back."""
_TOLD = re.compile("说|讲|告[诉知]|警告|提醒|通知|保证|答应")
_NOT_DONE = re.compile(
    r"(?:没有?|未能?)(?:去|来|到场?|参[加与]|献|做(?!好)|干(?!净)|完成|成功|被?采纳|通过|获|拿到|评上)"
    r"|不(?:参加|来|去)了?|请假|缺席|(?:还|只|刚)?报名了?(?:还|没|[ ,、。]|$)"
    r"|(?:准备|打算|计划)(?:要|好)?(?:去|来|下|明|周|参加)"
)
"""``没来``, ``报名了还没去``: nothing that earns points."""


def called_off(line: Numbered) -> list[Mistake]:
    """The mistake of a line that says that nothing is to be done, or not now; empty for any other."""
    plain = line.text.plain
    off = _NOT.search(plain) or _TAKEN_BACK.search(plain) or _NOT_NOW.search(plain)
    if off is None or (off.re is _NOT_NOW and _TOLD.search(plain, 0, off.start())):
        return []
    return [Mistake(Fault.CALLED_OFF, line.number, line.text.typed(*off.span()))]


def not_done(line: Numbered, wish: LineRules) -> list[Mistake]:
    """The mistake of an award whose reason says that the deed was not done."""
    found = _NOT_DONE.search(line.text.plain) if wish.sign == 1 and wish.asks_sign else None
    return [Mistake(Fault.NOT_DONE, line.number, line.text.typed(*found.span()))] if found else []
