"""What is exported is what an import finds unchanged, whatever names, phones and kin there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import cli

ROSTER = """\
单位,组,号,户主,电话,户码,亲属
秦望村,03,012,王建国,021-57212345;13800000001;13800000002,10113,3-13;3组14号
秦望村,3,13,阿依古丽·买买提,,,
秦望村,3,14,買買提•艾力,13800000001,,
秦望村,3,15,王𬀩,,,10113
秦望村,3,16,张\ufa11,+852 2345 6789,,
秦望村,3,17,O'Neil John,400-820-8820,,
秦望村,3,18,''=A1+1,,,
秦望村,3,19,-李,,,
秦望村,9999,9999,爨翀翯,,,
建农村,1,1,王建国,13800000001,,
310116103201,1,1,“老”张,,,
"""


class Office:
    """The command line, and what it printed."""

    def says(self, *words: str) -> list[str]:
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0, result.output
        return result.output.splitlines()


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("JIFEN_DATABASE_URL", sqlite_url)
    office = Office()
    office.says("init")
    (tmp_path / "名册.csv").write_text(ROSTER, encoding="utf-8")
    assert office.says("households", "import", str(tmp_path / "名册.csv"))[-1] == "新增 11 户，更改 0 户，不变 0 户"
    return office


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_comes_back_unchanged(office: Office, tmp_path: Path, kind: str) -> None:
    office.says("households", "phones", "秦望村", "3-13", "02157212345", "13800000009", "--yes")
    office.says("households", "head", "秦望村", "3-14", "龙\ufa11\U0002f800", "--yes")
    office.says("households", "head", "秦望村", "3-15", "木拉提•买买提", "--yes")
    first, second, file = tmp_path / f"一.{kind}", tmp_path / f"二.{kind}", tmp_path / "名册.csv"
    before = office.says("households", "export")
    office.says("households", "export", str(first))
    assert office.says("households", "import", str(first)) == ["新增 0 户，更改 0 户，不变 11 户"]
    assert office.says("households", "export") == before
    office.says("households", "export", str(second))
    assert office.says("households", "import", str(second)) == ["新增 0 户，更改 0 户，不变 11 户"]
    file.write_text("\n".join(before).lstrip("\ufeff"), encoding="gb18030")
    assert office.says("households", "import", str(file)) == ["新增 0 户，更改 0 户，不变 11 户"]


def test_it_is_stored_as_it_was_written(office: Office) -> None:
    assert [line.split(",", 2)[2] for line in office.says("households", "export")[2:]] == [
        "3,12,王建国,13800000001;13800000002;02157212345,10008;10019;10024",
        "3,13,阿依古丽·买买提,,10113",
        "3,14,買買提·艾力,13800000001,10113",
        "3,15,王𬀩,,10113",
        "3,16,张\ufa11,0085223456789,",
        "3,17,O'Neil John,4008208820,",
        "3,18,''=A1+1,,",
        "3,19,'-李,,",
        "9999,9999,爨翀翯,,",
        "1,1,王建国,13800000001,",
    ]
