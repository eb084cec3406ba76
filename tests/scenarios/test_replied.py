"""A command that replies to a message of the bot means what that message is about."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Homes
from tests.village import CHEN, ZHOU, Answer, Village, arrived


async def replies(village: Village, user: int, text: str) -> Answer:
    """Somebody replies to the last message of the bot."""
    return await village.says(user, text, replies_to=await arrived(village))


async def test_a_confirmation_is_taken_back_without_its_number(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.restart()
    assert (await replies(village, ZHOU, "/che 看错了户")).text.startswith("↩️ #2 已撤销 #1")
    assert (await replies(village, ZHOU, "/che 再撤一次")).text == "#1 已经撤销过了。"


async def test_of_several_lines_it_is_asked_which(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类\n3-14 垃圾 1 没扎")
    question = await replies(village, ZHOU, "/che 看错了户")
    assert (question.text, question.labels) == ("您回复的那条里有好几笔，是哪一笔？", ["#1", "#2"])
    assert await village.count("entries") == 2
    assert "已撤销 #2" in (await village.presses(ZHOU, question.button("#2"))).text


async def test_another_number_than_that_of_the_message_is_asked_about(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-14 垃圾 1 没扎")
    question = await replies(village, ZHOU, "/che 1 看错了户")
    assert (question.text, question.labels) == ("您写的是 #1，回复的那条却不是，要哪一个？", ["#1", "#2"])
    assert "已撤销 #1" in (await village.presses(ZHOU, question.button("#1"))).text


@pytest.mark.parametrize("text", ["/che 2 看错了户", "/che 看错了户 #2", "/che 3-14 看错了户"])
async def test_what_was_written_agrees(village: Village, homes: Homes, text: str) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-14 垃圾 1 没扎")
    assert "已撤销 #2" in (await replies(village, ZHOU, text)).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/che", "请在后面写上原因。"),
        ("/che 3-14 记错户", "#1 不是3组14号 张伟的记录，请核对编号。"),
        ("/che -1 记错", "没写编号，例如：/che 123 记错户；也可以回复那条确认发：/che 记错户"),
        ("/yi", "#1 还没有异议。要替户里提，请回复那条发：/yi 原因"),
        ("/yi 3-14 没有扔", "#1 不是3组14号 张伟的记录，请核对编号。"),
        ("/yi 张伟 没有扔", "#1 不是3组14号 张伟的记录，请核对编号。"),
        ("/yi 9 没有扔", "替户里提异议请写：/yi 3-12 #123 原因；看一件请写：/yi 5"),
    ],
)
async def test_what_does_not_fit_the_message_is_refused(village: Village, homes: Homes, text: str, said: str) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await replies(village, ZHOU, text)).text == said
    assert await village.count("entries") == 1
    assert await village.count("objections") == 0


async def test_an_objection_is_entered_for_a_household_and_decided_by_replying(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert "🙋 异议 1：3组13号" in (await replies(village, ZHOU, "/yi 那天没有扔")).text
    assert "异议 1：3组13号" in (await replies(village, ZHOU, "/yi")).text
    village.restart()
    assert "❌ 异议 1 不成立" in (await replies(village, CHEN, "/yi 驳 现场看过")).text


@pytest.mark.parametrize("text", ["/yi 准", "/yi 驳 看过", "/yi 没有扔", "/che 看错了", "/zhao"])
async def test_a_reply_to_what_is_about_nothing_means_nothing(village: Village, homes: Homes, text: str) -> None:
    await village.says(CHEN, "/gui 垃圾")
    said = (await replies(village, CHEN, text)).text
    assert said == (await village.says(CHEN, text)).text
    assert "例如" in said or "请写" in said


async def test_the_same_number_in_another_chat_is_another_message(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    place = await arrived(village)
    said = await village.says(ZHOU, "/che 看错了户", chat=ZHOU, private=True, replies_to=place)
    assert "没写编号" in said.text
