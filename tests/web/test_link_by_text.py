"""网页 or 7 by text: a link that opens the own record, and whose token nobody finds in the database."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from sms.segments import count
from tests.village import PUBLIC_URL, Village
from tests.web.conftest import Homes
from tests.web.reader import Reader

WANG = "+8619900000001"


async def asked(village: Village, text: str = "网页", sid: str | None = None) -> str:
    """The path of the link that comes back."""
    reply = await village.texts(WANG, text, sid=sid)
    assert count(reply) == 1
    found = re.fullmatch(rf"您家的积分网页，用到\d+月\d+日，别转给人：{PUBLIC_URL}(/h/[\w-]{{16}})", reply)
    assert found, reply
    return found[1]


@pytest.mark.parametrize("text", ["网页", "7", "网页链接发我一下", "網頁", "回复７"])
async def test_a_text_gives_the_link(village: Village, reader: Reader, homes: Homes, text: str) -> None:
    page = await reader.opens(await asked(village, text))
    assert "王建国户" in page.words


async def test_another_text_gives_another_link_and_ends_the_first(
    village: Village, reader: Reader, homes: Homes
) -> None:
    first, second = await asked(village), await asked(village)
    assert [(await reader.opens(path)).status for path in (first, second)] == [404, 200]


async def test_a_text_that_is_brought_again_ends_nothing_and_tells_no_link(
    village: Village, reader: Reader, homes: Homes
) -> None:
    path = await asked(village, sid="SM1")
    assert "刚才已经回给您了" in await village.texts(WANG, "网页", sid="SM1")
    assert (await reader.opens(path)).status == 200


async def test_the_token_stands_nowhere_in_the_database(village: Village, homes: Homes) -> None:
    token = (await asked(village)).rpartition("/")[2]
    async with village.database.reading() as connection:
        tables = await connection.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")
        for table in tables:
            rows = await connection.fetch(f'SELECT * FROM "{table["name"]}"')
            assert token not in str([dict(row) for row in rows]), table["name"]


async def test_a_telephone_of_two_households_says_which(village: Village, reader: Reader, homes: Homes) -> None:
    other = await village.household(6, 1, "王建业", WANG)
    assert f"网页 {homes.wang.code}" in await village.texts(WANG, "网页")
    assert "王建业户" in (await reader.opens(await asked(village, f"网页 {other.code}"))).words


async def test_a_stranger_gets_no_link(village: Village, homes: Homes) -> None:
    assert "/h/" not in await village.texts("+8613900000000", "网页")


async def test_the_days_are_the_rulebooks(village: Village, reader: Reader, homes: Homes) -> None:
    path = await asked(village)
    village.now += timedelta(days=89)
    assert (await reader.opens(path)).status == 200
    village.now += timedelta(days=1)
    assert (await reader.opens(path)).status == 404
