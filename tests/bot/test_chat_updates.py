"""What happens in the group on the platform, and what the product makes of it, over the platform's own protocol."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest

from bot.channels.telegram.updates import read_update
from bot.commands import COMMANDS
from bot.desk import ChatDesk
from bot.incoming import Closed, Incoming, Left, Opened
from domain.ports.store import Unavailable
from sandbox.bot_chats import ChatMethods
from sandbox.server import Sandbox
from storage.database import Database
from tests.bot.connected import HELP, HOOK, MOST_BYTES, SECRET, SECRET_HEADER, Connected, connect
from tests.bot.platform import People, picture
from tests.village import named


@pytest.fixture
async def hooked(
    sandbox: Sandbox, people: People, sqlite_database: Database, tmp_path: Path
) -> AsyncIterator[Connected]:
    async with connect(sandbox, people, sqlite_database, tmp_path / "data", "webhook") as ready:
        await sandbox.world.until(lambda: sandbox.world.state.webhook)
        yield ready


def kept(content: bytes) -> tuple[tuple[str, str, int], str]:
    """What is noted of a photo that was kept, and where it lies."""
    digest = hashlib.sha256(content).hexdigest()
    return ("kept", digest, len(content)), f"evidence/{digest[:2]}/{digest}"


async def test_a_command_is_answered_in_its_group_as_a_reply(connected: Connected) -> None:
    assert "✅ #1 3组13号 李秀芳" in await connected.ask("/kou 3-13 垃圾 2 没分类")
    assert await connected.village.points(connected.li) == 108


@pytest.mark.parametrize(
    ("method", "answer"), [("get_chat_member", {"status": "administrator"}), ("set_my_commands", {"ok": 1})]
)
async def test_a_platform_that_says_less_than_expected_at_the_start_is_polled_all_the_same(
    sandbox: Sandbox,
    people: People,
    sqlite_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    answer: Any,
) -> None:
    """A Bot API server of another version than our client's."""

    async def other(*_: Any) -> Any:
        return answer

    monkeypatch.setattr(ChatMethods, method, other)
    async with connect(sandbox, people, sqlite_database, tmp_path / "data") as connected:
        assert "✅ #1 3组13号 李秀芳" in await connected.ask("/kou 3-13 垃圾 2 没分类")


async def test_an_update_that_cannot_be_read_is_passed_over(
    connected: Connected, caplog: pytest.LogCaptureFixture
) -> None:
    connected.sandbox.telegram.updates.put("message", {"from": "the future"})
    assert "✅ #1 3组13号 李秀芳" in await connected.ask("/kou 3-13 垃圾 2 没分类")
    assert "cannot be read" in caplog.text


async def test_a_button_is_pressed_answered_and_gone(connected: Connected) -> None:
    confirmation = await connected.answer(connected.say("/kou 3-13 垃圾 2 没分类"))
    group = connected.people.group.id
    query = connected.sandbox.player.press(group, confirmation.id, "撤销 #1", connected.people.zhou.id)
    world = connected.sandbox.world
    await world.until(lambda: world.state.callbacks[query].answered and len(connected.bot_messages()) == 2)
    assert world.state.callbacks[query].notice == "已撤销"
    await world.until(lambda: world.state.messages[group][confirmation.id].keyboard == ())
    assert await connected.village.points(connected.li) == 110


async def test_a_photo_whose_caption_is_a_command_is_kept(connected: Connected) -> None:
    said = connected.sandbox.player.send_photo(
        connected.people.group.id, connected.people.zhou.id, picture(), "/kou 3-13 垃圾 2 门口"
    )
    assert "✅" in (await connected.answer(said)).text
    noted, file = kept(picture())
    assert (await connected.evidence(), connected.files()) == ([noted], [file])
    assert await connected.village.count("entries", "evidence_id = 1") == 1


async def test_a_photo_that_a_command_replies_to_is_kept(connected: Connected) -> None:
    group, zhou, chen = connected.people.group.id, connected.people.zhou.id, connected.people.chen.id
    photo = connected.sandbox.player.send_photo(group, chen, picture())
    said = connected.sandbox.player.say(group, zhou, "/kou 3-13 垃圾 2 门口", photo.id)
    assert "✅" in (await connected.answer(said)).text
    assert await connected.evidence() == [kept(picture())[0]]
    assert await connected.village.count("entries", "evidence_id = 1") == 1


