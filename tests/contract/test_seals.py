"""Seals: anybody can check a published round with SHA-256 alone, and an audit names what was changed."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.boundary import unwrap
from domain.entries.reversing import Reversal, reverse
from domain.model.people import Officer, Role
from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village, at
from text.codes import make

PAGE = (Path(__file__).parents[2] / "docs/seals.md").read_text("utf-8")
HOME, OTHER = make(1001), make(1002)


async def july(village: Village) -> None:
    """#1 to #3 in July, which is published in August; #4 in August."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    village.now = at("2026-07-10 10:00")
    await village.record(wang, "环4", -3, "垃圾，没分类")
    await village.record(li, "文2", 2, '=HYPERLINK("x"),献血')
    await village.record(li, "环1", -2, "一行\n又一行")
    village.now = at("2026-08-02 09:30")
    await village.close_months()
    await village.record(wang, "环1", -1, "八月的")


async def take_back(village: Village) -> None:
    """#3 is taken back by who recorded it."""
    officer = Officer(1, QINWANG, Role.SPECIALIST, "陈国强", "")
    async with village.transactions.writing() as store:
        unwrap(await reverse(village.work(store, "later:3"), officer, Reversal(3, "查清了")))


async def august(village: Village) -> None:
    """#3 of July is taken back by #5 after its publication; then August is published."""
    village.now = at("2026-08-20 10:00")
    await take_back(village)
    village.now = at("2026-09-02 09:30")
    await village.close_months()


@dataclass(frozen=True)
class Printed:
    """A seal as ``jifen rounds seal`` prints it."""

    number: str
    hash: str
    first: str


def seals(desk: Desk, key: str) -> list[Printed]:
    """The seals of a round."""
    pattern = r"第 (\d+) 号封条 .*\n封条：([0-9a-f]{64})\n首行：(.*)\n"
    return [Printed(*found) for found in re.findall(pattern, desk.says("rounds", "seal", QINWANG, key))]


def by_recipe(desk: Desk, seal: Printed, key: str, folder: Path) -> str:
    """What the commands in docs/seals.md print for a seal."""
    (folder / "2026-11.csv").write_text(desk.says("entries", QINWANG, "--round", key, "--format", "csv"), "utf-8")
    (recipe,) = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    script = re.sub("^number=.*$", f"number={seal.number}", recipe, flags=re.MULTILINE)
    script = re.sub("^first=.*$", f"first='{seal.first}'", script, flags=re.MULTILINE)
    ran = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.split()[0]


