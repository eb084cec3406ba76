"""A number that takes no texts is told of once, stands in the file, and comes back when it is given anew."""

from __future__ import annotations

from app.duties.duty import Due
from app.duties.numbers import tell_set_aside
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage.number_failures import note_failed
from tests.scenarios.conftest import Homes
from tests.village import CHEN, QINWANG, ZHOU, Village

WANG = "+8619900000001"


async def dies(village: Village) -> None:
    async with village.database.transaction() as connection:
        await note_failed(connection, WANG, village.now)
        await note_failed(connection, WANG, village.now)


async def look(village: Village) -> None:
    async with village.transactions.writing() as store:
        await tell_set_aside(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))


async def test_the_group_is_told_once(supervised: Village, homes: Homes) -> None:
    await dies(supervised)
    await look(supervised)
    told = (await supervised.posted()).text
    assert told.startswith("📵 这些号码连着两次发不通")
    assert "· 3组12号 王建国 199****0001" in told
    await look(supervised)
    assert await supervised.count("outbox", "queue = 'chat' AND payload LIKE '%发不通%'") == 1


async def test_the_file_shows_it_until_it_is_given_anew(village: Village, homes: Homes) -> None:
    await dies(village)
    assert "199****0001（两次发不通，已停发）" in (await village.says(CHEN, "/hu 3-12")).text
    asked = await village.says(CHEN, "/hu 电话 3-12 19900000001")
    await village.presses(ZHOU, asked.button("确认"))
    assert "已停发" not in (await village.says(CHEN, "/hu 3-12")).text
    assert "本来就是这样" in (await village.says(CHEN, "/hu 电话 3-12 19900000001")).text


async def test_a_text_from_it_takes_it_up(village: Village, homes: Homes) -> None:
    await dies(village)
    await village.texts(WANG, "积分")
    assert await village.count("failing_numbers") == 0
