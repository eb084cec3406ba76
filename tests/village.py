"""秦望村 on a real database: its households, its officers' group, and everyone who says something there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.ids import CODES
from app.town import LoadedTown, load
from bot.context import Services
from bot.desk import ChatDesk
from bot.handling import Handling
from bot.incoming import Attached, Closed, Incoming, Left, Message, Moved, Opened, Press
from bot.news import ChatNews
from bot.outgoing import drafts_of
from bot.platforms import on_platform
from bot.reply import Button, Reply, Say, Toast, Unbutton
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current, enter_newcomers
from domain.model.delivery import Draft, Queue
from domain.model.entry import Entry
from domain.model.people import Household, NewHousehold, Role
from domain.model.standing import Standing
from domain.officers.joining import invite
from domain.ports.store import Store
from domain.ports.town import Town
from domain.work import Work
from sms.desk import SmsDesk
from sms.inbound import InboundText
from sms.wording.notice import QuarterNotice
from sms.wording.villager_texts import SmsVillagerTexts
from storage.database import Database
from storage.kin import SqlKin
from storage.roster import SqlRoster
from storage.store import SqlTransactions
from storage.units import store_units
from tests.closing import close_months
from tests.keys import KEY
from text.codes import make

BOOK = Path(__file__).parents[1] / "rules" / "zhangyan-2024.toml"
ZONE = ZoneInfo("Asia/Shanghai")
TOWN_CODE = "310116103"
QINWANG = "310116103208"
JIANNONG = "310116103212"
GROUP = -4001
PUBLIC_URL = "https://jifen.example.cn"
PLATFORM = "telegram"

CHEN, ZHOU, SUN, STRANGER = 101, 102, 103, 199
"""Chat users: 陈国强 is the specialist, 周美华 and 孙志明 are assessors, the stranger is nobody."""


def named(number: int) -> str:
    """A chat or a person, as it is known outside its platform."""
    return on_platform(PLATFORM, str(number))


def at(text: str) -> datetime:
    """A local instant, ``2026-09-10 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@cache
def town() -> LoadedTown:
    """The town's rulebooks, loaded once."""
    return load(BOOK)


