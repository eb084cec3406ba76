"""The local Bot API server, as the real client meets it."""

from __future__ import annotations

import asyncio
import io

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from sandbox.faults import Fault
from sandbox.player import NotPossible
from sandbox.server import Sandbox
from tests.sandbox.conftest import Village
from tests.sandbox.echo import EchoApp

JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x20\x00\x30\x03" + b"\x00" * 20
UNDO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="撤销", callback_data="undo:1")]])


async def test_the_bot_is_known_and_a_wrong_token_is_not(bot: Bot, sandbox: Sandbox) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (100001, True, "jifen_bot")
    async with AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)) as session:
        with pytest.raises(TelegramUnauthorizedError):
            await Bot("100001:wrong", session=session).get_me()


async def test_what_is_said_reaches_the_bot_once_confirmed_by_the_offset(
    bot: Bot, sandbox: Sandbox, village: Village
) -> None:
    sandbox.player.say(village.group.id, village.fang.id, "/jia 3-12 献血")
    first = await bot.get_updates()
    assert [update.update_id for update in first] == [update.update_id for update in await bot.get_updates()]
    message = first[0].message
    assert message is not None
    assert (message.text, message.chat.title) == ("/jia 3-12 献血", "夏家村考核群")
    assert message.from_user is not None
    assert message.from_user.id == village.fang.id
    assert message.entities is not None
    assert message.entities[0].extract_from(message.text or "") == "/jia"
    assert await bot.get_updates(offset=first[-1].update_id + 1) == []


