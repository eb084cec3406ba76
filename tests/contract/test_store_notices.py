"""``Notices`` and ``OptOuts`` of domain/ports: one notice for each household and quarter, none for who refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from domain.boundary import unwrap
from domain.model.calendar import parse_quarter
from domain.model.delivery import Draft, Queue
from domain.model.notice import NewNotice, NoticeTarget
from domain.notices.planning import plan
from domain.ports.store import Store
from sms.wording.notice import QuarterNotice
from tests.sms.village import JIANNONG, LI, QINWANG, SHARED, WANG, Village, at

QUARTER = parse_quarter("2026Q3")


@pytest.fixture
async def unit(village: Village) -> Village:
    """王 has two numbers, 李 one; 赵 has none; somebody with 王's number lives in the next village."""
    await village.household("王秀英", WANG, SHARED)
    await village.household("李建国", LI)
    await village.household("赵丽华")
    await village.household("外村人", WANG, unit=JIANNONG)
    return village


async def targets(village: Village) -> dict[str, NoticeTarget]:
    async with village.transactions.reading() as store:
        return {one.standing.household.head: one for one in await store.notices.targets(QINWANG, QUARTER)}


async def phones(village: Village) -> dict[str, str | None]:
    """The number that gets the notice, or why there is none."""
    return {head: one.phone or one.unreached for head, one in (await targets(village)).items()}


async def queue(village: Village, wanted: Sequence[NoticeTarget]) -> int:
    async with village.transactions.writing() as store:
        return await store.notices.queue(QINWANG, QUARTER, [notice(one) for one in wanted], village.now)


def notice(target: NoticeTarget) -> NewNotice:
    household = target.standing.household
    if target.phone is None:
        return NewNotice(household.id, None, None, target.unreached)
    draft = Draft(Queue.SMS, target.phone, {"body": "您家"}, f"notice:quarter:2026Q3:{household.id}", urgent=False)
    return NewNotice(household.id, target.phone, draft, None)


async def refuse(village: Village, *numbers: str) -> None:
    async with village.transactions.writing() as store:
        for number in numbers:
            await store.optouts.add(number, village.now)


async def test_the_first_number_that_takes_texts_gets_the_notice(unit: Village) -> None:
    assert await phones(unit) == {"王秀英": WANG, "李建国": LI, "赵丽华": "no-phone"}
    await refuse(unit, WANG, LI, LI)
    assert await phones(unit) == {"王秀英": SHARED, "李建国": "opted-out", "赵丽华": "no-phone"}
    async with unit.transactions.writing() as store:
        await store.optouts.remove(LI)
        await store.optouts.remove(LI)
    assert (await phones(unit))["李建国"] == LI


async def test_a_notice_tells_the_points_of_its_quarters_settled_months(unit: Village) -> None:
    wang = (await targets(unit))["王秀英"].standing.household
    await unit.record(wang, "环4", -2, "")
    unit.now = at("2026-10-03 10:00")
    await unit.record(wang, "环4", -5, "in the next quarter")
    await unit.close_months()
    async with unit.transactions.writing() as store:
        mailing = unwrap(await plan(unit.work(store), QuarterNotice(), QUARTER))
    assert {one.target.standing.household.head: one.target.quarter_points for one in mailing.notices} == {
        "王秀英": 328,
        "李建国": 330,
        "赵丽华": 330,
    }


async def test_queueing_again_adds_nobody_and_posts_nothing(unit: Village) -> None:
    wanted = list((await targets(unit)).values())
    assert await queue(unit, wanted[:2]) == 2
    assert list(await targets(unit)) == ["赵丽华"]
    assert await queue(unit, wanted) == 1
    assert await queue(unit, wanted) == 0
    assert (await unit.count("notices"), await unit.count("outbox")) == (3, 2)


async def test_many_who_queue_at_once_send_each_notice_once(unit: Village) -> None:
    wanted = list((await targets(unit)).values())
    counts = await asyncio.gather(*(queue(unit, wanted) for _ in range(4)))
    assert max(counts) == 3
    assert (await unit.count("notices"), await unit.count("outbox")) == (3, 2)
    assert await unit.count("notices", "phone IS NOT NULL AND outbox_id IS NULL") == 0


async def test_what_became_of_each_notice_is_listed(unit: Village) -> None:
    await refuse(unit, LI)
    await queue(unit, list((await targets(unit)).values()))

    async def states() -> dict[str, str]:
        async with unit.transactions.reading() as store:
            return {one.household.head: one.state for one in await store.notices.statuses(QINWANG, QUARTER)}

    assert await states() == {"王秀英": "queued", "李建国": "opted-out", "赵丽华": "no-phone"}
    await refuse(unit, WANG)
    assert (await states())["王秀英"] == "opted-out"
    async with unit.transactions.reading() as store:
        assert await store.notices.states(QINWANG, QUARTER) == {"opted-out": 2, "no-phone": 1}


async def test_who_has_to_be_told_in_person_is_listed_alone(unit: Village) -> None:
    await refuse(unit, LI)
    await queue(unit, list((await targets(unit)).values()))
    async with unit.transactions.reading() as store:
        everybody = await store.notices.statuses(QINWANG, QUARTER)
        assert await store.notices.unreached(QINWANG, QUARTER) == [one for one in everybody if one.missed]


async def test_who_opts_out_still_gets_replies(village: Village) -> None:
    async def post(store: Store) -> None:
        drafts = [Draft(Queue.SMS, WANG, {}, "reply"), Draft(Queue.SMS, WANG, {}, "notice", urgent=False)]
        await store.post.post(drafts, village.now)

    async with village.transactions.writing() as store:
        await post(store)
        await store.optouts.add(WANG, village.now)
    assert await village.count("outbox", "key = 'reply' AND state = 'queued'") == 1
    assert await village.count("outbox", "key = 'notice' AND state = 'dropped'") == 1
