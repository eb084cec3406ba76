"""A number that was a household's and is nobody's any more is told so once, without any data."""

from __future__ import annotations

from app.duties.duty import Due
from app.duties.numbers import tell_released
from domain.model.delivery import Queue
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.scenarios.agreeing import agreed
from tests.scenarios.conftest import Homes
from tests.village import QINWANG, Village

WANG = "+8619900000001"
TOLD = "【张堰积分】这个号码不再收村里的积分短信了。要是弄错了，请找村里。"


async def told(village: Village, number: str = WANG) -> list[str]:
    """What the number was told, after the scheduler has looked."""
    async with village.transactions.writing() as store:
        await tell_released(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))
    return [payload["body"] for payload in await village.deliveries(Queue.SMS, number)]


async def test_the_old_number_is_told_once(village: Village, homes: Homes) -> None:
    await agreed(village, "/hu 电话 3-12 13900000018")
    assert await told(village) == [TOLD]
    assert await told(village) == [TOLD]
    assert await told(village, "+8613900000018") == []


async def test_one_number_of_two_that_is_dropped_is_told(village: Village, homes: Homes) -> None:
    await agreed(village, "/hu 电话 3-12 加 13900000018")
    assert await told(village) == []
    await agreed(village, "/hu 电话 3-12 删 尾号0001")
    assert await told(village) == [TOLD]
    assert await told(village, "+8613900000018") == []


async def test_one_that_another_household_has_is_not_told(village: Village, homes: Homes) -> None:
    await agreed(village, "/hu 电话 3-13 19900000001")
    await agreed(village, "/hu 电话 3-12 无")
    assert await told(village) == []


async def test_one_that_comes_back_before_anybody_looks_is_not_told(village: Village, homes: Homes) -> None:
    await agreed(village, "/hu 电话 3-12 无")
    await agreed(village, "/hu 电话 3-12 19900000001")
    assert await told(village) == []


async def test_one_that_wants_no_texts_is_not_told(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "不是我")
    await agreed(village, "/hu 电话 3-12 无")
    assert await told(village) == []
    assert await village.count("released_numbers") == 0
