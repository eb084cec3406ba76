"""Months that are settled, and an entry that its household disputes."""

from __future__ import annotations

from domain.boundary import unwrap
from domain.settlement.settling import finalise_due, settle
from tests.village import QINWANG, ZHOU, Village, at

LI_PHONE = "+8619900000002"


async def settled(village: Village, key: str = "2026-09") -> None:
    """The month is settled and published."""
    async with village.transactions.writing() as store:
        round_ = await store.rounds.find(QINWANG, key)
        assert round_ is not None
        unwrap(await settle(village.work(store), None, round_))


async def finalised(village: Village) -> None:
    """Whatever has been public long enough becomes final."""
    async with village.transactions.writing() as store:
        await finalise_due(village.work(store))


async def september_passes(village: Village) -> None:
    """It is settled on 2 October, and final a week later."""
    village.now = at("2026-10-02 09:00")
    await settled(village)
    village.now = at("2026-10-09 09:00")
    await finalised(village)


async def disputed(village: Village, words: str = "没有扔垃圾", points: int = 2) -> None:
    """周美华 took points off 李秀芳's household, who objects by text."""
    await village.says(ZHOU, f"/kou 3-13 垃圾 {points} 没分类")
    await village.texts(LI_PHONE, f"异议 1 {words}")


# Opening.
