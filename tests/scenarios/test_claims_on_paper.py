"""Paper forms, entered by an officer for a household."""

from __future__ import annotations

import asyncio

from bot.incoming import Attached, FileKind
from domain.model.entry import Source
from tests.scenarios.claiming import WANG, claimed
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Village

PHOTO = Attached(FileKind.PICTURE, "file", "unique", 1000)


async def test_a_paper_form_waits_like_any_other_claim(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen 3-12 志2 昨天去镇上献血")
    assert "📝 申报 1：3组12号 王建国\n“昨天去镇上献血”\n日子：9月9日，项目：志2" in said.text
    again = await village.says(SUN, "/shen 3-12 志2 昨天去镇上献血", photo=PHOTO)
    assert "已经报过了，是申报 1，发 /shen 可答复。照片补上了。" in again.text
    await village.presses(CHEN, said.buttons[0])
    [entry] = await village.entries(homes.wang)
    assert (entry.source, entry.officer_name, entry.reason) == (Source.CHAT, "陈国强", "昨天去镇上献血")
    [text] = await village.texted(WANG)
    assert "您家的申报1号通过了" in text


async def test_no_officer_enters_a_form_for_the_own_household(village: Village, homes: Homes) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/shen 4-2 志2 献血")).text
    assert "是您家亲属" in (await village.says(CHEN, "/shen 4-3 志2 献血")).text
    assert await village.count("claims") == 0


async def test_an_item_in_ones_own_words_says_what_was_done(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen 3-12 9月8日献血")
    assert "“9月8日献血”\n日子：9月8日，项目：志2" in said.text
    assert (await village.says(ZHOU, "/shen 3-12 志1")).text == "请在后面写上原因。"
    assert await village.count("claims") == 1


async def test_several_forms_come_in_one_message(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen\n3-12 志2 9月8日献血\n李秀芳 志1 昨天扫河道\n3-14 献血 1分 9月8日")
    assert said.text == (
        "📝 收到申报 3 件：\n"
        "1. 3组12号 王建国“9月8日献血”（9月8日，志2“参加义务献血活动”2分），9月17日前答复\n"
        "2. 3组13号 李秀芳“昨天扫河道”（9月9日，志1“积极参与志愿活动或公益服务”1分），9月17日前答复\n"
        "3. 3组14号 张伟“献血 9月8日”（9月8日，志2“参加义务献血活动”1分），9月17日前答复"
    )
    assert said.labels == ["同意 1", "不同意 1", "同意 2", "不同意 2", "同意 3", "不同意 3"]
    assert "志1" in (await village.presses(CHEN, said.buttons[2])).text
    assert [entry.reason for entry in await village.entries(homes.li)] == ["昨天扫河道"]


async def test_one_bad_form_and_none_is_taken(village: Village, homes: Homes) -> None:
    said = await village.says(
        CHEN, "/shen\n3-12 志2 献血\n3-99 志2 献血\n4-2 志2 献血\n3-13 志1\n3-14 志2 9月20日献血\n3-13 违建 没有"
    )
    assert said.text.splitlines() == [
        "一条都没有记，请改好再发：",
        "第3行：没有找到“3-99”这一户，相近的有 3-12、3-13、3-14，请核对门牌。",
        "第4行：4组2号 陈国强是您自己家，请别的考核人员来办。",
        "第5行：请在后面写上原因。",
        "第6行：9月20日还没到，不能记。",
    ]
    assert await village.count("claims") == 0


async def test_a_doubtful_form_is_asked_about_before_any_is_taken(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/shen 3-13 志1 扫河道\n王建国 志2 献血")
    assert question.text == "“王建国”有2户，是哪一户？"
    assert await village.count("claims") == 0
    village.restart()
    said = await village.presses(ZHOU, question.button("4组1号"))
    assert "2. 4组1号 王建国“献血”" in said.text
    assert await village.count("claims") == 2


async def test_forms_that_are_in_already_are_named_and_the_others_taken(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/shen 3-12 志2 9月8日献血\n3-13 志2 9月8日献血")
    again = await village.says(SUN, "/shen 3-12 志2 9月8日献血\n3-13 志2 9月8日献血\n3-14 志2 9月8日献血")
    assert again.text.startswith("📝 申报 3：3组14号 张伟\n")
    assert again.text.endswith("\n这件事已经报过了，是申报 1、2，发 /shen 可答复。")
    assert again.labels == ["同意", "不同意"]
    other = await village.says(SUN, "/shen 3-12 志1 9月8日献血")
    assert other.text.startswith("📝 申报 4：3组12号 王建国\n“9月8日献血”\n日子：9月8日，项目：志1")


async def test_two_officers_who_enter_the_same_forms_at_once_enter_them_once(village: Village, homes: Homes) -> None:
    forms = ["3-12 志2 9月8日献血", "3-13 志2 9月8日献血", "3-14 志2 9月8日献血"]
    one, other = "\n".join(forms), "\n".join(reversed(forms))
    await asyncio.gather(*(village.says(user, f"/shen\n{words}") for user, words in ((ZHOU, one), (SUN, other)) * 3))
    assert await village.count("claims") == 3
    assert await village.count("inbox", "error IS NOT NULL") == 0


async def test_a_household_has_so_many_open_claims_on_paper_too(village: Village, homes: Homes) -> None:
    forms = "\n".join(f"3-12 志2 9月{day}日献血" for day in range(1, 7))
    said = await village.says(ZHOU, f"/shen\n{forms}")
    assert said.text == "一条都没有记，请改好再发：\n第7行：这一户还有 5 件申报在等答复，请先答复再报。"
    assert await village.count("claims") == 0


async def test_thirty_forms_are_confirmed_with_a_button_each(village: Village, homes: Homes) -> None:
    places = ("3-12", "4-1", "3-13", "3-14", "5-1", "4-3")
    forms = "\n".join(f"{place} 志2 9月{day}日献血" for place in places for day in range(1, 6))
    said = await village.says(ZHOU, f"/shen\n{forms}")
    assert said.text.startswith("📝 收到申报 30 件：\n1. 3组12号")
    assert (len(said.buttons), len(said.text) < 4096) == (60, True)
    assert (await village.says(ZHOU, f"/shen\n{forms}\n3-12 志1 扫河道")).text == "一次最多 30 行，请分几次发。"


async def test_a_photo_of_the_form_is_the_claims_evidence_and_then_the_entrys(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen 3-12 志2 9月8日献血\n3-13 志2 9月8日献血", photo=PHOTO)
    assert "1. 3组12号 王建国“9月8日献血” 📷（9月8日，" in said.text
    assert await village.count("outbox", "queue = 'evidence'") == 1
    village.restart()
    assert "“9月8日献血” 📷\n" in (await village.says(CHEN, "/shen 2")).text
    await village.presses(CHEN, "a:claims-yes:1")
    assert await village.count("entries", "evidence_id IS NOT NULL") == 1
    assert await village.count("claims", "evidence_id IS NOT NULL") == 2


async def test_whoever_approves_with_a_photo_proves_the_entry_with_it(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 志愿扫河道")
    question = await village.says(CHEN, "/shen 准 1 环", photo=PHOTO)
    assert question.text == "没有“环”这一项，发 /gui 可看全部项目。"
    await village.says(CHEN, "/shen 准 1 志1", photo=PHOTO)
    assert await village.count("entries", "evidence_id IS NOT NULL") == 1
    assert await village.count("claims", "evidence_id IS NOT NULL") == 0


async def test_a_refused_form_keeps_no_photo(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/shen 3-12 志2 献血\n9-99 志2 献血", photo=PHOTO)
    assert await village.count("evidence") == 0
