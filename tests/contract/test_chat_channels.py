"""Every chat platform plays the same scenes before its stand-in: what officers do is the same on all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from app.settings import Settings
from bot.outgoing import announcement
from bot.reply import Button
from domain.model.people import Role
from domain.ports.store import Store
from storage.database import Database
from storage.store import SqlTransactions
from tests.bot.platform import picture
from tests.chat_side import chat_side, running
from tests.contract.chat_platforms import (
    CHEN,
    GROUP,
    OTHER_GROUP,
    PLATFORMS,
    STRANGER,
    SUN,
    ZHOU,
    Platform,
    Shown,
)
from tests.patience import PATIENCE_SECONDS
from tests.scenarios.shopping import LI_PHONE, code_in
from tests.village import ZONE, Village, at
from tests.wecom.conftest import until

DEDUCTION = "/kou 3-13 垃圾 2 没分类"


@dataclass
class Death:
    """``when``: shortly ``before`` the commit of the first entry, or right ``after`` it."""

    when: str = "never"
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    async def strike(self, when: str) -> None:
        if self.when == when:
            self.happened.set()
            await asyncio.Event().wait()


@dataclass(frozen=True)
class Dying(SqlTransactions):
    """Transactions at which the program stops for good."""

    death: Death = field(default_factory=Death)

    @asynccontextmanager
    async def writing(self, turn: str | None = None) -> AsyncIterator[Store]:
        async with self.database.transaction(turn) as connection:
            yield self.store(connection)
            (row,) = await connection.fetch("SELECT COUNT(*) AS recorded FROM entries")
            if row["recorded"]:
                await self.death.strike("before")
        if row["recorded"]:
            await self.death.strike("after")


@dataclass
class Stage:
    """秦望村 on a platform: 3组12号 王建国, 3组13号 李秀芳 and 4组1号 another 王建国."""

    platform: Platform
    village: Village
    folder: Path

    @asynccontextmanager
    async def playing(self, *, delivers: bool = True) -> AsyncIterator[None]:
        """The product runs."""
        settings = Settings(data_dir=self.folder, **self.platform.settings)
        chat, site = chat_side(settings, self.village), web.Application()
        site.add_routes(chat.routes)
        async with TestServer(site) as server, running(chat, delivers=delivers):
            await self.platform.ready(str(server.make_url("")))
            yield
            if delivers:
                await self._all_said()

    async def _all_said(self) -> None:
        """Wait until the chats have what is for them; texts have no carrier here."""
        await self.rows(0, "outbox", "queue <> 'sms' AND state IN ('queued', 'sending')")

    async def rows(self, many: int, table: str, where: str) -> None:
        """Wait until a table has that many such rows. Raises TimeoutError with what it has instead."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await self.village.count(table, where) != many:  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.01)
        except TimeoutError:
            async with self.village.database.reading() as connection:
                found = await connection.fetch(f"SELECT * FROM {table}")
            raise TimeoutError(f"not {many} of {table} where {where}: {[dict(row) for row in found]}") from None

    async def ask(self, who: str, text: str, chat: str = GROUP, *, to: Shown | None = None) -> Shown:
        """Somebody says something; what the bot answers first."""
        if to is not None:
            await self._all_said()  # nobody replies before it is noted that what he replies to has arrived
        count = len(self.platform.shown(chat))
        await self.platform.say(who, text, chat, to=to)
        return await self.next(count, chat)

    async def press(self, who: str, shown: Shown, choice: str, chat: str = GROUP) -> Shown:
        """Somebody chooses; what the bot says then."""
        count = len(self.platform.shown(chat))
        await self.platform.press(who, shown, choice)
        return await self.next(count, chat)

    async def next(self, count: int, chat: str = GROUP) -> Shown:
        """The first message after that many."""
        await until(lambda: len(self.platform.shown(chat)) > count)
        return self.platform.shown(chat)[count]

    async def join(self) -> None:
        """The officers join in the group, and it is bound to the village."""
        for name, role in ((CHEN, Role.SPECIALIST), (ZHOU, Role.ASSESSOR), (SUN, Role.ASSESSOR)):
            code = await self.village.invitation(name, role)
            assert f"{name}，您现在是秦望村的" in (await self.ask(name, f"/bang {code}")).text

    async def post(self, text: str, *buttons: Button) -> None:
        """The program tells the group something."""
        async with self.village.transactions.writing() as store:
            drafts = announcement(self.platform.known_as(GROUP), text, text[:20], [list(buttons)])
            await store.post.post(drafts, self.village.now)


