"""异议 opened: by text, or by an officer for a household."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village, at

ZHANG_PHONE = "+8619900001234"


async def test_a_villager_objects_by_text_and_the_group_sees_it_with_buttons(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    reply = await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    assert reply == "异议1号收下了：#1 9月10日垃圾扣2分。9月17日前短信答复您。"
    posted = await village.posted()
    assert posted.text == (
        "🙋 异议 1：3组13号 李秀芳\n#1 9月10日 环4“垃圾分类投放” 扣2分（周美华：没分类）\n"
        "户里说：没有扔垃圾\n请在9月17日前答复。\n只是扣多了的，请发：/yi 准 1 该扣几分 原因"
    )
    assert posted.labels == ["成立", "不成立"]
    assert await village.points(homes.li) == 108


async def test_without_a_number_the_reply_lists_the_last_entries(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-13 环2 1 门口乱")
    assert await village.texts(LI_PHONE, "异议 扣错了") == (
        "请写编号和原因，如：异议 2 记错了。\n#2 9月10日干净扣1分\n#1 9月10日垃圾扣2分"
    )
    assert await village.count("objections") == 0


async def test_a_household_without_entries_has_nothing_to_object_to(village: Village) -> None:
    assert await village.texts(LI_PHONE, "异议") == "李秀芳户没有还能提异议的记录。有疑问请找村里的管理专员。"


async def test_nobody_objects_to_another_households_entry(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert "没有找到您家#1这条记录" in await village.texts(ZHANG_PHONE, "异议 1 不公平")
    assert await village.count("objections") == 0


async def test_one_open_objection_an_entry(village: Village) -> None:
    await disputed(village)
    again = await village.texts(LI_PHONE, "异议 1 真的没有")
    assert again == "#1的异议已经收下了，是1号，9月17日前短信答复您。找人回6。"
    assert (await village.says(ZHOU, "/yi 3-13 #1 真的没有")).text == "#1 已有异议 1 在等答复，发 /yi 1 可看。"
    village.now = at("2026-09-18 09:00")
    late = await village.texts(LI_PHONE, "异议 1 真的真的没有")
    assert late == "#1的异议已经收下了，是1号，过了9月17日还没答复，请找村里的管理专员。"
    assert await village.count("objections") == 1


async def test_the_same_text_twice_opens_one_case(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    first = await village.texts(LI_PHONE, "异议 1 没有扔垃圾", sid="SM1")
    assert await village.texts(LI_PHONE, "异议 1 没有扔垃圾", sid="SM1") == first
    assert await village.count("objections") == 1


async def test_what_was_taken_back_needs_no_objection(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/che 1 记错户")
    assert await village.texts(LI_PHONE, "异议 1 没扔") == "#1已经撤销了，不算分，不用再提异议。找人回6。"
    assert await village.texts(LI_PHONE, "异议 2 不明白") == "#2没有扣您家的分，不用提异议。找人回6。"


async def test_a_phone_of_two_households_needs_no_household_code_with_a_number(village: Village, homes: Homes) -> None:
    await village.household(6, 1, "李大明", LI_PHONE)
    await village.says(ZHOU, "/kou 6-1 垃圾 2 没分类")
    assert "异议1号收下了" in await village.texts(LI_PHONE, "异议 1 没有扔")
    assert "登记了2户" in await village.texts(LI_PHONE, "异议")


async def test_an_officer_enters_it_for_a_household(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    for text in ("/yi 5-1 #1 没有扔", "/yi 记 1 没有扔", "/异议 赵丽华 #1 没有扔", "/yi 5-1 1 没有扔"):
        answer = await village.says(SUN, text)
        if "异议 1：" in answer.text:
            assert answer.labels == ["成立", "不成立"]
            assert "户里说：没有扔\n" in answer.text
        else:
            assert "已有异议 1 在等答复" in answer.text


async def test_the_named_household_must_be_the_entrys(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    assert (await village.says(SUN, "/yi 3-13 #1 没有")).text == "#1 不是3组13号 李秀芳的记录，请核对编号。"
    assert (await village.says(SUN, "/yi 3-13 #77 没有")).text == "本村没有 #77 这条记录，请核对编号。"


async def test_no_officer_enters_one_for_the_own_household_or_kin(village: Village) -> None:
    await village.says(ZHOU, "/kou 4-2 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 4-3 垃圾 2 没分类")
    assert "是您自己家" in (await village.says(CHEN, "/yi 4-2 #1 不对")).text
    assert "是您家亲属" in (await village.says(CHEN, "/yi 4-3 #2 不对")).text
    assert await village.count("objections") == 0


async def test_a_stranger_hears_that_he_is_none_of_the_officers(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    for text in ("/yi", "/yi 1", "/yi 5-1 #1 不对", "/yi 准 1", "/yi 驳 1 属实"):
        assert "您还不是这里的考核人员" in (await village.says(STRANGER, text)).text


# Deciding.


async def test_whoever_writes_only_the_number_again_hears_that_it_waits(village: Village) -> None:
    await disputed(village)
    again = await village.texts(LI_PHONE, "异议 1")
    assert again == "#1的异议已经收下了，是1号，9月17日前短信答复您。找人回6。"


async def test_what_was_given_again_is_not_offered_for_an_objection(village: Village) -> None:
    """周美华 took the points back that she had given; the household objected, and has them again."""
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(ZHOU, "/che 1 记错户")
    assert "异议1号收下了" in await village.texts(LI_PHONE, "异议 2 没有记错")
    assert "成立" in (await village.says(CHEN, "/yi 准 1 有献血证")).text
    assert "没有还能提异议的" not in await village.texts(LI_PHONE, "异议")
    assert "#2" not in await village.texts(LI_PHONE, "异议")
    assert await village.texts(LI_PHONE, "异议 2 还是不对") == "#2没有扣您家的分，不用提异议。找人回6。"
