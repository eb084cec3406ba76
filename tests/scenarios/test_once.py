"""One message, one transaction: repeated deliveries and crashes leave exactly one thing behind, or nothing."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO

import pytest

from app.logs import MaskingFormatter
from bot.incoming import Attached, FileKind, Incoming
from bot.reply import Reply
from domain.model.delivery import Draft
from tests.scenarios.conftest import Homes
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village


async def posted(village: Village) -> int:
    return await village.count("outbox")


async def test_a_repeated_message_changes_and_says_nothing(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="same")
    before = await posted(village)
    village.restart()
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="same")).replies == ()
    assert (await posted(village), await village.points(homes.li)) == (before, 108)


@pytest.mark.parametrize("text", ["/kou 9-99 垃圾 1 乱", "/飞", "/kou 王建国 垃圾 1 乱", "/kou", "/cha 3-13"])
async def test_a_repeated_refusal_or_question_is_not_said_again(village: Village, text: str) -> None:
    assert (await village.says(ZHOU, text, key="same")).text
    before = await posted(village)
    assert (await village.says(ZHOU, text, key="same")).replies == ()
    assert await posted(village) == before


async def test_a_repeated_press_is_not_answered_again(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销")
    await village.presses(ZHOU, button, key="same")
    before = await posted(village)
    assert (await village.presses(ZHOU, button, key="same")).replies == ()
    assert (await posted(village), await village.count("entries")) == (before, 2)


async def test_many_deliveries_at_the_same_time_are_one(village: Village, homes: Homes) -> None:
    text = "/kou 3-13 垃圾 1 没分类\n3-14 垃圾 1 没分类"
    before = await posted(village)
    await asyncio.gather(*(village.says(ZHOU, text, key="same") for _ in range(5)))
    assert (await posted(village), await village.count("entries")) == (before + 1, 2)


async def test_two_undo_presses_at_the_same_time_reverse_once(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销")
    presses = (village.presses(ZHOU, button), village.says(CHEN, "/che 1 更正"), village.presses(ZHOU, button))
    await asyncio.gather(*presses)
    assert await village.count("entries", "reverses = 1") == 1
    assert await village.points(homes.li) == 110


async def test_two_officers_logging_at_the_same_time_lose_nothing(village: Village, homes: Homes) -> None:
    lines = [("垃圾", ZHOU), ("窝棚", SUN), ("鸡鸭", CHEN), ("污水", ZHOU), ("农药", SUN), ("家风", CHEN)]
    await asyncio.gather(*(village.says(who, f"/kou 3-13 {item} 1 乱") for item, who in lines))
    assert await village.points(homes.li) == 110 - len(lines)


async def test_two_confirmations_at_the_same_time_are_one_veto(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")).button("确认")
    await asyncio.gather(village.presses(SUN, button), village.presses(CHEN, button))
    assert (await village.standing(homes.li)).account.vetoes == 1


async def test_plain_talk_and_orders_to_other_bots_are_none_of_our_business(village: Village) -> None:
    before = await posted(village)
    for text in ("大家早上好", "扣分扣得太多", "", "/kou@other_bot 3-13 垃圾 2 没分类", "/start@other_bot"):
        assert (await village.says(ZHOU, text)).replies == ()
        assert (await village.says(STRANGER, text)).replies == ()
        assert (await village.says(None, text)).replies == ()
    assert await posted(village) == before
    assert "✅" in (await village.says(ZHOU, "/kou@jifen_bot 3-13 垃圾 1 没分类")).text


async def test_who_talks_to_the_bot_alone_is_told_how(village: Village) -> None:
    for user in (ZHOU, STRANGER):
        for text in ("你好", "加油", ""):
            assert (await village.whispers(user, text)).text == (
                "命令要以“/”开头，例如：/cha 3-12；发 /help 看您能做什么。"
            )
        assert (await village.whispers(user, "/start@other_bot")).replies == ()
    assert await village.count("entries") == 0


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the desk writes to the program's log."""
    handler = logging.StreamHandler(log := StringIO())
    handler.setFormatter(MaskingFormatter("%(message)s"))
    logger = logging.getLogger("bot.desk")
    logger.addHandler(handler)
    yield log
    logger.removeHandler(handler)


def break_at(village: Village, said: str, error: Exception) -> None:
    """A mistake of ours, late in the transaction: everything is stored, and then the answer cannot be posted."""
    post = village.desk.make_drafts

    def broken(incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
        if said in str(replies):
            raise error
        return post(incoming, replies)

    village.desk = replace(village.desk, make_drafts=broken)


async def test_a_crash_leaves_one_plain_sentence_and_nothing_else(village: Village, homes: Homes) -> None:
    before = await posted(village)
    break_at(village, "✅", RuntimeError())
    answer = await village.says(
        ZHOU, "/kou 3-13 垃圾 2 没分类", photo=Attached(FileKind.PICTURE, "file", "unique", None), key="same"
    )

    assert re.fullmatch("系统出错了，这条没有记下。请稍后再发；还不行请把编号 id\\d+ 告诉管理专员。", answer.text)
    assert await posted(village) == before + 1
    assert await village.count("entries") == await village.count("evidence") == 0
    assert await village.points(homes.li) == 110

    village.restart()
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="same")).replies == ()
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).text


async def test_a_crash_is_found_in_the_log_by_its_number_and_tells_nothing_of_people(
    village: Village, written: StringIO
) -> None:
    break_at(village, "✅", RuntimeError("Key (head, phone)=(李秀芳, +8619900000002) already exists"))
    answer = await village.says(ZHOU, "/kou 3-13 垃圾 2 李秀芳没分类")
    (error_id,) = re.findall(r"编号 (\w+)", answer.text)
    log = written.getvalue()
    assert f"error {error_id}" in log
    assert "RuntimeError" in log
    assert "李秀芳" not in log
    assert "19900000002" not in log
    assert await village.count("inbox", f"error = '{error_id}'") == 1


async def test_a_crash_under_a_button_is_told_to_who_pressed(village: Village) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销")
    break_at(village, "已撤销", RuntimeError())
    assert "系统出错了" in (await village.presses(ZHOU, button)).toast
    village.restart()
    assert (await village.presses(ZHOU, button)).toast == "已撤销"
