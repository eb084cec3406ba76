"""``jifen households``: lists, sheets, and changes made by the operator, on SQLite and on PostgreSQL."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from domain.boundary import unwrap
from domain.model.people import Role
from domain.officers.joining import hash_code, invite
from tests.contract.desk import BY_HAND, Desk
from tests.sms.village import JIANNONG, QINWANG, WANG, Village, at
from text.codes import make

HOME, OTHER = make(1001), make(1002)


async def two_homes(village: Village) -> None:
    """王秀英 (3-1, with a phone) and 李建国 (3-2); July is final, it is 10 August."""
    await village.household("王秀英", WANG)
    await village.household("李建国")
    village.now = at("2026-08-10 09:30")
    await village.close_months()


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.tell(two_homes)
    return desk


def audit(desk: Desk) -> list[str]:
    """What the audit names, beside that it was written by hand."""
    lines = desk.run("audit").stdout.splitlines()
    return [line for line in lines if not line.startswith("核对无误") and not line.endswith(BY_HAND)]


def test_the_list_shows_codes_and_no_numbers(told: Desk) -> None:
    first, second = told.lists("households", "list", QINWANG)
    assert (first["household"], first["group"], first["number"], first["head"]) == (HOME, 3, 1, "王秀英")
    assert first["phones"] == [f"{WANG[3:6]}****{WANG[-4:]}"]
    assert (second["phones"], second["kin"], second["left"]) == ([], [], None)
    assert len(told.lists("households", "list")) == 2
    assert told.lists("households", "list", QINWANG, "--left") == []
    assert HOME in told.says("households", "list", "秦望村")
    assert WANG[3:] not in told.says("households", "list", "秦望村")


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx"])
def test_what_is_exported_can_be_imported_and_changes_nothing(told: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert told.says("households", "export", QINWANG, str(file)) == f"已写出名册 2 户：{name}\n"
    assert told.says("households", "import", str(file)) == "新增 0 户，更改 0 户，不变 2 户\n"
    assert audit(told) == []


def test_the_sheet_has_the_columns_of_an_import(told: Desk) -> None:
    rows = list(csv.reader(told.says("households", "export", QINWANG).removeprefix("\ufeff").splitlines()))
    assert rows[0] == ["单位", "户码", "组", "号", "户主", "电话", "亲属"]
    assert rows[1] == ["秦望村", HOME, "3", "1", "王秀英", WANG.removeprefix("+86"), ""]


def test_the_template_s_example_is_refused_by_name(told: Desk, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    told.says("households", "template", str(file))
    refused = told.refuses("households", "import", str(file))
    assert "例:秦望村(填好后删掉这一行)" in refused
    assert told.says("households", "template").startswith("\ufeff单位,户码,组,号,户主,电话,亲属")


def test_somebody_leaves_and_comes_back(told: Desk) -> None:
    said = told.says("households", "end", QINWANG, "3-1", "去世", "--yes")
    assert "王秀英 已迁出" in said
    assert "从8月起不再计分" in said
    assert [one["head"] for one in told.lists("households", "list", QINWANG)] == ["李建国"]
    assert [one["left"] for one in told.lists("households", "list", QINWANG, "--left")] == ["2026-08-10"]
    assert [one["head"] for one in told.lists("standings", QINWANG)] == ["李建国"]
    assert "迁出 去世（名册或维护人员办）" in told.says("households", "show", HOME)
    assert audit(told) == []
    assert "已迁回" in told.says("households", "return", HOME, "--yes")
    (first, _) = told.lists("standings", QINWANG)
    assert (first["household"], first["spendable"]) == (HOME, 110)
    assert first["rounds"]["2026-08"]["score"] == 110
    assert audit(told) == []


def test_by_its_old_place_comes_back_who_left_it_and_not_who_lives_there(told: Desk) -> None:
    told.says("households", "end", QINWANG, "3-1", "搬走", "--yes")
    told.says("households", "add", QINWANG, "3-1", "郑新", "--yes")
    assert told.refuses("households", "return", QINWANG, "3-1", "--yes") == "3-1 住着郑新，请写别的组号。"
    assert "王秀英 已迁回" in told.says("households", "return", QINWANG, "3-1", "3-30", "--yes")
    assert audit(told) == []


def test_nothing_is_done_without_being_asked_for(told: Desk) -> None:
    result = told.run("households", "end", HOME, "去世")
    assert result.exit_code == 1
    assert "要办的是：3组1号 王秀英 已迁出" in result.stdout
    assert result.stderr == "还没有办。确实要办，请在命令后面加 --yes\n"
    assert len(told.lists("households", "list", QINWANG)) == 2


def test_what_counts_no_more_is_shown_before(desk: Desk) -> None:
    async def recorded(village: Village) -> None:
        await two_homes(village)
        async with village.transactions.reading() as store:
            home = await store.roster.at(QINWANG, 3, 1)
        assert home is not None
        await village.record(home, "环1", -5, "搭棚")

    desk.tell(recorded)
    asked = desk.run("households", "end", HOME, "去世", "--day", "2026-08-05").stdout
    assert "8月得的105分不算了，里面的1条记分也不算了：#1 8月10日 扣5分" in asked
    assert "里面的1条记分也不算了" in desk.run("households", "merge", OTHER, HOME, "结婚").stdout
    assert len(desk.lists("households", "list", QINWANG)) == 2
    assert "里面的1条记分也不算了" in desk.says("households", "end", HOME, "去世", "--yes")
    assert audit(desk) == []


def test_the_other_changes(told: Desk) -> None:
    assert "搬到 3组20号" in told.says("households", "move", HOME, "3-20", "--yes")
    assert "户主改为王小明" in told.says("households", "head", QINWANG, "3-20", "王小明", "--yes")
    assert "电话改为 138****0001" in told.says("households", "phones", HOME, "13800000001", "--yes")
    assert "已登记：3组5号 赵新" in told.says("households", "add", QINWANG, "3-5", "赵新", "--yes")
    assert "分出 3组21号 王强" in told.says("households", "split", HOME, "3-21", "王强", "--yes")
    merged = told.says("households", "merge", HOME, "3-2", "结婚", "--yes")
    assert "可用的2026年110分已转过去" in merged
    first = next(one for one in told.lists("standings", QINWANG) if one["household"] == HOME)
    assert (first["earned"], first["spendable"]) == (110, 220)
    assert audit(told) == []


async def specialists(village: Village) -> None:
    """周美华 and 王小妹 (of 王秀英's household) here, 孙兰 in the other unit."""
    village.now = at("2026-08-10 09:30")
    async with village.transactions.writing() as store:
        unwrap(await invite(village.work(store), Role.SPECIALIST, "王小妹", HOME, "OWN"))
        unwrap(await invite(village.work(store, unit=JIANNONG), Role.SPECIALIST, "孙兰", "", "CODE"))
        for number, code_hash in enumerate(("b", hash_code("OWN"), hash_code("CODE"))):
            found = await store.officers.invited(code_hash)
            assert found is not None
            await store.officers.join(found[0].id, f"telegram:{900 + number}", village.now)


ELSEWHERE = ("households", "move", HOME, "2-5", "嫁过去", "--unit", "建农村", "--yes")


def test_nobody_agrees_to_the_moving_of_the_own_household(told: Desk) -> None:
    told.go_on(specialists)
    refusal = told.refuses(*ELSEWHERE, "--agreed-here", "王小妹", "--agreed-there", "孙兰")
    assert refusal == "3组1号 王秀英是您自己家，请别的考核人员来办。"
    assert told.lists("households", "list", "建农村") == []


def test_to_another_unit_with_both_units_say(told: Desk) -> None:
    told.go_on(specialists)
    assert told.run(*ELSEWHERE).exit_code == 2
    both = (*ELSEWHERE, "--agreed-here", "周美华", "--agreed-there", "孙兰")
    assert (
        told.refuses(*ELSEWHERE, "--agreed-here", "周美华", "--agreed-there", "谁") == "这个单位没有叫“谁”的考核人员。"
    )
    said = told.says(*both)
    assert "秦望村3组1号 王秀英" in said
    assert "没有可用的分要转" not in said
    (came,) = told.lists("households", "list", "建农村")
    assert (came["group"], came["number"], came["head"], len(came["phones"])) == (2, 5, "王秀英", 1)
    assert "周美华办，孙兰确认" in told.says("households", "show", HOME)
    assert audit(told) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("end", HOME), "请写上原因。"),
        (("end", "12345", "去世"), "没有户码“12345”。"),
        (("end", "没有村", "3-1", "去世"), "没有“没有村”这个单位，请写 12 位代码或村名。"),
        (("move", HOME, "三组"), "组号“三组”看不懂，请写成 3-12 这样。"),
        (("move", HOME, "3-2"), "3-2 住着李建国，请写别的组号。"),
        (("phones", HOME, "1380000"), "有一个电话不对，请核对每一位数字。"),
        (("end", HOME, "去世", "--day", "2026-08-11"), "8月11日还没到，不能记。"),
        (("end", HOME, "去世", "--day", "2026-07-20"), "7月20日在7月，那一轮已经结算，日子请写8月1日或以后。"),
        (("return", HOME), "3组1号 王秀英没有迁出，不用迁回。"),
    ],
)
def test_what_cannot_be_is_refused(told: Desk, words: tuple[str, ...], line: str) -> None:
    assert told.refuses("households", *words, "--yes") == line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("show", QINWANG, "3-1", "3-2"), "一次只看一户，后面的“3-2”看不懂"),
        (("file", HOME, OTHER), f"一次只看一户，后面的“{OTHER}”看不懂"),
        (("move", HOME, "3-20", "--agreed-there", "孙兰", "--yes"), "还要用 --unit 写搬到哪个单位"),
    ],
)
def test_words_of_which_nothing_would_come_are_refused(told: Desk, words: tuple[str, ...], line: str) -> None:
    refused = told.run("households", *words)
    assert refused.exit_code == 2
    assert line in refused.stderr
    assert "搬到" not in refused.stdout


