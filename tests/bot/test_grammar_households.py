"""/hu: a household's file, and what changes about a household."""

from __future__ import annotations

import pytest

from bot.commands import GRAMMAR
from bot.grammar.entry_line.ranges import written_out
from bot.grammar.records import ChangeHousehold, HouseholdRef, Mistakes, ShowFile
from tests.bot.village import Village


def short(ref: HouseholdRef | None) -> str:
    return "" if ref is None else ref.text if ref.group else f"{ref.by.value}:{ref.text}"


def understood(text: str) -> str:
    """The command in one line."""
    command = GRAMMAR.parse(text, Village(), "jifen_bot")
    match command:
        case Mistakes(mistakes):
            return " ".join(f"!{one.code.value}:{one.token}" for one in mistakes)
        case ShowFile(household, named):
            return " ".join(filter(None, ("show", short(household), named)))
        case ChangeHousehold():
            one = command
            place = "-".join(map(str, one.place)) if one.place else ""
            edit = "" if one.edit.value == "set" else one.edit.value
            phones = "+".join(phone.removeprefix("+86") for phone in one.phones)
            parts = (short(one.household), one.named, short(one.other), place, one.head, edit, phones)
            day = f"@{one.day.isoformat()}" if one.day else ""
            said = " ".join(filter(None, (one.kind.value, *parts, day)))
            return f"{said}|{one.reason}" if one.reason else said
        case _:
            return str(command)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/hu 3-12", "show 3-12"),
        ("/户 3组12号", "show 3-12"),
        ("/household 3-12", "show 3-12"),
        ("/户档案 10014", "show code:10014"),
        ("/hu 3-12 王建国", "show 3-12 王建国"),
        ("/hu王建国", "show name:王建国"),
        ("／ｈｕ　３－１２", "show 3-12"),
        ("/hu", "!no-household:"),
        ("/hu 3-12 3-13", "!several-households:3-13"),
        ("/hu 3-12 修房子", "!bad-household-change:修房子"),
        ("/hu 加 3-18 王强 13800003012", "add 3-18 王强 13800003012"),
        ("/hu 加 3-18 王强", "add 3-18 王强"),
        ("/hu加3-18 王强", "add 3-18 王强"),
        ("/hu 加 3-18 王强 138 0000 3012 138-0000-3013", "add 3-18 王强 13800003012+13800003013"),
        ("/hu 加 3-18 周一鸣 昨天", "add 3-18 周一鸣 @2026-11-27"),
        ("/hu 加 3-18 周日新", "add 3-18 周日新"),
        ("/hu 加 3-18 王强11月20日搬来", "add 3-18 王强 @2026-11-20|搬来"),
        ("/hu 11月20日 加 3-18 王强", "add 3-18 王强 @2026-11-20"),
        ("/hu 加 3-18 王强 +8613800003012 外地迁来，11月20日", "add 3-18 王强 13800003012 @2026-11-20|外地迁来"),
        ("/hu 加 3-18 王强 02157212345", "add 3-18 王强 2157212345"),
        ("/hu 加 3-18 王强13800003012", "add 3-18 王强 13800003012"),
        ("/hu 加 3-18 王强\n加 3-19 李勇", "!several-households:"),
        ("/hu 迁出 3-12 去世\n王建国 搬走", "!several-households:"),
        ("/hu 3-12\n", "show 3-12"),
        ("/hu 加 3-18", "!no-new-head:"),
        ("/hu 加 王强", "!no-place:"),
        ("/hu 加 3-18 王强 1380000301", "!bad-phone:1380000301"),
        ("/hu 加 3-18 王强 5", "!bad-household-change:5"),
        ("/hu 户主 3-12 王小明", "head 3-12 王小明"),
        ("/hu 户主 3-12 王建国 王小明 老人过世", "head 3-12 王建国 王小明|老人过世"),
        ("/hu 户主 王建国 王小明", "head name:王建国 王小明"),
        ("/hu 户主 3-12", "!no-new-head:"),
        ("/hu 户主 3-12 昨天 王小明", "head 3-12 王小明 @2026-11-27"),
        ("/hu 户主 3-12 昨天", "!head-is-day:昨天"),
        ("/hu 电话 3-12 13800003012", "phones 3-12 13800003012"),
        ("/hu 3-12 电话 13800003012", "phones 3-12 13800003012"),
        ("/hu 电话 3-12 加 13800003012", "phones 3-12 add 13800003012"),
        ("/hu 电话 3-12 删 13800003012 换号了", "phones 3-12 drop 13800003012|换号了"),
        ("/hu 电话 3-12 删 尾号3012", "phones 3-12 drop 3012"),
        ("/hu 电话 3-12 无", "phones 3-12"),
        ("/hu 电话 3-12", "!no-phone:"),
        ("/hu 电话 3-12 删", "!no-phone:"),
        ("/hu 电话 3-12 13800003", "!bad-phone:13800003"),
        ("/hu 电话 3-12 138000030123", "!bad-phone:138000030123 !no-phone:"),
        ("/hu 搬 3-12 3-20", "move 3-12 3-20"),
        ("/hu 搬家 王建国 3-20", "move name:王建国 3-20"),
        ("/hu 搬 3-12", "!no-place:"),
        ("/hu 搬 3-12 10014", "!no-place:10014"),
        ("/hu 迁出 3-12 去世", "leave 3-12|去世"),
        ("/hu 3-12 迁出 11月20日 老人去世，搬去上海", "leave 3-12 @2026-11-20|老人去世，搬去上海"),
        ("/hu 11月20日 迁出 3-12 去世", "leave 3-12 @2026-11-20|去世"),
        ("/hu 2026-11-20 3-12 迁出 去世", "leave 3-12 @2026-11-20|去世"),
        ("/hu 迁出 3-12 老人11月20日去世", "leave 3-12 @2026-11-20|老人11月20日去世"),
        ("/hu 迁出 3-12 上周六搬走", "leave 3-12 @2026-11-21|上周六搬走"),
        ("/hu 迁出 3-12 9.5 搬走", "leave 3-12 @2026-09-05|9.5 搬走"),
        ("/hu 迁出 3-12 11月20日 去世 11月20日", "leave 3-12 @2026-11-20|去世"),
        ("/hu 迁出 3-12 11月20日 去世 11月22日", "!two-days:11月22日"),
        ("/hu 迁出 3-12 昨天 上周六搬走", "!two-days:上周六"),
        ("/hu 迁出 3-12 11月20日或21日搬走", "!two-days:21日"),
        ("/hu 迁出 3-12 2月30日 去世", "!bad-day:2月30日"),
        ("/hu 迁出 3-12 去年就搬走了", "!bad-day:去年"),
        ("/hu 迁出 3-12 8月份搬走", "!bad-day:8月"),
        ("/hu 迁出 3-12 明天 搬走", "leave 3-12 @2026-11-29|搬走"),
        ("/hu 迁出 3-12 今天", "leave 3-12 @2026-11-28"),
        ("/hu 3-12 昨天", "!bad-household-change:3-12 昨天"),
        ("/hu 迁出 王建国 去世", "leave name:王建国|去世"),
        ("/hu 迁出 3-12", "leave 3-12"),
        ("/hu 迁出 3-12 3-13 搬走", "!several-households:3-13"),
        ("/hu 迁出 3-12 13800003012", "!bad-household-change:迁出 3-12 13800003012"),
        ("/hu 迁回 3-12", "return 3-12"),
        ("/hu 迁回 10014 3-22", "return code:10014 3-22"),
        ("/hu 分 3-12 3-21 王强", "split 3-12 3-21 王强"),
        ("/hu 分户 3-12 3-21 王强 13800003012", "split 3-12 3-21 王强 13800003012"),
        ("/hu 分 3-12 王强", "!no-place:"),
        ("/hu 并 3-12 3-13 结婚", "merge 3-12 3-13|结婚"),
        ("/hu 并 3-12 3-13 昨天结婚", "merge 3-12 3-13 @2026-11-27|昨天结婚"),
        ("/hu 并 3-12 结婚", "!no-other-household:"),
        ("/hu 并 3-12 3-13 3-14 结婚", "!several-households:3-14"),
    ],
)
def test_households(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize("text", ["搬 3-12 3-42", "3-12 搬 3-42", "3-12 3-42 搬", "3-12搬到3-42"])
def test_the_verb_may_stand_anywhere_among_the_places(text: str) -> None:
    assert understood(f"/hu {text}") == understood("/hu 搬 3-12 3-42")


@pytest.mark.parametrize(
    "text", ["电话 3-12 删 尾号3012", "电话 3-12 删3012", "电话 3-12 删掉 3012", "3-12 电话删3012"]
)
def test_a_number_goes_by_its_last_digits(text: str) -> None:
    assert understood(f"/hu {text}") == understood("/hu 电话 3-12 删 3012")
    assert "3012" in understood(f"/hu {text}")
    assert not understood(f"/hu {text}").startswith("!")


@pytest.mark.parametrize("name", ["他儿子", "王建国的儿子", "待定", "小明妈妈", "王强、李红"])
def test_a_head_has_a_name(name: str) -> None:
    assert understood(f"/hu 户主 3-12 {name}").startswith("!no-new-head")


@pytest.mark.parametrize("said", ["王小明", "改为王小明", "换成王小明", "变更为王小明"])
def test_what_leads_to_the_new_head_is_no_part_of_the_name(said: str) -> None:
    assert understood(f"/hu 户主 3-12 {said}") == understood("/hu 户主 3-12 王小明")


@pytest.mark.parametrize("said", ["2-5—2-8", "2-5–2-8", "2-5～8", "2-5-2-8"])
def test_a_range_is_written_out_by_whatever_stands_between(said: str) -> None:
    assert written_out(said) == "2-5、2-6、2-7、2-8"
