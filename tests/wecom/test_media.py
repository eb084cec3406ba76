"""Photos that the bot shows: handed over in parts, as pictures where that can be, and a word where they are refused."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from bot import photo_folder
from bot.channels.wecom.media import PART_BYTES
from domain.model.delivery import Outcome, Retry, Unknown
from sandbox.wecom.faults import LineFault
from tests.bot.platform import picture
from tests.wecom.chat import GROUP, Chat, sent

INIT, CHUNK, RESPOND, PUSH = (
    "aibot_upload_media_init",
    "aibot_upload_media_chunk",
    "aibot_respond_msg",
    "aibot_send_msg",
)


async def shows(chat: Chat, content: bytes, answers: str | None = None, *, kept: bool = True) -> Outcome:
    digest = hashlib.sha256(content).hexdigest()
    if kept:
        photo_folder.store(chat.folder / "evidence", digest, content)
    payload: dict[str, Any] = {"kind": "picture", "photo": digest, "caption": "📷 #1 3组13号", "about": []}
    place = {"place": {"topic": None, "answers": answers, "quotes": True}} if answers else {}
    return await chat.deliver(payload | place)


def seen(chat: Chat) -> list[tuple[str, str, bytes | None]]:
    return [(one.how, one.text, one.photo) for one in chat.shown()]


def kinds(chat: Chat) -> list[str]:
    return [one.kind for one in chat.stand_in.platform.memory.uploads.values()]


@pytest.mark.parametrize("size", [200, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES + 5])
async def test_a_photo_is_shown_below_its_words(chat: Chat, size: int) -> None:
    message = await chat.says("wang", "照片 1")
    assert sent(await shows(chat, picture(size), message.id))
    assert seen(chat) == [("reply", "📷 #1 3组13号", None), ("reply", "", picture(size))]
    assert kinds(chat) == ["image"]


async def test_a_photo_that_answers_nobody_is_pushed(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    assert sent(await shows(chat, picture()))
    assert [how for how, _, _ in seen(chat)] == ["push", "push"]


async def test_a_telephones_own_format_goes_as_a_file(chat: Chat) -> None:
    heic = b"\x00\x00\x00\x18ftypheic".ljust(100, b"\x00")
    await chat.says("wang", "绑定")
    assert sent(await shows(chat, heic))
    assert (kinds(chat), seen(chat)[-1]) == (["file"], ("push", "", heic))


async def test_a_picture_that_is_refused_goes_as_a_file(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(LineFault("refuse", 40058, "invalid parameter"), command=INIT)
    assert sent(await shows(chat, picture()))
    assert (kinds(chat), seen(chat)[-1]) == (["file"], ("push", "", picture()))


async def test_what_is_refused_in_every_way_is_said(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(LineFault("refuse", 40058, "invalid parameter"), command=INIT, times=2)
    assert sent(await shows(chat, picture()))
    assert seen(chat)[-1] == ("push", "（企业微信没有收下这张照片，请找管电脑的人在数据文件夹里看）", None)


async def test_a_photo_whose_file_is_gone_is_said(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    assert sent(await shows(chat, picture(), kept=False))
    assert "文件不在了" in chat.last().text


@pytest.mark.parametrize(
    ("fault", "command"), [(LineFault("refuse", -1, "busy"), INIT), (LineFault("refuse", -1, "busy"), CHUNK)]
)
async def test_a_photo_that_could_not_be_handed_over_goes_on_where_it_stopped(
    chat: Chat, fault: LineFault, command: str
) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(fault, command=command)
    assert isinstance(await shows(chat, picture()), Retry)
    assert sent(await chat.again(1, repeated=False))
    assert [(text, photo) for _, text, photo in seen(chat)] == [("📷 #1 3组13号", None), ("", picture())]


async def test_nobody_knows_whether_it_is_shown_when_the_acknowledgement_is_missing(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    session = chat.channel.connection.session
    assert session is not None
    session.client._ws_manager._reply_ack_timeout = 0.5
    faults = chat.stand_in.platform.faults
    faults.order(LineFault("late", seconds=0.01), command=PUSH)
    faults.order(LineFault("mute"), command=PUSH)
    assert isinstance(await shows(chat, picture()), Unknown)
    assert chat.last().photo == picture(), "it is, all the same"


async def test_an_answer_with_a_photo_that_comes_too_late_is_pushed(chat: Chat) -> None:
    message = await chat.says("wang", "照片 1")
    chat.stand_in.platform.faults.order(LineFault("refuse", 846605, "invalid req_id"), command=RESPOND, times=2)
    assert sent(await shows(chat, picture(), message.id))
    assert [how for how, _, _ in seen(chat)] == ["push", "push"]
    assert chat.last(GROUP).photo == picture()


def print_out(which: str = "2026-11") -> dict[str, Any]:
    page = "https://points.example.org/u/1"
    return {"kind": "print", "document": "公示表", "unit": "1", "which": which, "caption": "📄 公示表", "page": page}


async def test_a_document_comes_as_a_file(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    assert sent(await chat.deliver(print_out()))
    assert (kinds(chat), seen(chat)) == (["file"], [("push", "📄 公示表", None), ("push", "", b"%PDF-1.7")])
    assert sent(await chat.deliver(print_out(which="")))
    assert "这个月还没有公示" in chat.last().text


async def test_a_document_that_is_refused_can_be_seen_on_its_page(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(LineFault("refuse", 40058, "invalid parameter"), command=INIT)
    assert sent(await chat.deliver(print_out()))
    assert "https://points.example.org/u/1" in chat.last().text
