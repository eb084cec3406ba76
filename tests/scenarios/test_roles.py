"""Who may do what is asked where it is done, whichever door somebody came by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from domain.boundary import unwrap
from domain.cases.callbacks import tick_off as ticked_off
from domain.model.calendar import quarter_of
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.notices.visiting import tick_off as visited
from domain.officers.appointing import appoint, dismiss, settle_home
from domain.pages.links import give_supervisor
from domain.town.appraising import Appraisal, assess, year_of_units
from domain.work import Work
from tests.village import JIANNONG, QINWANG, TOWN_CODE, Village

Act = Callable[[Work, Officer], Awaitable[object]]


def as_one(role: Role, unit: str) -> Officer:
    return Officer(9, unit, role, "顾主任")


SPECIALIST = as_one(Role.SPECIALIST, QINWANG)
NEIGHBOUR = as_one(Role.SPECIALIST, JIANNONG)
TOWN = as_one(Role.SUPERVISOR, TOWN_CODE)
ANOTHER_TOWN = as_one(Role.SUPERVISOR, "310116104")


async def assessing(work: Work, officer: Officer) -> object:
    return await assess(work, officer, Appraisal(2026, 1, "专项资金到位"))


async def appointing(work: Work, officer: Officer) -> object:
    return await appoint(work, officer, Role.ASSESSOR, "林晓燕", "CODE")


async def appointing_a_supervisor(work: Work, officer: Officer) -> object:
    return await appoint(work, officer, Role.SUPERVISOR, "林晓燕", "CODE")


async def dismissing(work: Work, officer: Officer) -> object:
    return await dismiss(work, officer, "周美华")


async def settling_a_home(work: Work, officer: Officer) -> object:
    return await settle_home(work, officer, "周美华", None)


async def opening_the_towns_page(work: Work, officer: Officer) -> object:
    return await give_supervisor(work, officer, "token")


async def visiting(work: Work, officer: Officer) -> object:
    return await visited(work, officer, quarter_of(work.today), [])


async def calling_back(work: Work, officer: Officer) -> object:
    return await ticked_off(work, officer, 1)


@pytest.mark.parametrize(
    ("act", "officer", "told"),
    [
        (assessing, SPECIALIST, "supervisor-only"),
        (assessing, ANOTHER_TOWN, "not-your-unit"),
        (appointing, SPECIALIST, "supervisor-only"),
        (appointing, ANOTHER_TOWN, "not-your-unit"),
        (appointing_a_supervisor, TOWN, "not-your-role"),
        (dismissing, SPECIALIST, "supervisor-only"),
        (dismissing, ANOTHER_TOWN, "not-your-unit"),
        (settling_a_home, SPECIALIST, "supervisor-only"),
        (settling_a_home, ANOTHER_TOWN, "not-your-unit"),
        (opening_the_towns_page, SPECIALIST, "supervisor-only"),
        (visiting, NEIGHBOUR, "not-your-unit"),
        (calling_back, NEIGHBOUR, "not-your-unit"),
    ],
)
async def test_it_is_refused_to_whoever_may_not(village: Village, act: Act, officer: Officer, told: str) -> None:
    async with village.transactions.writing() as store:
        with pytest.raises(Refused) as refused:
            unwrap(await act(village.work(store), officer))
    assert refused.value.code == told


async def test_an_appraisal_takes_a_reason(village: Village) -> None:
    async with village.transactions.writing() as store:
        with pytest.raises(Refused) as refused:
            unwrap(await assess(village.work(store), TOWN, Appraisal(2026, 1, " ")))
    assert refused.value.code == "no-reason"


@pytest.mark.parametrize(("prefix", "names"), [(QINWANG, ["秦望村"]), ("310116104", [])])
async def test_a_supervisor_sees_the_year_of_the_own_units(village: Village, prefix: str, names: list[str]) -> None:
    async with village.transactions.writing() as store:
        years = unwrap(await year_of_units(village.work(store, unit=prefix), 2026))
    assert [one.name for one in years] == names
