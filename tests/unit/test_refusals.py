"""Every refusal that the source raises has its sentence in the chat, made only of the words it is raised with."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.grammar.records import Fault, Mistake, Mistakes
from bot.wording.refusals import knows, mistakes, refusal
from bot.wording.refusals.faults import FAULTS
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.redemption import RedemptionState
from sms.wording import mall as replies_mall
from sms.wording import objections as replies_objections
from sms.wording import withdrawals as replies_withdrawals

ROOT = Path(__file__).parents[2]
RAISED_FOR_THE_CHAT = ("bot", "domain", "rules", "storage", "text")
ONLY_BY_TEXT = {
    "which-household",
    "not-your-household",
    "repriced",
    "too-many-wrong",
    "order-used",
    "order-expired",
    "order-replaced",
    "order-wrong",
    "order-ended",
    "no-case",
    "no-model",
    "not-asked",
    "not-waiting",
    "claim-or-objection",
}
"""Worded for villagers, whom alone they can come up for."""
ONLY_ON_THE_COMMAND_LINE = {"year-unsettled", "year-not-over", "quarter-not-settled"}
"""Worded by the command line, where alone they can come up."""


@dataclass(frozen=True)
class Raised:
    """One place where a refusal is made: its code, and the names of the words that it is given."""

    place: str
    code: str
    words: frozenset[str]


def _raised() -> Iterator[Raised]:
    for folder in RAISED_FOR_THE_CHAT:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                    yield from _made(node, f"{file.relative_to(ROOT)}:{node.lineno}")


def _made(call: ast.Call, place: str) -> Iterator[Raised]:
    words = frozenset(keyword.arg for keyword in call.keywords if keyword.arg is not None)
    for node in ast.walk(call.args[0]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Raised(place, node.value, words)


EVERYWHERE = list(_raised())
RAISED = [each for each in EVERYWHERE if each.code not in ONLY_BY_TEXT | ONLY_ON_THE_COMMAND_LINE]

HOUSEHOLD = Household(1, "10014", "310116103208", 3, 12, "王建国", date(2026, 9, 1))
GOODS = Goods(1, "310116103208", 1, "大米", 60, 20, 0, 0, None, None, offered=True)
DAY, NOON = date(2026, 11, 5), datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
SAMPLES = (
    3,
    "later",
    "quarter",
    GOODS,
    "王建国",
    "2026-11",
    DAY,
    NOON,
    HOUSEHOLD,
    (3,),
    ("x",),
    (HOUSEHOLD,),
    (),
    True,
    RedemptionState.COLLECTED,
    timedelta(days=8),
)
"""What a word may stand for."""


def sentences(raised: Raised, wording: Callable[[Refused], str]) -> Iterator[str]:
    """With whatever the words may stand for and makes sense. Raises KeyError for a word that is missing."""
    words = sorted(raised.words)
    for values in product(SAMPLES, repeat=len(words)):
        try:
            yield wording(Refused(raised.code, **dict(zip(words, values, strict=True))))
        except (AttributeError, TypeError, ValueError):
            continue
        except KeyError as missing:
            if missing.args[0] not in SAMPLES:  # a sentence may have a table of its own
                raise


@pytest.mark.parametrize("raised", RAISED, ids=lambda raised: f"{raised.code} {raised.place}")
def test_a_refusal_has_its_sentence_with_all_its_words(raised: Raised) -> None:
    assert knows(raised.code), f"{raised.place} raises {raised.code}, for which the chat has no sentence"
    assert len(next(sentences(raised, refusal), "")) > 5


REACHED_BY_TEXT: dict[str, Callable[[Refused], str]] = {
    "domain/mall/redeeming.py": replies_mall.refusal,
    "domain/mall/ordering.py": replies_mall.refusal,
    "domain/cases/objecting.py": lambda refused: replies_objections.refusal(refused, DAY),
    "domain/cases/withdrawing.py": replies_withdrawals.refusal,
}
ONLY_IN_THE_CHAT = {
    "bad-pickup-code",
    "no-redemption",
    "redemption-ended",
    "own-household",
    "kin-household",
    "no-objection",
    "household-elsewhere",
    "specialist-only",
}
BY_TEXT = [
    each for each in EVERYWHERE if each.place.partition(":")[0] in REACHED_BY_TEXT and each.code not in ONLY_IN_THE_CHAT
]


@pytest.mark.parametrize("raised", BY_TEXT, ids=lambda raised: f"{raised.code} {raised.place}")
def test_a_refusal_that_a_text_can_meet_has_its_sentence_there(raised: Raised) -> None:
    wording = REACHED_BY_TEXT[raised.place.partition(":")[0]]
    assert len(next(sentences(raised, wording), "")) > 5


def test_the_source_was_really_searched() -> None:
    assert len({raised.code for raised in RAISED}) > 60


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("token", ["", "垃圾", "很长很长很长很长很长很长很长的一句话"])
def test_a_fault_of_a_line_has_its_sentence(fault: Fault, token: str) -> None:
    assert len(FAULTS[fault](token)) > 5


def test_which_of_several_lines_is_too_long_is_said() -> None:
    said = mistakes(Mistakes((Mistake(Fault.LINE_TOO_LONG, 3, "400"),)))
    assert said.splitlines()[1].startswith("第3行：这一行太长了")


@pytest.mark.parametrize("fault", [Refused("unknown-item", item="〇" * 4_000), Refused("no-goods", goods="米" * 4_000)])
def test_what_goes_on_for_pages_is_not_said_back_in_whole(fault: Refused) -> None:
    """What to do stands at the end of the sentence."""
    said = refusal(fault)
    assert len(said) < 300
    assert "…" in said
