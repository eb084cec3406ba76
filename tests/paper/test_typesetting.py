"""Setting sheets: whatever people typed is text, characters without a font are told, codes can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.model.calendar import parse_quarter
from domain.model.closed_year import Honour
from domain.model.notice import NoticeStatus
from domain.model.people import Household
from paper.certificates import certificates
from paper.contact import Contact
from paper.fonts import is_common, known
from paper.missed import Slip, missed
from paper.plates import plates
from paper.rules import rules
from paper.typesetting import Paper, typeset
from rules.loader import load_town
from tests.paper.reading import codes, pages, words, words_within

QINWANG = "310116103208"
MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)
CONTACT = Contact("https://jifen.example.cn/", "021-12345678")


def home(number: int, head: str) -> Household:
    return Household(number, f"{10000 + number}", QINWANG, 3, number, head)


def doors(*heads: str) -> Paper:
    return typeset(plates("秦望村", [home(number, head) for number, head in enumerate(heads, 1)], CONTACT), MADE)


def test_what_is_taken_for_known_is_in_a_font() -> None:
    """All of GB 2312, of which most of Unicode is no part."""
    common = [char for char in map(chr, range(0x10000)) if char.isprintable() and is_common(char)]
    assert len(common) > 7_000
    assert [char for char in common if ord(char) not in known()] == []


@pytest.mark.parametrize("head", ["#panic()", "$x$", "*王*", "\\u{4e00}", '"王"', "= 王", "<王>", "//王", "`王`"])
def test_what_people_typed_is_text_and_no_markup(head: str) -> None:
    assert head.replace(" ", "") in "".join(words(doors(head).pdf))


def test_what_turns_or_hides_words_is_not_printed() -> None:
    paper = doors("\u202e王\u200b建国\x07")
    assert ("王建国" in words(paper.pdf), paper.unprintable) == (True, "")


def test_characters_that_no_font_has_are_told() -> None:
    assert doors("王建国", "李昇", "马䶮").unprintable == ""
    assert doors("王建国", "李𠮷", "马𪚥").unprintable == "𠮷𪚥"


def test_the_same_values_make_the_same_file() -> None:
    assert doors("王建国").pdf == doors("王建国").pdf


def test_a_plate_opens_the_page_of_the_village_and_never_a_household() -> None:
    assert codes(doors("王建国", "李芳").pdf) == {f"https://jifen.example.cn/u/{QINWANG}"}


def test_ten_plates_stand_on_a_sheet() -> None:
    assert len(pages(doors(*["王建国"] * 10).pdf)) == 1
    assert len(pages(doors(*["王建国"] * 11).pdf)) == 2


@pytest.mark.parametrize("head", ["王建国", "阿依古丽·买买提江", "麦麦提尼亚孜·阿卜杜拉"])
def test_a_long_name_stays_within_its_plate(head: str) -> None:
    plate = replace(home(100, head), group=12)
    pdf = typeset(plates("秦望村", [plate], CONTACT), MADE).pdf
    seen = words_within(pdf, left=10, top=10, right=104, bottom=63)
    for wanted in ("秦望村", "乡村治理积分", "12组100号", head, "10100", "查分", "021-12345678"):
        assert wanted in seen


def test_those_not_reached_stand_in_walking_order_with_a_slip_each() -> None:
    statuses = [
        NoticeStatus(home(9, "赵九"), "failed", "30005"),
        NoticeStatus(home(2, "钱二"), "no-phone", None),
        NoticeStatus(home(5, "孙五"), "delivered", None),
    ]
    slips = {9: Slip("三季度得90分。"), 2: Slip("三季度得20分。")}
    sheet = missed("秦望村", parse_quarter("2026Q3"), statuses, slips, CONTACT)
    seen = words(typeset(sheet, MADE).pdf)
    assert [word for word in seen if word in {"3-2", "3-5", "3-9"}] == ["3-2", "3-9", "3-2", "3-9"]
    assert "三季度得90分。" in seen
    assert "孙五" not in seen


def test_who_is_equal_over_the_edge_gets_no_certificate() -> None:
    best = Honour(home(1, "王一"), 1, 1380, 12, 0, vetoed=False, honoured=True, welfare=True)
    equal = Honour(home(2, "李二"), 2, 1200, 12, 0, vetoed=False, honoured=False, welfare=True, honoured_tied=True)
    seen = "".join(words(typeset(certificates("秦望村", 2026, [best, equal], date(2027, 1, 8)), MADE).pdf))
    assert "王一" in seen
    assert "得1380分，全村第1名" in seen
    assert "李二" not in seen


def test_the_villages_own_rules_are_marked_and_what_it_left_out_is_named() -> None:
    _, town = next(iter(load_town(Path("rules/zhangyan-2024.toml")).values()))
    first, *others = town.categories[0].aspects[0].items
    changed, *kept = others
    items = (replace(changed, points=changed.points + 1), *kept)
    aspect = replace(town.categories[0].aspects[0], items=items)
    category = replace(town.categories[0], aspects=(aspect, *town.categories[0].aspects[1:]))
    book = replace(town, categories=(category, *town.categories[1:]), vetoes=town.vetoes[1:])
    seen = "".join(words(typeset(rules("秦望村", book, town), MADE).pdf))
    assert seen.count("（本村）") == 1
    assert f"{changed.wording}（本村）" in seen
    assert f"本村不用的项：{first.code}{first.wording}、{town.vetoes[0].code}{town.vetoes[0].wording}" in seen
