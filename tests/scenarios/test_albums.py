"""Pictures that are sent together: all are kept with the command under one of them, in whatever order they come."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from bot.incoming import Attached, FileKind
from tests.scenarios.conftest import Homes
from tests.scenarios.test_photos import SHA, fetched, pictures
from tests.village import CHEN, STRANGER, ZHOU, Answer, Village

COMMAND = "/kou 3-13 垃圾 2 没分类"
NO_COMMAND = (
    "这组照片要有命令才记。命令已经写在其中一张下面的，不用再发；"
    "没写的，请回复其中一张发命令，如：/kou 3-12 环1 2 门口堆物"
)
"""True as well where the picture with the command comes later."""


async def sends(
    village: Village,
    number: int,
    text: str = "",
    kind: FileKind = FileKind.PICTURE,
    size: int = 1000,
    who: int = ZHOU,
    album: str = "7",
    **how: Any,
) -> Answer:
    """One file of an album."""
    return await village.says(who, text, photo=Attached(kind, f"file-{number}", f"unique-{number}", size, album), **how)


async def all_shown(village: Village, text: str = "/zhao 1") -> list[str]:
    """Every photo that is kept arrives, and is shown."""
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT id FROM evidence")
    for row in rows:
        await fetched(village, row["id"])
    return pictures(await village.says(CHEN, text))


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
async def test_all_pictures_are_kept_in_whatever_order_they_come(
    village: Village, homes: Homes, order: tuple[int, ...]
) -> None:
    said = [(await sends(village, number, COMMAND if number == 2 else "")).text for number in order]
    assert sum("✅ #1" in text for text in said) == sum(bool(text) for text in said) == 1
    assert await village.count("outbox", "queue = 'evidence'") == 3
    assert await all_shown(village) == [f"📷 #1 3组13号 李秀芳（{n}/3）" for n in (1, 2, 3)]


async def test_pictures_that_come_at_the_same_time_are_all_kept(village: Village, homes: Homes) -> None:
    await asyncio.gather(*(sends(village, number, COMMAND if number == 3 else "") for number in range(1, 6)))
    assert len(await all_shown(village)) == 5


async def test_a_picture_that_comes_again_is_one(village: Village, homes: Homes) -> None:
    for number in (1, 1, 2, 2):
        await sends(village, number, COMMAND if number == 1 else "")
    assert await village.count("evidence") == await village.count("outbox", "queue = 'evidence'") == 2


async def test_pictures_wait_for_the_answer_to_a_question(village: Village, homes: Homes) -> None:
    await sends(village, 1)
    question = await sends(village, 2, "/kou 王建国 垃圾 2 没分类")
    await sends(village, 3)
    assert await village.count("evidence") == 0
    village.restart()
    await village.presses(ZHOU, question.button("3组12号"))
    assert len(await all_shown(village)) == 3


@pytest.mark.parametrize(
    ("kind", "size", "refused", "told"),
    [
        (FileKind.VIDEO, 1000, "视频留不住", "📷 #1这组里有一个文件不是照片，没有留住；别的照片照样留着。"),
        (FileKind.PICTURE, 11 * 1024**2, "照片超过 10 MB", "📷 #1这组里一张照片太大，没有留住；别的照片照样留着。"),
    ],
)
async def test_what_cannot_be_kept_of_an_album_is_told(
    village: Village, homes: Homes, kind: FileKind, size: int, refused: str, told: str
) -> None:
    await sends(village, 1, kind=kind, size=size)
    assert refused in (await sends(village, 2, COMMAND)).text
    assert await village.count("entries") == await village.count("evidence") == 0
    await sends(village, 3, COMMAND, album="8")
    assert (await sends(village, 4, kind=kind, size=size, album="8")).text == told
    assert len(await all_shown(village)) == 1


async def test_an_album_without_a_command_is_nobodys_business(village: Village, homes: Homes) -> None:
    for number in (1, 2):
        assert (await sends(village, number, "" if number == 1 else "大家看")).replies == ()
    assert await village.count("evidence") == await village.count("outbox", "queue = 'evidence'") == 0
    village.now += timedelta(days=3)
    await sends(village, 3, album="8")
    assert await village.count("albums") == 1, "forgotten in a few days"


async def test_an_album_without_a_word_in_private_is_answered_once(village: Village, homes: Homes) -> None:
    alone: dict[str, Any] = {"private": True, "chat": ZHOU}
    said = [(await sends(village, number, **alone)).text for number in (1, 2, 3)]
    assert [bool(text) for text in said] == [False, True, False]
    assert said[1] == NO_COMMAND
    assert (await sends(village, 1, COMMAND, album="8", **alone)).text.startswith("✅ #1")
    assert (await sends(village, 2, album="8", **alone)).text == "", "the command came before"


@pytest.mark.parametrize("caption", ["/kou 王建国 垃圾 2 没分类", "/kou 9-99 垃圾 2 没分类", "/cha 3-12", "大家看"])
async def test_an_album_in_private_has_words_whatever_becomes_of_them(
    village: Village, homes: Homes, caption: str
) -> None:
    alone: dict[str, Any] = {"private": True, "chat": ZHOU}
    said = [(await sends(village, number, caption if number == 1 else "", **alone)).text for number in (1, 2, 3)]
    assert [bool(text) for text in said] == [True, False, False]


async def test_a_caption_that_comes_third_contradicts_nothing(village: Village, homes: Homes) -> None:
    alone: dict[str, Any] = {"private": True, "chat": ZHOU}
    said = [(await sends(village, number, COMMAND if number == 3 else "", **alone)).text for number in (1, 2, 3)]
    assert said[:2] == ["", NO_COMMAND]
    assert said[2].startswith("✅ #1")


async def test_a_picture_whose_caption_was_refused_is_kept_with_its_album(village: Village, homes: Homes) -> None:
    await sends(village, 1, "/kou 9-99 垃圾 2 没分类")
    await sends(village, 2)
    await village.says(ZHOU, COMMAND, photo=Attached(FileKind.PICTURE, "file-2", "unique-2", 1000, "7", in_reply=True))
    assert len(await all_shown(village)) == 2


async def test_a_command_that_replies_to_an_album_keeps_all_of_it(village: Village, homes: Homes) -> None:
    for number in (1, 2, 3):
        await sends(village, number, who=STRANGER)
    photo = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000, "7", in_reply=True)
    await village.says(ZHOU, COMMAND, photo=photo)
    assert len(await all_shown(village)) == 3


async def test_an_album_that_was_not_seen_is_asked_for_again(village: Village, homes: Homes) -> None:
    photo = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000, "7", in_reply=True)
    assert (await village.says(ZHOU, COMMAND, photo=photo)).text == (
        "这组照片没有都看到，这条没有办。请把照片和命令一起重发一次。"
    )
    assert await village.count("entries") == await village.count("evidence") == 0


async def test_the_same_picture_in_two_albums_is_kept_with_both(village: Village, homes: Homes) -> None:
    await sends(village, 1, COMMAND)
    await sends(village, 2)
    await sends(village, 2, "/kou 3-14 垃圾 1 没扎", album="8")
    assert await all_shown(village, "/zhao #2") == ["📷 #2 3组14号 张伟"]
    assert len(await all_shown(village)) == 2
    assert await village.count("evidence", f"sha256 = '{SHA}'") == 3
