"""A village's month, seen from outside: real processes, the platforms' own protocols, and the books at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sandbox.model import Message, Person
from tests.e2e.support.launch import Cold, Warm
from tests.e2e.support.reference import STARTS, Ledger, Logged
from tests.e2e.support.stage import Stage, number_in, numbers_in, open_stage
from tests.e2e.support.village import NAMESAKE, STYLES, UNIT, Deed, Home, Officer, homes, reasons


@dataclass(slots=True)
class Month:
    """The stage, and what must be in the books."""

    stage: Stage
    officer: Officer
    random: Random
    ledger: Ledger = field(default_factory=Ledger)
    confirmations: dict[int, Message] = field(default_factory=dict)

    def code(self, home: Home) -> str:
        return self.officer.codes[home.group, home.number]

    def logged(self, deed: Deed, who: Person, number: int) -> None:
        self.ledger.add(Logged(number, self.code(deed.home), deed.item, deed.signed, who.name, deed.reason))

    async def log(self, deed: Deed, who: Person, style: str) -> None:
        """One command; what the bot must ask about first is meant all the same, and said so by button."""
        answer = await self.stage.say(self.officer.word(deed, style), who)
        for doubt in self.doubts(deed, who):
            assert doubt in answer.text
            answer = await self.stage.press(answer, answer.keyboard[0][0].text, who)
        self.confirm(deed, who, answer)

    def doubts(self, deed: Deed, who: Person) -> Iterator[str]:
        """What is asked about, in this order: what another officer or the same one just logged, and a merit at 0."""
        code = self.code(deed.home)
        if rival := self.ledger.rival(code, deed.item, who.name):
            yield rival.officer
        elif self.ledger.said(code, deed.item, deed.signed, who.name):
            yield "刚才已记"
        if deed.signed < 0 and STARTS[deed.item] == 0 and self.ledger.items(code)[deed.item] == 0:
            yield "没有可扣的"

    def confirm(self, deed: Deed, who: Person, answer: Message) -> None:
        assert deed.home.head in answer.text
        assert deed.item in answer.text
        self.logged(deed, who, number_in(answer))
        self.confirmations[number_in(answer)] = answer

    async def log_many(self, deeds: int) -> None:
        """Random deeds by both officers, in all three spellings."""
        for number in range(deeds):
            who = self.random.choice([self.stage.wang, self.stage.zhang])
            await self.log(self.officer.think(), who, STYLES[number % len(STYLES)])

    async def undo_by_command(self, number: int, who: Person) -> None:
        answer = await self.stage.say(f"/che #{number} 看错了", who)
        self.ledger.reverse(number, number_in(answer), who.name, "看错了")

    async def undo_by_button(self, number: int, who: Person) -> None:
        confirmation = self.confirmations[number]
        answer = await self.stage.press(confirmation, confirmation.keyboard[0][0].text, who)
        self.ledger.reverse(number, number_in(answer), who.name, "按钮撤销")

    def by(self, who: Person) -> list[Logged]:
        return [entry for entry in self.ledger.live() if entry.officer == who.name]


async def _begin(stage: Stage) -> Month:
    await stage.begin()
    standings = await stage.product.ask_json("standings", UNIT)
    codes = {(line["group"], line["number"]): line["household"] for line in standings}
    assert {(line["group"], line["number"], line["head"]) for line in standings} == {
        (home.group, home.number, home.head) for home in homes()
    }
    random = Random(2026)
    return Month(stage, Officer(random, codes, reasons()), random)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_month_adds_up(mode: str, tmp_path: Path, warm: Warm, cold: Cold) -> None:
    """Sixty commands, mistakes taken back, a kill in the middle: every item of every household is right."""
    full = mode == "polling"
    async with open_stage(tmp_path, cold if full else warm, {"TELEGRAM_MODE": mode}) as stage:
        month = await _begin(stage)
        server = await stage.product.serve()
        await stage.appoint()
        await month.log_many(25 if full else 8)
        await _the_other_officer_the_same_day(month)
        await _a_head_of_two_households(month)
        await _several_lines(month)
        await _nobody_scores_the_own_household(month)
        await _mistakes_are_taken_back(month)
        await _an_outsider_changes_nothing(month)
        await _killed_while_commands_come_in(month, server)
        await month.log_many(25 if full else 6)
        await _a_repeated_update_changes_nothing(month)
        await _texts(month)
        await _the_books_are_right(month)


async def _an_outsider_changes_nothing(month: Month) -> None:
    answer = await month.stage.say("/jia 3-2 献血", month.stage.outsider)
    assert "考核人员" in answer.text
    for confirmation in list(month.confirmations.values())[:1]:
        button = confirmation.keyboard[0][0].text
        assert await month.stage.press_in_vain(confirmation, button, month.stage.outsider)


async def _the_other_officer_the_same_day(month: Month) -> None:
    home = homes()[31]
    for who in (month.stage.wang, month.stage.zhang):
        await month.log(Deed(-1, home, "环4", 2, next(month.officer.reason)), who, "chinese")
    assert [entry.points for entry in month.ledger.live()[-2:]] == [-2, -2]


async def _a_head_of_two_households(month: Month) -> None:
    """The bot asks which one."""
    namesakes = [home for home in homes() if home.head == NAMESAKE]
    deed = Deed(1, namesakes[1], "志2", None, next(month.officer.reason))
    answer = await month.stage.say(f"/加 {NAMESAKE} 献血 {deed.reason}", month.stage.wang)
    labels = [row[0].text for row in answer.keyboard]
    assert [any(f"{home.group}组{home.number}号" in label for label in labels) for home in namesakes] == [True, True]
    wanted = next(label for label in labels if f"{deed.home.group}组{deed.home.number}号" in label)
    month.confirm(deed, month.stage.wang, await month.stage.press(answer, wanted, month.stage.wang))


async def _several_lines(month: Month) -> None:
    """All or nothing."""
    deeds = [Deed(1, home, "志1", None, next(month.officer.reason)) for home in homes()[40:43]]
    lines = [month.officer.line(deed) for deed in deeds]
    bad = await month.stage.say("\n".join([f"/jia {lines[0]}", "9-99 志1 没有这户", lines[1]]), month.stage.wang)
    assert "第2行" in bad.text
    good = await month.stage.say("\n".join([f"/jia {lines[0]}", *lines[1:]]), month.stage.wang)
    for deed, number in zip(deeds, numbers_in(good), strict=True):
        month.logged(deed, month.stage.wang, number)


async def _nobody_scores_the_own_household(month: Month) -> None:
    answer = await month.stage.say(f"/jia {month.stage.zhang.name} 献血", month.stage.zhang)
    assert "自己家" in answer.text


async def _mistakes_are_taken_back(month: Month) -> None:
    """By the recorder, by button, by the specialist; not by another assessor, and never twice."""
    stage = month.stage
    own, other = month.by(stage.zhang)[0].id, month.by(stage.wang)[0].id
    refused = await stage.say(f"/che {other} 不是我记的", stage.zhang)
    assert not refused.text.startswith("↩️")
    await month.undo_by_command(own, stage.zhang)
    twice = await stage.say(f"/撤销 {own} 再来", stage.zhang)
    assert "已经撤销" in twice.text
    await month.undo_by_command(month.by(stage.zhang)[0].id, stage.wang)
    await month.undo_by_button(month.by(stage.wang)[1].id, stage.wang)


async def _killed_while_commands_come_in(month: Month, server: Any) -> None:
    """What the platform holds is handled after the restart, once."""
    stage = month.stage
    deeds = [Deed(-1, home, "环2", 1, next(month.officer.reason)) for home in homes()[10:18]]
    for deed in deeds:
        stage.on_screen(month.officer.word(deed, "latin"), stage.wang)
    await stage.product.kill(server)
    await stage.product.serve()
    await stage.all_taken()
    records = await stage.product.ask_json("entries", UNIT)
    numbers = {record["reason"]: record["id"] for record in records}
    for deed in deeds:
        month.logged(deed, stage.wang, numbers[deed.reason])


async def _a_repeated_update_changes_nothing(month: Month) -> None:
    stage = month.stage
    before = await stage.product.ask("entries", UNIT, "--format", "json")
    for update in list(stage.sandbox.telegram.updates.log)[-6:]:
        stage.sandbox.telegram.updates.repeat(update)
    await stage.all_taken()
    await stage.say("/help", stage.wang)
    assert await stage.product.ask("entries", UNIT, "--format", "json") == before


async def _texts(month: Month) -> None:
    """The right figure; a repeated text its first answer, byte for byte; nothing for those who cannot sign."""
    network, home = month.stage.sandbox.network, homes()[31]
    score = sum(month.ledger.items(month.code(home)).values())
    first = await network.write(home.phone, "积分", sid="SM1")
    assert str(score) in first.replies[0]
    await month.log(Deed(-1, home, "环1", 3, next(month.officer.reason)), month.stage.wang, "latin")
    again = await network.write(home.phone, "积分", sid="SM1")
    assert (again.status, again.body) == (200, first.body)
    assert str(score - 3) in (await network.write(home.phone, "查分")).replies[0]
    assert (await network.write(home.phone, "积分", signature="forged")).status == 403
    stranger = [await network.write("+8613999999999", "积分") for _ in range(2)]
    assert [len(exchange.replies) for exchange in stranger] == [1, 0]


async def _the_books_are_right(month: Month) -> None:
    product = month.stage.product
    standings = await product.ask_json("standings", UNIT)
    for line in standings:
        (round_,) = line["rounds"].values()
        wanted = month.ledger.items(line["household"])
        assert (round_["state"], round_["items"], round_["score"]) == ("open", wanted, sum(wanted.values()))
    assert len(standings) == 60
    records = await product.ask_json("entries", UNIT)
    wanted_records = month.ledger.records()
    assert [{name: record[name] for name in wanted_records[0]} for record in records] == wanted_records
    done = await product.run("audit")
    assert (done.code, done.err) == (0, "")
