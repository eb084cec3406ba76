"""/jian: the town's supervisor sees which village is on time, and appraises the villages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.duties.digest import post_digest
from domain.model.delivery import Draft, Queue
from domain.model.trouble import Endpoint, TroubleKind
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.scenarios.supervisors import GU, TOWN_GROUP, jian
from tests.village import CHEN, SUN, ZHOU, Village, at


async def test_a_supervisor_is_told_what_a_supervisor_can_do(supervised: Village) -> None:
    told = await jian(supervised, "/help")
    assert told.startswith("张堰镇积分\n监督：")
    assert "/jian 加 秦望村 1 原因" in told
    assert "/jian 请 秦望村 专员 姓名" in told
    assert "/kou" not in told


async def test_the_units_stand_side_by_side_with_what_is_missing_and_by_when(supervised: Village) -> None:
    await supervised.says(ZHOU, "/jia 3-13 献血")
    lines = (await jian(supervised)).splitlines()
    assert lines[0] == "2026年第三季度监督（10个单位，10个有事要办，9个要抓紧）"
    at_home = lines.index("▫️秦望村：结算0轮，兑换0次，看过14%的户，待答异议0、申报0")
    assert lines[at_home + 1] == (
        "　9月30日前（还有20天）：本季还没结算、还有6户没看过；12月31日前（还有112天）：今年还没兑换"
    )
    assert lines[1].startswith("⚠️")
    assert any("没有管理专员；没有绑定工作群" in line for line in lines)


async def test_what_is_near_its_last_day_comes_first(supervised: Village) -> None:
    supervised.now = at("2026-09-15 09:00")
    assert "▫️秦望村" in await jian(supervised)
    supervised.now = at("2026-09-16 09:00")
    assert "⚠️秦望村" in await jian(supervised)
    supervised.now = at("2026-12-01 09:00")
    lines = [line for line in (await jian(supervised)).splitlines() if line[0] in "⚠▫✅"]
    marks = [line[0] for line in lines]
    assert marks == sorted(marks, key="⚠▫✅".index)


async def test_months_that_are_over_are_counted(supervised: Village) -> None:
    await jian(supervised)
    supervised.now = at("2026-11-30 09:00")
    await supervised.says(CHEN, "/cha 3-13")
    assert "12月31日前（还有31天）：本季还没结算（有2轮已过完）、" in await jian(supervised, "/jian 秦望村")


async def test_a_round_that_is_the_quarter_is_not_missed_before_it_is_over(
    supervised: Village, homes: Homes, tmp_path: Path
) -> None:
    await supervised.close_months()
    supervised.revise(tmp_path, 'round_length = "month"', 'round_length = "quarter"')
    supervised.now = at("2026-10-02 09:00")
    await supervised.close_months()
    supervised.now = at("2026-12-30 09:00")
    assert "本季还没结算" not in await jian(supervised, "/jian 秦望村")
    supervised.now = at("2027-01-02 09:00")
    await supervised.says(CHEN, "/cha 3-13")
    assert "3月31日前（还有88天）：本季还没结算（有1轮已过完）、" in await jian(supervised, "/jian 秦望村")


async def test_who_settled_in_time_is_no_longer_reminded_of_it(supervised: Village) -> None:
    supervised.now = at("2026-09-30 20:00")
    await supervised.settles_early(CHEN, ZHOU)
    text = await jian(supervised)
    assert "秦望村：结算1轮" in text
    assert "秦望村：结算1轮，兑换0次，看过0%的户，待答异议0、申报0\n　9月30日前（还有0天）：还有7户没看过；" in text


async def test_the_year_shows_when_each_quarter_was_first_settled(supervised: Village) -> None:
    supervised.now = at("2026-10-13 09:00")
    await supervised.close_months()
    await jian(supervised, "/jian 加 秦望村 2 用数字化手段")
    supervised.now = at("2027-01-04 09:00")
    await jian(supervised, "/jian 扣 秦望村 1 2026年 四季度没结算")
    lines = (await jian(supervised, "/jian 2026年")).splitlines()
    assert lines[0] == "2026年考核（10个单位，日期是各季第一次结算）"
    qinwang = next(index for index, line in enumerate(lines) if line.startswith("秦望村"))
    assert lines[qinwang : qinwang + 3] == [
        "秦望村 +1分：3季10月3日、4季没结算⚠️；兑换0次",
        "　+2 分：用数字化手段（10月13日，顾主任）",
        "　-1 分：四季度没结算（1月4日，顾主任）",
    ]
    assert "秦望村 +0分：1季还没有；兑换0次" in await jian(supervised, "/jian 年")
    assert await jian(supervised, "/jian 2028年") == "2028年还没到。"


async def test_additions_and_deductions_have_a_reason_and_add_up(supervised: Village) -> None:
    assert (
        await jian(supervised, "/jian 加 秦望村 2 用数字化手段") == "已记：秦望村 2026年度考核 +2 分（用数字化手段）。"
    )
    assert await jian(supervised, "/jian 扣 秦望 5 三季度没按时结算") == (
        "已记：秦望村 2026年度考核 -5 分（三季度没按时结算）。"
    )
    assert "，年度考核-3分" in await jian(supervised)
    unit = await jian(supervised, "/jian 秦望村")
    assert "年度考核 +2 分：用数字化手段（9月10日，顾主任）" in unit
    assert "年度考核 -5 分：三季度没按时结算（9月10日，顾主任）" in unit


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/jian 加 秦望村 2", "请在后面写上原因。"),
        ("/jian 加 秦望村 0 原因", "分数要写 1 到 999 的整数。"),
        ("/jian 加 秦望村 2 2026年", "请在后面写上原因。"),
        ("/jian 加 秦望村 2 2024年 漏记", "年度考核只能记今年和去年的，2024年不能记。"),
        ("/jian 东村", "没有“东村”这个单位，可写：旧港村、"),
        ("/jian 请 秦望村 镇长 王芳", "看不懂，可以发：/jian、"),
        ("/jian 免 秦望村 王芳", "这个单位没有叫“王芳”的考核人员。"),
        ("/jian 请 秦望村 组员 " + "长" * 31, "姓名要写 1 到 30 个字"),
    ],
)
async def test_what_can_be_got_wrong(supervised: Village, said: str, told: str) -> None:
    assert (await jian(supervised, said)).startswith(told)


@pytest.mark.parametrize("text", ["/cha 3-12", "/pai", "/jia 3-12 献血", "/wu", "/dui 3-12 大米", "/yi 准 1", "/jie"])
async def test_what_is_about_one_village_is_asked_there(supervised: Village, text: str) -> None:
    assert await jian(supervised, text) == "这里不是哪个村的群，请到村里的群里发。"
    assert (await supervised.whispers(GU, text)).text == "这里不是哪个村的群，请到村里的群里发。"
    assert "这里不是" not in (await supervised.says(GU, text)).text


async def test_the_rulebook_is_for_everybody(supervised: Village) -> None:
    assert "【宅前屋后】45分" in await jian(supervised, "/gui")
    assert "环4 垃圾分类投放" in await jian(supervised, "/gui 垃圾")


async def test_only_supervisors_supervise(supervised: Village) -> None:
    for who in (CHEN, ZHOU):
        assert (await supervised.says(who, "/jian")).text == "这件事只有镇监督员能做。"


async def test_how_officers_score_is_told_with_its_context(supervised: Village, homes: Homes) -> None:
    for household in ("3-12", "3-13", "3-14", "4-1", "5-1"):
        await supervised.says(ZHOU, f"/kou {household} 垃圾 1 乱扔")
        question = await supervised.says(SUN, f"/kou {household} 垃圾 3 乱扔")
        await supervised.presses(SUN, question.button("再记一次"))
    lines = (await jian(supervised, "/jian 秦望村")).splitlines()
    assert any(line.startswith("周美华：5条（占50%），5户；同项比别人平均每条宽2.0分（5条可比）") for line in lines)
    assert any(line.startswith("孙志明：5条（占50%），5户；同项比别人平均每条严2.0分（5条可比）") for line in lines)
    assert "今年记分情况（只供参考，负责的组和户不同，数字就会不同）：" in lines


async def digest(village: Village) -> None:
    async with village.transactions.writing() as store:
        await post_digest(due(village, store, ""))


async def test_the_digest_comes_once_a_week_on_monday_morning(supervised: Village) -> None:
    for moment in ("2026-09-14 08:59", "2026-09-14 09:00", "2026-09-16 10:00", "2026-09-21 09:30"):
        supervised.now = at(moment)
        async with supervised.transactions.writing() as store:
            await post_digest(due(supervised, store, ""))
    assert await supervised.count("outbox", "key LIKE 'digest:%'") == 2
    assert (await supervised.posted(TOWN_GROUP)).text.startswith("【每周简报】2026年第三季度监督（10个单位")


async def test_the_digest_says_at_which_door_nothing_is_heard_and_what_is_stuck(supervised: Village) -> None:
    async with supervised.transactions.writing() as store:
        await store.troubles.note(Endpoint("twilio"), TroubleKind.SIGNATURE, "", supervised.now)
        letter = Draft(Queue.SMS, "+8619900000001", {"body": "x"}, "stuck")
        await store.post.post([letter], supervised.now - timedelta(hours=1))
    await digest(supervised)
    said = (await supervised.posted(TOWN_GROUP)).text
    assert "收不到短信" in said
    assert "短信 1 条超过半小时没发出" in said


@pytest.mark.parametrize(("day", "told"), [("2026-09-09", True), ("2026-08-30", False)])
async def test_the_digest_says_that_replies_waited_for_the_next_day(supervised: Village, day: str, told: bool) -> None:
    async with supervised.database.transaction() as connection:
        await connection.execute(
            "INSERT INTO own_phones (name, day, used, next_ms, held_day) VALUES ('default', $1, 0, 0, $1)", day
        )
    await digest(supervised)
    assert ("条数用完过，最近一次是9月9日，" in (await supervised.posted(TOWN_GROUP)).text) is told


async def test_before_a_year_is_closed_the_digest_says_what_has_to_be_decided(supervised: Village) -> None:
    supervised.now = at("2026-12-11 10:00")
    await supervised.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    await supervised.texts("+8619900000001", "申报 献血")
    await supervised.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await supervised.texts("+8619900000002", "异议 2 没有扔")
    for day, told in ((14, True), (21, True)):
        supervised.now = at(f"2026-12-{day} 09:00")
        await digest(supervised)
        line = "⏳2026年结清前要办完：秦望村（异议1件、申报1件、一票否决待确认1件）。"
        assert (line in (await supervised.posted(TOWN_GROUP)).text) is told
    supervised.now = at("2027-01-04 09:00")
    await digest(supervised)
    assert "⏳2026年结清前要办完：秦望村（" in (await supervised.posted(TOWN_GROUP)).text


async def test_earlier_in_the_year_it_does_not(supervised: Village) -> None:
    await supervised.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    supervised.now = at("2026-11-30 09:00")
    await digest(supervised)
    assert "结清前" not in (await supervised.posted(TOWN_GROUP)).text
