"""户档案: everything about one household over the years, on paper and as text, the same figures in both."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from domain.model.photo import PhotoState
from tests.contract.desk import Desk
from tests.contract.sheets import september
from tests.contract.test_platform import Export
from tests.contract.test_seals import july
from tests.paper.reading import words
from tests.sms.village import LI, QINWANG, WANG, Village, at
from tests.web.pictures import taken


async def two_years(village: Village) -> None:
    """July of 2026 is final; in the next year 王秀英 claims, objects and withdraws."""
    await july(village)
    village.now = at("2027-02-03 10:00")
    await village.close_months()
    await village.text("申报 献血", WANG)
    await village.text("撤回 1，搞错了", WANG)


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.tell(two_years)
    desk.stand_at(at("2027-02-10 10:00"))
    return desk


def test_every_year_its_entries_and_its_cases_are_in_it(told: Desk) -> None:
    said = told.says("households", "file", QINWANG, "3-1")
    assert "王秀英" in said.splitlines()[0]
    assert "2026年7月  107分  已生效" in said
    assert "2027年1月  110分" in said
    assert "献血  户里撤回  搞错了" in said
    assert WANG.removeprefix("+86") not in said
    assert "199****0001" in said
    entries = [one for one in told.lists("entries", QINWANG) if one["household"] == "10014"]
    for entry in entries:
        assert f"#{entry['id']}  " in said


def test_paper_and_text_say_the_same(told: Desk, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    told.says("print", "户档案", QINWANG, "3-1", str(file))
    paper = "".join(words(file.read_bytes()))
    for line in told.says("households", "file", QINWANG, "3-1").splitlines():
        for word in line.split():
            assert word in paper, word


def before_and_after(desk: Desk, folder: Path) -> None:
    """A deduction of 3-1 with a photo of what it was for, and one of it put right."""
    desk.tell(september)
    platform = Export(desk, folder)
    for name, size in (("前.jpg", (80, 60)), ("后.jpg", (60, 60))):
        (platform.photos / name).write_bytes(taken(size=size))
    platform.imports("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,门口两袋,前.jpg,后.jpg")


def test_the_photos_of_a_deduction_are_on_the_paper_and_named_in_the_text(desk: Desk, tmp_path: Path) -> None:
    before_and_after(desk, tmp_path)
    file = tmp_path / "file.pdf"
    desk.says("print", "户档案", QINWANG, "3-1", str(file))
    seen = "".join(words(file.read_bytes()))
    assert "#19月8日，整改前" in seen
    assert "#1整改后" in seen
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        assert sum(len(list(page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=5))) for page in document) == 2
    _, photos = desk.says("households", "file", QINWANG, "3-1").split("\n照片\n")
    before, after = (line.rsplit("  ", 1) for line in photos.splitlines())
    assert [before[0], after[0]] == ["#1 9月8日，整改前", "#1 整改后"]
    assert all(Path(named).read_bytes() for _, named in (before, after))


def test_photos_that_are_not_printed_are_counted(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.printing.made.household_file._MOST_PHOTOS", 1)
    before_and_after(desk, tmp_path)
    file = tmp_path / "file.pdf"
    desk.says("print", "户档案", QINWANG, "3-1", str(file))
    assert "这里是最后的1张，前面还有1张没有印" in "".join(words(file.read_bytes())).replace(" ", "")


def test_photos_that_were_not_kept_are_counted(desk: Desk, tmp_path: Path) -> None:
    async def is_lost(village: Village) -> None:
        async with village.transactions.writing() as store:
            await store.evidence.settle(1, PhotoState.LOST, None, None, "gone")

    desk.tell(september)
    platform = Export(desk, tmp_path)
    (platform.photos / "前.jpg").write_bytes(taken(size=(80, 60)))
    platform.imports("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,门口两袋,前.jpg,")
    assert "没有留住" not in desk.says("households", "file", QINWANG, "3-1")
    desk.go_on(is_lost)
    assert "照片：另有1张没有留住、已删去或还在取" in desk.says("households", "file", QINWANG, "3-1")


def test_no_other_household_is_in_it(told: Desk) -> None:
    said = told.says("households", "file", QINWANG, "3-2")
    assert "王秀英" not in said
    assert LI.removeprefix("+86") not in said
    assert told.refuses("households", "file", QINWANG, "9-9")