@pytest.fixture(params=PLATFORMS.values(), ids=list(PLATFORMS))
async def empty(request: Any, sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """Nobody has joined, and the product does not run."""
    async with request.param() as platform:
        village = Village(sqlite_database)
        await village.found()
        for group, number, head, *phones in ((3, 12, "王建国"), (3, 13, "李秀芳", LI_PHONE), (4, 1, "王建国")):
            await village.household(group, number, head, *phones)
        yield Stage(platform, village, tmp_path)


@pytest.fixture
async def stage(empty: Stage) -> AsyncIterator[Stage]:
    """Everybody has joined, and the product runs."""
    async with empty.playing():
        await empty.join()
        yield empty


async def test_people_join_and_the_group_is_bound(empty: Stage) -> None:
    async with empty.playing():
        await empty.join()
        private = await empty.ask(CHEN, "/cha 3-13", CHEN)
        assert "3组13号 李秀芳" in private.text
        moved = await empty.ask(CHEN, "/bang", OTHER_GROUP)
        assert "本群已绑定秦望村" in moved.text
        assert "已改绑到另一个群" in (await empty.next(3)).text


async def test_points_are_recorded_and_undone_by_the_button_below(stage: Stage) -> None:
    said = await stage.ask(ZHOU, DEDUCTION)
    assert said.choices == ("撤销 #1",)
    undone = await stage.press(ZHOU, said, "撤销")
    assert "已撤销 #1" in undone.text
    assert await stage.village.count("entries") == 2


async def test_a_question_is_answered_by_its_choices(stage: Stage) -> None:
    question = await stage.ask(ZHOU, "/kou 王建国 垃圾 2 没分类")
    assert len(question.choices) == 2
    assert await stage.village.count("entries") == 0
    assert "4组1号 王建国" in (await stage.press(ZHOU, question, "4组1号")).text
    assert await stage.village.count("entries") == 1


async def test_a_question_outlives_a_restart(empty: Stage) -> None:
    async with empty.playing():
        await empty.join()
        question = await empty.ask(ZHOU, "/kou 王建国 垃圾 2 没分类")
    async with empty.playing():
        assert "4组1号 王建国" in (await empty.press(ZHOU, question, "4组1号")).text
    assert await empty.village.count("entries") == 1


async def test_what_was_announced_is_answered_after_a_restart(empty: Stage) -> None:
    async with empty.playing():
        await empty.join()
        said = await empty.ask(ZHOU, DEDUCTION)
        count = len(empty.platform.shown())
        officer = 2
        await empty.post("看一下这笔", Button("撤销这笔", f"u:1:{officer}"), Button("不管", "a:look:1"))
        announced = await empty.next(count)
        assert announced.choices == ("撤销这笔", "不管")
    async with empty.playing():
        assert "已撤销 #1" in (await empty.press(ZHOU, announced, "撤销这笔")).text
        assert said.choices == ("撤销 #1",)


async def test_the_answer_to_a_press_says_who_may_not(stage: Stage) -> None:
    said = await stage.ask(ZHOU, DEDUCTION)
    await stage.platform.press(STRANGER, said, "撤销")
    await stage.ask(ZHOU, "/gui 环1")
    assert await stage.village.count("entries") == 1


async def test_several_lines_are_all_or_nothing(stage: Stage) -> None:
    wrong = await stage.ask(ZHOU, "/kou 3-13 垃圾 2 没分类\n9-9 垃圾 1 没分类")
    assert "第 2 行" in wrong.text or "第2行" in wrong.text
    assert await stage.village.count("entries") == 0
    await stage.ask(ZHOU, "/kou 3-13 垃圾 2 没分类\n3-12 垃圾 1 没分类")
    assert await stage.village.count("entries") == 2


async def test_photos_prove_an_entry_and_are_shown(stage: Stage) -> None:
    count = len(stage.platform.shown())
    await stage.platform.show(ZHOU, DEDUCTION, [picture(200), picture(201)])
    assert "3组13号 李秀芳" in (await stage.next(count)).text
    await stage.rows(2, "evidence", "state = 'kept'")
    count = len(stage.platform.shown())
    await stage.platform.say(ZHOU, "/zhao 1")
    await until(lambda: sum(one.photo is not None for one in stage.platform.shown()[count:]) == 2)
    shown = stage.platform.shown()[count:]
    assert {one.photo for one in shown} >= {picture(200), picture(201)}
    assert "📷 #1" in shown[0].text


async def test_a_command_replies_to_what_the_bot_said(stage: Stage) -> None:
    said = await stage.ask(ZHOU, DEDUCTION)
    assert "已撤销 #1" in (await stage.ask(ZHOU, "/che 记错了", to=said)).text


async def test_a_month_is_settled_early_by_two(empty: Stage) -> None:
    empty.village.now = at("2026-09-29 10:00")  # before it runs: what settles a round distrusts a clock that jumps
    async with empty.playing():
        await empty.join()
        preview = await empty.ask(CHEN, "/jie")
        asked = await empty.press(CHEN, preview, "提前结算")
        assert "确认提前结算" in asked.choices
        await empty.press(SUN, asked, "确认提前结算")
        await until(lambda: any("公示" in one.text for one in empty.platform.shown()))
    assert await empty.village.count("rounds", "state = 'published'") == 1


async def test_an_objection_by_text_is_decided_in_the_group(stage: Stage) -> None:
    await stage.ask(ZHOU, DEDUCTION)
    count = len(stage.platform.shown())
    await stage.village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    news = await stage.next(count)
    assert "异议 1" in news.text
    assert "成立" in (await stage.press(CHEN, news, news.choices[0])).text
    assert await stage.village.count("objections", "state = 'open'") == 0


async def test_goods_are_reserved_and_collected(stage: Stage) -> None:
    stage.village.now = at("2026-10-15 09:00")
    await stage.village.close_months()
    assert "已添加" in (await stage.ask(CHEN, "/wu 加 大米 60 20")).text
    code = code_in((await stage.ask(CHEN, "/dui 3-13 大米")).text)
    assert "已领取" in (await stage.ask(CHEN, f"/ling {code}")).text
    assert await stage.village.count("goods", "stock = 19 AND collected = 1") == 1


async def test_a_long_answer_comes_whole_in_pieces_and_keeps_its_choices(stage: Stage) -> None:
    lines = "\n".join(f"{number}. 三组{number}号 王建国 *一百* 分 <原因>" for number in range(600))
    count = len(stage.platform.shown())
    await stage.post(f"{lines}\n完", Button("撤销这笔", "u:1:2"))
    await until(lambda: any("完" in one.text for one in stage.platform.shown()[count:]))
    pieces = stage.platform.shown()[count:]
    assert len(pieces) > 1
    assert sum(one.text.count("王建国") for one in pieces) == 600
    assert "撤销这笔" in pieces[-1].choices


async def test_what_is_brought_again_is_done_once(stage: Stage) -> None:
    said = await stage.ask(ZHOU, DEDUCTION)
    await stage.platform.again()
    await stage.ask(ZHOU, "/gui 环1")
    assert await stage.village.count("entries") == 1
    await stage.press(ZHOU, said, "撤销")
    await stage.platform.again()
    await stage.ask(ZHOU, "/gui 环1")
    assert await stage.village.count("entries") == 2


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_kill_loses_nothing_and_doubles_nothing(empty: Stage, when: str) -> None:
    async with empty.playing():
        await empty.join()
    village = empty.village
    lasting, dying = village.transactions, Dying(village.database, ZONE)
    village.transactions = dying
    count = len(empty.platform.shown())
    async with empty.playing(delivers=False):
        dying.death.when = when
        await empty.platform.say(ZHOU, DEDUCTION)
        await dying.death.happened.wait()
    village.transactions = lasting
    assert await village.count("entries") == (1 if when == "after" else 0)
    async with empty.playing():
        assert "3组13号 李秀芳" in (await empty.next(count)).text
        await empty.ask(ZHOU, "/gui 环1")
    assert await village.count("entries") == 1
    assert sum("李秀芳" in one.text for one in empty.platform.shown()[count:]) == 1


async def test_what_a_closed_group_missed_comes_when_it_opens(stage: Stage) -> None:
    await stage.platform.shut()
    await stage.post("十月公示")
    await stage.rows(1, "outbox", "state = 'queued' AND closed = 1")
    await stage.platform.open()
    await until(lambda: any("十月公示" in one.text for one in stage.platform.shown()))


async def test_where_it_calls_us_is_described(empty: Stage) -> None:
    """``telegram_mode``: the one platform that calls us only if it is told to."""
    asked = {"telegram_mode": "webhook", "telegram_secret": SecretStr("s"), **empty.platform.settings}
    chat = chat_side(Settings(data_dir=empty.folder, **asked), empty.village)
    described = yaml.safe_load((Path(__file__).parents[2] / "docs/http.yaml").read_text("utf-8"))["paths"]
    assert {route.path for route in chat.routes} <= described.keys()
    await chat.close()


async def test_no_part_of_the_desk_asks_which_platform_it_is() -> None:
    bot = Path(__file__).parents[2] / "bot"
    naming = [
        path.relative_to(bot).as_posix()
        for path in bot.rglob("*.py")
        if "channels" not in path.parts
        and any(f'"{name}"' in path.read_text("utf-8") for name in ("telegram", "wecom"))
    ]
    assert naming == []
