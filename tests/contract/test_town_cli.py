"""``jifen supervise``, ``jifen fairness`` and ``jifen officers``: what the town's office does without a chat."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from tests.contract.desk import Desk
from tests.contract.test_year import whole_year
from tests.sms.village import QINWANG, WANG, Village, at
from text.columns import width


async def two_officers(village: Village) -> None:
    """Both score the same item of five households, the second a day later and two points lower."""
    homes = [await village.household(f"王秀{number}", WANG) for number in range(5)]
    for home in homes:
        await village.record(home, "环4", -1, "垃圾")
    village.now += timedelta(days=1)
    for home in homes:
        await village.record(home, "环4", -3, "垃圾", by=village.other)


def test_every_unit_is_a_row_that_lines_up(desk: Desk) -> None:
    desk.tell(two_officers)
    heading, *rows = desk.says("supervise").splitlines()
    assert len(rows) == 10
    assert (
        re.sub(" +", " ", heading) == "单位 结算 兑换 到户 异议 异议超期 申报 申报超期 回电 回电超期 专员 年度考核 要办"
    )
    at = {width(row[: row.index("没有管理专员")]) for row in rows}
    assert at == {width(heading[: heading.index("要办")])}


def test_figures_of_a_quarter_and_what_is_missing_by_when(desk: Desk) -> None:
    desk.tell(two_officers)
    (unit,) = [one for one in desk.lists("supervise") if one["unit"] == QINWANG]
    assert (unit["name"], unit["quarter"], unit["households"], unit["seen_share"]) == ("秦望村", "2026Q3", 5, 1.0)
    assert {one["what"]: (one["by"], one["days"]) for one in unit["missing"]} == {
        "specialist": (None, None),
        "group": (None, None),
        "settle": ("2026-09-30", 85),
        "redeem": ("2026-12-31", 177),
    }


def test_where_nobody_lives_nobody_was_looked_at(desk: Desk) -> None:
    desk.tell(two_officers)
    (unit,) = [one for one in desk.lists("supervise") if one["name"] == "建农村"]
    assert (unit["households"], unit["seen_share"]) == (0, None)
    assert [one["what"] for one in unit["missing"]] == ["specialist", "group", "households", "settle", "redeem"]
    (row,) = [row for row in desk.says("supervise").splitlines() if "建农村" in row]
    assert "没有登记农户" in row
    assert "%" not in row


def test_a_year_shows_when_each_quarter_was_settled(desk: Desk) -> None:
    desk.tell(whole_year)
    (unit,) = [one for one in desk.lists("supervise", "--year", "2026") if one["unit"] == QINWANG]
    assert unit["settled"] == {"2026Q1": None, "2026Q2": None, "2026Q3": "2026-12-10", "2026Q4": "2026-12-10"}
    assert (unit["missed"], unit["points"], unit["redemptions"]) == ([], 0, 0)
    assert "3季12月10日" in desk.says("supervise", "--year", "2026")
    assert desk.refuses("supervise", "--year", "2027") == "2027年还没到。"


def test_officers_are_compared_on_the_same_items(desk: Desk) -> None:
    desk.tell(two_officers)
    first, second = desk.lists("fairness", "秦望村")
    assert (first["officer"], first["entries"], first["milder"], first["compared"]) == ("周美华", 5, -2.0, 5)
    assert (second["officer"], second["share"], second["milder"]) == ("陈国强", 0.5, 2.0)
    rows = desk.says("fairness", QINWANG).splitlines()
    assert [row.split()[:5] for row in rows[1:]] == [
        ["周美华", "5", "50%", "5", "严2.0"],
        ["陈国强", "5", "50%", "5", "宽2.0"],
    ]


def test_nobody_scored_yet(desk: Desk) -> None:
    desk.tell(two_officers)
    assert desk.lists("fairness", "建农村") == []
    assert len(desk.says("fairness", "建农村").splitlines()) == 1
    assert desk.refuses("fairness", "东村") == "没有“东村”这个单位，请写 12 位代码或村名。"


@pytest.mark.parametrize("unit", ["秦望村", QINWANG])
def test_an_officer_is_dismissed(desk: Desk, unit: str) -> None:
    desk.tell(two_officers)
    assert desk.says("officers", "end", "--unit", unit, "--name", "周美华") == "周美华不再担任秦望村管理专员。\n"
    assert desk.refuses("officers", "end", "--unit", unit, "--name", "周美华") == "这个单位没有叫“周美华”的考核人员。"
    assert [line.split() for line in desk.says("officers", "list").splitlines() if "周美华" in line] == [
        ["秦望村", "管理专员", "周美华", "已离任"]
    ]


def test_those_who_work_with_them_hear_who_was_dismissed(desk: Desk) -> None:
    async def with_chats(village: Village) -> None:
        await two_officers(village)
        async with village.transactions.writing() as store:
            await store.officers.bind("telegram:-1", QINWANG, 1, village.now)
            await store.officers.bind_town("telegram:-9", "310116103", 1, village.now)

    async def heard(village: Village) -> None:
        async with village.database.reading() as connection:
            rows = await connection.fetch("SELECT target, payload FROM outbox WHERE key LIKE 'dismissed:%' ORDER BY id")
        told.extend((row["target"], json.loads(row["payload"])["text"]) for row in rows)

    told: list[tuple[str, str]] = []
    desk.tell(with_chats)
    desk.says("officers", "end", "--unit", QINWANG, "--name", "周美华")
    desk.go_on(heard)
    assert [chat for chat, _ in told] == ["telegram:-1", "telegram:-9"]
    assert all(said.startswith("维护人员：\n周美华不再担任秦望村管理专员。\n⚠️ 秦望村没有") for _, said in told)


def test_that_nobody_is_left_who_could_settle_is_said(desk: Desk) -> None:
    desk.tell(two_officers)
    desk.says("officers", "end", "--unit", QINWANG, "--name", "陈国强")
    result = desk.run("officers", "end", "--unit", QINWANG, "--name", "周美华")
    assert result.stdout == "周美华不再担任秦望村管理专员。\n"
    assert "秦望村没有管理专员了" in result.stderr


def test_a_supervisor_is_dismissed_too(desk: Desk) -> None:
    desk.tell(two_officers)
    desk.says("officers", "invite", "--unit", "310116103", "--role", "supervisor", "--name", "顾主任")
    assert desk.says("officers", "list").splitlines()[1].split() == ["张堰镇", "镇监督员", "顾主任", "已邀请"]
    said = desk.says("officers", "end", "--unit", "310116103", "--name", "顾主任")
    assert said == "顾主任不再担任张堰镇镇监督员。\n"


def test_where_an_officer_lives_is_noted(desk: Desk) -> None:
    desk.tell(two_officers)
    home, *_ = desk.lists("standings", QINWANG)
    where = ("officers", "home", "--unit", "秦望村", "--name", "周美华", "--household")
    assert "周美华家在3组1号" in desk.says(*where, str(home["household"]))
    assert desk.says(*where, "none") == "已记：秦望村管理专员周美华家不在本村。\n"
    assert desk.refuses(*where, "99999") == "没有户码“99999”。"


def test_a_namesake_is_pointed_out(desk: Desk) -> None:
    desk.tell(two_officers)
    result = desk.run("officers", "invite", "--unit", "秦望村", "--role", "assessor", "--name", "王秀3")
    assert result.stderr.startswith("注意：3组4号 王秀3同名，按本人家回避")


async def without_phones(village: Village) -> None:
    await village.household("王秀英")
    await village.household("王建国", WANG)
    village.now = at("2026-10-02 10:00")
    await village.close_months()


def test_notices_are_previewed_and_queued(desk: Desk) -> None:
    desk.tell(without_phones)
    queue = ("notices", "queue", "秦望村", "2026Q3")
    preview = desk.says(*queue, "--dry-run")
    assert "要发 1 户，共 1 条短信" in preview
    assert preview.endswith("· 3组1号 王秀英（没有手机号）\n"), "nothing is said of what was sent"
    assert desk.refuses(*queue) == "给秦望村 1 户排队发 2026Q3 的短信，办了撤不回来。确实要办，请在命令后面加 --yes"
    first = desk.says(*queue, "--yes")
    assert "已排队 1 户。\n📨 2026年第三季度通知：已发 0 户，待发 1 户\n" in first
    again = desk.says(*queue, "--yes")
    assert again.startswith("没有要发的户。\n已排队 0 户。\n📨 2026年第三季度通知：已发 0 户，待发 1 户\n")
    csv = desk.says("notices", "status", "秦望村", "2026Q3", "--format", "csv")
    assert [line.rsplit(",", 2)[1:] for line in csv.split()[1:]] == [["没有手机号", "是"], ["待发", ""]]
    states = [(one["head"], one["state"], one["visit"]) for one in desk.lists("notices", "status", "秦望村", "2026Q3")]
    assert states == [("王秀英", "no-phone", True), ("王建国", "queued", False)]
    nobody_lives_there = desk.refuses("notices", "queue", "建农村", "2026Q3", "--yes")
    assert nobody_lives_there == "2026年第三季度还没有结算，没有可通知的。"
