"""What a clause is about: 垃圾没分类 is about 垃圾, and 把垃圾桶砸了 is not."""

from __future__ import annotations

import re

_PREDICATE = re.compile(
    r"了?(?:方面|情况|问题|工作|一事|的事|行为|现象)?(?:[搞做弄打]得?)?(?:(?:[都也还全]|总是?|老是?|一直|经常|仍然?|根本|从来)*(?=[没不未无乱很太差脏臭])|)(?:[没不未无乱又太很差脏被散随较]|比较|非常|特别|一塌糊涂|活动|混[投装]|(?<=[前后口])堆|[0-9]|[\s,;。()!]|$)"
)
"""What follows the name of an item where that is what the sentence is about (``垃圾没分类``, not ``垃圾桶``)."""
_SUBJECT = re.compile(
    r"(?:[上下中]午|早上|晚上|[扣加减记]|家里?|门口|门前|屋[前后]|前后|房[前后]|旁边|院子里?|[的又还也均都因在有把]|由于|因为|经查|发现|存在|进行"
    r"|积极|主动|参加|参与|义务|乱[倒扔丢堆排放]?|随[意地便]|私自|擅自|提[的了]?|没有?|不|未|了|去|做|当|获得?|得到?|两[家户]|双方|互相)*"
)
"""What stands between the beginning of a clause and the item that it is about."""
_CLAUSE = re.compile(r"[\s,;。:()]")


def is_predicate(plain: str, at: int) -> bool:
    """Whether what follows says what is wrong with what stands before."""
    return _PREDICATE.match(plain, at) is not None


def begin_of_subject(clause: str) -> int:
    """Where stands what a clause is about."""
    found = _SUBJECT.match(clause)
    return found.end() if found else 0


def is_subject(plain: str, item: tuple[int, int]) -> bool:
    """Whether a clause is about that item: it begins it, and what is wrong or done follows."""
    start = max((found.end() for found in _CLAUSE.finditer(plain, 0, item[0])), default=0)
    return _SUBJECT.fullmatch(plain, start, item[0]) is not None and is_predicate(plain, item[1])
