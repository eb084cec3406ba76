"""The longer answers in chat, word by word in ``__snapshots__``: whoever changes one shows it as a diff.

``pytest --snapshot-update`` writes what is said into it.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from storage.database import Database
from tests.scenarios.supervisors import jian
from tests.village import CHEN, SUN, ZHOU, Village


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """The words do not hang on the kind of database."""
    return sqlite_database


@pytest.fixture
async def told(mall: Village) -> Village:
    """October: points off and on, a claim, an objection, rice on hold."""
    for line in ("/kou 3-13 垃圾 2 门口没分类", "/jia 3-13 献血 2 市里献血"):
        await mall.says(ZHOU, line)
    await mall.says(SUN, "/shen 3-14 献血 10月12日")
    await mall.says(SUN, "/yi 3-13 #1 那天下雨")
    await mall.says(CHEN, "/dui 3-12 大米")
    return mall


async def read_by(village: Village, user: int, *commands: str) -> str:
    """What a person sees who sends these: texts and buttons."""
    seen = []
    for command in commands:
        answer = await village.says(user, command)
        seen.append("\n".join([f"> {command}", answer.text, *(f"[{label}]" for label in answer.labels)]))
    return "\n\n".join(seen)


async def test_a_specialist_reads(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(
        *(told, CHEN, "/help", "/cha 3-13", "/cha 5-1", "/pai", "/pai 3", "/gui", "/gui 环4", "/hu 3-13", "/hu 3-12"),
        *("/jie", "/jie 9月", "/jie 2026Q3", "/tong 2026Q3", "/shen", "/yi", "/wu", "/dui"),
    )


async def test_an_assessor_reads(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(told, ZHOU, "/help", "/cha 3-13", "/hu 3-13")


async def test_what_is_asked_or_refused(told: Village, snapshot: SnapshotAssertion) -> None:
    assert snapshot == await read_by(
        *(told, CHEN, "/kou 3-13 垃圾 2 没分类\n3-14 环2 3 堆柴火\n9-99 垃圾 1 没扎\n5-1 没有这项 2 原因"),
        *("/kou 李秀芬 垃圾 2 没分类", "/kou 王建国 垃圾 2 没分类", "/kou 3-13 垃圾 半分 没分类"),
        *("/fou 3-14 否2 田里烧秸秆", "/hu 分 3-13 3-21 李强", "/hu 并 3-13 3-14 合住"),
    )


async def test_the_supervisor_reads(supervised: Village, snapshot: SnapshotAssertion) -> None:
    for command in ("/help", "/jian", "/jian 秦望村", "/jian 2026年"):
        assert await jian(supervised, command) == snapshot
