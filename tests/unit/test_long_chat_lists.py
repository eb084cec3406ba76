"""Lists in the chat that are longer than one message: every row is reached by the button behind the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import ActButton, read_button
from bot.context import Option
from bot.reply import Say
from bot.resolve import MOST_BUTTONS, which
from bot.wording import callbacks, claims
from bot.wording.long_lists import behind
from domain.model.callback import Callback
from domain.model.claim import Claim
from domain.model.entry import Source
from domain.model.people import Household

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
DUE = date(2026, 9, 20)
HOME = Household(1, "10019", "310116103208", 3, 12, "王建国")


@dataclass(frozen=True)
class Kind:
    """How a list of one kind is told, first and further on; ``row``: the action of each row's first button."""

    first: Callable[[Sequence[int]], Say]
    on: Callable[[Sequence[int]], Say]
    row: str


def _claims(numbers: Sequence[int]) -> list[Claim]:
    return [Claim(one, HOME, "献血", DUE, None, None, Source.SMS, None, NOW, DUE, "open") for one in numbers]


def _wishes(numbers: Sequence[int]) -> list[Callback]:
    return [Callback(number, HOME, "+8619900000001", "", NOW, DUE) for number in numbers]


KINDS = {
    "claims": Kind(
        lambda numbers: claims.listed(_claims(numbers), {}, NOW.date()),
        lambda numbers: claims.listed_on(_claims(numbers), {}, NOW.date()),
        "claims-yes",
    ),
    "callbacks": Kind(
        lambda numbers: callbacks.listed(_wishes(numbers), NOW),
        lambda numbers: callbacks.listed_on(_wishes(numbers), NOW),
        "callbacks",
    ),
}
MOST = 100
"""Buttons that a platform takes below one message."""


@pytest.mark.parametrize("kind", KINDS)
@given(many=st.integers(1, 70))
def test_each_row_is_reached_and_each_message_says_how_many_come(kind: str, many: int) -> None:
    told, found = KINDS[kind], list(range(101, 101 + many))
    say, reached = told.first(found), list[int]()
    while True:
        acts = [one for row in say.buttons for button in row if isinstance(one := read_button(button.data), ActButton)]
        assert len(acts) <= MOST
        reached += [act.number for act in acts if act.action == told.row]
        onward = [act for act in acts if act.action == f"{kind}-on"]
        left = [number for number in found if number not in reached]
        assert (f"还有 {len(left)} " in say.text, bool(onward)) == (bool(left), bool(left))
        if not onward:
            break
        say = told.on(behind(found, int, onward[0].number))
    assert reached == found


def test_when_the_last_that_was_shown_is_settled_nothing_is_passed_over() -> None:
    assert behind([1, 2, 4, 5], int, 3) == [1, 2, 4, 5]
    assert behind([1, 2, 4, 5], int, 4) == [5]


@given(st.integers(1, 130))
def test_candidates_are_offered_all_or_it_is_said_how_many_are_not(many: int) -> None:
    asked = which("household:1", "是哪一户？", [Option(str(number), number) for number in range(many)])
    left = many - len(asked.options)
    assert left == max(0, many - MOST_BUTTONS)
    assert (f"还有 {left} 个没列出" in asked.question) == (left > 0)