@dataclass(frozen=True)
class Answer:
    """What came back for one thing that happened in the chat."""

    replies: tuple[Reply, ...]

    @property
    def text(self) -> str:
        """Everything that was said."""
        return "\n".join(reply.text for reply in self.replies if isinstance(reply, Say))

    @property
    def toast(self) -> str:
        """What the person who pressed a button was shown."""
        return "\n".join(reply.text for reply in self.replies if isinstance(reply, Toast))

    @property
    def unbuttoned(self) -> bool:
        """Whether the pressed message lost its buttons."""
        return any(isinstance(reply, Unbutton) for reply in self.replies)

    @property
    def buttons(self) -> list[Button]:
        """Every button, in order."""
        return [button for reply in self.replies if isinstance(reply, Say) for row in reply.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons."""
        return [button.label for button in self.buttons]

    def button(self, label: str) -> Button:
        """The one button with that in its label."""
        (found,) = [button for button in self.buttons if label in button.label]
        return found


@dataclass
class Village:
    """``now`` is when everything happens until it is changed."""

    database: Database
    town: Town = field(default_factory=town)
    now: datetime = field(default_factory=lambda: at("2026-09-10 10:00"))
    _heard: list[Reply] = field(default_factory=list)
    number: int = 1
    """Of the next message, person or house."""

    def __post_init__(self) -> None:
        self.transactions = SqlTransactions(self.database, ZONE)
        self.restart()

    def work(self, store: Store, key: str = "work", unit: str = QINWANG) -> Work:
        """What the domain's use cases are given."""
        return Work(store, self.town, unit, self.now, key)

    def restart(self) -> None:
        """The program stops and starts: whatever it only had in memory is gone."""
        services = Services(self.town, QuarterNotice(), SmsVillagerTexts(), lambda: "INVITEDBYTOWN", CODES)
        self.desk = ChatDesk(
            self.transactions, Handling(services, "jifen_bot"), self._post, lambda: f"id{self._next()}"
        )
        self.sms = SmsDesk(self.transactions, self.town, ChatNews(), lambda: f"id{self._next()}", CODES, PUBLIC_URL)

    def _next(self) -> int:
        self.number += 1
        return self.number - 1

    def revise(self, folder: Path, old: str, new: str, *more: tuple[str, str]) -> None:
        """The town's rulebook, as it was published, says something else in places; the program is started again."""
        text, revised = BOOK.read_text("utf-8"), folder / BOOK.name
        for before, after in ((old, new), *more):
            assert before in text
            text = text.replace(before, after)
        revised.write_text(text, "utf-8")
        self.town = load(revised)
        self.restart()

    def _post(self, incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
        self._heard += replies
        return drafts_of(incoming, replies)

    async def found(self) -> None:
        """The town's units are known."""
        async with self.database.transaction() as connection:
            await store_units(connection, dict(self.town.units))

    async def household(
        self, group: int, number: int, head: str, *phones: str, unit: str = QINWANG, joined: date | None = None
    ) -> Household:
        """A household that joins now, by an import of the roster."""
        code = make(1000 + self._next())
        new = NewHousehold(code, unit, group, number, head, joined or self.now.date())
        async with self.database.transaction() as connection:
            roster = SqlRoster(connection)
            await roster.add([new])
            stored = await roster.by_code(code)
            assert stored is not None
            await roster.replace_phones({stored.id: phones})
            await enter_newcomers(self.transactions.store(connection), self.town, unit, self.now)
        return stored

    async def kin(self, one: Household, other: Household) -> None:
        """The two are relatives."""
        async with self.database.transaction() as connection:
            await SqlKin(connection).replace({one.id: frozenset({other.id})})

    async def invitation(
        self, name: str, role: Role = Role.ASSESSOR, unit: str = QINWANG, household: str | None = None
    ) -> str:
        """An invitation code for somebody."""
        code = f"CODE{self._next():04}"
        async with self.transactions.writing() as store:
            unwrap(await invite(self.work(store, unit=unit), role, name, household, code))
        return code

    async def officer(self, user: int, name: str, role: Role = Role.ASSESSOR, household: str | None = None) -> None:
        """Somebody who is an officer already."""
        code = await self.invitation(name, role, household=household)
        answer = await self.whispers(user, f"/bang {code}")
        assert f"{name}，您现在是秦望村的" in answer.text

    async def says(
        self,
        user: int | None,
        text: str,
        *,
        chat: int = GROUP,
        private: bool = False,
        photo: Attached | None = None,
        key: str | None = None,
        sent: datetime | None = None,
        **more: Any,
    ) -> Answer:
        """Somebody sends a message to the group, or elsewhere; ``sent`` earlier when it is handled only now."""
        number = self._next()
        place, person = named(chat), None if user is None else named(user)
        return await self.happens(
            Message(
                key or f"m{number}", place, private, person, str(number), text, sent or self.now, attached=photo, **more
            )
        )

    async def insists(self, user: int, text: str) -> Answer:
        """Somebody says what was recorded just now, and that it is meant."""
        return await self.presses(user, (await self.says(user, text)).button("再记一次"))

    async def whispers(self, user: int, text: str) -> Answer:
        """Somebody talks to the bot alone."""
        return await self.says(user, text, chat=user, private=True)

    async def presses(
        self, user: int, button: Button | str, *, chat: int = GROUP, private: bool = False, key: str | None = None
    ) -> Answer:
        """Somebody presses a button."""
        number = self._next()
        data = button if isinstance(button, str) else button.data
        return await self.happens(
            Press(key or f"p{number}", named(chat), private, named(user), "1", data, f"callback{number}")
        )

    async def leaves(self, user: int, *, chat: int = GROUP) -> Answer:
        """Somebody leaves the group."""
        return await self.happens(Left(f"l{self._next()}", named(chat), named(user)))

    async def moves(self, old: int, new: int) -> Answer:
        """The group becomes a supergroup."""
        return await self.happens(Moved(f"g{self._next()}", named(old), named(new)))

    async def closes(self, chat: int = GROUP) -> Answer:
        """The bot is removed from a group, or blocked."""
        return await self.happens(Closed(f"c{self._next()}", named(chat)))

    async def opens(self, chat: int = GROUP) -> Answer:
        """The bot is let in again."""
        return await self.happens(Opened(f"o{self._next()}", named(chat)))

    async def happens(self, incoming: Incoming) -> Answer:
        """Anything, as the platform's adapter hands it over."""
        self._heard.clear()
        await self.desk.receive(incoming, self.now)
        return Answer(tuple(self._heard))

    async def texts(self, phone: str, body: str, *, sid: str | None = None) -> str:
        """A villager texts; the reply ("" for silence)."""
        sid = sid or f"SM{self._next():032x}"
        return await self.sms.receive(InboundText(sid, phone, body), self.now) or ""

    async def deliveries(self, queue: Queue, target: str | int) -> list[dict[str, Any]]:
        """What was posted to somebody, oldest first; a number is a chat's."""
        name = target if isinstance(target, str) else named(target)
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                "SELECT payload FROM outbox WHERE queue = $1 AND target = $2 ORDER BY id", queue.value, name
            )
        return [json.loads(row["payload"]) for row in rows]

    async def deliveries_of_photos(self, chat: int = GROUP) -> list[dict[str, Any]]:
        """The photos that were posted to a chat."""
        return [payload for payload in await self.deliveries(Queue.CHAT, chat) if payload["kind"] == "picture"]

    async def texted(self, phone: str) -> list[str]:
        """The texts that were queued to a villager beside replies, oldest first."""
        return [payload["body"] for payload in await self.deliveries(Queue.SMS, phone)]

    async def posted(self, chat: int = GROUP) -> Answer:
        """The last message posted to a group, with its buttons."""
        *_, last = [p for p in await self.deliveries(Queue.CHAT, chat) if p["kind"] == "say"]
        buttons = tuple(tuple(Button(label, data) for label, data in row) for row in last["buttons"])
        return Answer((Say(last["text"], buttons),))

    async def standing(self, household: Household) -> Standing:
        """Where a household stands today."""
        async with self.transactions.writing() as store:
            await ensure_current(store, self.town, household.unit, self.now)
            return await store.standings.of_household(household, self.now.year)

    async def settles_early(self, specialist: int, second: int, command: str = "/jie") -> Answer:
        """The specialist settles a month that is not over, and another officer agrees."""
        question = await self.says(specialist, command)
        asked = await self.presses(specialist, question.button("提前结算"))
        return await self.presses(second, asked.button("确认提前结算"))

    async def close_months(self, unit: str = QINWANG) -> None:
        """The months that are over are settled, published and final."""
        await close_months(self.transactions, self.town, unit, self.now)

    async def points(self, household: Household) -> int | None:
        """A household's points in the open round."""
        return (await self.standing(household)).current_score

    async def rank(self, household: Household) -> int | None:
        """A household's rank."""
        return (await self.standing(household)).rank

    async def entries(self, household: Household) -> Sequence[Entry]:
        """A household's entries, oldest first."""
        async with self.transactions.reading() as store:
            return list(reversed(await store.ledger.latest(household.id, 100)))

    async def count(self, table: str, condition: str = "1 = 1") -> int:
        """Rows of a table; numbers in the condition are looked for as they are stored."""
        async with self.database.reading() as connection:
            (row,) = await connection.fetch(f"SELECT COUNT(*) AS n FROM {table} WHERE {KEY.hide(condition)}")
        number: int = row["n"]
        return number


async def arrived(village: Village, chat: int = GROUP) -> str:
    """Everything that was posted has arrived; the platform's number of the last message in that chat."""
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'sent', external_id = CAST(id + 9000 AS TEXT)")
        (row,) = await connection.fetch("SELECT MAX(id) AS last FROM outbox WHERE target = $1", named(chat))
    return str(int(row["last"]) + 9000)


async def in_its_group(database: Database) -> Village:
    """A village whose specialist 陈国强 and assessor 周美华 sit in their bound group."""
    village = Village(database)
    await village.found()
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华")
    await village.says(CHEN, "/bang")
    return village
