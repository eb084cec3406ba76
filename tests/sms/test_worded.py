"""The longer replies to texts, word by word in ``__snapshots__``: whoever changes one shows it as a diff.

``pytest --snapshot-update`` writes what is said into it.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.sms.village import LI, SHARED, STRANGER, WANG, Village, at


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    """August: July is final; points off and on, two households on one phone, one veto."""
    village = sqlite_village
    wang = await village.household("王建国", WANG)
    li = await village.household("李秀芳", LI)
    for head in ("张伟", "赵丽华"):
        await village.household(head, SHARED)
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    await village.record(wang, "志2", 2, "市里献血")
    await village.veto(li, "田里烧秸秆")
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    await village.record(wang, "环3", -3, "鸡鸭散养")
    return village


async def read_by(village: Village, sender: str, *bodies: str) -> str:
    """What a villager sees who texts these."""
    return "\n\n".join([f"> {body}\n{await village.text(body, sender)}" for body in bodies])


async def test_a_villager_reads(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(
        *(told, WANG, "积分", "明细", "排名", "物品", "规则", "规则 垃圾", "帮助", "7月", "今天天气好"),
        *("申报", "献血 8月9日", "异议", "异议 1 那天下雨", "异议 4 那天下雨", "兑 1", "撤回 1", "退订"),
    )


async def test_a_vetoed_household_reads(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(told, LI, "积分", "排名", "物品", "明细")


async def test_who_shares_a_phone_and_a_stranger_read(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(told, SHARED, "积分", "申报 献血")
    assert snapshot == await read_by(told, STRANGER, "积分")
