"""August in a village, July final: points to spend, goods on the shelf, an entry of this month; and its texts."""

from __future__ import annotations

from domain.model.people import Household
from sms.segments import count
from tests.sms.village import SHARED, WANG, Village, at


async def lived_to_august(village: Village, *more: tuple[str, str]) -> Household:
    """王建国's household on 10 August; ``more``: heads and numbers of others."""
    wang = await village.household("王建国", WANG)
    for head, number in more:
        await village.household(head, number)
    for head in ("张伟", "赵丽华"):
        await village.household(head, SHARED)
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    await village.stock("洗衣粉", 20, 5)
    await village.stock("食盐", 5, 5)
    return wang


async def code_of(village: Village) -> str:
    async with village.database.reading() as connection:
        (row,) = await connection.fetch("SELECT code FROM orders ORDER BY id DESC LIMIT 1")
    code: str = row["code"]
    return code


async def says(village: Village, *texts: str, sender: str = WANG) -> str:
    """The reply to the last of these."""
    said = ""
    for text in texts:
        said = await village.text(text, sender) or ""
        assert count(said) == 1, said
    return said
