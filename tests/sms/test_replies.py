"""Replies fit one segment for ordinary names and figures."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.calendar import Period, month_of, quarter_of
from domain.model.people import Household
from domain.model.round import Round
from domain.model.rulebook import Item, Veto
from domain.model.standing import Account, Standing
from rules.loader import load_town
from sms import intents
from sms.intents.help import text as help_text
from sms.segments import count
from sms.understanding.request import Intent
from sms.wording import replies
from sms.wording import rules as replies_rules
from tests.sms.village import BOOK, QINWANG

PERIODS = [month_of(date(2026, month, 1)) for month in range(1, 13)] + [quarter_of(date(2026, 1, 1))]
FIXED = [replies.UNKNOWN_NUMBER, help_text(), replies.OPTED_OUT, replies.OPTED_IN]


def standing(head: str, period: Period, score: int | None, account: Account, rank: int | None) -> Standing:
    household = Household(1, "10019", QINWANG, 3, 12, head)
    return Standing(household, account, Round(1, QINWANG, period, "open", ""), score, rank)


ANY_STANDING = st.builds(
    standing,
    head=st.text("王欧阳文华司马建国", min_size=2, max_size=5),
    period=st.sampled_from(PERIODS),
    score=st.one_of(st.none(), st.integers(0, 999)),
    account=st.builds(Account, st.just(2026), st.integers(0, 9999), st.integers(0, 12), st.integers(0, 1)),
    rank=st.one_of(st.none(), st.integers(1, 9999)),
)


@given(ANY_STANDING, st.one_of(st.none(), st.integers(1, 9999)))
def test_figures_are_one_segment(someone: Standing, missing: int | None) -> None:
    assert count(replies.balance(someone)) == 1
    assert count(replies.rank(someone, "留溪雅苑", missing)) == 1


@pytest.mark.parametrize("text", [*FIXED, replies.broken("K7M2PQ9XYZ")])
def test_fixed_replies_are_one_segment(text: str) -> None:
    assert count(text) == 1


def test_any_three_choices_are_one_segment_and_offer_two_at_least() -> None:
    offers = [replies.unclear(intents.offers(choices)) for choices in itertools.combinations(Intent, 3)]
    assert [text for text in offers if count(text) > 1 or "，" not in text] == []


def test_who_disagrees_hears_how() -> None:
    said = replies.unclear(intents.offers([Intent.OBJECTION, Intent.DETAIL]))
    assert said == "没看明白您的意思。觉得不对发“异议”，看明细回2。"


def test_the_rules_and_each_item_of_the_town_book_are_one_segment() -> None:
    book = load_town(BOOK)[QINWANG][1]
    everything: list[Item | Veto] = [*book.items.values(), *book.vetoes]
    assert count(replies_rules.brief(book)) == 1
    assert [entry.code for entry in everything if count(replies_rules.item(entry)) > 1] == []
    assert count(replies_rules.unknown(book)) == 1


def test_a_household_that_is_excused_and_has_no_rank() -> None:
    someone = standing("王建国", PERIODS[10], None, Account(2026, 0, 1, 0), None)
    assert replies.balance(someone) == "王建国户：11月不计分，全年0分，暂无排名，可用0分。回2看明细。"
    assert replies.rank(someone, "秦望村", None) == "王建国户暂无排名。"