def test_a_third_party_checks_a_published_round_by_the_recipe(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    (seal,) = seals(desk, "2026-07")
    assert seal.number == "1"
    assert seal.first == f"{QINWANG} 2026-07 {'0' * 64}"
    assert by_recipe(desk, seal, "2026-07", tmp_path) == seal.hash
    (tmp_path / "2026-11.csv").unlink()
    assert desk.says("audit").startswith("核对无误")


def test_each_line_is_one_entry_whatever_was_written(desk: Desk) -> None:
    desk.tell(july)
    heading, *lines = desk.says("entries", QINWANG, "--round", "2026-07", "--format", "csv").splitlines()
    assert heading == "封条,编号,记录时间,日期,户码,轮次,项,分,记分人,来源,原因,撤销"
    assert lines == [
        f"1,1,2026-07-10T02:00:00.000Z,2026-07-10,{HOME},2026-07,环4,-3,陈国强,chat,垃圾，没分类,",
        f'1,2,2026-07-10T02:00:00.000Z,2026-07-10,{OTHER},2026-07,文2,2,陈国强,chat,"\'=HYPERLINK(""x""),献血",',
        f"1,3,2026-07-10T02:00:00.000Z,2026-07-10,{OTHER},2026-07,环1,-2,陈国强,chat,一行 又一行,",
    ]


def test_a_correction_leaves_the_seal_and_is_sealed_with_the_next_publication(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    (published,) = seals(desk, "2026-07")

    async def corrected(village: Village) -> None:
        village.now = at("2026-08-20 10:00")
        await take_back(village)

    desk.go_on(corrected)
    assert seals(desk, "2026-07") == [published]
    assert by_recipe(desk, published, "2026-07", tmp_path) == published.hash
    assert "公示后更正、还没封存：#5（下一次公示时封存）" in desk.says("rounds", "seal", QINWANG, "2026-07")
    assert desk.says("audit").startswith("核对无误")

    async def september(village: Village) -> None:
        village.now = at("2026-09-02 09:30")
        await village.close_months()

    desk.go_on(september)
    first, later = seals(desk, "2026-07")
    (own,) = seals(desk, "2026-08")
    assert first == published
    assert later.first.endswith(first.hash)
    assert own.first.endswith(later.hash)
    for seal, key in ((first, "2026-07"), (later, "2026-07"), (own, "2026-08")):
        assert by_recipe(desk, seal, key, tmp_path) == seal.hash
    assert desk.says("audit").startswith("核对无误")


def test_a_round_without_entries_is_sealed_too(desk: Desk, tmp_path: Path) -> None:
    async def quiet(village: Village) -> None:
        await village.household("王秀英")
        village.now = at("2026-09-02 09:30")
        await village.close_months()

    desk.tell(quiet)
    (july_seal,), (august_seal,) = seals(desk, "2026-07"), seals(desk, "2026-08")
    assert july_seal.hash != august_seal.hash
    assert by_recipe(desk, august_seal, "2026-08", tmp_path) == august_seal.hash


def test_what_has_no_seal_is_said(desk: Desk) -> None:
    desk.tell(july)
    assert desk.refuses("rounds", "seal", QINWANG, "2026-08") == "秦望村 2026-08 还没有公示，没有封条。"
    assert desk.refuses("rounds", "seal", QINWANG, "2026-01") == "秦望村没有 2026-01 这一轮。"
    assert desk.refuses("entries", QINWANG, "--round", "2026-01") == "秦望村没有 2026-01 这一轮。"


def test_entries_of_one_round(desk: Desk) -> None:
    desk.tell(july)
    assert [one["id"] for one in desk.lists("entries", QINWANG, "--round", "2026-07")] == [1, 2, 3]
    assert [one["id"] for one in desk.lists("entries", QINWANG, "--round", "2026-08")] == [4]
    assert desk.says("entries", QINWANG, "--round", "2026-08", "--format", "csv").splitlines()[1].startswith(",4,")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE entries SET reason = '改过' WHERE id IN (1, 2)", "记录 #1 公示后被改动"),
        ("UPDATE entries SET officer_name = '别人' WHERE id = 3", "记录 #3 公示后被改动"),
        ("UPDATE entries SET at_ms = at_ms + 1 WHERE id = 2", "记录 #2 公示后被改动"),
        ("UPDATE entries SET day = '2026-07-11' WHERE id = 2", "记录 #2 公示后被改动"),
    ],
)
def test_the_first_entry_that_was_changed_is_named(desk: Desk, statement: str, named: str) -> None:
    desk.tell(july)
    desk.tamper_past_guards(statement)
    lines = [line for line in desk.run("audit").stdout.splitlines() if "校验码" in line]
    assert len(lines) == 1
    assert named in lines[0]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"UPDATE seals SET hash = '{'a' * 64}' WHERE number = 1", "2026-07 第 1 号封条：库里是 aaaaaaaaaaaaaaaa"),
        (f"UPDATE seals SET previous = '{'b' * 64}' WHERE number = 3", "2026-08 第 3 号封条前一张"),
        ("UPDATE seals SET entries = 7 WHERE number = 3", "2026-08 第 3 号封条记分条数：库里是 7，应该是 1"),
        ("UPDATE seals SET last_entry = 7 WHERE number = 1", "2026-07 第 1 号封条最后一条：库里是 #7，应该是 #3"),
        (
            "UPDATE seals SET sealed_ms = sealed_ms + 1000 WHERE number = 1",
            "2026-07 第 1 号封条时间：库里是 2026-08-01",
        ),
        ("UPDATE seals SET number = 9 WHERE number = 3", "2026-08 第 9 号封条编号：库里是 9，应该是 3"),
        (f"UPDATE sealed_entries SET hash = '{'c' * 64}' WHERE entry_id = 2", "记录 #2 公示后被改动"),
        ("DELETE FROM sealed_entries WHERE entry_id = 2", "2026-07 第 1 号封条：库里是"),
    ],
)
def test_a_seal_that_was_changed_is_named(desk: Desk, statement: str, named: str) -> None:
    desk.tell(july)
    desk.go_on(august)
    assert desk.says("audit").startswith("核对无误")
    desk.tamper_past_guards(statement)
    assert named in desk.run("audit").stdout


def test_a_seal_that_was_taken_away_is_missed(desk: Desk) -> None:
    desk.tell(july)
    desk.go_on(august)
    desk.tamper_past_guards(
        "DELETE FROM sealed_entries WHERE seal_id IN (SELECT id FROM seals WHERE number = 3)",
        "DELETE FROM seals WHERE number = 3",
    )
    assert "秦望村 2026-08 封条数：库里是 0，应该是 1" in desk.run("audit").stdout


def test_all_seals_taken_away_are_missed(desk: Desk) -> None:
    desk.tell(july)
    desk.tamper_past_guards("DELETE FROM sealed_entries", "DELETE FROM seals")
    assert desk.run("audit").stdout.splitlines()[-1] == "秦望村 2026-07 封条数：库里是 0，应该是 1"


def test_seals_cannot_be_changed_by_accident(desk: Desk) -> None:
    desk.tell(july)
    for statement in ("DELETE FROM sealed_entries", "UPDATE seals SET number = 4"):
        with pytest.raises(Exception, match=r"seals are never broken|never_change"):
            desk.tamper(statement)
