"""A roster from before somebody changed a household undoes nothing: it is refused, with what was changed and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.desk import Desk
from tests.contract.sheets import september
from tests.sms.village import QINWANG

HOW = "表像是旧的：请在 jifen households export 导出的名册上改。确实要改回去，在群里发 /hu 户主、/hu 电话 或 /hu 搬。"


class Rosters:
    """The roster of a village as it was, in a file, and the command line."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.old = self._export(folder / "旧.csv")
        self.folder = folder

    def _export(self, file: Path) -> Path:
        self.desk.says("households", "export", str(file))
        return file

    def change(self, *words: str) -> None:
        self.desk.says("households", *words, "--yes")

    def refused(self, *, without_codes: bool = False) -> list[str]:
        """Import the old roster, which changes nothing; what is wrong with it."""
        if without_codes:
            rows = [line.split(",") for line in self.old.read_text("utf-8-sig").splitlines()]
            self.old.write_text("\n".join(",".join((row[0], *row[2:])) for row in rows), "utf-8")
        before = self.desk.lists("households", "list", QINWANG)
        result = self.desk.run("households", "import", str(self.old))
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert self.desk.lists("households", "list", QINWANG) == before
        return result.stderr.splitlines()

    def imports_the_new_one(self) -> str:
        return self.desk.says("households", "import", str(self._export(self.folder / "新.csv"))).strip()


@pytest.fixture
def rosters(desk: Desk, tmp_path: Path) -> Rosters:
    desk.tell(september)
    return Rosters(desk, tmp_path)


@pytest.mark.parametrize("without_codes", [False, True])
def test_a_head_that_was_changed_since_stays(rosters: Rosters, without_codes: bool) -> None:
    rosters.change("head", "秦望村", "3-1", "王小明")
    assert rosters.refused(without_codes=without_codes) == ["第 2 行：户主写的是王建国，2026-09-20 已改为王小明。", HOW]
    assert rosters.imports_the_new_one() == "新增 0 户，更改 0 户，不变 3 户"


def test_a_phone_that_was_changed_since_stays(rosters: Rosters) -> None:
    rosters.change("phones", "秦望村", "3-1", "13900000018")
    assert rosters.refused() == ["第 2 行：电话是 2026-09-20 改之前的。", HOW]
    assert rosters.imports_the_new_one() == "新增 0 户，更改 0 户，不变 3 户"


def test_another_number_that_looks_alike_is_a_new_one(rosters: Rosters) -> None:
    """Of a former number only its mask can be seen, and it is the other's as well."""
    rosters.change("phones", "秦望村", "3-1", "13900000018")
    rosters.old.unlink()
    rosters.desk.says("households", "export", str(rosters.old))
    rosters.change("phones", "秦望村", "3-1", "13600000001")
    assert rosters.refused() == ["第 2 行：电话是 2026-09-20 改之前的。", HOW]
    text = rosters.old.read_text("utf-8-sig")
    rosters.old.write_text(text.replace("13900000018", "13955550018"), "utf-8")
    said = rosters.desk.says("households", "import", str(rosters.old)).splitlines()
    assert said[-1] == "新增 0 户，更改 1 户，不变 2 户"


def test_a_household_that_moved_since_stays_where_it_is(rosters: Rosters) -> None:
    rosters.change("move", "秦望村", "3-1", "3-20")
    assert rosters.refused() == ["第 2 行：王建国写在 3-1，2026-09-20 已搬走，现在在 3-20。", HOW]
    assert rosters.imports_the_new_one() == "新增 0 户，更改 0 户，不变 3 户"


def test_kin_by_a_split_since_stay_kin(rosters: Rosters) -> None:
    rosters.change("split", "秦望村", "3-1", "3-20", "王小明")
    (new,) = [home["household"] for home in rosters.desk.lists("households", "list", QINWANG) if home["number"] == 20]
    assert rosters.refused() == [f"第 2 行：亲属里没有户码 {new}，那是分户、并户时记的，表里也没有那一户。", HOW]
    assert rosters.imports_the_new_one() == "新增 0 户，更改 0 户，不变 4 户"


def test_what_an_import_changed_an_import_may_change_back(rosters: Rosters) -> None:
    text = rosters.old.read_text("utf-8-sig")
    for head in ("王小明", "王建国"):
        rosters.old.write_text(text.replace("王建国", head), "utf-8")
        said = rosters.desk.says("households", "import", str(rosters.old)).splitlines()
        assert said[-1] == "新增 0 户，更改 1 户，不变 2 户"
