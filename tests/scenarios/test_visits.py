"""上门告知: who was not reached by text is told in person, and ticked off in walking order."""

from __future__ import annotations

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.test_notices import october, queued, sent
from tests.village import CHEN, STRANGER, ZHOU, Village

OF_WANG = "queue = 'sms' AND target = $1"
WANG = "+8619900000001"


async def missed(village: Village) -> list[str]:
    """Who is to be told in person, as /tong lists them."""
    return [line for line in (await village.says(CHEN, "/tong")).text.splitlines() if line.startswith("· ")]


async def test_the_list_is_ticked_off_until_it_is_empty(village: Village, homes: Homes) -> None:
    await queued(village)
    await sent(village, "state = 'delivered' WHERE queue = 'sms'")
    assert await missed(village) == [
        "· 4组1号 王建国（没有手机号）",
        "· 4组2号 陈国强（没有手机号）",
        "· 4组3号 陈小弟（没有手机号）",
        "· 5组1号 赵丽华（没有手机号）",
    ]
    answer = await village.says(ZHOU, "/tong 到 4-2、4-3")
    assert answer.text == (
        "✅ 已上门告知：4组2号 陈国强、4组3号 陈小弟。\n还有 2 户：\n"
        "· 4组1号 王建国（没有手机号）\n· 5组1号 赵丽华（没有手机号）"
    )
    assert "🟩🟩🟩🟩🟩🟩🟩🟥🟥🟥 知道了 5／7 户" in (await village.says(CHEN, "/tong")).text
    await village.says(ZHOU, "/tong 到 4-1 Q3")
    assert "都告知到了。" in (await village.says(ZHOU, "/tong 到5-1")).text
    assert await missed(village) == []
    assert await audited(village) == []


async def test_nobody_is_told_twice_nor_for_nothing(village: Village, homes: Homes) -> None:
    await october(village)
    assert "这个季度没有要告知的通知" in (await village.says(ZHOU, "/tong 到 4-1")).text
    await queued(village)
    assert "3组12号 王建国的短信还在发" in (await village.says(ZHOU, "/tong 到 3-12")).text
    await sent(village, f"state = 'delivered' WHERE {OF_WANG}", WANG)
    assert "3组12号 王建国的短信已经送到了" in (await village.says(ZHOU, "/tong 到 3-12")).text
    assert "✅" in (await village.says(ZHOU, "/tong 到 4-1")).text
    assert "4组1号 王建国已经上门告知过了" in (await village.says(ZHOU, "/tong 到 5-1 4-1")).text
    assert "· 5组1号 赵丽华（没有手机号）" in await missed(village)


async def test_a_text_that_arrives_after_all_takes_it_off_the_list(village: Village, homes: Homes) -> None:
    await queued(village)
    await sent(village, f"state = 'failed', error = 'no-report' WHERE {OF_WANG}", WANG)
    assert "· 3组12号 王建国（一直没有送达回执）" in await missed(village)
    await sent(village, f"state = 'delivered' WHERE {OF_WANG}", WANG)
    assert "3组12号" not in "".join(await missed(village))


async def test_what_names_no_household_is_said_and_a_stranger_ticks_nothing(village: Village, homes: Homes) -> None:
    await queued(village)
    assert (
        "4组9号" in (await village.says(ZHOU, "/tong 到 4-1 4-9")).text
        or "没有找到" in (await village.says(ZHOU, "/tong 到 4-1 4-9")).text
    )
    assert (await village.says(ZHOU, "/tong 到")).text
    assert "✅" not in (await village.says(STRANGER, "/tong 到 4-1")).text
    assert await village.count("notices", "visited_ms IS NOT NULL") == 0
