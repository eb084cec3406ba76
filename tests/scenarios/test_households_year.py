"""A year of a village whose households come, split, move, join, leave, die out and come back, checked month by month.

The reference is written by hand: what each household has of each month, and what it can spend. Whatever happens, the
audit agrees after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.reports import roster as reports
from app.reports.files import write
from app.roster.apply import read_known
from app.roster.plan import make_plan
from app.roster.rows import read_rows
from app.roster.sheet import read
from app.sheets.shapes.shape import by_name
from domain.boundary import unwrap
from domain.households.transferring import Transferred, transfer
from domain.households.wanted import Place, Wanted, WantedKind
from domain.model.people import Household, Role
from storage.audit.differing import differing
from storage.database import Database
from storage.roster import SqlRoster
from tests.scenarios.auditing import audited
from tests.scenarios.shopping import code_in, spendable
from tests.village import CHEN, JIANNONG, QINWANG, SUN, ZHOU, Answer, Village, at

FULL = 110
_ELSEWHERE = 106
"""The specialist of the other village."""
PHONE = {name: f"+86199000010{number:02}" for number, name in enumerate("赵钱孙李周吴郑王", 1)}


@dataclass
class Year:
    """A village and what is known of its households by name; ``spent`` counts what is away and what came, by name."""

    village: Village
    homes: dict[str, Household] = field(default_factory=dict)
    scores: dict[str, dict[int, int | None]] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)

    async def comes(self, name: str, group: int, number: int) -> None:
        """One that lives there from the beginning."""
        self.homes[name] = await self.village.household(group, number, f"{name}家人", PHONE[name])
        self.scores[name] = {}

    async def says(self, text: str, officer: int = CHEN) -> Answer:
        """Somebody says something, and the books are in order."""
        answer = await self.village.says(officer, text)
        assert await audited(self.village) == [], text
        return answer

    async def agreed(self, text: str) -> str:
        """The specialist wants it and a second officer agrees."""
        asked = await self.says(text)
        done = await self.village.presses(SUN, asked.button("确认"))
        assert await audited(self.village) == [], text
        return done.text

    async def found(self, name: str, place: tuple[int, int]) -> None:
        """The household that came just now."""
        async with self.village.transactions.reading() as store:
            home = await store.roster.at(QINWANG, *place)
        assert home is not None
        self.homes[name] = home
        self.scores[name] = {}

    async def month_ends(self, month: int, **scores: int | None) -> None:
        """The month is final: everybody who is known has 110, but those who are named here."""
        year, after = divmod(month, 12)
        self.village.now = at(f"{2026 + year}-{after + 1:02}-15 09:00")
        await self.village.close_months()
        for name in self.scores:
            self.scores[name][month] = scores.get(name, FULL)
        await self.is_as_written()

    async def is_as_written(self) -> None:
        """Scores, what was earned and what can be spent are those of the reference, and the audit agrees."""
        assert await audited(self.village) == []
        for name, home in self.homes.items():
            mine = {month: score for month, score in self.scores[name].items() if score is not None}
            async with self.village.transactions.reading() as store:
                stored = await store.scores.of_household(home.id, 2026)
            assert {
                int(one.round.period.key[5:]): one.score
                for one in stored
                if one.score is not None and one.round.state == "final"
            } == mine, name
            async with self.village.transactions.writing() as store:
                account = (await store.standings.of_household(home, 2026)).account
            assert account.earned == sum(mine.values()), name
            assert account.balance == sum(mine.values()) + self.moved.get(name, 0), name

    async def ranks(self) -> Mapping[str, int | None]:
        """The rank of everybody who is ranked."""
        async with self.village.transactions.writing() as store:
            standings = await store.standings.of_unit(QINWANG, 2026)
        names = {home.id: name for name, home in self.homes.items()}
        return {names[one.household.id]: one.rank for one in standings}

    async def goes_elsewhere(self, name: str, unit: str, group: int, number: int) -> Transferred:
        """A household moves to another unit; a specialist of each has said so."""
        village = self.village
        code = await village.invitation("何兰", Role.SPECIALIST, unit)
        await village.whispers(_ELSEWHERE, f"/bang {code}")
        async with village.transactions.writing() as store:
            (here,) = [one for one in await store.officers.of_unit(QINWANG) if one.role is Role.SPECIALIST]
            (there,) = await store.officers.of_unit(unit)
            place = Place(unit, group, number)
            wanted = Wanted(
                WantedKind.MOVE, village.now.date(), household=self.homes[name].id, place=place, reason="搬去新房"
            )
            done = unwrap(await transfer(village.work(store), here, there, wanted, self.homes[name]))
        assert await audited(village) == []
        return done


@pytest.fixture
async def year(database: Database) -> Year:
    """January: five households, a specialist and two assessors who live elsewhere."""
    village = Village(database, now=at("2026-01-05 09:00"))
    await village.found()
    year = Year(village)
    for number, name in enumerate("赵钱孙李周", 1):
        await year.comes(name, 1, number)
    await village.officer(CHEN, "陈国强", Role.SPECIALIST, household="")
    await village.officer(ZHOU, "周美华", household="")
    await village.officer(SUN, "孙志明", household="")
    await village.says(CHEN, "/bang")
    await village.says(CHEN, "/wu 加 大米 60 20")
    return year


async def test_a_year(year: Year, database: Database, tmp_path: Path) -> None:
    await first_quarter(year)
    await second_quarter(year)
    await third_quarter(year)
    await last_quarter(year)
    await export_and_import_change_nothing(year, tmp_path)
    async with database.reading() as connection:
        assert [one async for one in differing(connection)] == []


async def first_quarter(year: Year) -> None:
    """One comes late, one dies out, one splits, one moves."""
    village = year.village
    await year.says("/kou 1-1 垃圾 2 没分类", ZHOU)
    await year.month_ends(1, 赵=108)
    await year.says(f"/hu 加 1-6 吴家人 {PHONE['吴'].removeprefix('+86')} 2月3日")
    await year.found("吴", (1, 6))
    claimed = await village.texts(PHONE["孙"], "申报 2月10日献血")
    assert "申报" in claimed
    assert "没答复的：申报 1" in (await year.says("/hu 迁出 1-3 去世")).text
    await year.says("/shen 驳 1 没有凭证")
    assert "可用的2026年110分留在档案里" in await year.agreed("/hu 迁出 1-3 去世")
    assert "孙家人" not in await village.texts(PHONE["孙"], "积分")
    await year.month_ends(2, 孙=None)
    assert await year.ranks() == {"钱": 1, "李": 1, "周": 1, "赵": 4, "吴": 5}
    assert "从3月起计分" in await year.agreed("/hu 分 1-1 1-7 郑家人")
    await year.found("郑", (1, 7))
    await year.says("/hu 搬 1-2 2-2 老屋拆了")
    await year.says("/kou 2-2 环1 5 搭棚", ZHOU)
    await year.month_ends(3, 孙=None, 钱=105)
    assert "各轮：1月110分、2月110分、3月105分" in (await year.says("/hu 2-2")).text
    assert "从1组1号 赵家人分出" in (await year.says("/hu 1-7")).text


async def second_quarter(year: Year) -> None:
    """Goods wait when two become one; a veto falls by an objection; the place of the dead is taken."""
    village = year.village
    await year.says("/dui 1-4 大米")
    assert await spendable(village, year.homes["李"]) == 270
    done = await year.agreed("/hu 并 1-5 1-4 结婚")
    assert "预留的大米1份已退回" in done
    assert "可用的2026年330分已转过去" in done
    year.moved |= {"李": -330, "周": 330}
    await year.month_ends(4, 孙=None, 李=None)
    code = code_in((await year.says("/dui 1-5 大米 10")).text)
    await year.says(f"/ling {code}")
    year.moved["周"] -= 600
    assert await spendable(village, year.homes["周"]) == 170
    assert "住着" not in (await year.says("/hu 加 1-3 王家人")).text
    await year.found("王", (1, 3))
    proposed = await year.says("/fou 1-1 秸秆 地里冒烟", ZHOU)
    await village.presses(SUN, proposed.button("确认"))
    assert "赵" not in {name for name, rank in (await year.ranks()).items() if rank}
    assert await audited(village) == []
    number = (await village.entries(year.homes["赵"]))[-1].id
    await village.texts(PHONE["赵"], f"异议 {number} 不是我家的地")
    assert "还有没答复的：异议 1" in (await year.says("/hu 迁出 1-1 搬走")).text
    answered = await year.says("/yi 准 1 查实不是他家")
    for button in [one for one in answered.buttons if "确认" in one.label]:
        await village.presses(SUN, button)
    await year.month_ends(5, 孙=None, 李=None)
    assert (await year.ranks())["赵"]
    await year.month_ends(6, 孙=None, 李=None)


async def third_quarter(year: Year) -> None:
    """One moves to another village, one gets another head and phone, one comes back to another place."""
    village = year.village
    gone = await year.goes_elsewhere("吴", JIANNONG, 2, 1)
    year.moved["吴"] = -550
    assert gone.left.points == {2026: 550}
    async with village.transactions.writing() as store:
        there = (await store.standings.of_household(gone.came, 2026)).account
    assert (there.earned, there.balance) == (0, 550)
    assert "吴家人户" in await village.texts(PHONE["吴"], "积分")
    await year.month_ends(7, 孙=None, 李=None, 吴=None)
    await year.says("/hu 户主 2-2 钱小弟 老人过世")
    await year.agreed("/hu 电话 2-2 13900000022")
    assert "没有登记" in await village.texts(PHONE["钱"], "积分")
    assert "钱小弟户" in await village.texts("+8613900000022", "积分")
    await year.month_ends(8, 孙=None, 李=None, 吴=None)
    assert "住着王家人" in (await year.says(f"/hu 迁回 {year.homes['孙'].code}")).text
    assert "已迁回" in await year.agreed(f"/hu 迁回 {year.homes['孙'].code} 1-9")
    back = await year.agreed(f"/hu 迁回 {year.homes['李'].code}")
    assert "1组4号 李家人 已迁回" in back
    year.moved |= {"李": 0, "周": year.moved["周"] - 330}
    await year.month_ends(9, 吴=None)
    sent = await year.says("/tong")
    assert "要发 5 户" in sent.text
    assert "李家人户三季度得110分，全年440分，第6名，可用440分" in sent.text
    await village.presses(CHEN, sent.button("发送"))
    (body,) = [one for one in await village.texted("+8613900000022") if "三季度" in one]
    assert "钱小弟户三季度得330分" in body
    for phone in (PHONE["钱"], PHONE["吴"]):
        assert not [one for one in await village.texted(phone) if "三季度" in one]
    assert await audited(village) == []


async def last_quarter(year: Year) -> None:
    """The year ends with those who live there."""
    for month in (10, 11):
        await year.month_ends(month, 吴=None)
    refused = await year.says(f"/hu 迁回 {year.homes['吴'].code}")
    assert refused.text.startswith("1组6号 吴家人已搬到别的村（户码 ")
    await year.month_ends(12, 吴=None)
    assert set(await year.ranks()) == set("赵钱孙李周郑王")
    gone = year.homes["吴"]
    file = (await year.says(f"/hu {gone.code}")).text
    assert "搬到别的村（新户码 " in file
    assert "2月110分" in file
    assert "起已迁出，不再计分" in (await year.says(f"/cha {gone.code}")).text


async def export_and_import_change_nothing(year: Year, folder: Path) -> None:
    """What is exported and imported again is what is there."""
    assert "亲属" in await year.agreed("/hu 并 1-9 1-3 合住") or "亲属：" in (await year.says("/hu 1-9")).text
    file, names = folder / "名册.xlsx", dict(year.village.town.units)
    async with year.village.database.reading() as connection:
        roster = SqlRoster(connection)
        homes = [home for code in names for home in await reports.read_homes(roster, code, names[code], left=False)]
        write(file, {"名册": reports.sheet(homes)})
        codes = by_name(names)
        rows = read_rows(read(file, codes, []), codes)
        plan, problems = make_plan(rows, await read_known(roster, names, names))
    assert problems == []
    assert (plan.additions, plan.changes, plan.kept) == ([], [], len(homes))
