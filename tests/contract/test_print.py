"""``jifen print``: every document from the books, each figure on paper the same as in the reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.printing.made import DOCUMENTS
from domain.model.printable import PRINTABLES
from domain.pages.links import open_household
from tests.contract.desk import Desk
from tests.contract.test_audit import two_months
from tests.contract.test_seals import july, seals
from tests.paper.reading import codes, words
from tests.sms.village import QINWANG, Village, at

WHICH = {
    "round": "2026-07",
    "quarter": "2026Q3",
    "handover": "2026Q3",
    "household": "3-1",
    "year": "2026",
    "announcement": "1",
    None: None,
}
NEEDS_MORE = {"missed", "certificates", "announcement"}
"""Documents that need a notice sent, a year closed or something announced; without it they are refused."""


def printed(desk: Desk, tmp_path: Path, name: str, *which: str) -> bytes:
    file = tmp_path / f"{name}.pdf"
    desk.says("print", name, QINWANG, *which, str(file))
    return file.read_bytes()


def test_the_board_has_the_published_figures_the_seal_and_a_code_to_its_page(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    pdf = printed(desk, tmp_path, "公示表", "2026-07")
    seen = words(pdf)
    (seal,) = seals(desk, "2026-07")
    rows = [seen[at : at + 4] for at, word in enumerate(seen) if word in {"1", "2"} and "-" in seen[at + 1]]
    assert rows == [["1", "3-2", "李*国", "110"], ["2", "3-1", "王*英", "107"]]
    assert seal.hash[:16] in "".join(seen)
    assert codes(pdf) == {f"http://127.0.0.1:8080/u/{QINWANG}/r/2026-07"}


def test_after_the_days_of_publicity_the_board_names_nobody(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    desk.stand_at(at("2026-08-20 10:00"))
    for name, which in (("公示表", "2026-07"), ("汇总", "2026Q3")):
        seen = words(printed(desk, tmp_path, name, which))
        assert "李*国" not in seen
        assert "户主" not in seen
        assert {"3-1", "3-2", "107", "110"} <= set(seen)


def test_a_passbook_page_adds_up_like_the_account(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    (wang, *_) = [one for one in desk.lists("standings", QINWANG) if one["head"] == "王秀英"]
    seen = "".join(words(printed(desk, tmp_path, "存折", "2026Q3")))
    assert f"2026年得{wang['earned']}分，第{wang['rank']}名" in seen
    assert f"可用{wang['spendable']}分" in seen
    counted = [entry for entry in desk.lists("entries", QINWANG) if entry["round"] == "2026-07"]
    assert counted
    for entry in counted:
        assert f"#{entry['id']}" in seen


def opened(desk: Desk, addresses: set[str]) -> list[str]:
    """The heads of the households whose own pages these addresses open."""
    heads: list[str] = []

    async def open_each(village: Village) -> None:
        async with village.transactions.reading() as store:
            for address in addresses:
                start, token = address.rsplit("/", 1)
                assert start == "http://127.0.0.1:8080/h"
                found = await open_household(store, token, village.now)
                heads.append(found.household.head if found else "")

    desk.go_on(open_each)
    return sorted(heads)


def test_a_passbook_page_has_a_code_to_its_own_household_and_ends_no_other_link(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    before = codes(printed(desk, tmp_path, "存折", "2026Q3"))
    (tmp_path / "存折.pdf").unlink()
    after = codes(printed(desk, tmp_path, "存折", "2026Q3"))
    assert not before & after
    assert opened(desk, before) == opened(desk, after) == ["李建国", "王秀英"]


def test_a_slip_has_a_code_to_its_own_household(desk: Desk, tmp_path: Path) -> None:
    desk.tell(two_months)
    found = codes(printed(desk, tmp_path, "未通知", "2026Q3"))
    assert opened(desk, found) == ["李建国"]


def test_a_slip_says_what_the_text_would_have_said(desk: Desk, tmp_path: Path) -> None:
    desk.tell(two_months)
    (li,) = [one for one in desk.lists("standings", QINWANG) if one["head"] == "李建国"]
    seen = "".join(words(printed(desk, tmp_path, "未通知", "2026Q3")))
    assert f"李建国户三季度得{li['earned']}分，全年{li['earned']}分，第{li['rank']}名，可用{li['spendable']}分" in seen


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.printable.name)
def test_every_document_is_printed_by_both_its_names(desk: Desk, tmp_path: Path, document: object) -> None:
    (one,) = [known.printable for known in DOCUMENTS if known is document]
    desk.tell(july)
    asked = [key] if (key := WHICH[one.which]) else []
    for name in (one.name, one.chinese):
        file = tmp_path / f"{name}.pdf"
        words_ = ("print", name, QINWANG, *asked, str(file))
        if one.name in NEEDS_MORE:
            assert desk.refuses(*words_)
            assert not file.exists()
        else:
            assert desk.says(*words_) == f"已写出秦望村{one.chinese}：{file.name}\n"
            assert file.read_bytes().startswith(b"%PDF")


def test_whatever_can_be_asked_for_can_be_made() -> None:
    assert tuple(one.printable for one in DOCUMENTS) == PRINTABLES


def test_what_cannot_be_printed_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    there = tmp_path / "there.pdf"
    there.write_text("kept")
    assert desk.refuses("print", "公示表", QINWANG, "2026-08", str(tmp_path / "a.pdf")) == (
        "秦望村 2026-08 还没有公示，公示以后才有。"
    )
    assert desk.refuses("print", "公示表", QINWANG, "2026-07", str(there)) == "there.pdf：已经有这个文件了，请换个名字"
    assert there.read_text() == "kept"
    assert desk.refuses("print", "公示表", QINWANG, "2026-07", str(tmp_path / "a.doc")) == "a.doc：文件名要以 .pdf 结尾"
    assert (
        desk.refuses("print", "存折", QINWANG, "2026Q1", str(tmp_path / "a.pdf")) == "秦望村 2026Q1 还没有结算过一轮。"
    )


def test_a_receipt_of_a_redemption_that_there_is_not_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    refused = desk.refuses("print", "领取单", QINWANG, "9", str(tmp_path / "a.pdf"))
    assert refused == "没有领取码或编号是“9”的兑换，请核对。"


def test_an_announcement_is_a_poster_with_a_code_to_the_villages_page(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    desk.says("announce", QINWANG, "明天上午大扫除\n每户来一个人")
    pdf = printed(desk, tmp_path, "公告", "1")
    seen = "".join(words(pdf))
    assert "秦望村公告" in seen
    assert "明天上午大扫除每户来一个人" in seen
    assert codes(pdf) == {f"http://127.0.0.1:8080/u/{QINWANG}"}
    desk.says("announcements", "withdraw", QINWANG, "1")
    assert desk.refuses("print", "公告", QINWANG, "1", str(tmp_path / "b.pdf")) == "1 号没有公布，不能广播、张贴。"
    assert "没有 x 号" in desk.refuses("print", "公告", QINWANG, "x", str(tmp_path / "b.pdf"))


TOWN = QINWANG[:9]
"""The beginning of its units' codes."""


