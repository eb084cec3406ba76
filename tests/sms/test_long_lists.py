"""Lists longer than one segment: every page says how much is left, 9 leads to the next, and nothing is out of reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.listed import NEXT_PAGE, Listed, numbers, paged, whole
from sms.segments import MORE, count
from sms.understanding.engine import understand
from sms.understanding.wanting_more import wants_more
from tests.sms.village import SHARED, WANG, Village, at

_LEFT = re.compile(r"还有(\d+)[件样条户项]回9")
_WORDS = st.text(alphabet="献血扫雪3月，。；a😀", min_size=1, max_size=90)


async def pages(village: Village, text: str, sender: str = WANG, following: str = "9") -> list[str]:
    """An answer with all its pages; each is one segment."""
    read = [await says(village, text, sender)]
    while "回9" in read[-1]:
        read.append(await says(village, following, sender))
    return read


async def says(village: Village, text: str, sender: str = WANG) -> str:
    """A reply; time passes, so that there are never too many of them within an hour."""
    village.now += timedelta(minutes=4)
    reply = await village.text(text, sender) or ""
    assert count(reply) == 1, reply
    return reply


@given(st.text("请回编号。：", max_size=80), st.lists(_WORDS, min_size=1, max_size=30), st.sampled_from("\n，"))
def test_every_piece_is_on_some_page_and_each_page_says_what_is_left(
    head: str, pieces: Sequence[str], between: str
) -> None:
    """Whatever the words: what the pages say together is the list, and the last page alone says of no other."""
    tail = "。" if between == "，" else ""
    now, read = paged(head, Listed(pieces, "件", between, tail)), list[str]()
    while now.rest or now.listed:
        assert count(now.text) == 1
        if found := _LEFT.search(now.text):
            assert now.listed is not None
            assert int(found[1]) == len(now.listed.pieces)
        else:
            assert now.text.endswith(MORE)
        read.append(_LEFT.sub("", now.text.removesuffix(MORE)))
        now = paged(now.rest, now.listed)
    said = "".join([*read, now.text])
    wanted = whole(head, Listed(pieces, "件", between, tail))
    assert _letters(said) == _letters(wanted)


def _letters(text: str) -> str:
    return re.sub(r"[\s，。；、]", "", text)


@given(st.integers(0, 60))
def test_nothing_is_numbered_as_the_next_page(many: int) -> None:
    found = numbers(many)
    assert (len(found), len(set(found)), NEXT_PAGE in found) == (many, many, False)


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    """August, with July final: points to spend."""
    village = sqlite_village
    await village.household("王建国", WANG)
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    return village


async def disputed(village: Village, many: int) -> None:
    """So many entries, each with its open case, and a claim."""
    async with village.transactions.reading() as store:
        (home,) = [one.household for one in await store.standings.by_phone(WANG, 2026)]
    for number in range(1, many + 1):
        await village.record(home, "环4", -1, f"第{number}次没分类")
        assert f"异议{number}号" in await says(village, f"异议 {number} 那天不在家")
    assert "申报1号" in await says(village, "申报 献血 8月9日")


@pytest.mark.parametrize("following", ["9", "继续发", "还有呢", "接着说", "下一页", "九", "后头还有啥", "底下呢"])
async def test_every_open_case_is_reached_and_can_be_withdrawn_where_it_stands(told: Village, following: str) -> None:
    await disputed(told, 14)
    read = await pages(told, "撤回", following=following)
    cases = [int(number) for one in read for number in re.findall(r"异议(\d+) ", one)]
    assert sorted(cases) == list(range(1, 15))
    left = [int(number) for one in read[:-1] for number in _LEFT.findall(one)]
    assert len(left) == len(read) - 1
    assert left == sorted(left, reverse=True)
    assert "异议14号撤回了" in await says(told, "14")
    await says(told, "撤回")
    assert "异议13号撤回了" in await says(told, "异议13")


@pytest.mark.parametrize("many", [1, 2, 8, 55])
async def test_however_many_wait_each_is_reached(told: Village, many: int) -> None:
    await disputed(told, many)
    read = await pages(told, "撤回")
    assert [int(number) for one in read for number in re.findall(r"异议(\d+) ", one)] == list(range(1, many + 1))
    assert f"异议{many}号撤回了" in await says(told, str(many) if many != 1 else "异议1")


async def test_a_number_is_taken_on_the_page_where_it_is_read(told: Village) -> None:
    await disputed(told, 12)
    first, second = (await pages(told, "撤回"))[:2]
    assert "异议12 " not in first
    await says(told, "撤回")
    assert "还有" in await says(told, "9")
    number = re.findall(r"异议(\d+) ", second)[0]
    assert f"异议{number}号撤回了" in await says(told, number)


async def test_the_ninth_is_asked_for_on_the_last_page_or_by_its_whole_name(told: Village) -> None:
    await disputed(told, 9)
    await pages(told, "撤回")
    assert "异议9号撤回了" in await says(told, "9")


async def test_how_all_of_them_stand_is_read_page_by_page(told: Village) -> None:
    await disputed(told, 9)
    read = await pages(told, "申报和异议办得怎么样了")
    assert {int(one) for page in read for one in re.findall(r"异议(\d+)号", page)} == set(range(1, 10))


async def test_every_goods_is_listed_and_its_number_works_on_the_last_page(told: Village) -> None:
    for number in range(1, 13):
        await told.stock(f"洗衣液大瓶{number}号", 20 + number, 5)
    read = await pages(told, "物品")
    assert read[0].startswith("王建国户可用110分，能兑：1洗衣液大瓶1号21分，")
    assert "回9。要换请发“兑 1”。" in read[0]
    assert sorted(int(one) for page in read for one in re.findall(r"大瓶(\d+)号", page)) == list(range(1, 13))
    assert "要兑洗衣液大瓶9号" in await says(told, "9")


async def test_every_change_is_told_with_all_of_its_reason(told: Village) -> None:
    await disputed(told, 8)
    async with told.transactions.reading() as store:
        (home,) = [one.household for one in await store.standings.by_phone(WANG, 2026)]
    reason = "".join(f"第{number}处没有扫干净，" for number in range(1, 15)) + "看了三遍"
    await told.record(home, "环3", -1, reason)
    read = await pages(told, "明细")
    assert "看了三遍" in "".join(read)
    assert sorted(int(one) for page in read for one in re.findall(r"#(\d+) ", page)) == list(range(1, 10))


async def test_every_household_of_a_phone_is_listed(sqlite_village: Village) -> None:
    for number in range(1, 12):
        await sqlite_village.household(f"王{number}", SHARED)
    read = await pages(sqlite_village, "积分", SHARED)
    places = [int(one) for page in read for one in re.findall(r"3组(\d+)号", page)]
    assert places == list(range(1, 12))
    assert "王11户" in await says(sqlite_village, "3-11", SHARED)


async def test_items_are_listed_all_and_chosen_on_any_page(told: Village) -> None:
    read = await pages(told, "规则 环境")
    numbered = [int(number) for page in read for number in re.findall(r"(?:：|、|^)(\d+)(?=[^\d项])", page)]
    assert len(numbered) > 5
    last = numbered[-1]
    assert "分" in await says(told, str(last))
    assert NEXT_PAGE not in numbered


async def test_a_long_announcement_is_read_to_its_end(told: Village) -> None:
    words = "".join(f"第{number}条请大家把门口扫干净。" for number in range(1, 12))
    await told.announce(words)
    read = await pages(told, "公告")
    assert words in "".join(one.removesuffix(MORE) for one in read)


async def test_the_last_reply_of_an_hour_is_not_parted(told: Village) -> None:
    await disputed(told, 9)
    told.now += timedelta(hours=2)
    for _ in range(19):
        told.now += timedelta(minutes=2)
        await told.text("积分")
    last = await told.text("撤回") or ""
    assert "还有" not in last
    assert all(f"异议{number} " in last for number in range(1, 10))
    assert last.endswith("这一小时回复满了，再发照办但不回。")


@pytest.mark.parametrize(("text", "intent"), [("继续发", "optin"), ("还有呢", "more"), ("接着说", "unclear")])
def test_without_a_next_page_they_are_what_they_were(text: str, intent: str) -> None:
    assert understand(text).intent == intent


@pytest.mark.parametrize("text", ["不要再发", "别发了", "还有几分", "继续收通知", "再来一袋米", "没有了", "还要退订"])
def test_what_is_no_wish_for_more(text: str) -> None:
    assert not wants_more(text)