async def test_a_photo_without_a_command_is_nobodys_business(connected: Connected) -> None:
    connected.sandbox.player.send_photo(connected.people.group.id, connected.people.zhou.id, picture(), "大家看")
    await connected.ask("/help")
    assert await connected.village.count("evidence") == 0


async def test_a_photo_that_is_too_large_is_told_before_anything_is_done(connected: Connected) -> None:
    group, zhou = connected.people.group.id, connected.people.zhou.id
    said = connected.sandbox.player.send_photo(group, zhou, picture(MOST_BYTES + 1), "/kou 3-13 垃圾 2 门口")
    assert (await connected.answer(said)).text.startswith("照片超过 ")
    assert (await connected.evidence(), connected.files()) == ([], [])
    assert await connected.village.count("entries") == 0


async def test_a_group_that_becomes_a_supergroup_is_followed(connected: Connected) -> None:
    old = connected.people.group.id
    question = connected.say("/fou 3-13 秸秆 地里冒烟")
    proposal = await connected.answer(question)
    moved_to = connected.sandbox.player.migrate(old).id
    said = connected.sandbox.player.say(moved_to, connected.people.zhou.id, "/kou 3-13 垃圾 2 没分类")
    assert "✅" in (await connected.answer(said)).text
    assert [message.id for message in connected.bot_messages()] == [proposal.id]
    assert await connected.village.count("chats", f"chat_id = '{named(moved_to)}'") == 1
    assert await connected.village.count("chats") == 1


async def test_who_leaves_the_group_is_told_once_and_may_no_longer_score(connected: Connected) -> None:
    connected.sandbox.player.leave(connected.people.group.id, connected.people.zhou.id)
    world = connected.sandbox.world
    await world.until(connected.bot_messages)
    await connected.all_taken()
    assert [message.text for message in connected.bot_messages()] == [
        "周美华已退出本群，不再担任秦望村的考核人员。需要时请重新邀请。"
    ]
    private = connected.sandbox.player.say(connected.people.zhou.id, connected.people.zhou.id, "/kou 3-13 垃圾 2 乱")
    assert "您还不是这里的考核人员" in (await connected.answer(private)).text
    assert await connected.village.count("entries") == 0


PERSON = {"id": 7, "is_bot": False, "first_name": "周"}
NO_RIGHTS = dict.fromkeys(
    [
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_react_to_messages",
        "can_edit_tag",
    ],
    False,
) | {"until_date": 0}


@pytest.mark.parametrize(
    ("member", "gone"),
    [
        ({"status": "left"}, True),
        ({"status": "kicked", "until_date": 0}, True),
        ({"status": "restricted", "is_member": False, **NO_RIGHTS}, True),
        ({"status": "restricted", "is_member": True, **NO_RIGHTS}, False),
        ({"status": "member"}, False),
    ],
    ids=["left", "thrown out", "left while restricted", "restricted", "came back"],
)
def test_in_a_large_group_a_members_new_status_says_that_they_left(member: dict[str, Any], gone: bool) -> None:
    """Large groups have no message that says so."""
    changed = {
        "chat": {"id": -100, "type": "supergroup", "title": "群"},
        "from": PERSON,
        "date": 0,
        "old_chat_member": {"status": "member", "user": PERSON},
        "new_chat_member": {**member, "user": PERSON},
    }
    assert read_update({"update_id": 5, "chat_member": changed}, 1, "jifen_bot") == (
        Left("1:5", named(-100), named(7)) if gone else None
    )


@pytest.mark.parametrize(
    ("member", "heard"),
    [
        ({"status": "left"}, False),
        ({"status": "kicked", "until_date": 0}, False),
        ({"status": "restricted", "is_member": True, **NO_RIGHTS}, False),
        ({"status": "restricted", "is_member": True, **NO_RIGHTS, "can_send_messages": True}, True),
        ({"status": "member"}, True),
    ],
    ids=["left", "thrown out", "silenced", "restricted", "let in"],
)
def test_the_bots_own_status_says_whether_it_is_heard(member: dict[str, Any], heard: bool) -> None:
    changed = {
        "chat": {"id": -100, "type": "supergroup", "title": "群"},
        "from": PERSON,
        "date": 0,
        "old_chat_member": {"status": "member", "user": PERSON},
        "new_chat_member": {**member, "user": PERSON},
    }
    assert read_update({"update_id": 5, "my_chat_member": changed}, 1, "jifen_bot") == (
        Opened("1:5", named(-100)) if heard else Closed("1:5", named(-100))
    )


