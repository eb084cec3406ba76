"""整改: what points were taken off for is put right, with a photo, and a second officer may give a share back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.incoming import Attached, FileKind
from bot.reply import Picture
from domain.model.people import Role
from domain.model.photo import PhotoState
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import finalised, settled
from tests.scenarios.shopping import spendable
from tests.village import CHEN, QINWANG, SUN, ZHOU, Village, at

BEFORE, AFTER = (Attached(FileKind.PICTURE, f"file-{n}", f"unique-{n}", 1000) for n in (1, 2))


@pytest.fixture
async def half(village: Village, homes: Homes, tmp_path: Path) -> Village:
    """Half of a deduction is given back from October on; 3组13号 李秀芳 lost 4 points for a shed, entry 1."""
    village.revise(tmp_path, "rectify_percent = 0 ", "rectify_percent = 50 ")
    village.now = at("2026-10-05 09:00")
    await village.says(ZHOU, "/kou 3-13 环1 4 搭了棚", photo=BEFORE)
    return village


async def test_it_is_kept_with_its_photo_and_changes_no_points(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 环1 4 搭了棚", photo=BEFORE)
    told = await village.says(ZHOU, "/gai 1 棚拆了", photo=AFTER)
    assert told.text == (
        "🔧 #1 3组13号 李秀芳 已整改（周美华）\n"
        f"环1“{homes_item(village)}”扣4分，棚拆了\n照片留在这户的档案里，扣的分不变。"
    )
    assert await village.points(homes.li) == 106
    assert await audited(village) == []


def homes_item(village: Village) -> str:
    """The wording of 环1."""
    return village.town.current(QINWANG).book.items["环1"].wording


async def test_before_and_after_are_shown_together(half: Village) -> None:
    await half.says(ZHOU, "/gai 1", photo=AFTER)
    async with half.transactions.writing() as store:
        for number in (1, 2):
            await store.evidence.settle(number, PhotoState.KEPT, f"{number}" * 64, 9)
    shown = await half.says(CHEN, "/zhao 1")
    assert [one.caption for one in shown.replies if isinstance(one, Picture)] == [
        "📷 #1 3组13号 李秀芳（整改前）",
        "📷 #1 3组13号 李秀芳（整改后）",
    ]


async def test_a_share_is_given_back_by_another_officer(half: Village, homes: Homes) -> None:
    asked = await half.says(ZHOU, "/gai #1 棚拆了", photo=AFTER)
    assert "按细则可退还 2 分（50%），要另一位考核人员点“确认退还”才算数。" in asked.text
    assert await half.points(homes.li) == 106
    assert "要另一位" in (await half.presses(ZHOU, asked.button("确认退还"))).toast
    half.restart()
    given = await half.presses(SUN, asked.button("确认退还"))
    assert "#2 3组13号 李秀芳" in given.text
    assert await half.points(homes.li) == 108
    assert (await half.entries(homes.li))[-1].reason == "#1 已整改：棚拆了"
    assert "确认过" in (await half.presses(SUN, asked.button("确认退还"))).toast
    assert await half.count("entries") == 2
    assert await audited(half) == []


async def test_what_was_given_back_goes_before_the_deduction(half: Village, homes: Homes) -> None:
    asked = await half.says(ZHOU, "/gai 1", photo=AFTER)
    await half.presses(SUN, asked.button("确认退还"))
    assert "请先发 /che 2 原因" in (await half.says(CHEN, "/che 1 记错")).text
    await half.says(CHEN, "/che 2 记错")
    await half.says(CHEN, "/che 1 记错")
    assert await half.points(homes.li) == 110


async def test_points_can_stay_where_they_are(half: Village, homes: Homes) -> None:
    asked = await half.says(ZHOU, "/gai 1", photo=AFTER)
    assert "分不退了（孙" in (await half.presses(SUN, asked.button("不退了"))).text
    assert "确认过" in (await half.presses(SUN, asked.button("确认退还"))).toast
    assert await half.points(homes.li) == 106


@pytest.mark.parametrize("final", [False, True])
async def test_a_settled_round_is_corrected_by_who_may(half: Village, homes: Homes, final: bool) -> None:
    half.now = at("2026-11-02 09:00")
    for month in ("2026-09", "2026-10"):
        await settled(half, month)
    if final:
        half.now = at("2026-11-09 09:00")
        await finalised(half)
    asked = await half.says(ZHOU, "/gai 1", photo=AFTER)
    assert "公示后更正" in (await half.presses(CHEN, asked.button("确认退还"))).text
    assert (await half.entries(homes.li))[-1].officer_name == "陈国强"
    assert await spendable(half, homes.li) == (110 + 108 if final else 0)
    assert await audited(half) == []


async def test_two_assessors_cannot_correct_a_settled_round(half: Village) -> None:
    half.now = at("2026-11-02 09:00")
    for month in ("2026-09", "2026-10"):
        await settled(half, month)
    asked = await half.says(ZHOU, "/gai 1", photo=AFTER)
    assert "管理专员" in (await half.presses(SUN, asked.button("确认退还"))).toast
    assert await half.count("entries") == 1


@pytest.mark.parametrize(
    ("command", "photo", "answer"),
    [
        ("/gai 1", None, "整改要带照片"),
        ("/gai", AFTER, "一次写一条扣分的编号"),
        ("/gai 1 2", AFTER, "一次写一条扣分的编号"),
        ("/gai 1", BEFORE, "这是 #1 扣分时的照片，整改要另拍一张"),
        ("/gai 9", AFTER, "没有 #9"),
        ("/gai 2", AFTER, "#2 不是扣分"),
        ("/gai 3", AFTER, "已"),
    ],
)
async def test_what_cannot_be_put_right(half: Village, command: str, photo: Attached | None, answer: str) -> None:
    await half.says(ZHOU, "/jia 3-13 献血")
    await half.says(ZHOU, "/kou 3-12 垃圾 2 没分类")
    await half.says(ZHOU, "/che 3 记错户")
    assert answer in (await half.says(ZHOU, command, photo=photo)).text
    assert await half.count("rectifications") == 0


async def test_it_is_put_right_once(half: Village) -> None:
    await half.says(ZHOU, "/gai 1", photo=AFTER)
    assert "已由周美华登记过" in (await half.says(SUN, "/gai 1", photo=AFTER)).text
    assert await half.count("rectifications") == 1


async def test_nobody_puts_right_what_is_the_own_households(half: Village) -> None:
    await half.officer(104, "李秀芳", Role.ASSESSOR)
    assert "自己家" in (await half.says(104, "/gai 1", photo=AFTER)).text
    assert await half.count("rectifications") == 0


async def test_a_year_is_not_closed_while_points_wait_to_be_given_back(half: Village) -> None:
    await half.says(ZHOU, "/gai 1", photo=AFTER)
    async with half.transactions.reading() as store:
        assert list(await store.rectifications.waiting(QINWANG, 2026)) == [1]


async def test_the_households_file_names_the_entries_that_photos_show(half: Village) -> None:
    await half.says(ZHOU, "/kou 3-13 垃圾 1 门口")
    await half.says(ZHOU, "/gai 2", photo=AFTER)
    file = await half.says(CHEN, "/hu 3-13")
    assert "有照片的：#2、#1，看照片发 /zhao 编号" in file.text
    async with half.transactions.writing() as store:
        for number in (1, 2):
            await store.evidence.settle(number, PhotoState.KEPT, f"{number}" * 64, 9)
    shown = await half.presses(CHEN, file.button("看 #1 的照片"))
    assert [one.caption for one in shown.replies if isinstance(one, Picture)] == ["📷 #1 3组13号 李秀芳"]
    assert "有照片的" not in (await half.says(CHEN, "/hu 3-12")).text


async def test_what_is_decided_is_not_decided_the_other_way(half: Village, homes: Homes) -> None:
    asked = await half.says(ZHOU, "/gai 1", photo=AFTER)
    await half.presses(SUN, asked.button("确认退还"))
    assert "确认过" in (await half.presses(CHEN, asked.button("不退了"))).toast
    assert await half.points(homes.li) == 108


async def test_what_a_specialist_shows_of_a_settled_round_an_assessor_may_give_back(
    half: Village, homes: Homes
) -> None:
    half.now = at("2026-11-02 09:00")
    for month in ("2026-09", "2026-10"):
        await settled(half, month)
    asked = await half.says(CHEN, "/gai 1", photo=AFTER)
    assert "公示后更正" in (await half.presses(ZHOU, asked.button("确认退还"))).text
    assert (await half.entries(homes.li))[-1].officer_name == "陈国强"
    assert await audited(half) == []