async def test_long_polling_waits_for_news(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    sandbox.player.say(village.group.id, village.fang.id, "/cha 3-12")
    assert [update.event_type for update in await poll] == ["message"]


async def test_a_second_poller_ends_the_first(bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    assert await bot.get_updates() == []
    with pytest.raises(TelegramConflictError):
        await first


async def test_chat_member_updates_come_only_when_asked_for(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    sandbox.player.leave(village.group.id, village.ming.id)
    updates = await bot.get_updates(allowed_updates=["message", "chat_member"])
    assert [update.event_type for update in updates] == ["message"]
    sandbox.player.leave(village.group.id, village.fang.id)
    left = (await bot.get_updates(offset=updates[-1].update_id + 1))[-1].chat_member
    assert left is not None
    assert (left.old_chat_member.status, left.new_chat_member.status) == (
        ChatMemberStatus.ADMINISTRATOR,
        ChatMemberStatus.LEFT,
    )


async def test_a_message_with_buttons_is_sent_pressed_answered_and_edited(
    bot: Bot, sandbox: Sandbox, village: Village
) -> None:
    group = village.group.id
    asked = sandbox.player.say(group, village.fang.id, "/jia 3-12 献血")
    reply = ReplyParameters(message_id=asked.id)
    sent = await bot.send_message(
        group, "<b>已记</b> #1 &lt;好&gt;", parse_mode="HTML", reply_markup=UNDO, reply_parameters=reply
    )
    assert sent.text == "已记 #1 <好>"
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == asked.id
    sandbox.player.press(group, sent.message_id, "撤销", village.fang.id)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("undo:1", village.fang.id)
    await bot.answer_callback_query(query.id, text="好的")
    assert sandbox.world.state.callbacks[query.id].notice == "好的"
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query.id)
    await bot.edit_message_text("已撤销 #1", chat_id=group, message_id=sent.message_id)
    shown = sandbox.world.state.messages[group][sent.message_id]
    assert (shown.text, shown.keyboard) == ("已撤销 #1", ())
    assert shown.edited is not None


@pytest.mark.parametrize(
    ("text", "keyboard", "reason"),
    [
        ("字" * 4097, None, "message is too long"),
        ("  ", None, "message text is empty"),
        ("<u>半", None, "can't parse entities"),
        ("<div>块</div>", None, "can't parse entities"),
        ("好", [[InlineKeyboardButton(text="长", callback_data="字" * 22)]], "BUTTON_DATA_INVALID"),
        ("好", [[InlineKeyboardButton(text="空")]], "Text buttons are unallowed"),
    ],
)
async def test_a_message_the_real_server_would_refuse(
    bot: Bot, village: Village, text: str, keyboard: list[list[InlineKeyboardButton]] | None, reason: str
) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=keyboard) if keyboard else None
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(village.group.id, text, parse_mode="HTML", reply_markup=markup)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, village: Village) -> None:
    sent = await bot.send_message(village.group.id, "已记", reply_markup=UNDO)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("已记", chat_id=village.group.id, message_id=sent.message_id, reply_markup=UNDO)
    await bot.edit_message_reply_markup(chat_id=village.group.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("已记", chat_id=village.group.id, message_id=9999)


async def test_chats_that_the_bot_cannot_write_to(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(-42, "好")
    with pytest.raises(TelegramForbiddenError, match="can't initiate"):
        await bot.send_message(village.fang.id, "好")
    sandbox.player.say(village.fang.id, village.fang.id, "/start")
    assert (await bot.send_message(village.fang.id, "好")).chat.type == "private"
    await bot.leave_chat(village.group.id)
    with pytest.raises(TelegramForbiddenError, match="not a member"):
        await bot.send_message(village.group.id, "好")


async def test_a_group_that_becomes_a_supergroup_says_its_new_id(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    upgraded = sandbox.player.migrate(village.group.id)
    told = [update.message for update in await bot.get_updates()]
    assert [message and message.migrate_to_chat_id for message in told] == [upgraded.id, None]
    assert [message and message.migrate_from_chat_id for message in told] == [None, village.group.id]
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(village.group.id, "好")
    assert refusal.value.migrate_to_chat_id == upgraded.id
    assert (await bot.send_message(upgraded.id, "好")).chat.type == "supergroup"


async def test_a_photo_with_its_caption_can_be_downloaded(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    sandbox.player.send_photo(village.group.id, village.fang.id, JPEG, "/kou 3-12 垃圾 门口有垃圾")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.photo is not None
    assert (message.caption, message.photo[-1].width, message.photo[-1].height) == ("/kou 3-12 垃圾 门口有垃圾", 48, 32)
    kept = io.BytesIO()
    await bot.download(message.photo[-1], kept)
    assert kept.getvalue() == JPEG
    await bot.download(message.photo[0], smallest := io.BytesIO())
    assert smallest.getvalue() != JPEG
    with pytest.raises(TelegramBadRequest, match="wrong file_id"):
        await bot.get_file("nothing")


async def test_the_bot_sends_a_photo_and_a_document(bot: Bot, village: Village) -> None:
    photo = await bot.send_photo(village.group.id, BufferedInputFile(JPEG, "yard.jpg"), caption="门口")
    document = await bot.send_document(village.group.id, BufferedInputFile("户\n".encode(), "名单.csv"))
    assert photo.photo is not None
    assert document.document is not None
    assert (photo.caption, document.document.file_name) == ("门口", "名单.csv")
    again = await bot.send_photo(village.group.id, photo.photo[-1].file_id)
    assert again.photo is not None


async def test_members_and_admins(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    stranger = sandbox.world.add_person("孙七")
    admins = await bot.get_chat_administrators(village.group.id)
    assert {admin.user.id for admin in admins} == {village.fang.id, bot.id}
    statuses = [
        (await bot.get_chat_member(village.group.id, person.id)).status
        for person in (village.fang, village.ming, stranger)
    ]
    assert statuses == ["administrator", "member", "left"]
    assert (await bot.get_chat(village.group.id)).title == "夏家村考核群"


async def test_the_command_menu_is_kept(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="jia", description="加分")])
    assert [command.command for command in await bot.get_my_commands()] == ["jia"]
    assert await bot.get_my_commands(language_code="en") == []
    await bot.set_my_commands([BotCommand(command="jia", description="give points")], language_code="en")
    said = [(await bot.get_my_commands(language_code=code))[0].description for code in (None, "en")]
    assert said == ["加分", "give points"]
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="加", description="加分")])


