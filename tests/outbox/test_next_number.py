"""A notice goes to the household's next number where the first takes none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.model.delivery import Failed, Outcome, Receipt
from tests.outbox.office import FIXED, Office, home
from tests.sms.village import SHARED, WANG, at


async def test_a_mobile_number_comes_before_a_fixed_line(office: Office) -> None:
    await home(office, "王建国", FIXED, WANG)
    await office.queue()
    await office.deliver()
    assert office.carrier.numbers == [WANG]


@pytest.mark.parametrize("answer", [Failed("no such phone (30005)"), None])
async def test_the_next_number_gets_what_failed_for_good_at_the_first(office: Office, answer: Outcome | None) -> None:
    await home(office, "王建国", FIXED, WANG, SHARED)
    office.carrier.answers = {WANG: answer} if answer else {}
    await office.queue()
    await office.deliver()
    if answer is None:
        await office.report(Receipt("SM1", "failed", error="no such phone (30005)"))
        await office.deliver()
    assert office.carrier.numbers == [WANG, SHARED]
    await office.report(Receipt("SM2", "failed", error="no such phone (30005)"))
    await office.deliver()
    await office.report(Receipt("SM3", "failed", error="landline (30006)"))
    await office.deliver()
    assert office.carrier.numbers == [WANG, SHARED, FIXED]
    assert (await office.states())["王建国"][0] == "failed"
    assert await office.village.count("notices") == await office.village.count("outbox") == 1


async def test_a_late_word_that_the_first_number_got_it_keeps_the_next_one_quiet(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    office.village.now = at("2026-10-05 19:59")
    await office.queue()
    await office.deliver()
    await office.report(Receipt("SM1", "failed", error="no such phone (30005)"))
    await office.report(Receipt("SM1", "delivered"))
    office.village.now = at("2026-10-06 10:00")
    await office.deliver()
    assert office.carrier.numbers == [WANG]
    assert (await office.states())["王建国"][0] == "delivered"


async def refuse(office: Office, number: str) -> None:
    async with office.village.transactions.writing() as store:
        await store.optouts.add(number, office.village.now)


@pytest.mark.parametrize("when", ["before", "queued", "on the way", "refused", "reported"])
async def test_a_number_that_opts_out_leaves_the_notice_to_the_next_whenever_it_does(office: Office, when: str) -> None:
    await home(office, "王建国", WANG, SHARED)
    if when == "before":
        await refuse(office, WANG)
    await office.queue()
    if when == "queued":
        await refuse(office, WANG)
    if when == "refused":
        office.carrier.answers = {WANG: Failed("opted out (21610)", opted_out=True)}
    await office.deliver()
    if when == "on the way":
        await refuse(office, WANG)
        await office.report(Receipt("SM1", "queued", error="30003"))
        office.village.now += timedelta(minutes=30)
        await office.deliver()
    if when == "reported":
        await office.report(Receipt("SM1", "failed", opted_out=True))
        await office.deliver()
    assert office.carrier.numbers[-1] == SHARED
    assert office.carrier.numbers.count(WANG) == (0 if when in ("before", "queued") else 1)
    assert (await office.states())["王建国"][0] == "sent"


@pytest.mark.parametrize("order", [(WANG, SHARED), (SHARED, WANG)])
async def test_when_all_numbers_have_opted_out_somebody_has_to_go(office: Office, order: tuple[str, str]) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    for number in order:
        await refuse(office, number)
    assert await office.states() == {"王建国": ("opted-out", "opted-out")}
    await office.deliver()
    assert office.carrier.numbers == []


async def test_what_was_delivered_before_is_not_sent_to_the_next_number(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    await office.deliver()
    await office.report(Receipt("SM1", "delivered"))
    await refuse(office, WANG)
    await office.deliver()
    assert office.carrier.numbers == [WANG]


async def test_a_number_that_never_answers_is_left_for_the_next_after_a_few_tries(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    for attempt in range(1, 6):
        await office.deliver()
        await office.report(Receipt(f"SM{attempt}", "queued", error="30003"))
        office.village.now += timedelta(minutes=30)
    assert office.carrier.numbers == [WANG] * 4 + [SHARED]