def test_the_beginning_of_codes_prints_every_unit_into_a_folder(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    said = desk.says("print", "细则", TOWN, str(tmp_path / "rules"))
    files = sorted(file.name for file in (tmp_path / "rules").iterdir())
    assert len(files) == 10
    assert "秦望村细则.pdf" in files
    assert sorted(line.split("：")[1] for line in said.splitlines()) == files


def test_of_several_units_those_that_cannot_be_printed_are_named(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    result = desk.run("print", "公示表", TOWN, "2026-07", str(tmp_path / "boards"))
    assert result.exit_code == 1
    assert result.stdout == "已写出秦望村公示表：秦望村公示表2026-07.pdf\n"
    assert [file.name for file in (tmp_path / "boards").iterdir()] == ["秦望村公示表2026-07.pdf"]
    refused = result.stderr.splitlines()
    assert len(refused) == 9
    assert all("2026-07" in line and "秦望村" not in line for line in refused)


def test_what_is_the_same_for_all_units_is_said_once(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    line = desk.refuses("print", "公示表", TOWN, "2026-13", str(tmp_path / "boards"))
    assert "秦望村、" in line
    assert "2026-13" in line


def test_several_units_do_not_fit_into_one_file_nor_one_into_a_folder(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    assert "文件夹" in desk.refuses("print", "细则", TOWN, str(tmp_path / "rules.pdf"))
    assert ".pdf" in desk.refuses("print", "细则", QINWANG, str(tmp_path / "rules"))
    (tmp_path / "taken").write_text("")
    assert "文件夹" in desk.refuses("print", "细则", TOWN, str(tmp_path / "taken"))
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize("words", [("门牌",), ("检查表", "2026-07")])
def test_nothing_is_printed_for_a_village_without_households(
    desk: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    desk.tell(july)
    assert desk.refuses("print", words[0], "建农村", *words[1:], str(tmp_path / "x.pdf")) == (
        "建农村还没有住户，请先导入名册。"
    )
