"""Who checked, came along or saw it, at the end of a reason (``没分类 检查人：王芳、周梅``): no households."""

from __future__ import annotations

import re

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.persons import person

_DID = (
    "检查|巡查|抽查|督查|排查|复查|核查|核实|查看|考核|评分|打分|记录|记分|登记|填表|填报|上报|报告|反映|举报|投诉|发现|陪同|陪查"
    "|随同|随行|同行|同去|在场|见证|证明|作证|拍照|拍摄|摄影|带队|领队|经办|经手|审核|复核|签字|签名"
)
_FOUND = "复查|核查|核实|查看|复核|审核"
"""Behind these alone stands what came of it as well: 复查：莫须有."""
_TITLE = "组长|队长|书记|主任|专员|网格员|考核组|检查组|巡查组"
_NAME = r"[\u4e00-\u9fff·]{2,5}?"
_CREDIT = re.compile(
    rf"(?:^|[{SEPARATORS}(])(?:(?:(?:{_DID})(?:人员|人|员|者)|{_TITLE})[\s:]*|(?:(?P<found>{_FOUND})|{_DID})[\s:]+)"
    rf"(?P<names>{_NAME}(?:[{SEPARATORS}和]+{_NAME}){{0,3}})\)?[\s.。!]*$"
)


def without_credit(plain: str, lexicon: Lexicon) -> str:
    """A plain reason without it: the same where it names none, "" where it says nothing else."""
    found = _CREDIT.search(plain)
    names = re.split(f"[{SEPARATORS}和]+", found["names"]) if found else []
    known = found is not None and found["found"]
    credits_somebody = names and all(lexicon.is_head(name) or (person(name) and not known) for name in names)
    return plain[: found.start()] if found and credits_somebody else plain
