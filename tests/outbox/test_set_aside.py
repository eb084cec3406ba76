"""Numbers at which two texts running fail for good get no more, until they are given anew or text themselves."""

from __future__ import annotations

from datetime import timedelta

from domain.model.delivery import Draft, Failed, Queue, Receipt
from domain.model.notice import NoticeStatus
from domain.model.people import Household
from domain.notices.addressing import HOUSEHOLD
from tests.outbox.office import NEW, QUARTER, Office, home
from tests.sms.village import QINWANG, WANG

NO_SUCH_PHONE = "no such phone (30005)"


async def text(office: Office, household: Household, name: str) -> None:
    """One text about the household is handed over, should it have a number."""
    office.village.now += timedelta(minutes=10)
    draft = Draft(Queue.SMS, WANG, {"body": name, HOUSEHOLD: household.id}, name)
    async with office.village.transactions.writing() as store:
        await store.post.post([draft], office.village.now)
    await office.deliver()


async def fails(office: Office, *, dead: bool = True) -> None:
    """The last text is reported not to have arrived, for good."""
    sid = f"SM{len(office.carrier.given)}"
    await office.report(Receipt(sid, "failed", error=NO_SUCH_PHONE, dead=dead))


async def set_aside(office: Office) -> list[str]:
    async with office.village.transactions.reading() as store:
        return [one.phone for one in await store.failing_numbers.set_aside(QINWANG)]


async def dead_wang(office: Office) -> Household:
    """A household whose only number is set aside."""
    wang = await home(office, "王建国", WANG)
    for name in ("a", "b"):
        await text(office, wang, name)
        await fails(office)
    return wang


async def test_nothing_is_noted_of_a_number_that_was_forgotten_while_its_text_was_under_way(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await text(office, wang, "a")
    async with office.village.database.transaction() as connection:
        await connection.execute("DELETE FROM household_phones WHERE household_id = $1", wang.id)
    await fails(office)
    assert await office.village.count("failing_numbers") == 0


async def test_after_two_failures_running_no_text_goes_there(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await text(office, wang, "a")
    await fails(office)
    assert await set_aside(office) == []
    await text(office, wang, "b")
    await fails(office)
    assert await set_aside(office) == [WANG]
    await text(office, wang, "c")
    assert office.carrier.numbers == [WANG, WANG]
    assert await office.village.count("outbox", "state = 'dropped' AND error = 'set-aside'") == 1


async def test_a_failure_told_twice_is_one(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await text(office, wang, "a")
    await fails(office)
    await fails(office)
    assert await set_aside(office) == []


async def test_one_that_arrives_between_two_failures_counts(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await text(office, wang, "a")
    await fails(office)
    await text(office, wang, "b")
    await office.report(Receipt("SM2", "delivered"))
    await text(office, wang, "c")
    await fails(office)
    assert await set_aside(office) == []


async def test_what_says_nothing_of_the_number_sets_none_aside(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    for name in ("a", "b", "c"):
        await text(office, wang, name)
        await fails(office, dead=False)
    assert await set_aside(office) == []


async def test_a_refusal_at_the_hand_over_counts_too(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    office.carrier.answers = {WANG: Failed("landline (21635)", dead=True)}
    await text(office, wang, "a")
    await text(office, wang, "b")
    assert await set_aside(office) == [WANG]


async def test_texts_go_to_the_households_next_number(office: Office) -> None:
    wang = await dead_wang(office)
    await office.phones(wang, WANG, NEW)
    await text(office, wang, "c")
    assert office.carrier.numbers[-1] == NEW
    assert await set_aside(office) == [WANG]


async def test_a_notice_names_it_for_the_visit(office: Office) -> None:
    await dead_wang(office)
    await office.queue()
    (status,) = await statuses(office)
    assert (status.state, status.missed) == ("set-aside", True)


async def statuses(office: Office) -> list[NoticeStatus]:
    async with office.village.transactions.reading() as store:
        return list(await store.notices.statuses(QINWANG, QUARTER))


async def test_a_text_from_it_takes_it_up_again(office: Office) -> None:
    wang = await dead_wang(office)
    async with office.village.transactions.writing() as store:
        await store.failing_numbers.take_up(WANG)
    await text(office, wang, "c")
    assert office.carrier.numbers[-1] == WANG
    await fails(office)
    assert await set_aside(office) == []


async def test_the_roster_takes_it_up_when_it_gives_it_anew_and_not_when_it_only_repeats_it(office: Office) -> None:
    wang = await dead_wang(office)
    await office.phones(wang, WANG)
    assert await set_aside(office) == [WANG]
    await office.phones(wang, NEW)
    assert await set_aside(office) == []
    await office.phones(wang, NEW, WANG)
    await office.phones(wang, WANG)
    await text(office, wang, "c")
    assert office.carrier.numbers[-1] == WANG
