"""Photos as they are shown in the chat: as pictures, as files, or with a word about why not."""

from __future__ import annotations

import pytest

from sandbox.faults import Fault
from sandbox.model import Message
from tests.bot.connected import Connected
from tests.bot.platform import picture


async def photographed(connected: Connected, content: bytes) -> Message:
    """Entry 1 has that photo; the bot's confirmation of it."""
    group, zhou = connected.people.group.id, connected.people.zhou.id
    said = connected.sandbox.player.send_photo(group, zhou, content, "/kou 3-13 垃圾 2 门口")
    confirmed = await connected.answer(said)
    await connected.evidence()
    return confirmed


async def shown(connected: Connected, command: str = "/zhao 1") -> Message:
    """What the bot sends."""
    return await connected.answer(connected.say(command))


async def test_a_photo_is_shown_as_it_was_sent(connected: Connected) -> None:
    confirmed = await photographed(connected, picture())
    group, zhou = connected.people.group.id, connected.people.zhou.id
    reply = connected.sandbox.player.say(group, zhou, "/zhao", confirmed.id)
    for sent in (await shown(connected), await connected.answer(reply)):
        assert sent.text == "📷 #1 3组13号 李秀芳"
        assert connected.sandbox.world.state.files[sent.photo[-1]].content == picture()


@pytest.mark.parametrize("said", ["Bad Request: IMAGE_PROCESS_FAILED", "Bad Request: PHOTO_INVALID_DIMENSIONS"])
async def test_a_picture_that_the_platform_cannot_show_is_sent_as_a_file(connected: Connected, said: str) -> None:
    await photographed(connected, picture())
    connected.sandbox.telegram.faults.order(Fault(status=400, message=said), method="sendPhoto")
    sent = await shown(connected)
    assert connected.sandbox.world.state.files[sent.document or ""].content == picture()


async def test_a_telephones_own_format_is_sent_as_a_file(connected: Connected) -> None:
    content = b"\x00\x00\x00\x18ftypheic".ljust(100, b"\x00")
    await photographed(connected, content)
    sent = await shown(connected)
    assert (sent.text, connected.sandbox.world.state.files[sent.document or ""].content) == (
        "📷 #1 3组13号 李秀芳",
        content,
    )


async def test_a_group_that_takes_no_photos_is_told_so(connected: Connected) -> None:
    await photographed(connected, picture())
    said = "Bad Request: not enough rights to send photos to the chat"
    connected.sandbox.telegram.faults.order(Fault(status=400, message=said), method="sendPhoto")
    assert "本群不让机器人发照片" in (await shown(connected)).text


@pytest.mark.parametrize("damaged", [None, b"\xff\xd8\xffsomething else"])
async def test_a_photo_whose_file_is_gone_or_damaged_is_said(connected: Connected, damaged: bytes | None) -> None:
    await photographed(connected, picture())
    (name,) = (file for file in connected.files() if file.startswith("evidence"))
    file = connected.folder / name
    file.unlink()
    if damaged:
        file.write_bytes(damaged)
    assert (await shown(connected)).text == ("📷 #1 3组13号 李秀芳\n这张照片的文件不在了或已损坏，请告诉管电脑的人。")


@pytest.mark.parametrize("at", [0, 2])
async def test_all_pictures_of_an_album_are_kept(connected: Connected, at: int) -> None:
    group, zhou = connected.people.group.id, connected.people.zhou.id
    connected.sandbox.player.promote(group, connected.sandbox.world.bot.id)
    contents = [picture(200 + size) for size in range(3)]
    said = connected.sandbox.player.send_album(group, zhou, contents, "/kou 3-13 垃圾 2 门口", at)
    assert "✅ #1" in (await connected.answer(said)).text
    await connected.all_taken()
    assert sorted(size for _, _, size in await connected.evidence()) == [200, 201, 202]