async def test_an_anonymous_admin_is_asked_to_show_who_they_are(connected: Connected) -> None:
    said = connected.say("/kou 3-13 垃圾 2 没分类", connected.people.chen.id, anonymous=True)
    assert (await connected.answer(said)).text == "匿名管理员不能记分，请关掉“匿名”再发。"
    assert await connected.village.count("entries") == 0


@pytest.mark.parametrize("admin", [True, False])
async def test_a_bot_that_is_no_admin_says_so_at_the_start(
    sandbox: Sandbox,
    people: People,
    sqlite_database: Database,
    tmp_path: Path,
    admin: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if not admin:
        sandbox.player.promote(people.group.id, sandbox.world.bot.id, admin=False)
    with caplog.at_level(logging.WARNING):
        async with connect(sandbox, people, sqlite_database, tmp_path) as connected:
            await connected.ask(f"/help@{sandbox.world.bot.username}")
    assert ("no admin in the group of unit 310116103208" in caplog.text) is not admin


async def test_the_menu_of_commands_is_offered(connected: Connected) -> None:
    await connected.ask("/help")
    menu = next(iter(connected.sandbox.world.state.commands.values()))
    assert {line.name for line in menu} == set(COMMANDS), "every command, by its Latin name"


async def test_updates_come_by_webhook_too(hooked: Connected) -> None:
    assert "✅ #1 3组13号 李秀芳" in await hooked.ask("/kou 3-13 垃圾 2 没分类")
    hook = hooked.sandbox.world.state.webhook
    assert hook is not None
    assert (hook.url, hook.secret) == (hooked.url + HOOK, SECRET)
    assert set(hooked.sandbox.world.state.allowed_updates) >= {"message", "callback_query", "chat_member"}


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_an_update_that_could_not_be_handled_comes_again(
    sandbox: Sandbox,
    people: People,
    sqlite_database: Database,
    tmp_path: Path,
    mode: Literal["polling", "webhook"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database is away for a moment; the order of what was said stays."""
    receive, failures = ChatDesk.receive, iter([Unavailable(), Unavailable()])

    async def troubled(desk: ChatDesk, incoming: Incoming, now: datetime) -> None:
        if error := next(failures, None):
            raise error
        await receive(desk, incoming, now)

    monkeypatch.setattr("bot.channels.telegram.trouble.FIRST_PAUSE", 0.01)
    async with connect(sandbox, people, sqlite_database, tmp_path, mode) as connected:
        monkeypatch.setattr(ChatDesk, "receive", troubled)
        orders = [connected.say(f"/kou 3-13 {item} 1 乱") for item in ("垃圾", "窝棚", "鸡鸭")]
        answers = [(await connected.answer(order)).text[:4] for order in orders]
        assert answers == ["✅ #1", "✅ #2", "✅ #3"]
        assert await connected.village.points(connected.li) == 107


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (SECRET, HELP, 200),
        (None, HELP, 403),
        ("", HELP, 403),
        ("wrong", HELP, 403),
        (SECRET + "x", HELP, 403),
        ("密码", HELP, 403),
        (SECRET, [], 200),
        (SECRET, {"update_id": "none"}, 200),
        (SECRET, {"update_id": 9, "message": "hello"}, 200),
        (SECRET, {"update_id": 9, "of_the_future": {}}, 200),
    ],
)
async def test_a_webhook_is_for_those_who_know_the_secret(
    hooked: Connected, secret: str | None, body: Any, status: int
) -> None:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.url + HOOK, json=body, headers=headers) as answer,
    ):
        assert answer.status == status
    handled = status == 200 and body is HELP
    assert await hooked.village.count("outbox") == int(handled)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b" " * (1024 * 1024 + 1)],
    ids=["nothing", "half", "no text", "too deep", "too large"],
)
async def test_a_body_that_is_no_update_is_passed_over_and_named(
    hooked: Connected, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The platform would bring it again for ever, and nothing after it."""
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.url + HOOK, data=BytesIO(raw), headers=headers) as answer,
    ):
        assert answer.status == 200
    assert "is passed over" in caplog.text
