"""What a person did not say just now is not carried out, and is answered; strangers do not make the bot talk."""

from __future__ import annotations

from typing import Any

import pytest

from bot.incoming import Attached, FileKind, Message
from bot.strangers import MOST, SECONDS, StrangerLimit, StrangerReply
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, STRANGER, ZHOU, Answer, Village, named

FORWARDED = "转发来的命令不办，请自己写一条发出来。"


async def edits(village: Village, user: int | None, place: int, text: str) -> Answer:
    """Somebody changes a message."""
    person = None if user is None else named(user)
    return await village.happens(
        Message(f"e{text}", named(GROUP), False, person, str(place), text, village.now, edited=True)
    )


async def says_at(village: Village, user: int, place: int, text: str) -> Answer:
    """Somebody sends the message that is changed later."""
    return await village.happens(Message(f"m{place}", named(GROUP), False, named(user), str(place), text, village.now))


@pytest.mark.parametrize("text", ["/kou 3-13 垃圾 2 没分类", "/jia 3-13 献血", "/help"])
async def test_a_forwarded_command_is_answered_and_not_carried_out(village: Village, text: str) -> None:
    assert (await village.says(ZHOU, text, forwarded=True)).text == FORWARDED
    assert await village.count("entries") == 0


async def test_a_channels_posts_are_no_commands(village: Village) -> None:
    assert (await village.says(None, "/kou 3-13 垃圾 2 没分类", forwarded=True)).text == FORWARDED


async def test_forwarded_talk_is_only_talk(village: Village) -> None:
    assert (await village.says(ZHOU, "大家看看这个", forwarded=True)).text == ""


async def test_a_changed_command_is_told_what_stands(village: Village, homes: Homes) -> None:
    await says_at(village, ZHOU, 500, "/kou 3-13 垃圾 2 没分类\n3-14 垃圾 1 没扎")
    said = await edits(village, ZHOU, 500, "/kou 3-12 垃圾 2 没分类")
    assert said.text == (
        "改过的消息不办。原来记的还算数：#1 3组13号 李秀芳 环4 扣2分；#2 3组14号 张伟 环4 扣1分。"
        "记错了请发 /che 1 原因，再重新发一条。"
    )
    assert await village.count("entries") == 2


async def test_a_command_that_becomes_talk_still_stands(village: Village, homes: Homes) -> None:
    await says_at(village, ZHOU, 500, "/kou 3-13 垃圾 2 没分类")
    assert "#1 3组13号 李秀芳 环4 扣2分" in (await edits(village, ZHOU, 500, "算了")).text
    assert "#1 3组13号 李秀芳 环4 扣2分" in (await edits(village, ZHOU, 500, "")).text
    await village.says(ZHOU, "/che 1 手滑")
    assert (await edits(village, ZHOU, 500, "/kou 3-14 垃圾 2 乱")).text == (
        "改过的消息不办。原来记的#1 已经撤销；要按新的记，请重新发一条。"
    )


async def test_what_was_recorded_after_a_question_is_found_as_well(village: Village, homes: Homes) -> None:
    question = await says_at(village, ZHOU, 500, "/kou 王建国 垃圾 2 没分类")
    still = await edits(village, ZHOU, 500, "/kou 3-12 垃圾 2 没分类")
    assert still.text == "改过的消息不办。原来那条还等您点按钮，点了就照原样办；要按新的办，请重新发一条。"
    await village.presses(ZHOU, question.button("4组1号"))
    assert "#1 4组1号 王建国 环4 扣2分" in (await edits(village, ZHOU, 500, "/kou 3-12 垃圾 2 乱放")).text


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        ("/kou 9-99 垃圾 2 没分类", "改过的消息不办。原来那条没有记分；要办，请重新发一条。"),
        ("大家好", "改过的消息不办。原来那条没有记分；要办，请重新发一条。"),
        ("/cha 3-13", "改过的消息不办。原来那条已经照原样办了；要按新的办，请重新发一条。"),
    ],
)
async def test_talk_that_becomes_a_command_is_answered(village: Village, first: str, answer: str) -> None:
    await says_at(village, ZHOU, 500, first)
    assert (await edits(village, ZHOU, 500, "/kou 3-13 垃圾 2 没分类")).text == answer
    assert await village.count("entries") == 0


@pytest.mark.parametrize("who", [ZHOU, None, STRANGER])
async def test_changed_talk_is_nobodys_business(village: Village, who: int | None) -> None:
    assert (await edits(village, who, 500, "大家早")).text == ""


async def test_a_strangers_changes_are_not_answered(village: Village) -> None:
    assert (await edits(village, STRANGER, 500, "/kou 3-13 垃圾 2 没分类")).text == ""


@pytest.mark.parametrize("text", ["/ban", "/s", "/👍", "/ban@other_bot", "/飞 3-13"])
async def test_a_strangers_play_with_other_bots_is_not_answered(village: Village, text: str) -> None:
    assert (await village.says(STRANGER, text)).text == ""
    assert (await village.says(None, text)).text == ""


@pytest.mark.parametrize(("who", "text"), [(STRANGER, "/飞@jifen_bot"), (CHEN, "/飞"), (STRANGER, "/gui 垃圾")])
async def test_who_means_the_bot_is_answered(village: Village, who: int, text: str) -> None:
    assert (await village.says(who, text)).text != ""


@pytest.mark.parametrize("where", [{}, {"chat": STRANGER, "private": True}], ids=["group", "alone"])
async def test_strangers_are_not_answered_without_end(village: Village, where: dict[str, Any]) -> None:
    answers = [(await village.says(STRANGER, "/kou 3-13 垃圾 2 乱", **where)).text for _ in range(3 * MOST)]
    assert [bool(answer) for answer in answers] == [True] * (MOST + 1) + [False] * (2 * MOST - 1)
    assert answers[MOST] == "问得太多了，请过一小时再来。"
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).text, "officers are"


def test_after_an_hour_a_stranger_is_answered_again() -> None:
    time = [0.0]
    strangers = StrangerLimit(lambda: time[0])
    turns = [strangers.turn("telegram:1") for _ in range(MOST + 2)]
    assert turns == [StrangerReply.ANSWER] * MOST + [StrangerReply.ENOUGH, StrangerReply.SILENCE]
    assert strangers.turn("telegram:2") is StrangerReply.ANSWER
    time[0] = SECONDS
    assert strangers.turn("telegram:1") is StrangerReply.ANSWER


def test_only_so_many_strangers_are_remembered() -> None:
    strangers = StrangerLimit(lambda: 0.0)
    for person in range(5000):
        strangers.turn(f"telegram:{person}")
    assert len(strangers._heard) == 1000


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (Attached(FileKind.VIDEO, "f", "u", None), "视频留不住，这条没有办。请改发照片，或不带它重发。"),
        (Attached(FileKind.FILE, "f", "u", None), "文件留不住，这条没有办。请改发照片，或不带它重发。"),
        (
            Attached(FileKind.PICTURE, "f", "u", 11 * 1024 * 1024),
            "照片超过 10 MB，这条没有办。请按“照片”发（不按“文件”），或发小一点的。",
        ),
    ],
)
async def test_proof_that_is_not_kept_is_told_before_anything_is_done(
    village: Village, homes: Homes, file: Attached, said: str
) -> None:
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", photo=file)).text == said
    assert await village.count("entries") == 0
    assert await village.count("evidence") == 0
