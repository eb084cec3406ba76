"""Logging points in the group: one household, several lines, doubtful names, repeats, photos."""

from __future__ import annotations

from datetime import timedelta

from bot.incoming import Attached, FileKind
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, STRANGER, SUN, ZHOU, Village, at

PHOTO = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000)


async def test_points_off_are_confirmed_with_everything_an_officer_wants_to_know(
    village: Village, homes: Homes
) -> None:
    answer = await village.says(ZHOU, "/kou 3-13 垃圾 2 门口没分类")
    assert answer.text == "✅ #1 3组13号 李秀芳\n环4“垃圾分类投放”扣2分，计 2 分\n本项 3/5 分，9月共 108 分"
    assert answer.labels == ["撤销 #1"]
    assert await village.points(homes.li) == 108


async def test_an_award_without_points_gives_the_items_full_points(village: Village, homes: Homes) -> None:
    assert "志2“参加义务献血活动”加2分，计 2 分" in (await village.says(ZHOU, "/jia 3-13 献血")).text
    assert await village.points(homes.li) == 112


async def test_an_award_beyond_the_cap_is_recorded_and_counts_nothing(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    answer = await village.insists(ZHOU, "/jia 3-13 献血 2 又献一次")
    assert "加2分，本项已满，计 0 分\n本项 2/2 分，9月共 112 分" in answer.text
    assert [(entry.points, entry.reason) for entry in await village.entries(homes.li)] == [(2, ""), (2, "又献一次")]


async def test_an_obligation_that_is_used_up_loses_nothing_more(village: Village, homes: Homes) -> None:
    answer = await village.says(ZHOU, "/kou 3-13 垃圾 9 一直不分类")
    assert "扣9分，本项已扣完，计 5 分\n本项 0/5 分，9月共 105 分" in answer.text
    assert await village.points(homes.li) == 105


async def test_several_lines_are_several_entries_each_with_its_undo_button(village: Village, homes: Homes) -> None:
    answer = await village.says(ZHOU, "/jia 3-13 献血\n张伟 志愿\n5-1 志3 1 提了好建议")
    assert answer.labels == ["撤销 #1", "撤销 #2", "撤销 #3"]
    assert [await village.points(home) for home in (homes.li, homes.zhang, homes.zhao)] == [112, 111, 111]


async def test_one_bad_line_and_none_is_recorded(village: Village, homes: Homes) -> None:
    answer = await village.says(ZHOU, "/jia 3-13 献血\n9-99 献血\n5-1 志3\n4-77 志愿")
    assert answer.text == (
        "一条都没有记，请改好再发：\n"
        "第2行：没有找到“9-99”这一户，请写 3-12 或户码再试。\n"
        "第4行：没有找到“4-77”这一户，相近的有 4-1、4-2、4-3，请核对门牌。"
    )
    assert await village.count("entries") == 0
    assert await village.points(homes.li) == 110


async def test_a_line_about_ones_own_household_spoils_the_others_as_well(village: Village, homes: Homes) -> None:
    answer = await village.says(CHEN, "/jia 3-13 献血\n4-2 献血")
    assert answer.text == "一条都没有记，请改好再发：\n第2行：4组2号 陈国强是您自己家，请别的考核人员来办。"
    assert await village.entries(homes.li) == []


async def test_a_name_that_fits_two_households_is_asked_about(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类")
    assert question.text == "“王建国”有2户，是哪一户？"
    assert question.labels == ["3组12号 王建国", "4组1号 王建国"]
    assert await village.count("entries") == 0

    button = question.button("4组1号")
    assert (await village.presses(SUN, button)).toast == "这个按钮是给别人的，您不能点。"
    assert (await village.presses(STRANGER, button)).toast == "这个按钮是给别人的，您不能点。"
    village.restart()
    done = await village.presses(ZHOU, button)
    assert done.unbuttoned
    assert "4组1号 王建国\n环4“垃圾分类投放”扣1分，计 1 分" in done.text
    assert (await village.presses(ZHOU, button)).toast == "这个按钮已经点过了。"
    assert (await village.presses(ZHOU, question.button("3组12号"))).toast == "这个按钮已经点过了。"
    assert [await village.points(home) for home in (homes.wang, homes.other_wang)] == [110, 109]


async def test_two_doubtful_lines_are_asked_about_one_after_the_other(village: Village, homes: Homes) -> None:
    first = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类\n王建国 窝棚 1 田里")
    second = await village.presses(ZHOU, first.button("3组12号"))
    assert (second.text, second.unbuttoned) == ("“王建国”有2户，是哪一户？", True)
    done = await village.presses(ZHOU, second.button("4组1号"))
    assert done.labels == ["撤销 #1", "撤销 #2"]
    assert [await village.points(home) for home in (homes.wang, homes.other_wang)] == [109, 109]


async def test_a_button_of_another_group_means_nothing_here(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类")
    elsewhere = await village.presses(ZHOU, question.button("3组12号"), chat=GROUP - 1)
    assert elsewhere.toast == "这个按钮已失效，请重新发一次命令。"
    assert await village.points(homes.wang) == 110


async def test_a_forged_button_does_nothing(village: Village) -> None:
    for data in ("", "x", "o:none:0", "u:1", "v:", "u:1:2:3", "o:none:99", "v:999"):
        answer = await village.presses(ZHOU, data)
        assert answer.toast in {"这个按钮已失效，请重新发一次命令。", "本村没有 #999 这条记录，请核对编号。"}
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类")
    token = question.buttons[0].data.rpartition(":")[0]
    assert (await village.presses(ZHOU, f"{token}:7")).toast == "这个按钮已失效，请重新发一次命令。"


async def test_a_misspelt_name_is_suggested_and_never_taken(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 李秀方 垃圾 1 没分类")
    assert question.text == "没有叫“李秀方”的户主，您要找的是："
    assert question.labels == ["3组13号 李秀芳"]
    assert await village.points(homes.li) == 110
    await village.presses(ZHOU, question.buttons[0])
    assert await village.points(homes.li) == 109


async def test_a_word_that_fits_several_items_is_asked_about(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 3-13 小三园 1 乱")
    assert [label[:2] for label in question.labels] == ["环6", "环7"]
    done = await village.presses(ZHOU, question.button("环7"))
    assert "环7“" in done.text
    assert await village.points(homes.li) == 109


async def test_a_household_is_found_by_code_place_name_and_phone(village: Village, homes: Homes) -> None:
    for points, spelling in enumerate((homes.zhang.code, "3-14", "3组14号", "张伟", "尾号1234"), start=1):
        assert "3组14号 张伟" in (await village.says(ZHOU, f"/kou {spelling} 垃圾 {points} 没分类")).text


async def test_a_second_officer_on_the_same_day_is_asked_first(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 早上没分类")
    question = await village.says(SUN, "/kou 3-13 垃圾 1 中午没分类")
    assert question.text == "周美华今天已给李秀芳户“垃圾分类投放”扣1分（#1），还要再记一次吗？"
    assert await village.points(homes.li) == 109
    assert (await village.presses(ZHOU, question.buttons[0])).toast == "这个按钮是给别人的，您不能点。"
    assert "本项 3/5 分" in (await village.presses(SUN, question.buttons[0])).text
    assert await village.points(homes.li) == 108


async def test_no_question_about_another_time_another_item_or_the_next_day(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 早上没分类")
    village.now += timedelta(minutes=11)
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 中午没分类")).text
    assert "✅" in (await village.says(SUN, "/kou 3-13 窝棚 1 田里")).text
    village.now += timedelta(days=1)
    assert "✅" in (await village.says(SUN, "/kou 3-13 垃圾 1 又没分类")).text
    assert await village.points(homes.li) == 106


async def test_an_entry_that_was_taken_back_is_no_repeat(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")
    await village.says(ZHOU, "/che 1 记错户")
    assert "✅" in (await village.says(SUN, "/kou 3-13 垃圾 1 没分类")).text


async def test_a_photo_is_kept_as_evidence_of_every_line_and_fetched_once(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类\n3-14 垃圾 1 没分类", photo=PHOTO)
    assert await village.count("entries", "evidence_id IS NOT NULL") == 2
    await village.says(ZHOU, "/kou 5-1 垃圾 1 没分类", photo=PHOTO)
    assert await village.count("outbox", "queue = 'evidence'") == 1


async def test_a_photo_survives_the_question_about_the_household(village: Village) -> None:
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类", photo=PHOTO)
    assert await village.count("evidence") == 0
    await village.presses(ZHOU, question.buttons[0])
    assert await village.count("entries", "evidence_id IS NOT NULL") == 1


async def test_a_photo_proves_a_veto_and_a_correction_too(village: Village) -> None:
    await village.says(ZHOU, "/fou 3-13 秸秆 地里冒烟", photo=PHOTO)
    await village.says(ZHOU, "/che 1 看错了", photo=Attached(FileKind.PICTURE, "file-2", "unique-2", None))
    assert await village.count("entries", "evidence_id IS NOT NULL") == 2


async def test_a_refused_message_keeps_no_photo(village: Village) -> None:
    await village.says(ZHOU, "/kou 9-99 垃圾 1 没分类", photo=PHOTO)
    assert await village.count("evidence") == await village.count("outbox", "queue = 'evidence'") == 0


async def test_numbers_beyond_every_limit_are_refused_in_a_sentence(village: Village) -> None:
    for text in (
        "/kou 3-13 垃圾 999 没分类",
        "/kou 99999999999-1 垃圾 1 没分类",
        "/kou 3-99999999999999999999 垃圾 1 没分类",
        "/che 99999999999 不对",
        "/che 99999999999999999999 不对",
        "/pai 99999999999999999999",
        "/tong 9999Q4",
        "/tong 0000Q1",
        f"/bang {'A' * 500}",
        f"/kou {'王' * 4000} 垃圾 1 没分类",
    ):
        answer = await village.says(CHEN, text)
        assert answer.text
        assert "系统出错" not in answer.text, text
    assert await village.count("entries") == 0


async def test_a_household_that_came_later_spoils_the_others_as_well(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-05 09:00")
    await village.household(6, 1, "钱新")
    answer = await village.says(ZHOU, "/jia\n3-13 志愿 9月20日\n6-1 志愿 9月20日")
    assert "那时还没有这户" in answer.text
    assert await village.count("entries") == 0
