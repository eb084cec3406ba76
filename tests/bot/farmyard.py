"""A village in which lines are tried: each is carried out on the real store, looked at, and undone again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from bot.incoming import Attached, FileKind
from domain.model.people import Role
from domain.ports.store import Store
from storage.database import Connection, Database
from storage.store import SqlTransactions
from tests.village import ZONE, Village, arrived, at

WANG_FANG, LI_QIANG, ZHOU_MEI, NOBODY = 501, 502, 503, 599
SPEAKERS = {"王芳": WANG_FANG, "李强": LI_QIANG, "周梅": ZHOU_MEI, "路人": NOBODY}
"""王芳 is the specialist, 李强 and 周梅 are assessors. 李强 lives at 1-2; 1-3 is his kin."""

HEADS = {
    1: "王芳 李强 李明 陈阿大 陈志 沈月英 朱根宝 周梅 吴大伟 杨小妹 徐关林 孙巧云 胡一刀 高兴 於金妹",
    2: "马兰 赵志强 何秀 顾全 陆明后 钱进 俞红 曹建国 金凤 戴小军 蒋文 姚大宝 唐丽 宋平 任远 李昇 李升",
    3: "张三林 张伟 张薇 倪阿四 庄严 盛开 柴火根 干永 汤圆 夏天 范二 王建国 李秀英 李秀英 欧阳文华",
    4: "薛冬 薛秋 阿依古丽·买买提 雷雨 方正 石头 龚喜 程好 袁满 邓小 许多 傅贵 白云 田地 万里",
}
"""By group, from number 1; 2-16 李昇 and 2-17 李升, 3-13 and 3-14 both 李秀英."""
PHONES = {(3, 12): "+8613800003012", (3, 1): "+8613800003001", (4, 1): "+8613900004001", (4, 2): "+8613900004001"}


PHOTO = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000)
MARKS: dict[str, dict[str, Any]] = {
    "〔图〕": {"photo": PHOTO},
    "〔转〕": {"forwarded": True},
    "〔改〕": {"edited": True},
    "〔私〕": {"private": True},
    "〔@〕": {"addressed": True},
    "〔回〕": {},
}
"""How a line came: as a caption, forwarded, edited, in private, naming the bot, as a reply to the answer to #1."""


@dataclass(frozen=True)
class Outcome:
    """What stood in the ledger after a line, and what was answered ("" = silence)."""

    entries: tuple[str, ...]
    answer: str
    asked: bool

    def __str__(self) -> str:
        """In the notation of the tables."""
        if self.entries:
            return " / ".join(self.entries)
        if not self.answer:
            return "."
        return f"{'?' if self.asked else '!'} {self.answer}".replace("\n", "⏎")


class _Undone(Exception):  # noqa: N818 - ends a transaction that is only looked at
    pass


class _Unkept:
    """Transactions of which the entries are looked at before everything is undone again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = SqlTransactions(database, ZONE)
        self.reading = self._kept.reading
        self.entries: tuple[str, ...] = ()

    @asynccontextmanager
    async def writing(self, turn: str | None = None) -> AsyncIterator[Store]:
        """A transaction that may write."""
        with suppress(_Undone):
            async with self._database.transaction(turn) as connection:
                before = await _last(connection)
                yield self._kept.store(connection)
                self.entries = await _entries(connection, before)
                raise _Undone


async def _last(connection: Connection) -> int:
    (row,) = await connection.fetch("SELECT COALESCE(MAX(id), 0) AS last FROM entries")
    return int(row["last"])


async def _entries(connection: Connection, after: int) -> tuple[str, ...]:
    """``3-12 环4 -2 没分类 @11-27``: the day where it is not today."""
    rows = await connection.fetch(
        "SELECT h.grp AS g, h.number AS n, e.item AS item, e.points AS points, e.reason AS reason, e.day AS day, "
        "e.evidence_id AS photo FROM entries e JOIN households h ON h.id = e.household_id "
        "WHERE e.id > $1 ORDER BY e.id",
        after,
    )
    said = []
    for row in rows:
        day = "" if str(row["day"]) == "2026-11-28" else f" @{str(row['day'])[5:]}"
        day += " 有图" if row["photo"] else ""
        said.append(f"{row['g']}-{row['n']} {row['item']} {row['points']:+d} {row['reason']}".rstrip() + day)
    return tuple(said)


@dataclass(frozen=True)
class Farmyard:
    """``tells`` says what comes of a line that somebody writes to the group."""

    village: Village
    unkept: _Unkept
    answered: str
    """The message that answered 周梅's entry #1."""

    async def tells(self, who: int, line: str) -> Outcome:
        self.unkept.entries = ()
        how: dict[str, Any] = {"addressed": f"@{self.village.desk.handling.bot_name}" in line}
        while line[:3] in MARKS:
            how |= MARKS[line[:3]] | ({"replies_to": self.answered} if line.startswith("〔回〕") else {})
            line = line[3:]
        if how.get("private"):
            how["chat"] = who
        answer = await self.village.says(who, line, **how)
        asked = bool(answer.buttons) and not self.unkept.entries
        said = "".join(f"[{label}]" for label in answer.labels) if asked else ""
        return Outcome(self.unkept.entries, f"{answer.text}{said}", asked)


async def settled(database: Database, *, stocked: bool = False) -> Farmyard:
    """28 November 2026, 10:00: September is final, October not settled; 周梅 took a point off 3-5 today."""
    village = Village(database, now=at("2026-09-01 08:00"))
    await village.found()
    homes = {}
    for group, heads in HEADS.items():
        for number, head in enumerate(heads.split(), start=1):
            phones = [PHONES[group, number]] if (group, number) in PHONES else []
            homes[group, number] = await village.household(group, number, head, *phones)
    await village.kin(homes[1, 2], homes[1, 3])
    await village.officer(WANG_FANG, "王芳", Role.SPECIALIST)
    await village.officer(LI_QIANG, "李强", household=homes[1, 2].code)
    await village.officer(ZHOU_MEI, "周梅")
    await village.says(WANG_FANG, "/bang")
    village.now = at("2026-10-12 09:00")
    await village.close_months()
    village.now = at("2026-11-28 10:00")
    for goods in ("大米 60 20", "肥皂 10 5", "洗衣液 30 0") if stocked else ():
        await village.says(WANG_FANG, f"/wu 加 {goods}")
    await village.says(ZHOU_MEI, "/kou 3-5 环2 1 堆物")
    answered = await arrived(village)
    unkept = _Unkept(database)
    village.desk = replace(village.desk, transactions=unkept)
    return Farmyard(village, unkept, answered)
