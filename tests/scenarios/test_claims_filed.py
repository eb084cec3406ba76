"""Claims by text: the number and the day in reply, what the group reads, and what is not taken."""

from __future__ import annotations

import pytest

from domain.model.people import Role
from sms.segments import MORE, count
from tests.scenarios.claiming import WANG, claimed
from tests.scenarios.conftest import Homes
from tests.village import CHEN, Village


async def test_a_claim_gets_a_number_and_a_day_and_appears_in_the_group(village: Village, homes: Homes) -> None:
    reply = await claimed(village)
    assert reply == "收到王建国户申报1号：献血 9月8日。按9月8日、献血办，9月17日前短信答复您。"
    said = await village.posted()
    assert said.text == (
        "📝 申报 1：3组12号 王建国\n“献血 9月8日”\n日子：9月8日，项目：志2“参加义务献血活动”2分\n请在 9月17日前答复。"
    )
    assert said.labels == ["同意", "不同意"]
    assert await village.entries(homes.wang) == []
    assert await village.points(homes.wang) == 110


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("申报", "请写上做了什么、哪一天，如：申报 献血 8月12日。写好再发一次。"),
        ("申报 9月8日", "请写上做了什么、哪一天，如：申报 献血 8月12日。写好再发一次。"),
        ("申报 明天去献血", "还没做的事不能申报，这条没有收下。做完了再发“申报 做的事 哪天”。找人回6。"),
        ("申报 献血 9月20日", "您写的日子还没到，这条没有收下。做完了再申报。找人回6。"),
    ],
)
async def test_a_claim_that_says_too_little(village: Village, homes: Homes, words: str, reply: str) -> None:
    assert await claimed(village, words) == reply
    assert await village.count("claims") == 0


async def test_the_same_again_is_the_same_claim_and_five_may_wait(village: Village, homes: Homes) -> None:
    first = await village.texts(WANG, "申报 献血 9月8日", sid="SMfirst")
    assert await village.texts(WANG, "申报 献血 9月8日", sid="SMfirst") == first
    assert await claimed(village) == "这件事您报过了，是申报1号，9月17日前短信答复您。"
    for day in range(1, 5):
        await claimed(village, f"申报 献血 9月{day}日")
    assert await claimed(village, "申报 志愿 9月7日") == (
        "您家还有5件申报在等答复，这条没有收下。请等有了答复再报。找人回6。"
    )
    assert await village.count("claims") == 5
    await village.presses(CHEN, "a:claim-yes:1")
    assert "申报6号" in await claimed(village, "申报 志愿 9月7日")


async def test_without_a_group_a_claim_is_kept_and_listed(new_village: Village, homes: Homes) -> None:
    assert "申报1号" in await claimed(new_village)
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    assert "1. 3组12号 王建国" in (await new_village.whispers(CHEN, "/shen")).text


async def test_long_words_are_kept_and_told_on_the_next_pages(village: Village, homes: Homes) -> None:
    words = "在河边清理水草和垃圾" * 12
    reply = await claimed(village, f"申报 志愿{words}")
    assert (count(reply), "9月17日前短信答复您。" in reply, reply.endswith(MORE)) == (1, True, True)
    told = [reply, *[await village.texts(WANG, "9") or "" for _ in range(2)]]
    assert f"您报的是：志愿{words}。" in "".join(told).replace(MORE, "")
    assert words in (await village.posted()).text
    await village.presses(CHEN, "a:claim-yes:1")
    [text] = await village.texted(WANG)
    assert count(text) == 1


async def test_a_claim_for_a_day_of_last_year_says_so(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 去年11月12日献血")
    assert "日子：2025年11月12日，项目：志2" in (await village.posted()).text
    assert "（2025年11月12日，志2" in (await village.says(CHEN, "/shen")).text


@pytest.mark.parametrize("day", ["2月30日", "13月45日", "11月0日", "2025年2月29日", "去年", "农历"])
async def test_a_day_that_cannot_be_opens_nothing_and_is_asked_for(village: Village, homes: Homes, day: str) -> None:
    reply = await claimed(village, f"申报 {day}献血")
    assert reply.startswith(f"日子“{day}”看不懂，这条没有收下。")
    assert count(reply) == 1
    assert await village.count("claims") == 0


async def test_the_day_is_asked_for_before_whether_it_is_a_deed(village: Village, homes: Homes) -> None:
    assert "日子“2月30日”看不懂" in await claimed(village, "申报 老王 2月30日")
    assert "“老王 8月12日”是您家做的事吗" in await claimed(village, "8月12日")
    assert await village.count("claims") == 0


async def test_a_day_with_a_dot_is_that_day(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 献血 9.3")
    assert "日子：9月3日，" in (await village.posted()).text
