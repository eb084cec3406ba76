"""Households come 加, move 搬, change their head 户主 and phones 电话."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.duties.households import forget_proposals
from domain.model.people import Role
from tests.scenarios.agreeing import agreed
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.scenarios.shopping import LI_PHONE, WANG_PHONE
from tests.scenarios.test_households_leave import LIN
from tests.village import CHEN, GROUP, QINWANG, SUN, ZHOU, Village, at

SEVEN_PHONES = " ".join(f"1390000010{n}" for n in range(7))


async def two_weeks_are_looked_at(village: Village) -> None:
    """What the scheduler does every minute about what waits."""
    async with village.transactions.writing() as store:
        await forget_proposals(due(village, store))


# Somebody comes.


async def test_a_new_household_starts_with_its_round(mall: Village, homes: Homes) -> None:
    answer = await mall.says(CHEN, "/hu 加 3-18 王强 13900000018")
    assert answer.text.startswith("✅ 已登记：3组18号 王强，户码 ")
    assert answer.text.endswith("\n从10月起计分。\n电话：139****0018")
    assert "10月：110/120 分" in (await mall.says(CHEN, "/cha 3-18")).text
    assert "各轮：10月110分" in (await mall.says(CHEN, "/hu 3-18")).text
    assert "9月" not in (await mall.says(CHEN, "/hu 3-18")).text
    assert await audited(mall) == []


async def test_a_specialist_who_lives_elsewhere_may_add_one(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST, household="")
    assert "已登记" in (await village.says(LIN, "/hu 加 3-18 王强")).text


async def test_one_that_left_may_be_the_same_one(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/hu 迁出 3-13 搬走")
    question = await village.says(CHEN, "/hu 加 3-18 李秀芳")
    assert f"是同一户请发：/hu 迁回 {homes.li.code}" in question.text
    assert await village.count("households", "head = '李秀芳'") == 1
    assert "已登记：3组18号 李秀芳" in (await village.presses(CHEN, question.buttons[0])).text
    assert await audited(village) == []


async def test_in_a_settled_month_it_starts_with_the_next(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-29 09:00")
    await village.settles_early(CHEN, SUN)
    answer = await village.says(CHEN, "/hu 加 3-18 王强")
    assert "从下一轮起计分" in answer.text
    assert "9月28日在9月，那一轮已经结算" in (await village.says(CHEN, "/hu 加 3-19 王勇 9月28日")).text
    assert await audited(village) == []
    village.now = at("2026-10-02 09:00")
    assert "10月：110/120 分" in (await village.says(CHEN, "/cha 3-18")).text
    assert await audited(village) == []


async def test_a_head_called_like_a_day_is_written_with_what_it_is(village: Village, homes: Homes) -> None:
    assert "已登记：3组24号 周三，" in (await village.says(CHEN, "/hu 加 3-24 户主周三")).text
    assert "户主改为星期五" in (await village.says(CHEN, "/hu 户主 3-13 户主星期五")).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/hu 加 3-12 王强", "3-12 住着王建国"),
        ("/hu 加 3-18", "没写户主姓名"),
        ("/hu 加 3-24 周三", "“周三”当成日子了，没看到户主姓名。户主真叫这个的，写成“户主周三”再发一次。"),
        ("/hu 户主 3-12 星期五", "“星期五”当成日子了"),
        ("/hu 加 3-24 9月10日", "没写户主姓名"),
        ("/hu 加 王强", "没写新的组号"),
        ("/hu 加 3-18 王强 1390000001", "不像电话号码"),
        ("/hu 加 3-18 王强 5", "“5”看不懂"),
        ("/hu 加 3-18 陈国强", "是您自己家"),
        (f"/hu 加 3-18 王强 {SEVEN_PHONES}", "一户最多登记 6 个电话。"),
        (f"/hu 电话 3-12 {SEVEN_PHONES}", "一户最多登记 6 个电话。"),
        ("/hu 搬 3-12 3-13", "3-13 住着李秀芳"),
        ("/hu 搬 3-12", "没写新的组号"),
        ("/hu 搬 3-12 3-12", "本来就在那里"),
        ("/hu 户主 3-12 王建国", "户主本来就是王建国"),
        ("/hu 户主 3-12", "没写户主姓名"),
        (f"/hu 户主 3-12 {'阿' * 31}", "不像姓名，请写 1 到 30 个字，不带数字。"),
        ("/hu 电话 3-12", "没写手机号"),
        ("/hu 电话 3-12 13900000", "“13900000”不像电话号码"),
        ("/hu 电话 3-12 加 19900000001", "电话本来就是这样"),
        ("/hu 电话 3-12 删 13900000018", "没有 139****0018 这个号码"),
        ("/hu 电话 4-2 13900000018", "是您自己家"),
        ("/hu 分 3-12 3-13 王强", "3-13 住着李秀芳"),
        ("/hu 分 3-12 3-21", "没写户主姓名"),
        ("/hu 并 3-12 结婚", "并户要写两户"),
        ("/hu 并 3-12 3-13", "请写上原因"),
        ("/hu 并 3-12 3-12 结婚", "两个不同的户"),
        ("/hu 并 3-12 4-3 结婚", "是您家亲属"),
        ("/hu 3-12 修房子", "“修房子”看不懂"),
    ],
)
async def test_what_is_not_understood_or_not_right_changes_nothing(village: Village, said: str, answer: str) -> None:
    assert answer in (await village.says(CHEN, said)).text
    assert await village.count("household_changes") == 0
    assert await village.count("household_proposals") == 0


# The same household.


async def test_it_moves_with_its_points_and_its_code(mall: Village, homes: Homes) -> None:
    await mall.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    before = await mall.standing(homes.wang)
    answer = await mall.says(CHEN, "/hu 搬 3-12 3-20 11月1日")
    assert "11月1日还没到" in answer.text
    answer = await mall.says(CHEN, "/hu 搬 3-12 3-20")
    assert answer.text == "✅ 3组12号 王建国 搬到 3组20号，户码不变"
    after = await mall.standing(homes.wang)
    assert (after.account, after.current_score, after.rank) == (before.account, before.current_score, before.rank)
    assert (after.household.group, after.household.number, after.household.code) == (3, 20, homes.wang.code)
    assert "搬 3-12 → 3-20" in (await mall.says(CHEN, "/hu 3-20")).text
    assert "没有找到“3-12”" in (await mall.says(CHEN, "/cha 3-12")).text
    assert "已登记" in (await mall.says(CHEN, "/hu 加 3-12 周新")).text
    assert await audited(mall) == []


async def test_its_head_changes(village: Village, homes: Homes) -> None:
    answer = await village.says(CHEN, "/hu 户主 3-12 王小明 老人过世")
    assert answer.text == "✅ 3组12号 王建国 户主改为王小明\n原因：老人过世"
    assert "3组12号 王小明" in (await village.says(ZHOU, "/cha 王小明")).text
    assert "户主 王建国 → 王小明 老人过世（陈国强办）" in (await village.says(CHEN, "/hu 3-12")).text
    assert await audited(village) == []


async def test_six_phones_are_not_too_many(village: Village, homes: Homes) -> None:
    six = SEVEN_PHONES.rpartition(" ")[0]
    await village.says(CHEN, f"/hu 加 3-18 王强 {six}")
    await agreed(village, f"/hu 电话 3-12 {six}")
    assert await village.count("household_phones", f"household_id = {homes.wang.id}") == 6
    assert await village.count("household_phones", "phone = '+8613900000105'") == 2


async def test_a_long_name_is_a_name(village: Village, homes: Homes) -> None:
    await village.says(CHEN, f"/hu 户主 3-12 {'阿' * 30}")
    assert await village.count("households", f"head = '{'阿' * 30}'") == 1


async def test_phones_change_once_a_second_officer_agrees(village: Village, homes: Homes) -> None:
    asked = await village.says(CHEN, "/hu 电话 3-12 加 13900000018")
    assert asked.text == (
        "📝 陈国强要办改电话：3组12号 王建国 电话 199****0001 改为 199****0001、139****0018\n"
        "要另一位考核人员点“确认”才算数。"
    )
    assert "没有登记" in await village.texts("+8613900000018", "积分")
    assert (await village.presses(CHEN, asked.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    done = await village.presses(ZHOU, asked.button("确认"))
    assert "3组12号 王建国 电话改为 199****0001、139****0018" in done.text
    dropped = await agreed(village, "/hu 电话 3-12 删 尾号0001")
    assert "电话改为 139****0018" in dropped.text
    assert "没有登记" in await village.texts(WANG_PHONE, "积分")
    none = await agreed(village, "/hu 电话 3-12 无")
    assert "电话改为 无" in none.text
    taken = await agreed(village, f"/hu 电话 3-12 {LI_PHONE.removeprefix('+86')}")
    assert "同一个电话还登记着：3组13号 李秀芳" in taken.text
    file = (await village.says(CHEN, "/hu 3-12")).text
    assert "电话 199****0001、139****0018 → 139****0018（陈国强办，孙志明确认）" in file
    assert "19900000001" not in file
    assert await audited(village) == []


async def test_nothing_keeps_a_number_that_is_gone(village: Village, homes: Homes) -> None:
    await agreed(village, "/hu 电话 3-12 13900000018")
    await agreed(village, "/hu 电话 3-12 无")
    for table, column in (("household_changes", "became"), ("household_proposals", "wanted")):
        assert await village.count(table, f"{column} LIKE '%+8613900000018%'") == 0


async def test_what_nobody_agreed_to_keeps_no_number(village: Village, homes: Homes) -> None:
    """A later wish, or two weeks, and it is forgotten; the group hears of it, and its button says so."""
    first = await village.says(CHEN, "/hu 电话 3-12 13900000018")
    second = await village.says(CHEN, "/hu 电话 3-12 13900000019")
    assert "先前提的改电话没有人确认，作废了。" in second.text
    assert "作废" not in first.text
    assert await village.count("household_proposals", "wanted LIKE '%+8613900000018%'") == 0
    village.now += timedelta(days=13)
    await two_weeks_are_looked_at(village)
    assert await village.count("household_proposals", "wanted LIKE '%+8613900000019%'") == 1
    assert await _told_of_lapses(village) == []
    village.now += timedelta(days=2)
    for _ in range(2):
        await two_weeks_are_looked_at(village)
    assert await village.count("household_proposals", "wanted <> ''") == 0
    (told,) = await _told_of_lapses(village)
    assert "3组12号 王建国" in told
    assert "陈国强" in told
    assert "13900000019" not in told
    for asked in (first, second):
        assert (await village.presses(SUN, asked.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert await audited(village) == []


async def _told_of_lapses(village: Village) -> list[str]:
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT payload FROM outbox WHERE key LIKE 'households-lapsed:%' ORDER BY id")
    return [str(row["payload"]) for row in rows]


async def test_what_waits_is_seen_in_the_group(village: Village, homes: Homes) -> None:
    """The specialist writes to the bot alone; the second officer finds the button in the group."""
    await village.whispers(CHEN, "/hu 电话 3-12 13900000018")
    asked = await village.posted(GROUP)
    assert "要另一位考核人员点“确认”" in asked.text
    assert "电话改为 139****0018" in (await village.presses(ZHOU, asked.button("确认"))).text


async def test_the_later_wish_replaces_the_earlier(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    first = await village.says(CHEN, "/hu 电话 3-12 13900000018")
    second = await village.says(LIN, "/hu 电话 3-12 13900000019")
    assert (await village.presses(SUN, first.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert "139****0019" in (await village.presses(SUN, second.button("确认"))).text


async def test_whoever_is_not_of_the_village_changes_nothing(village: Village, homes: Homes) -> None:
    for number in (1, 99):
        assert (await village.presses(CHEN, f"a:household:{number}")).toast == "这个按钮已失效，请重新发一次命令。"


async def test_the_unit_s_share_counts_who_lives_there(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/hu 迁出 3-12 搬走")
    async with village.transactions.reading() as store:
        homes_now = await store.roster.of_unit(QINWANG)
    assert len(homes_now) == 6


async def test_whose_number_it_is_already_is_told_before_a_second_officer_agrees(village: Village) -> None:
    wish = await village.says(CHEN, "/hu 电话 3-12 加 19900000002")
    assert "同一个电话还登记着：3组13号 李秀芳" in wish.text
    done = await village.presses(ZHOU, wish.button("确认"))
    assert "同一个电话还登记着：3组13号 李秀芳" in done.text
