"""What is saved is the reply and never the act."""

from __future__ import annotations

from datetime import timedelta

from tests.sms.village import WANG, Village


async def twenty(village: Village) -> list[str]:
    """Questions until the hour's replies are used up."""
    replies = []
    for number in range(20):
        village.now += timedelta(seconds=61) if number % 3 == 0 else timedelta(0)
        replies.append(await village.text("积分") or "")
    return replies


async def test_beyond_the_hours_replies_acts_are_done_and_the_last_reply_says_so(village: Village) -> None:
    await village.household("王建国", WANG)
    replies = await twenty(village)
    assert [("照办" in reply) or "回9" in reply for reply in replies] == [False] * 19 + [True]
    assert await village.text("申报 献血") is None
    assert await village.text("退订") is None
    assert await village.count("claims") == 1
    assert await village.count("optouts") == 1
    assert await village.text("排名") is None


async def test_of_a_text_that_is_not_read_to_its_end_nothing_is_done(village: Village) -> None:
    await village.household("王建国", WANG)
    claim = "申报 献血 7月1日 " + "路上人很多，" * 200
    assert (await village.text(claim) or "").startswith(f"短信有{len(claim)}字，太长了，没有办。请写在1000字以内再发。")
    assert await village.count("claims") == 0
    assert "申报" in (await village.text("申报 献血 7月1日 " + "路上人很多，" * 60) or "")
    assert await village.count("claims") == 1


async def test_the_fourth_equal_text_within_a_minute_gets_none(village: Village) -> None:
    await village.household("王建国", WANG)
    said = [await village.text("【自动回复】我正在开车") for _ in range(6)]
    assert [reply is None for reply in said] == [False] * 3 + [True] * 3
    assert await village.text("积分") is not None
    village.now += timedelta(seconds=61)
    assert await village.text("【自动回复】我正在开车") is not None
