"""Whoever tries codes may try five in an hour; then none is looked at, and the officers know."""

from __future__ import annotations

from datetime import timedelta

from app.links_tried import tell_the_town
from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import code_in
from tests.village import CHEN, GROUP, STRANGER, TOWN_CODE, ZHOU, Village
from text.codes import make

TOWN_CHAT = -9001
SUPERVISOR = 901
TOO_MANY = "输错的次数太多了，请过一小时再试；急用请找镇里的监督员。"


async def town_watches(village: Village) -> None:
    await village.officer(SUPERVISOR, "顾敏", Role.SUPERVISOR)
    async with village.transactions.writing() as store:
        (officer,) = (await store.officers.acting(f"telegram:{SUPERVISOR}", "telegram:0")).officers
        await store.officers.bind_town(f"telegram:{TOWN_CHAT}", TOWN_CODE, officer.id, village.now)


async def test_invitation_codes(village: Village) -> None:
    await town_watches(village)
    good = await village.invitation("陆小明")
    for number in range(5):
        assert "邀请码不对" in (await village.whispers(STRANGER, f"/bang ABCD234{number + 2}")).text
    assert (await village.posted(TOWN_CHAT)).text == (
        "有人一小时里发错了 5 次邀请码，这一小时不能再试。邀请码请只私下交给本人。"
    )
    assert (await village.whispers(STRANGER, f"/bang {good}")).text == TOO_MANY
    village.restart()
    assert (await village.whispers(STRANGER, f"/bang {good}")).text == TOO_MANY
    village.now += timedelta(hours=1)
    assert "陆小明" in (await village.whispers(STRANGER, f"/bang {good}")).text


async def test_who_errs_now_and_then_is_not_held_up(village: Village) -> None:
    for number in range(7):
        assert "邀请码不对" in (await village.whispers(STRANGER, f"/bang ABCD234{number + 2}")).text
        village.now += timedelta(minutes=14)


async def test_pickup_codes(mall: Village, homes: Homes) -> None:
    """The numbers of redemptions and what cannot be a code tell nothing, and are not counted."""
    await town_watches(mall)
    good = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    for number in range(4):
        await mall.says(CHEN, f"/dui 取消 {number + 90}")
        await mall.says(CHEN, "/ling 12345679")
        assert "请核对" in (await mall.says(CHEN, f"/ling {make(2_000_000 + number)}")).text
    assert "请核对" in (await mall.says(CHEN, f"/dui 取消 {make(3_000_000)}")).text
    told = "陈国强一小时里输错了 5 次领取码，这一小时不能再试。请问清楚怎么回事。"
    assert (await mall.posted(TOWN_CHAT)).text == told
    assert told in (await mall.posted(GROUP)).text
    assert (await mall.says(CHEN, f"/ling {good}")).text == TOO_MANY
    assert (await mall.says(ZHOU, f"/ling {make(2_000_000)}")).text != TOO_MANY
    mall.now += timedelta(hours=1)
    assert "已领取" in (await mall.says(CHEN, f"/ling {good}")).text


async def test_links_to_pages(village: Village) -> None:
    """The town hears of it once an hour."""
    await town_watches(village)
    began = village.now
    for minutes in (0, 10, 60):
        village.now = began + timedelta(minutes=minutes)
        await tell_the_town(village.transactions, lambda: village.now, 30)
    assert "有人在猜各户网页的链接，一分钟试了 30 个" in (await village.posted(TOWN_CHAT)).text
    assert await village.count("outbox", "key LIKE 'links-tried:%'") == 2
