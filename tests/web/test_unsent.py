"""A form that is sent while the database is away, or that meets a mistake of ours: its words come back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from domain.ports.store import Store, Unavailable
from tests.village import ZHOU, Village
from tests.web.conftest import Homes, Links
from tests.web.pictures import taken
from tests.web.reader import Answer, Reader
from web.answering import SITE

WANG = "+8619900000001"
KEY = "a-key-of-a-form-that-is-sent"


class Failing:
    """The village's transactions, of which some are not to be had; ``stop`` is what they raise."""

    def __init__(self, village: Village, stop: Exception) -> None:
        self._village, self._stop = village, stop
        self.reads = self.writes = True

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Store]:
        if not self.reads:
            raise self._stop
        async with self._village.transactions.reading() as store:
            yield store

    @asynccontextmanager
    async def writing(self, turn: str | None = None) -> AsyncIterator[Store]:
        if not self.writes:
            raise self._stop
        async with self._village.transactions.writing(turn) as store:
            yield store


def breaking(pages: web.Application, village: Village, stop: Exception) -> Failing:
    """The pages' database from now on."""
    failing = Failing(village, stop)
    object.__setattr__(pages[SITE], "transactions", failing)
    return failing


@pytest.fixture
def away(pages: web.Application, village: Village) -> Failing:
    """A database that can go away."""
    return breaking(pages, village, Unavailable("the database is away"))


def form_in(page: Answer) -> Iterator[tuple[str, str]]:
    """What a browser would send from the only form of the page as it stands."""
    assert page.html.count("<form") == 1
    yield from re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.html)
    yield from re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', page.html)


def where_sent(page: Answer) -> str:
    (address,) = re.findall(r'action="([^"]+)"', page.html)
    assert isinstance(address, str)
    return address


@pytest.mark.parametrize("reads", [False, True])
@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("claim", {"content": "昨天献血<200>毫升"}, "收到，是申报2号"),
        ("object", {"entry": "1", "reason": "不是我家的"}, "收到，是异议1号（#1）"),
        ("withdraw", {"kind": "claim", "number": "1"}, "申报1号撤回了"),
    ],
)
async def test_the_page_that_tells_it_brings_all_back_and_sent_again_it_is_done_once(
    village: Village,
    reader: Reader,
    homes: Homes,
    links: Links,
    away: Failing,
    reads: bool,
    act: str,
    fields: dict[str, str],
    said: str,
) -> None:
    """Whether it goes away before the form or while it is carried out."""
    own = f"/h/{await links.give(homes.wang, WANG)}"
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await reader.sends(f"{own}/claim", {"content": "打扫", "key": "a-key-of-the-first-claim"})
    away.reads, away.writes = reads, False
    page = await reader.sends(f"{own}/{act}", {"key": KEY, **fields})
    assert (page.status, page.headers["Retry-After"]) == (503, "30")
    assert "系统正忙，没能答复您。要提交的还在下面，过半分钟再提交一次就行，不会重复收下。" in page.words
    assert "照片" not in page.words or act == "claim"
    back = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in form_in(page)}
    assert (where_sent(page), back) == (f"{own}/{act}", {"key": KEY, **fields})
    away.reads = away.writes = True
    assert [said in (await reader.sends(where_sent(page), back)).words for _ in range(2)] == [True, True]


@pytest.mark.parametrize("reads", [False, True])
async def test_a_photo_is_chosen_again(
    village: Village, reader: Reader, homes: Homes, links: Links, away: Failing, reads: bool
) -> None:
    own = f"/h/{await links.give(homes.wang, WANG)}"
    away.reads, away.writes = reads, False
    page = await reader.sends(f"{own}/claim", {"key": KEY, "content": "献血"}, taken())
    assert (page.status, "不会重复收下。照片要再选一次。" in page.words) == (503, True)
    assert ">献血</textarea>" in page.html
    assert 'type="file"' in page.html


async def test_a_refusal_that_cannot_be_shown_on_its_page_brings_the_words_back(
    village: Village, reader: Reader, homes: Homes, links: Links, away: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"/h/{await links.give(homes.wang, WANG)}"

    async def refused(*_: object) -> None:
        raise Unavailable("gone meanwhile")

    monkeypatch.setattr("web.posting.refused", refused)
    page = await reader.sends(f"{own}/claim", {"key": KEY, "content": "2月30日献血"})
    assert (page.status, ">2月30日献血</textarea>" in page.html) == (503, True)


async def test_what_is_none_of_our_forms_gets_none_back(
    village: Village, reader: Reader, homes: Homes, links: Links, away: Failing
) -> None:
    own = f"/h/{await links.give(homes.wang, WANG)}"
    away.reads = False
    assert (await reader.sends(f"{own}/claim", {"key": "<script>", "content": "献血"})).status == 400
    long = await reader.sends(f"{own}/claim", {"key": KEY, "content": "献" * 100_000})
    assert (long.status, "请稍后再试" in long.words) == (503, True)


async def test_a_mistake_of_ours_gives_a_number_and_the_words(
    village: Village, reader: Reader, homes: Homes, links: Links, pages: web.Application
) -> None:
    own = f"/h/{await links.give(homes.wang, WANG)}"
    breaking(pages, village, ValueError("a mistake")).writes = False
    page = await reader.sends(f"{own}/claim", {"key": KEY, "content": "献血"})
    assert page.status == 500
    assert re.search(
        r"系统出错了，没能答复您。要提交的还在下面，.*不会重复收下；.*请把编号E\d+告诉村里的管理专员。", page.words
    )
    assert ">献血</textarea>" in page.html
