"""An evening of a county: every village's specialist writes in the own group, every phone writes texts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, product
from random import Random

from sandbox.model import Chat, Person
from tests.e2e.support.stage import Stage
from tests.faults.phones import told
from tests.patience import PATIENCE_SECONDS

UNITS = ("旧港村", "桑园村", "甪里村", "鲁堰村", "百家村", "秦山村", "秦阳村", "建农村")
_HOMES = range(1, 21)
_ITEMS = ("环1", "环2", "环3", "环4", "环5", "环6", "环8", "文1", "文3", "文5", "文8")
_TEXTS = ("积分", "明细", "排名")
_SECONDS_A_LINE = 4
"""At most, of those that wait: half of what is brought goes to a web that is dead, and is brought again."""

Line = tuple[int, str, int, str]
"""A household's number in its group, an item, points, a reason."""


@dataclass(slots=True)
class Village:
    """``said``: by the message, what the specialist wrote."""

    unit: str
    specialist: Person
    group: Chat
    said: dict[int, Line] = field(default_factory=dict)


@dataclass(slots=True)
class Evening:
    """``answers``: all that each text was answered, but for what follows by itself."""

    stage: Stage
    random: Random
    villages: Sequence[Village]
    answers: dict[str, set[str]] = field(default_factory=dict)

    async def gathers(self) -> None:
        """Each specialist is invited and binds the group."""
        for village in self.villages:
            code = await self.stage.invite("specialist", village.specialist.name, village.unit)
            await self.stage.say(f"/bang {code}", village.specialist, village.group)

    async def goes_on(self, lines: int, texts: int) -> None:
        """So many lines in each village, so many texts of each phone."""
        phones = product(range(len(self.villages)), _HOMES)
        await asyncio.gather(
            *(self._writes(village, lines) for village in self.villages),
            *(self._texts(phone(*home), texts) for home in phones),
        )
        await self.stage.all_taken(PATIENCE_SECONDS + lines * _SECONDS_A_LINE)

    async def _writes(self, village: Village, lines: int) -> None:
        pairs = list(product(_HOMES, _ITEMS))
        self.random.shuffle(pairs)
        for number, (home, item) in zip(range(lines), pairs, strict=False):
            reason = f"第{number}次看"
            text = f"/kou 1-{home} {item} 1 {reason}"
            said = self.stage.on_screen(text, village.specialist, village.group)
            village.said[said.id] = home, item, -1, reason
            await asyncio.sleep(self.random.uniform(0, 2))

    async def _texts(self, number: str, texts: int) -> None:
        """Each is brought twice."""
        for text in range(texts):
            await asyncio.sleep(self.random.uniform(0, 20))
            sid = f"SM{number[1:]}{text}"
            body = _TEXTS[text % len(_TEXTS)]
            self.answers[sid] = {await told(self.stage, number, body, sid) for _ in range(2)} - {""}

    def unanswered(self) -> int:
        """How many lines no answer stands under."""
        return sum(
            len(village.said.keys() - {one.reply_to for one in self.stage.bot_messages(village.group)})
            for village in self.villages
        )

    async def every_line_is_there_once_and_answered_once(self) -> None:
        """Or a second time, marked."""
        for village in self.villages:
            standings = await self.stage.product.ask_json("standings", village.unit)
            homes = {line["household"]: line["number"] for line in standings}
            records = await self.stage.product.ask_json("entries", village.unit)
            entered = Counter((homes[one["household"]], one["item"], one["points"], one["reason"]) for one in records)
            assert entered == Counter(village.said.values())
            answers = Counter(
                (one.reply_to, one.text.startswith("（重发）"))
                for one in self.stage.bot_messages(village.group)
                if one.reply_to in village.said
            )
            assert set(answers.values()) == {1}
            assert {said for said, _ in answers} == village.said.keys()


def phone(village: int, home: int) -> str:
    """Whose it is by the village's place and the household's number."""
    return f"+8613{village:02}000{home:04}"


async def make_evening(stage: Stage, seed: int) -> Evening:
    """To be told before the program serves: every village has its households, its specialist and its group."""
    rows = [
        f"{unit},1,{home},户主{unit[0]}{home},{phone(place, home)[3:]}"
        for (place, unit), home in product(enumerate(UNITS), _HOMES)
    ]
    roster = stage.product.folder / "county.csv"
    roster.write_text("\n".join(["单位,组,号,户主,电话", *rows]) + "\n", "utf-8")
    await stage.product.ask("households", "import", str(roster))
    villages = []
    for number, unit in zip(count(1), UNITS, strict=False):
        who = stage.world.add_person(f"专员{number}")
        villages.append(Village(unit, who, stage.world.add_group(f"{unit}积分群", [who], admins=[who])))
    return Evening(stage, Random(seed), villages)