TAMPERED = {
    f"UPDATE households SET head = '谁' WHERE code = '{HOME}'": "户主",
    f"UPDATE households SET number = 7 WHERE code = '{HOME}'": "地址",
    f"UPDATE households SET left_on = '2026-08-01' WHERE code = '{HOME}'": "迁出日",
    f"UPDATE households SET left_on = '2026-08-01' WHERE code = '{OTHER}'": "迁出日",
    "UPDATE household_phones SET phone = '+8613800000009'": "电话",
    "UPDATE household_changes SET became = '谁' WHERE kind = 'head'": "户主",
    "DELETE FROM household_changes WHERE kind = 'moved'": "变动序号",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_the_audit_sees_what_was_changed_by_hand(told: Desk, statement: str) -> None:
    told.says("households", "phones", HOME, "13800000001", "--yes")
    told.says("households", "move", HOME, "3-20", "--yes")
    told.says("households", "head", HOME, "王小明", "--yes")
    assert audit(told) == []
    told.tamper_past_guards(statement)
    assert any(TAMPERED[statement] in line for line in audit(told))


def test_a_score_of_the_time_after_is_a_deviation(told: Desk) -> None:
    told.says("households", "end", HOME, "去世", "--yes")
    told.tamper("UPDATE scores SET score = 110 WHERE score IS NULL")
    assert any("迁出后的得分" in line for line in audit(told))


def test_an_import_is_in_the_history(told: Desk, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(f"单位,户码,组,号,户主,电话\n秦望村,{HOME},3,1,王小英,13800000002\n秦望村,,5,1,周新,\n", "utf-8")
    told.says("households", "import", str(file))
    shown = told.says("households", "show", HOME)
    assert "户主 王秀英 → 王小英 导入名册" in shown
    assert "138****0002 导入名册" in shown
    assert "登记 导入名册" in told.says("households", "show", QINWANG, "5-1")
    assert audit(told) == []


@pytest.mark.parametrize("row", [f"秦望村,{HOME},3,1,王秀英,", "秦望村,,3,1,王秀英,"], ids=["code", "place"])
def test_an_old_roster_brings_nobody_back(told: Desk, tmp_path: Path, row: str) -> None:
    told.says("households", "end", HOME, "去世", "--yes")
    file = tmp_path / "roster.csv"
    file.write_text(f"单位,户码,组,号,户主,电话\n{row}\n", "utf-8")
    refused = told.refuses("households", "import", str(file))
    assert f"王秀英（户码 {HOME}）2026-08-10 已迁出：迁回请发 /hu 迁回 {HOME}" in refused
    assert [one["head"] for one in told.lists("households", "list", QINWANG)] == ["李建国"]


def test_a_newcomer_at_the_place_of_who_has_left_is_new(told: Desk, tmp_path: Path) -> None:
    told.says("households", "end", HOME, "搬走", "--yes")
    file = tmp_path / "roster.csv"
    file.write_text("单位,组,号,户主,电话\n秦望村,3,1,周新,\n", "utf-8")
    assert told.says("households", "import", str(file)).startswith("新增 1 户")
    assert audit(told) == []


def test_points_that_only_arrived_are_a_deviation(told: Desk) -> None:
    told.says("households", "merge", HOME, "3-2", "结婚", "--yes")
    assert audit(told) == []
    told.tamper(
        "DELETE FROM postings WHERE kind = 'transfer' AND points < 0",
        "UPDATE accounts SET balance = 110 WHERE balance = 0",
    )
    assert any("转分" in line for line in audit(told))


def test_the_group_hears_what_the_operator_did(told: Desk) -> None:
    async def bound(village: Village) -> None:
        village.now = at("2026-08-10 09:30")
        async with village.transactions.writing() as store:
            found = await store.officers.invited("b")
            assert found is not None
            await store.officers.bind("telegram:-77", QINWANG, found[0].id, village.now)

    told.go_on(bound)
    told.says("households", "head", HOME, "王小明", "--yes")

    async def heard(village: Village) -> None:
        assert await village.count("outbox", "payload LIKE '%户主改为王小明%'") == 1

    told.go_on(heard)


@pytest.mark.parametrize(
    "words",
    [
        ("households", "export"),
        ("households", "template"),
        ("households", "list", "--format", "csv"),
        ("standings", QINWANG, "--format", "csv"),
        ("entries", QINWANG, "--format", "csv"),
        ("entries", "template", QINWANG),
        ("rounds", "export", QINWANG, "2026-07"),
    ],
)
def test_every_printed_csv_opens_in_a_chinese_spreadsheet(told: Desk, words: tuple[str, ...]) -> None:
    printed = told.says(*words)
    assert printed.startswith("\ufeff")
    assert printed.count("\ufeff") == 1


def test_a_printed_roster_comes_back(told: Desk, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    for encoding in ("utf-8", "utf-16"):
        file.write_text(told.says("households", "export"), encoding)
        assert told.says("households", "import", str(file)) == "新增 0 户，更改 0 户，不变 2 户\n"
