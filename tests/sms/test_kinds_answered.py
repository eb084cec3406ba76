"""What people read who ask about procedures, others, months, items, and for what no text can do."""

from __future__ import annotations

import pytest

from sms.segments import count
from tests.sms.village import LI, SHARED, WANG, Village, at


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    """August, with July settled and final; two households on the shared phone."""
    village = sqlite_village
    wang = await village.household("王建国", WANG)
    await village.household("李福根", LI)
    for head in ("张伟", "赵丽华"):
        await village.household(head, SHARED)
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    return village


ANSWERED = [
    ("上个月几分", "2026年7月得108分"),
    ("上上个月几分", "2026年6月"),
    ("前两个月的分数", "“前两个月”的积分查不了"),
    ("李阿婆家几分", "只能查自己家的"),
    ("老王家几分", "王建国户：8月110分"),
    ("公示在哪里看", "公示栏"),
    ("谁给我们打分", "考核组"),
    ("户主换了怎么办", "村委会登记"),
    ("扣的分还能补回来吗", "复看"),
    ("积分规矩发给我看", "满分120分"),
    ("7月几分", "2026年7月得108分"),
    ("8月几分", "还没结算，现在110分"),
    ("三季度多少分", "2026年三季度得108分，8月还没结算，没算进去"),
    ("去年的积分还在吗", "2025年没有计分的记录"),
    ("李福根家的积分", "只能查自己家的"),
    ("隔壁邻居家多少分", "只能查自己家的"),
    ("王建国积分", "王建国户：8月110分"),
    ("给我加5分", "短信不能加分"),
    ("一票否决是什么", "新增违法建筑"),
    ("垃圾分类", "垃圾分类投放：5分"),
    ("规则 环境", "您要查哪一项"),
    ("积分什么时候清零", "2027年1月31日"),
    ("能换钱吗", "不能换钱"),
    ("去哪里领", "村委会"),
    ("怎么申报", "申报 献血"),
    ("你是谁", "秦望村"),
    ("谢谢", "不客气"),
    ("书记家怎么不扣分", "找人回6"),
    ("查积分，我要退订", "另外还没办：不收通知回T"),
]


@pytest.mark.parametrize(("text", "part"), ANSWERED)
async def test_a_villager_reads(told: Village, text: str, part: str) -> None:
    reply = await told.text(text) or ""
    assert part in reply
    assert count(reply) == 1
    assert await told.count("optouts") == 0
    assert await told.count("claims") == 0


async def test_no_wrong_house_on_a_shared_phone(told: Village) -> None:
    assert (await told.text("3组4号 积分", SHARED) or "").startswith("赵丽华户")
    assert (await told.text("张伟家积分", SHARED) or "").startswith("张伟户")
    assert "只能查自己家的" in (await told.text("王建国家积分", SHARED) or "")
