"""One plain sentence for everything a person can get wrong: what it is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from bot.context import Several
from bot.grammar.records import Fault, Mistake, Mistakes
from bot.wording.refusals.cases import CASES
from bot.wording.refusals.entries import ENTRIES
from bot.wording.refusals.faults import FAULTS
from bot.wording.refusals.households import HOUSEHOLDS
from bot.wording.refusals.mall import MALL
from bot.wording.refusals.messages import MESSAGES
from bot.wording.refusals.people import PEOPLE
from bot.wording.refusals.rounds import ROUNDS
from bot.wording.refusals.saying import quotable
from domain.model.errors import Refused

_REFUSALS = {**PEOPLE, **ENTRIES, **ROUNDS, **CASES, **MALL, **HOUSEHOLDS, **MESSAGES}


def refusal(error: Refused) -> str:
    """The sentence for a refused request."""
    return _REFUSALS[error.code]({name: quotable(said) for name, said in error.data.items()})


def knows(code: str) -> bool:
    """Whether there is a sentence for that refusal."""
    return code in _REFUSALS


def broken(error_id: str) -> str:
    """A mistake of ours."""
    return f"系统出错了，这条没有记下。请稍后再发；还不行请把编号 {error_id} 告诉管理专员。"


def several(error: Several) -> str:
    """The sentences for a message of several lines, each bad line named; nothing of the message was done."""
    lines = [
        f"第{number}行：{_joined([_sentence(fault) for _, fault in faults])}"
        for number, faults in groupby(error.faults, key=itemgetter(0))
    ]
    return "\n".join(["一条都没有记，请改好再发：", *lines])


def mistakes(found: Mistakes) -> str:
    """The sentences for a message of which no line could be read."""
    long_behind = any(one.code is Fault.LINE_TOO_LONG and one.line > 1 for one in found.mistakes)
    if long_behind or len({mistake.line for mistake in found.mistakes}) > 1:
        return several(Several((mistake.line, mistake) for mistake in found.mistakes))
    return _joined([_sentence(mistake) for mistake in found.mistakes])


def _sentence(fault: Refused | Mistake) -> str:
    if isinstance(fault, Refused):
        return refusal(fault)
    said = FAULTS[fault.code](quotable(fault.token))
    return f"{said}是不是：{'、'.join(fault.near)}？" if fault.near else said


def _joined(sentences: Sequence[str]) -> str:
    """Everything that is wrong with one line, as one sentence."""
    return "；".join([*(sentence.removesuffix("。") for sentence in sentences[:-1]), sentences[-1]])
