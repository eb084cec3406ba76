"""The rules that accounts must obey: they follow the scores, and their balance is the sum of their postings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from storage.audit.rows import AccountRow, Posted

_NOTHING: Final = Posted(0, 0)


def accounts_are_there(facts: Facts) -> Iterator[Deviation]:
    """Every household that had joined by then has an account in the year."""
    wanted = dict.fromkeys(
        (household, year)
        for round_ in facts.rounds.values()
        for year in (round_.period.year,)
        for household in facts.expected[round_.id]
    )
    for household, year in wanted:
        if (household, year) not in facts.accounts:
            yield Deviation(f"{year} 年账户数", 0, 1, facts.name, facts.code(household))


def accounts_follow_scores(facts: Facts) -> Iterator[Deviation]:
    """Every account adds up the closed rounds as recomputed, and counts the vetoes in force."""
    accounts = ((place, stored) for place, stored in facts.accounts.items() if facts.recomputable(place[1]))
    for (household, year), stored in accounts:
        derived = _account(facts, household, year)
        pairs = (
            ("积分", stored.earned, derived.earned),
            ("轮数", stored.rounds, derived.rounds),
            ("生效否决数", stored.vetoes, derived.vetoes),
        )
        for what, kept, recomputed in pairs:
            if kept != recomputed:
                yield Deviation(f"{year} 年{what}", kept, recomputed, facts.name, facts.code(household))


def balances_are_postings(facts: Facts) -> Iterator[Deviation]:
    """Every balance is the sum of its postings, and none is below 0 but by corrections, or a mean that fell."""
    for (household, year), stored in facts.accounts.items():
        posted = facts.postings.get((household, year), {})
        total = sum(one.points for one in posted.values())
        if stored.balance != total:
            yield Deviation(f"{year} 年可用", stored.balance, total, facts.name, facts.code(household))
        if total < posted.get("correction", _NOTHING).down and not facts.averages(year):
            yield Deviation(f"{year} 年可用", total, "不小于 0", facts.name, facts.code(household))


def postings_follow_rounds(facts: Facts) -> Iterator[Deviation]:
    """What was posted for rounds and corrections is what the final rounds without an open objection are worth."""
    accounts = (place for place in facts.accounts if facts.recomputable(place[1]))
    for household, year in accounts:
        posted = facts.postings.get((household, year), {})
        kept = sum(posted.get(kind, _NOTHING).points for kind in ("round", "correction"))
        derived = facts.worth(facts.undisputed(household, year), year)
        if kept != derived:
            yield Deviation(f"{year} 年入账", kept, derived, facts.name, facts.code(household))


ACCOUNT_CHECKS: tuple[Check, ...] = (
    accounts_are_there,
    accounts_follow_scores,
    balances_are_postings,
    postings_follow_rounds,
)
"""Everything that is checked of a unit's accounts."""


def _account(facts: Facts, household: int, year: int) -> AccountRow:
    """The account as it should be, from the settled rounds."""
    settled = facts.settled(household, year)
    return AccountRow(facts.worth(settled, year), len(settled), facts.vetoes.get((household, year), 0))
