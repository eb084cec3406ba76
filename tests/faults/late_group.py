"""A second village, which gets its group in mid-life: news heard in private, choices by button, albums, approvals."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import count, product

from sandbox.model import Chat, Message, Person
from tests.e2e.support.stage import Stage
from tests.faults.phones import told
from tests.faults.under_way import Ending, under_way

UNIT = "建农村"
NAMESAKE = "沈月英"
"""Two households' head: a line about her is asked about."""
_HEADS = (
    "赵家栋",
    "钱国梁",
    "孙文斌",
    NAMESAKE,
    NAMESAKE,
    *(f"{one}水根" for one in "周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何"),
)
_ASSESSORS = _HEADS[:3]
_ITEMS = ("环1", "环2", "环3", "环4", "环5", "环6", "环8", "文1", "文3", "文5", "文8")
_HEARD_BEFORE = 6
"""So many claims come while there is no group."""
_PICTURES = (b"\xff\xd8\xff\xe0one", b"\xff\xd8\xff\xe0other")
"""By their first bytes."""

_HOUSEHOLD = re.compile(r"1组(\d+)号")

Line = tuple[int, str, int, str]
"""A household's number in its group, an item, points, a reason."""


def _phone(number: int) -> str:
    return f"+861390000{number:04}"


@dataclass(slots=True)
class LateGroup:
    """What the second village does, each thing begun once, and what must be in its books in the end."""

    stage: Stage
    specialist: Person
    assessors: list[Person]
    group: Chat
    claimed: list[int] = field(default_factory=list)
    """Households whose claim was answered."""
    approved: set[str] = field(default_factory=set)
    """The first lines of the claims whose button was pressed."""
    lines: Counter[Line] = field(default_factory=Counter)
    albums: int = 0
    _ending: Ending = field(default_factory=Ending)
    _said: Iterator[int] = field(default_factory=count)

    def goes_on(self) -> AbstractAsyncContextManager[None]:
        """Until the block ends."""
        choosing = [self._chooses(who, place) for place, who in enumerate(self.assessors)]
        return under_way(self._ending, self._claims(), self._approves(), self._comes_together(), *choosing)

    async def _claims(self) -> None:
        for number in range(6, len(_HEADS) + 1):
            if self._ending.come:
                return
            said = await told(self.stage, _phone(number), "申报 今天献血", f"SMlate{number}")
            assert "申报" in said or not said, said
            self.claimed.append(number)
            if len(self.claimed) == _HEARD_BEFORE:
                await self._ending.or_else(lambda: bool(self.approved))

    async def _approves(self) -> None:
        """Whichever message of a claim comes first, in private or to the group; once only."""
        while not self._ending.come:
            for message in [*self._heard(self.specialist.id), *self._heard(self.group.id)]:
                label = next((one for one in _labels(message) if one.startswith("同意")), None)
                if label and (claim := claim_in(message)) not in self.approved:
                    self.stage.sandbox.player.press(message.chat, message.id, label, self.specialist.id)
                    self.approved.add(claim)
            await asyncio.sleep(0.1)

    async def _comes_together(self) -> None:
        """When some claims were heard in private the group is bound; then photos come, the second after the words."""
        if not await self._ending.or_else(lambda: len(self.claimed) >= _HEARD_BEFORE and bool(self.approved)):
            return
        player = self.stage.sandbox.player
        bound = player.say(self.group.id, self.specialist.id, "/bang")
        if not await self._ending.or_else(lambda: bool(self._answer(self.group.id, bound.id))):
            return
        for number, item in product(range(6, len(_HEADS) + 1), _ITEMS):
            if self._ending.come:
                return
            reason = self._reason()
            sent = player.send_album(self.group.id, self.specialist.id, _PICTURES, f"/kou 1-{number} {item} 1 {reason}")
            self.lines[number, item, -1, reason] += 1
            self.albums += 1
            await self._ending.or_else(lambda said=sent.id: bool(self._answer(self.group.id, said)))  # type: ignore[misc] # bound now

    async def _chooses(self, who: Person, place: int) -> None:
        """In private: which of the two is meant is asked, and told by a button."""
        for number, item in list(product((4, 5), _ITEMS))[place :: len(_ASSESSORS)]:
            reason = self._reason()
            said = self.stage.sandbox.player.say(who.id, who.id, f"/kou {NAMESAKE} {item} 1 {reason}")
            if not await self._ending.or_else(lambda said=said.id: bool(self._answer(who.id, said))):  # type: ignore[misc] # bound now
                return
            question = self._answer(who.id, said.id)
            assert question
            label = next(one for one in _labels(question) if one.startswith(f"1组{number}号"))
            self.stage.sandbox.player.press(who.id, question.id, label, who.id)
            self.lines[number, item, -1, reason] += 1

    def _reason(self) -> str:
        return f"第{next(self._said)}次看"

    def _heard(self, chat: int) -> list[Message]:
        return [one for one in self.stage.world.messages(chat) if one.sender == self.stage.world.bot.id]

    def _answer(self, chat: int, said: int) -> Message | None:
        return next((one for one in self._heard(chat) if one.reply_to == said), None)

    def expected(self) -> Counter[Line]:
        """The lines, and what was approved."""
        households = (int(_HOUSEHOLD.search(claim)[1]) for claim in self.approved)  # type: ignore[index] # each names one
        return self.lines + Counter((number, "志2", 2, "今天献血") for number in households)

    def congratulated(self) -> Counter[str]:
        """How often each phone was told that its claim is approved."""
        texts = self.stage.world.state.texts.values()
        return Counter(text.to for text in texts if "通过了" in text.body)

    def news(self) -> Counter[tuple[int, str, bool]]:
        """How often each claim's news stands in which chat: as new, and marked as one that may stand there already."""
        return Counter(
            (chat, claim_in(message), "（重发）" in message.text)
            for chat in (self.specialist.id, self.group.id)
            for message in self._heard(chat)
            if "📝 申报" in message.text and any(one.startswith("同意") for one in _labels(message))
        )


def claim_in(message: Message) -> str:
    """Its first line: which claim a message tells of."""
    return next(line for line in message.text.splitlines() if "📝 申报" in line).replace("（重发）", "")


def _labels(message: Message) -> list[str]:
    return [button.text for row in message.keyboard for button in row]


async def moved_in(stage: Stage) -> LateGroup:
    """To be told before the program serves: the village's households are there, and nobody else."""
    rows = [f"{UNIT},1,{number},{head},{_phone(number)[3:]}" for number, head in enumerate(_HEADS, 1)]
    roster = stage.product.folder / "建农.csv"
    roster.write_text("\n".join(["单位,组,号,户主,电话", *rows]) + "\n", "utf-8")
    await stage.product.ask("households", "import", str(roster))
    specialist, assessors = stage.world.add_person("赵梅"), [stage.world.add_person(name) for name in _ASSESSORS]
    return LateGroup(stage, specialist, assessors, stage.world.add_group("建农村积分群", [specialist]))


async def appointed(village: LateGroup) -> None:
    """To be told while the program serves: everybody joins in private."""
    stage = village.stage
    roles = [("specialist", village.specialist), *(("assessor", one) for one in village.assessors)]
    for role, who in roles:
        code = await stage.invite(role, who.name, UNIT)
        said = stage.sandbox.player.say(who.id, who.id, f"/bang {code}")
        await stage.world.until(lambda who=who, said=said: village._answer(who.id, said.id))  # type: ignore[misc] # bound now