async def test_privacy_mode_hides_what_is_not_for_a_bot_without_admin_rights(
    bot: Bot, sandbox: Sandbox, village: Village
) -> None:
    group, fang = sandbox.world.add_group("新群", [village.fang], bot_is_admin=False).id, village.fang.id
    for hidden in ("大家好", "/cha 3-12", "/cha@other_bot 3-12", "/加 3-12 献血"):
        sandbox.player.say(group, fang, hidden)
    sandbox.player.say(group, fang, "/cha@jifen_bot 3-12")
    spoken = await bot.send_message(group, "请设为管理员")
    sandbox.player.say(group, fang, "好", reply_to=spoken.message_id)
    sandbox.player.say(group, fang, "/pai")
    heard = [update.message.text for update in await bot.get_updates() if update.message]
    assert heard == ["/cha@jifen_bot 3-12", "好", "/pai"]
    sandbox.player.promote(group, bot.id)
    sandbox.player.say(group, fang, "大家好")
    assert [update.event_type for update in await bot.get_updates()][-2:] == ["my_chat_member", "message"]


async def test_an_anonymous_admin_has_no_identity(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    sandbox.player.say(village.group.id, village.fang.id, "/jia 3-12 献血", anonymous=True)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.sender_chat is not None
    assert message.from_user is not None
    assert (message.sender_chat.id, message.from_user.id) == (village.group.id, 1087968824)


async def test_nobody_speaks_in_a_group_that_they_are_not_in(sandbox: Sandbox, village: Village) -> None:
    stranger = sandbox.world.add_person("孙七")
    with pytest.raises(NotPossible):
        sandbox.player.say(village.group.id, stranger.id, "/cha 3-12")


async def test_a_webhook_gets_each_update_in_order_until_it_answers_200(
    bot: Bot, sandbox: Sandbox, village: Village, echo: EchoApp
) -> None:
    echo.refuse_next = 2
    await bot.set_webhook(f"{echo.url}/telegram/webhook", secret_token="open-sesame")
    for text in ("/jia 3-12 献血", "/cha 3-12"):
        sandbox.player.say(village.group.id, village.fang.id, text)
    await sandbox.world.until(lambda: len(echo.updates) == 2)
    assert [update["message"]["text"] for update in echo.updates] == ["/jia 3-12 献血", "/cha 3-12"]
    assert echo.secrets == ["open-sesame"] * 2
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500"
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()
    await bot.delete_webhook()
    sandbox.telegram.updates.repeat(sandbox.telegram.updates.log[0])
    assert [update.message and update.message.text for update in await bot.get_updates()] == ["/jia 3-12 献血"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(status=429, retry_after=7), TelegramRetryAfter),
        (Fault(status=502, message="Bad Gateway"), TelegramServerError),
        (Fault(drop="before"), TelegramNetworkError),
        (Fault(drop="after"), TelegramNetworkError),
    ],
)
async def test_ordered_faults_happen_as_often_as_ordered(
    bot: Bot, sandbox: Sandbox, village: Village, fault: Fault, error: type[TelegramAPIError]
) -> None:
    sandbox.telegram.faults.order(fault, times=2, method="sendMessage")
    for _ in range(2):
        with pytest.raises(error):
            await bot.send_message(village.group.id, "好")
    await bot.send_message(village.group.id, "好")
    assert len(sandbox.world.messages(village.group.id)) == (3 if fault.drop == "after" else 1)


async def test_a_hanging_call_ends_when_the_caller_gives_up(bot: Bot, sandbox: Sandbox, village: Village) -> None:
    sandbox.telegram.faults.order(Fault(hang=True))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(village.group.id, "好", request_timeout=1)
    assert sandbox.world.messages(village.group.id) == []


async def test_json_and_query_work_like_forms(sandbox: Sandbox, village: Village) -> None:
    base = f"{sandbox.url}/bot{sandbox.world.bot.token}"
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{base}/sendMessage", json={"chat_id": village.group.id, "text": "好"}) as response:
            assert (await response.json())["result"]["text"] == "好"
        async with session.get(f"{base}/SENDMESSAGE?chat_id={village.group.id}&text=行") as response:
            assert (await response.json())["result"]["text"] == "行"
        async with session.post(f"{base}/sendMessage", data="{", headers={"Content-Type": "application/json"}) as bad:
            assert (bad.status, (await bad.json())["ok"]) == (400, False)
        async with session.post(f"{base}/sendCarrierPigeon") as missing:
            assert missing.status == 404
