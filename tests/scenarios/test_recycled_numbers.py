"""A number that went to somebody else is let go by text, and the officers are told."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent
from tests.scenarios.conftest import Homes
from tests.village import Village

WANG = "+8619900000001"


@pytest.mark.parametrize("words", ["不是我", "机主已换", "打错了", "你们发错人了", "不是本人", "Wrong number"])
async def test_it_gets_no_more_notices_and_the_group_is_told(village: Village, homes: Homes, words: str) -> None:
    assert "不再收到通知" in await village.texts(WANG, words)
    assert await village.count("optouts") == 1
    told = (await village.posted()).text
    assert told.startswith("📵 3组12号 王建国登记的号码 199****0001 回短信说不是这家的")
    assert told.endswith("/hu 电话 3-12 删 尾号0001")


async def test_the_household_keeps_its_number_and_points(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "不是我")
    assert await village.count("household_phones") == 3
    assert "再收通知" not in await village.texts(WANG, "订阅")
    assert await village.count("optouts") == 0


@pytest.mark.parametrize("words", ["不是我扔的", "异议 5 不是我", "是不是打错了", "扣错了", "弄错了", "发错了"])
def test_what_only_sounds_like_it_lets_nothing_go(words: str) -> None:
    assert understand(words).intent is not Intent.NOT_OURS


@pytest.mark.parametrize("text", ["积分", "2", "网页", "申报 献血", "找人", "我家几分"])
async def test_nobody_is_told_anything_of_the_household_by_a_number_let_go(
    village: Village, homes: Homes, text: str
) -> None:
    await village.texts(WANG, "不是我")
    assert "发“订阅”就恢复" in await village.texts(WANG, text)
    assert [await village.count(table) for table in ("claims", "callbacks", "page_links")] == [0, 0, 0]


async def test_who_is_in_need_is_told_who_helps_also_at_a_number_let_go(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "不是我")
    assert (await village.texts(WANG, "救命 我摔断了腿") or "").startswith("急事请马上打120！这个号码")


async def test_whoever_it_was_all_the_same_is_answered_again(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "打错了")
    assert "发积分通知" in await village.texts(WANG, "订阅")
    assert "王建国户" in await village.texts(WANG, "积分")


async def test_the_next_household_that_has_the_number_is_answered(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "不是我")
    async with village.transactions.writing() as store:
        await store.households.set_phones(homes.wang.id, [])
        await store.households.set_phones(homes.li.id, [WANG])
    assert "李秀芳户" in await village.texts(WANG, "积分")


async def test_another_number_of_the_household_changes_nothing(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "不是我")
    async with village.transactions.writing() as store:
        await store.households.set_phones(homes.wang.id, [WANG, "+8619900000077"])
    assert "发“订阅”就恢复" in await village.texts(WANG, "积分")
