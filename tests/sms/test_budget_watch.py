"""The town's supervisors hear that the month's texts will cost too much, before the budget is used up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from app.runtime import Runtime
from app.settings import Settings
from app.texts.budget_watch import BudgetWatch
from domain.model.people import Invitation, Role
from tests.chat_side import VillageClock
from tests.sms.village import QINWANG, WANG, Village, at

OFFICE = "telegram:-2"


@dataclass
class Watched:
    """A town with a supervisors' group, where a text of one segment costs five fen."""

    village: Village
    budget: int = 10

    async def look(self, day: str) -> None:
        """The watch looks at ten in the morning of that day."""
        self.village.now = at(f"{day} 10:00")
        await self.look_now()

    async def look_now(self) -> None:
        settings = Settings.model_validate({"sms_budget": self.budget})
        village = self.village
        await BudgetWatch(
            Runtime(settings, VillageClock(village), village.town, village.database, village.transactions)
        ).look()

    async def sent(self, texts: int, day: str) -> None:
        """So many texts of one segment were answered on that day."""
        self.village.now = at(f"{day} 09:00")
        sid = f"SM{day}-{texts}"
        await self.village.text("积分", WANG, sid=sid)
        async with self.village.database.transaction() as connection:
            # One long reply costs as much as many short ones: 67 characters a segment.
            await connection.execute("UPDATE inbox SET reply = $1 WHERE key = $2", "字" * 67 * texts, sid)

    async def told(self) -> Sequence[tuple[str, str]]:
        async with self.village.database.reading() as connection:
            rows = await connection.fetch("SELECT target, payload FROM outbox WHERE queue = 'chat' ORDER BY id")
        return [(row["target"], row["payload"]) for row in rows]

    async def due(self) -> datetime | None:
        """When the last warning goes out, None = at once."""
        async with self.village.database.reading() as connection:
            rows = await connection.fetch("SELECT due_ms FROM outbox WHERE queue = 'chat' ORDER BY id DESC LIMIT 1")
        due = rows[0]["due_ms"]
        return datetime.fromtimestamp(due / 1000, self.village.now.tzinfo) if due > 0 else None


@pytest.fixture
async def watched(village: Village) -> Watched:
    village.now = at("2026-07-01 08:00")
    await village.household("王秀英", WANG)
    async with village.transactions.writing() as store:
        who = await store.officers.invite(Invitation(QINWANG[:9], Role.SUPERVISOR, "顾敏", "", "s", village.now))
        await store.officers.bind_town(OFFICE, QINWANG[:9], who, village.now)
    return Watched(village)


async def test_nothing_is_said_while_the_month_stays_within_its_budget(watched: Watched) -> None:
    await watched.sent(50, "2026-07-10")
    await watched.look("2026-07-10")
    assert await watched.told() == []


async def test_nothing_is_said_where_no_budget_was_set(watched: Watched) -> None:
    watched.budget = 0
    await watched.sent(5000, "2026-07-10")
    await watched.look("2026-07-10")
    assert await watched.told() == []


async def test_a_month_that_will_cost_too_much_is_told_of_before_it_has(watched: Watched) -> None:
    await watched.sent(100, "2026-07-10")
    await watched.look("2026-07-10")
    ((chat, text),) = await watched.told()
    assert chat == OFFICE
    assert "已用 5.00 元，照这样到月底约 16 元，会超过预算 10 元" in text


async def test_each_warning_comes_once_a_month_whoever_looks_how_often(watched: Watched) -> None:
    await watched.sent(100, "2026-07-10")
    await watched.look("2026-07-10")
    await watched.look("2026-07-10")
    await watched.sent(70, "2026-07-20")
    await watched.look("2026-07-20")
    await watched.sent(40, "2026-07-21")
    await watched.look("2026-07-21")
    await watched.look("2026-07-22")
    texts = [text for _, text in await watched.told()]
    assert [part for text in texts for part in ("会超过", "快用完了", "元用完了") if part in text] == [
        "会超过",
        "快用完了",
        "元用完了",
    ]
    assert all("不会停" in text for text in texts)


async def test_a_new_month_begins_from_nothing(watched: Watched) -> None:
    await watched.sent(300, "2026-07-30")
    await watched.look("2026-08-01")
    assert await watched.told() == []


async def test_at_night_it_waits_for_the_morning(watched: Watched) -> None:
    await watched.sent(300, "2026-07-10")
    watched.village.now = at("2026-07-10 23:30")
    await watched.look_now()
    due = await watched.due()
    assert due is not None
    assert due.day == 11
