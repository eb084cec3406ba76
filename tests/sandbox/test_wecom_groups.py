"""WeCom's groups among the chats of the world: what people do there reaches the product, what it says stands there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.settings import Settings
from domain.model.people import Role
from sandbox.bot_files import Files
from sandbox.model import Chat, Message, Person
from sandbox.server import Sandbox, start
from sandbox.wecom.town import BOT, PATH, SECRET, WecomTown
from sandbox.world import World
from storage.database import Database
from tests.bot.platform import new_world, picture
from tests.chat_side import chat_side, running
from tests.village import Village
from tests.wecom.conftest import until


@dataclass(frozen=True)
class Office:
    """陈国强 is the specialist, 周美华 an assessor; their group is on WeCom and bound."""

    sandbox: Sandbox
    group: Chat
    chen: Person
    zhou: Person

    @property
    def said(self) -> list[Message]:
        """What the bot said in the group."""
        world = self.sandbox.world
        return [one for one in world.messages(self.group.id) if one.sender == world.bot.id]

    async def ask(self, person: Person, text: str) -> Message:
        """Somebody writes; what the bot answers."""
        count = len(self.said)
        self.sandbox.player.say(self.group.id, person.id, text)
        await until(lambda: len(self.said) > count)
        return self.said[count]


@pytest.fixture
async def office(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Office]:
    world = new_world()
    chen, zhou = world.add_person("陈国强"), world.add_person("周美华")
    sandbox = await start(world)
    office = Office(sandbox, world.add_wecom_group("秦望村积分群", [chen.id, zhou.id]), chen, zhou)
    village = Village(sqlite_database)
    await village.found()
    await village.household(3, 13, "李秀芳")
    url = sandbox.url.replace("http", "ws") + PATH
    settings = Settings(data_dir=tmp_path, wecom_bot_id=BOT, wecom_secret=SecretStr(SECRET), wecom_url=url)
    async with running(chat_side(settings, village)):
        await until(lambda: sandbox.telegram.wecom.platform.logins)
        for person, role in ((chen, Role.SPECIALIST), (zhou, Role.ASSESSOR)):
            code = await village.invitation(person.name, role)
            assert person.name in (await office.ask(person, f"@{world.bot.name} /bang {code}")).text
        yield office
    await sandbox.close()


async def test_a_card_stands_in_the_chat_and_is_settled_when_it_is_pressed(office: Office) -> None:
    said = await office.ask(office.zhou, f"@{office.sandbox.world.bot.name} 扣 3-13 垃圾 2 没分类")
    assert "3组13号 李秀芳" in said.text
    assert [button.text for row in said.keyboard for button in row] == ["撤销 #1"]
    office.sandbox.player.press(office.group.id, said.id, "撤销 #1", office.zhou.id)
    await until(lambda: any("已撤销 #1" in one.text for one in office.said))
    await until(lambda: office.sandbox.world.state.messages[office.group.id][said.id].keyboard == ())


async def test_the_bot_hears_only_what_names_it(office: Office) -> None:
    count = len(office.said)
    office.sandbox.player.say(office.group.id, office.zhou.id, "/kou 3-13 垃圾 2 没分类")
    await office.ask(office.zhou, f"@{office.sandbox.world.bot.name} /gui 环1")
    assert len(office.said) == count + 1


async def test_a_kept_world_gives_no_number_twice(office: Office) -> None:
    world = office.sandbox.world
    again = World(now=world.now, new_id=world.new_id, state=world.state)
    numbers = {WecomTown(one, Files(one)).platform.number("msg") for one in (again, again)}
    assert len(numbers) == 2
    assert not numbers & set(office.sandbox.telegram.wecom.platform.memory.frames)


async def test_a_photo_with_its_command(office: Office) -> None:
    count = len(office.said)
    caption = f"@{office.sandbox.world.bot.name} 扣 3-13 垃圾 2 没分类"
    office.sandbox.player.send_photo(office.group.id, office.zhou.id, picture(), caption)
    await until(lambda: len(office.said) > count)
    assert "李秀芳" in office.said[count].text
