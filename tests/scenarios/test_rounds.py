"""/jie: the specialist looks a month over, settles and publishes it; a week later its points can be spent."""

from __future__ import annotations

import pytest

from app.duties import rounds as duties
from domain.model.round import RoundState
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.village import CHEN, QINWANG, STRANGER, SUN, ZHOU, Answer, Village, at


async def calendar(village: Village) -> None:
    """The scheduler looks at the village."""
    for duty in (duties.finalise, duties.settle_by_calendar):
        async with village.transactions.writing() as store:
            await duty(due(village, store))


async def settle(village: Village, command: str = "/jie") -> Answer:
    """The specialist looks and presses."""
    return await village.presses(CHEN, (await village.says(CHEN, command)).button("结算并公示"))


async def state(village: Village, key: str) -> RoundState | None:
    async with village.transactions.reading() as store:
        found = await store.rounds.find(QINWANG, key)
        return found.state if found else None


async def test_the_preview_says_what_is_odd_and_settles_nothing(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 窝棚 9 田里")
    for household in ("3-12", "3-14", "4-1", "5-1"):
        await village.says(ZHOU, f"/jia {household} 志愿")
    village.now = at("2026-09-30 23:00")
    await village.says(ZHOU, "/jia 5-1 献血")
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie")
    assert preview.text.splitlines() == [
        "9月结算预览：7户，共6条记录",
        "⚠️ 2户没人看过：4组2号 陈国强、4组3号 陈小弟",
        "⚠️ 加分有100%是周美华一个人记的（5条）",
        "⚠️ 最后一天才记的有1条",
        "结算后本轮不能再记分，公示7天，期间可以提异议。",
    ]
    assert preview.labels == ["结算并公示"]
    assert await state(village, "2026-09") == "open"


@pytest.mark.parametrize(("more", "named"), [(3, False), (4, True)])
async def test_a_household_whose_score_jumps_by_more_than_18_is_named(
    village: Village, homes: Homes, more: int, named: bool
) -> None:
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    await village.says(ZHOU, "/kou 3-13 违建 15 搭棚")
    await village.says(ZHOU, f"/kou 3-13 窝棚 {more} 田里")
    village.now = at("2026-11-02 09:00")
    said = (await village.says(CHEN, "/jie")).text
    assert (f"⚠️ 1户变化大：3组13号 李秀芳 110→{95 - more}分" in said) is named


@pytest.mark.parametrize(
    ("by_zhou", "by_sun", "named"), [(3, 0, False), (4, 0, True), (2, 2, False), (3, 2, True)], ids=str
)
async def test_who_gave_more_than_half_of_four_awards_or_more_is_named(
    village: Village, homes: Homes, by_zhou: int, by_sun: int, named: bool
) -> None:
    givers = [ZHOU] * by_zhou + [SUN] * by_sun
    for user, household in zip(givers, ("3-12", "3-13", "3-14", "4-1", "5-1"), strict=False):
        assert "✅" in (await village.says(user, f"/jia {household} 献血")).text
    village.now = at("2026-10-01 09:00")
    assert ("⚠️ 加分有" in (await village.says(CHEN, "/jie")).text) is named


async def test_the_last_day_is_the_last_24_hours_to_the_minute(village: Village, homes: Homes) -> None:
    for moment, household in (("2026-09-29 23:59", "3-12"), ("2026-09-30 00:00", "3-13")):
        village.now = at(moment)
        await village.says(ZHOU, f"/jia {household} 献血")
    village.now = at("2026-10-01 09:00")
    assert "⚠️ 最后一天才记的有1条" in (await village.says(CHEN, "/jie")).text


async def test_pressing_publishes_the_table_with_masked_names(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    village.now = at("2026-10-01 09:00")
    lines = (await settle(village)).text.splitlines()
    assert lines[:2] == [
        "📢 秦望村9月积分公示",
        "公示到10月7日。对得分有异议的，发短信“异议 记录编号 原因”，或找管理专员。",
    ]
    assert "1. 3-13 李*芳 112分" in lines
    assert "2. 3-14 张* 110分" in lines
    assert await state(village, "2026-09") == "published"
    assert (await village.standing(homes.li)).account.earned == 112
    assert (await village.standing(homes.li)).spendable == 0


async def test_after_the_days_of_publicity_the_points_can_be_spent(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-01 09:00")
    await settle(village)
    village.now = at("2026-10-07 23:59")
    await calendar(village)
    assert await state(village, "2026-09") == "published"
    village.now = at("2026-10-08 00:01")
    await calendar(village)
    assert await state(village, "2026-09") == "final"
    assert (await village.standing(homes.li)).spendable == 110
    assert (await village.posted()).text == "✅ 9月公示期满，积分已生效，可以兑换。"


async def test_what_the_calendar_does_at_midnight_is_told_in_the_morning(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    await settle(village)
    village.now = at("2026-10-08 00:00")
    await calendar(village)
    assert await state(village, "2026-09") == "final"
    morning = int(at("2026-10-08 08:00").timestamp() * 1000)
    assert await village.count("outbox", f"payload LIKE '%公示期满%' AND due_ms = {morning}") == 1


async def test_pressing_twice_or_asking_again_changes_nothing(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    first, second = await village.says(CHEN, "/jie"), await village.says(CHEN, "/jie 9月")
    await village.presses(CHEN, first.button("结算"))
    assert "9月已经结算，正在公示" in (await village.presses(CHEN, second.button("结算"))).text
    assert (await village.presses(CHEN, first.button("结算"))).toast == "这个按钮已经点过了。"
    assert (await village.says(CHEN, "/jie 2026-09")).text == "9月已经结算，正在公示。公示到10月7日。"


async def test_the_table_is_shown_again_with_what_was_corrected_since(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-01 09:00")
    assert "更正" not in (await settle(village)).text.split("📋")[0]
    await village.says(CHEN, "/che 1 记错户")
    village.restart()
    again = await village.says(CHEN, "/jie 9月")
    lines = (await village.presses(CHEN, again.button("看公示表"))).text.splitlines()
    assert lines[0] == "📢 秦望村9月积分公示"
    assert "1. 3-13 李*芳 110分" in lines
    begin = lines.index("公示后更正1条：")
    assert lines[begin + 1] == "#2 3-13 李*芳 9月 撤销#1：记错户"
    assert lines[begin + 2].startswith("🔒 第1号封条")
    assert "📋 秦望村2026年第三季度汇总考评（9月）" in lines

    village.now = at("2026-10-08 09:00")
    await calendar(village)
    again = await village.says(CHEN, "/jie 9月")
    assert again.text == "9月已经生效。"
    lines = (await village.presses(CHEN, again.button("看公示表"))).text.splitlines()
    assert lines[1] == "公示期满，已经生效。"


async def test_what_happened_in_a_settled_month_cannot_be_logged_any_more(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-30 20:00")
    await village.settles_early(CHEN, SUN)
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 1 乱")).text == (
        "9月已经结算，不再记分。要更正，请管理专员发同样的一条（写上日子），按按钮记为更正。"
    )
    assert await village.entries(homes.li) == []


async def test_an_earlier_month_comes_first(village: Village) -> None:
    village.now = at("2026-11-02 09:00")
    assert (await village.says(CHEN, "/jie 10月")).text == "9月还没有结算，请先结算：/jie 2026-09"
    assert "9月结算预览" in (await village.says(CHEN, "/jie")).text


@pytest.mark.parametrize("who", [ZHOU, SUN])
async def test_only_a_specialist_settles(village: Village, who: int) -> None:
    assert (await village.says(who, "/jie")).text == "这件事只有管理专员能做。"


async def test_an_outsider_hears_that_he_is_none_of_them(village: Village) -> None:
    assert "还不是这里的考核人员" in (await village.says(STRANGER, "/jie")).text


@pytest.mark.parametrize(
    ("said", "told"),
    [("下月", "看不懂"), ("13月", "看不懂"), ("2025-09", "没有“2025-09”这一轮"), ("2月", "没有“2月”这一轮")],
)
async def test_a_round_that_there_is_not(village: Village, said: str, told: str) -> None:
    assert told in (await village.says(CHEN, f"/jie {said}")).text


async def test_an_empty_house_is_excused_and_that_is_not_nought(village: Village, homes: Homes) -> None:
    answer = await village.says(CHEN, "/jie 免 5-1 全家在外打工")
    assert answer.text == "5组1号 赵丽华 9月免考（全家在外打工）。恢复请发：/jie 考 5-1"
    assert "本轮不参加考评" in (await village.says(ZHOU, "/jia 5-1 志愿")).text
    village.now = at("2026-10-01 09:00")
    assert "6户，另有1户免考" in (await village.says(CHEN, "/jie")).text
    assert "— 5-1 赵*华 本轮免考" in (await settle(village)).text
    account = (await village.standing(homes.zhao)).account
    assert (account.earned, account.rounds) == (0, 0)


async def test_back_in_a_household_has_what_its_entries_come_to(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 乱")
    await village.says(CHEN, "/jie 免 赵丽华 空房")
    assert await village.points(homes.zhao) is None
    assert (await village.says(CHEN, "/jie 考 赵丽华")).text == "5组1号 赵丽华 9月恢复考评，现在 108 分。"
    assert await village.points(homes.zhao) == 108
    assert (await village.says(CHEN, "/jie 考 5-1")).text == "5组1号 赵丽华本来就参加考评。"


async def test_nobody_excuses_the_own_household_or_kin(village: Village) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/jie 免 4-2 空房")).text
    assert "是您家亲属" in (await village.says(CHEN, "/jie 免 4-3 空房")).text
    assert (await village.says(CHEN, "/jie 免 5-1")).text == "请在后面写上原因。"


@pytest.mark.parametrize("said", ["/jie 免", "/jie 考", "/jie 免考 "])
async def test_whom_to_excuse_has_to_be_said(village: Village, said: str) -> None:
    assert (await village.says(CHEN, said)).text == "没写是哪一户，请写 3-12、户码或户主姓名。"


async def test_a_correction_after_publication_is_followed_by_everything(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    before = await village.standing(homes.li)
    question = await village.says(CHEN, "/che 1 记错户")
    await village.presses(SUN, question.button("确认"))
    after = await village.standing(homes.li)
    assert (before.account.earned, before.spendable, before.rank) == (108, 108, 7)
    assert (after.account.earned, after.spendable, after.rank) == (110, 110, 1)
    assert "撤销" in (await village.says(CHEN, "/cha 3-13")).text
