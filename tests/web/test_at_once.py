"""Forms of one household that come together: some are taken, more are not even read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack

from aiohttp import ClientSession

from tests.web.conftest import Homes, Links
from tests.web.reader import Reader
from web.at_once import AtOnce

WANG, LI = "+8619900000001", "+8619900000002"


def test_a_household_has_five_forms_at_once_and_another_its_own() -> None:
    forms = AtOnce()
    with forms.one_more(1), forms.one_more(1), forms.one_more(1), forms.one_more(1), forms.one_more(1) as fifth:
        with forms.one_more(1) as sixth, forms.one_more(2) as of_another:
            assert (fifth, sixth, of_another) == (True, False, True)
        with forms.one_more(1) as again:
            assert not again
    with forms.one_more(1) as later:
        assert later


def test_all_households_together_have_twenty_five() -> None:
    forms = AtOnce()
    with ExitStack() as inside:
        may = [inside.enter_context(forms.one_more(household)) for household in range(30)]
        assert may.count(True) == 25
    with forms.one_more(31) as later:
        assert later


async def _halting(begun: asyncio.Event, goes_on: asyncio.Event) -> AsyncIterator[bytes]:
    yield b"key="
    begun.set()
    await goes_on.wait()


async def test_who_sends_many_forms_at_once_is_asked_to_come_again(reader: Reader, homes: Homes, links: Links) -> None:
    token, other = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    goes_on = asyncio.Event()

    async def send(session: ClientSession, begun: asyncio.Event) -> int:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = _halting(begun, goes_on)
        async with session.post(f"{reader.url}/h/{token}/claim", data=body, headers=headers) as response:
            return response.status

    begun = [asyncio.Event() for _ in range(5)]
    first = [asyncio.create_task(send(reader.session, one)) for one in begun]
    await asyncio.gather(*(one.wait() for one in begun))
    await reader.opens(f"/h/{token}")  # by now all five have been looked at
    too_many = {"content": "献血两次", "key": "a-key-of-one-form-too-many"}
    for photo in (None, b"a photo" * 100_000):
        shown = await reader.sends(f"/h/{token}/claim", too_many, photo)
        assert (shown.status, shown.headers["Retry-After"]) == (503, "30")
        assert ("过半分钟再提交一次就行" in shown.words, "照片要再选一次" in shown.words) == (True, photo is not None)
        assert ">献血两次</textarea>" in shown.html
        assert 'value="a-key-of-one-form-too-many"' in shown.html
    none = await reader.sends(f"/h/{token}/claim", {**too_many, "key": "x" * 100_000})
    assert (none.status, "请稍后再试" in none.words) == (503, True)
    assert (await reader.sends(f"/h/{other}/claim", {"content": "献血", "key": "a-key-of-another-house"})).status == 200
    goes_on.set()
    assert await asyncio.gather(*first) == [400] * 5
    twice = [(await reader.sends(f"/h/{token}/claim", too_many)).words for _ in range(2)]
    assert ["收到，是申报2号" in words for words in twice] == [True, True]
