"""A village's year as people live it, and what the books must come to, told from the design's words alone."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.model import Message
from tests.e2e.support.faketime import Faked
from tests.e2e.support.launch import Process
from tests.e2e.support.reference import Ledger, Logged
from tests.e2e.support.stage import Stage, number_in
from tests.e2e.support.village import ASSESSOR, UNIT, Home

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR, MONTHS = 2026, range(1, 13)
RICE, OIL = 60, 30
DEEDS = (
    ("kou", "环2", 3),
    ("kou", "环4", 2),
    ("kou", "环1", 6),
    ("jia", "志2", 2),
    ("jia", "文2", 4),
    ("kou", "文5", 1),
)


@dataclass(slots=True)
class Year:
    """The stage, and what the books must come to, told from the design's words alone."""

    stage: Stage
    clock: Faked
    codes: dict[Home, str]
    random: Random = field(default_factory=lambda: Random(YEAR))
    ledgers: defaultdict[int, Ledger] = field(default_factory=lambda: defaultdict(Ledger))
    spent: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    excused: set[tuple[int, str]] = field(default_factory=set)
    """(month, household) in which nothing is scored."""
    held: tuple[str, str] = ("", "")
    """The household and the pickup code of rice that nobody collects."""
    server: Process | None = None
    reasons: count[int] = field(default_factory=count)

    async def dawn(self, year: int, month: int, day: int) -> None:
        """It is ten o'clock on that day, and the program is started."""
        if self.server is not None:
            await self.stage.product.stop(self.server)
        self.clock.stand_at(datetime(year, month, day, 10, tzinfo=SHANGHAI))
        self.server = await self.stage.product.serve()

    async def log(self, month: int, home: Home, deed: tuple[str, str, int]) -> int:
        """One command by the assessor; its number."""
        command, item, points = deed
        reason = f"第{next(self.reasons)}件事"
        answer = await self.stage.say(f"/{command} {self.codes[home]} {item} {points} {reason}", self.stage.zhang)
        number = number_in(answer)
        signed = points if command == "jia" else -points
        self.ledgers[month].add(Logged(number, self.codes[home], item, signed, ASSESSOR, reason))
        return number

    async def some_entries(self, month: int) -> None:
        """A few households, each for something else."""
        for home, deed in zip(self.random.sample(self.others, len(DEEDS)), DEEDS, strict=True):
            await self.log(month, home, deed)

    @property
    def others(self) -> list[Home]:
        """Everybody but the assessor's own household."""
        return [home for home in self.codes if home.head != ASSESSOR]

    def score(self, month: int, code: str) -> int | None:
        """None where the household is excused, which is not 0."""
        return None if (month, code) in self.excused else sum(self.ledgers[month].items(code).values())

    def earned(self, months: range, code: str) -> int:
        return sum(self.score(month, code) or 0 for month in months)

    async def house_stands_empty(self, month: int) -> None:
        """A household of which nobody has logged anything is excused from the open month."""
        scored = {entry.household for entry in self.ledgers[month].entries}
        code = next(self.codes[home] for home in self.others if self.codes[home] not in scored)
        answer = await self.stage.say(f"/jie 免 {code} 全家在外地", self.stage.wang)
        assert "免考" in answer.text
        self.excused.add((month, code))
        refused = (await self.stage.say(f"/kou {code} 环2 1 门口乱", self.stage.zhang)).text
        assert "不参加" in refused, refused

    async def settle(self, month: int) -> None:
        """The specialist looks and presses."""
        preview = await self.stage.say(f"/jie {month}月", self.stage.wang)
        scored = len(self.codes) - sum(of == month for of, _ in self.excused)
        assert f"{month}月结算预览：{scored}户" in preview.text
        await self.stage.press(preview, preview.keyboard[0][0].text, self.stage.wang)
        await self.in_the_group(f"{UNIT}{month}月积分公示")

    async def final(self, month: int) -> None:
        """The group has been told that the month's points count."""
        told = f"{month}月公示期满"
        await self.in_the_group(told)

    async def in_the_group(self, words: str) -> Message:
        """What the bot has told the group."""
        return await self.stage.world.until(
            lambda: next((m for m in reversed(self.stage.bot_messages()) if words in m.text), None)
        )

    async def write(self, home: Home, text: str) -> str:
        """A text from the household's phone; the answer."""
        exchange = await self.stage.sandbox.network.write(home.phone, text)
        return exchange.replies[0]

    async def objected(self, month: int) -> None:
        """A villager objects by text to a deduction of the published month; the specialist finds the villager right."""
        entry = next(one for one in self.ledgers[month].live() if one.points < 0)
        home = next(home for home, code in self.codes.items() if code == entry.household)
        assert "异议" in await self.write(home, f"异议 {entry.id} 不是我家")
        listed = (await self.stage.say("/yi", self.stage.wang)).text
        case = re.search(rf"^(\d+)\. .*#{entry.id} ", listed, re.MULTILINE)
        assert case, listed
        answer = await self.stage.say(f"/yi 准 {case[1]} 看过了", self.stage.wang)
        assert "已经答复" not in answer.text
        (reversal,) = (one for one in await self.entries() if one["reverses"] == entry.id)
        self.ledgers[month].reverse(entry.id, reversal["id"], reversal["officer"], reversal["reason"])

    async def claimed(self, month: int) -> None:
        """Two villagers claim by text; one has given blood, the other has not."""
        giver, other = self.random.sample(self.others, 2)
        asked = await self.in_the_group(f"📝 申报 {await self._claim(giver)}")
        await self.stage.press(asked, "同意", self.stage.wang, "志2“参加义务献血活动”加")
        await self.stage.say(f"/shen 驳 {await self._claim(other)} 血站没有记录", self.stage.wang)
        assert (await self.stage.say("/shen", self.stage.wang)).text == "没有等答复的申报。"
        entry = (await self.entries())[-1]
        assert (entry["household"], entry["item"]) == (self.codes[giver], "志2")
        self.ledgers[month].add(
            Logged(entry["id"], entry["household"], "志2", entry["points"], entry["officer"], entry["reason"])
        )

    async def _claim(self, home: Home) -> int:
        found = re.search(r"申报(\d+)号", await self.write(home, "申报 今天去镇上献血"))
        assert found
        return int(found[1])

    async def vetoed_by_mistake(self) -> None:
        """Two officers veto a household; it objects by text, is found right, and has everything back."""
        home = self.random.choice(self.others)
        proposed = await self.stage.say(f"/fou {self.codes[home]} 否2 田里烧秸秆", self.stage.zhang)
        await self.stage.press(proposed, proposed.keyboard[0][0].text, self.stage.wang)
        assert "否决" in await self.write(home, "积分")
        veto = number_in(proposed)
        assert "异议" in await self.write(home, f"异议 {veto} 是邻村的田")
        case = re.search(rf"^(\d+)\. .*#{veto}", (await self.stage.say("/yi", self.stage.wang)).text, re.MULTILINE)
        assert case
        await self.stage.say(f"/yi 准 {case[1]} 看过了", self.stage.wang)
        assert "否决" not in await self.write(home, "积分")

    async def oil_by_text(self) -> None:
        """Twenty phones want the last bottle at once; one gets it, and brings it back."""
        await self.stage.say(f"/wu 加 菜油 {OIL} 1", self.stage.wang)
        wanting = self.random.sample(self.others, 20)
        asked = [await self.write(home, "兑 2") for home in wanting]
        codes = [re.search(r"(?<!\d)\d{4}(?!\d)", answer) for answer in asked]
        assert all(codes), asked
        answers = await asyncio.gather(
            *(self.write(home, code[0]) for home, code in zip(wanting, codes, strict=True) if code)
        )
        got = [home for home, text in zip(wanting, answers, strict=True) if re.search(r"\d{4} ?\d{4}", text)]
        assert len(got) == 1, answers
        waiting = (await self.stage.say("/dui", self.stage.wang)).text
        number = re.search(r"^(\d+)\. ", waiting, re.MULTILINE)
        assert number, waiting
        cancelled = await self.stage.say(f"/dui 取消 {number[1]}", self.stage.wang)
        assert "取消" in cancelled.text

    async def nobody_collects(self) -> None:
        """Ordered by text; the power goes, the code comes twice; the rice becomes dearer and stays where it is."""
        home = max(self.others, key=lambda one: self.spendable(MONTHS[:9], self.codes[one]))
        code = re.search(r"(?<!\d)\d{4}(?!\d)", await self.write(home, "兑 1"))
        assert code
        assert self.server
        await self.stage.product.kill(self.server)
        self.server = await self.stage.product.serve()
        network = self.stage.sandbox.network
        first, again = [await network.write(home.phone, code[0], sid="SM" + "7" * 32) for _ in range(2)]
        assert first.replies == again.replies
        pickup = re.search(r"\d{8}", first.replies[0])
        assert pickup
        self.held = self.codes[home], pickup[0]
        self.spent[self.codes[home]] += RICE
        assert "90分" in (await self.stage.say("/wu 改 大米 分 90", self.stage.wang)).text

    async def it_is_given_back(self) -> None:
        """A month later the rice has been put back, and its points at the price of then."""
        household, pickup = self.held
        told = await self.in_the_group("过期没领的兑换 1 笔")
        assert f"退回 {RICE} 分" in told.text
        self.spent[household] -= RICE
        assert "已经过期" in (await self.stage.say(f"/ling {pickup} 代领", self.stage.wang)).text

    async def own_household_is_out_of_bounds(self) -> None:
        """The assessor tries every command on the household that he heads; nothing comes of any."""
        own = next(code for home, code in self.codes.items() if home.head == ASSESSOR)
        before = await self.entries()
        for command in (
            f"/jia {own} 志2 2 献血",
            f"/kou {own} 环4 2 没分类",
            f"/fou {own} 否2 烧秸秆",
            f"/shen {own} 志2 今天献血",
            f"/jie 免 {own} 房子空着",
            f"/dui {own} 大米",
        ):
            answer = await self.stage.say(command, self.stage.zhang)
            assert any(word in answer.text for word in ("自己家", "本人", "管理专员", "回避")), answer.text
        assert await self.entries() == before
        assert (await self.stage.say("/dui", self.stage.wang)).text.startswith("没有")

    async def corrected_late(self, month: int) -> str:
        """After the year is closed the specialist finds a deduction wrong, and the assessor agrees; the household."""
        entry = next(one for one in self.ledgers[month].live() if one.points < 0)
        asked = await self.stage.say(f"/che {entry.id} 拍错了门牌", self.stage.wang)
        await self.stage.press(asked, "确认", self.stage.zhang)
        (reversal,) = (one for one in await self.entries() if one["reverses"] == entry.id)
        self.ledgers[month].reverse(entry.id, reversal["id"], reversal["officer"], reversal["reason"])
        return entry.household

    async def rice_for_somebody(self, months: range) -> None:
        """Reserved and handed over for a household that has the points, refused to one that has not."""
        home = max(self.others, key=lambda one: self.spendable(months, self.codes[one]))
        code = self.codes[home]
        assert self.spendable(months, code) >= RICE
        reserved = await self.stage.say(f"/dui {code} 大米", self.stage.wang)
        pickup = next(
            word for word in "".join(c if c.isdigit() else " " for c in reserved.text).split() if len(word) == 8
        )
        self.spent[code] += RICE
        await self.stage.say(f"/ling {pickup} 本人", self.stage.wang)
        again = await self.stage.say(f"/ling {pickup} 本人", self.stage.wang)
        assert "已经领走了" in again.text
        forged = f"{pickup[:-1]}{(int(pickup[-1]) + 1) % 10}"
        assert "不对" in (await self.stage.say(f"/ling {forged}", self.stage.wang)).text

    def spendable(self, months: range, code: str) -> int:
        return self.earned(months, code) - self.spent[code]

    async def entries(self) -> list[dict[str, Any]]:
        """Everything that is in the books."""
        found: list[dict[str, Any]] = await self.stage.product.ask_json("entries", UNIT)
        return found

    async def books_are_right(self, published: int) -> None:
        """Months before ``published`` are final, it is published, the next one is open."""
        standings = await self.stage.product.ask_json("standings", UNIT, "--year", str(YEAR))
        assert len(standings) == len(self.codes)
        settled, final = range(1, published + 1), range(1, published)
        all_earned = {code: self.earned(settled, code) for code in self.codes.values()}
        for line in standings:
            code = line["household"]
            states = {key: one["state"] for key, one in line["rounds"].items()}
            scores = {key: one["score"] for key, one in line["rounds"].items()}
            wanted = {f"{YEAR}-{month:02}": "final" for month in final} | {f"{YEAR}-{published:02}": "published"}
            if published < MONTHS[-1]:
                wanted[f"{YEAR}-{published + 1:02}"] = "open"
            assert states == wanted
            assert scores == {key: self.score(int(key[-2:]), code) for key in wanted}
            assert line["earned"] == all_earned[code]
            assert line["spendable"] == self.spendable(final, code)
            assert line["rank"] == 1 + sum(other > all_earned[code] for other in all_earned.values())
        done = await self.stage.product.run("audit")
        assert (done.code, done.err) == (0, ""), done.out
