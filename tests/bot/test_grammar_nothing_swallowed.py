"""Nothing that looks like an argument is swallowed by a reason, and nothing is a default that could be a number."""

from __future__ import annotations

import pytest

from tests.bot.village import understood

SEVERAL_ENTRIES = [
    ("/kou 1-6 垃圾 2 没分类\n/jia 1-7 献血 2", "-1 1-6|垃圾|2|没分类 / +1 1-7|献血|2|"),
    ("/jia 1-8 献血 2\n/kou 1-9 垃圾 2 没分类", "+1 1-8|献血|2| / -1 1-9|垃圾|2|没分类"),
    ("/kou 1-10 垃圾 2 没分类\n/kou 1-11 垃圾 1 没扎", "-1 1-10|垃圾|2|没分类 / 1-11|垃圾|1|没扎"),
    ("/kou 1-10 垃圾 2 没分类\n扣 1-11 垃圾 1 没扎", "-1 1-10|垃圾|2|没分类 / 1-11|垃圾|1|没扎"),
    ("/kou 1-1 垃圾 2 没分类\n/jia 1-2 献血\n1-3 献血", "-1 1-1|垃圾|2|没分类 / +1 1-2|献血|| / +1 1-3|献血||"),
    ("/kou 2-13 垃圾 2 没分类；2-14 垃圾 1 没扎", "-1 2-13|垃圾|2|没分类 / 2-14|垃圾|1|没扎"),
    ("/kou\n1、1-12 环2 1 堆物\n2、1-13 环2 1 堆物", "-1 1-12|环2|1|堆物 / 1-13|环2|1|堆物"),
    ("/kou\n1. 1-13 环2 1 堆物", "-1 1-13|环2|1|堆物"),
    ("/kou\n① 王建国 环2 1 堆物", "-1 name:王建国|环2|1|堆物"),
    ("/kou 王建国 垃圾 2 没分类；李秀芳 垃圾 1 没扎", "-1 name:王建国|垃圾|2|没分类 / name:李秀芳|垃圾|1|没扎"),
    ("/kou 2-5 2-6 垃圾 2 没分类", "-1 2-5|垃圾|2|没分类 / 2-6|垃圾|2|没分类"),
    ("/kou 王建国、李秀芳 垃圾 2 没分类", "-1 name:王建国|垃圾|2|没分类 / name:李秀芳|垃圾|2|没分类"),
    ("/kou 王建国和李秀芳 环2 1 堆物", "-1 name:王建国|环2|1|堆物 / name:李秀芳|环2|1|堆物"),
    ("/kou 3-12和3-13 环2 1 堆物", "-1 3-12|环2|1|堆物 / 3-13|环2|1|堆物"),
    ("/kou 3组李秀芳 环2 1 堆物", "-1 name:李秀芳|环2|1|堆物"),
    ("/kou 3-12 王建国 环2 1 堆物", "-1 3-12|环2|1|堆物"),
    ("/kou 1_14 环2 1 堆物", "-1 1-14|环2|1|堆物"),
    ("/kou 3队12号 环2 1 堆物", "-1 3-12|环2|1|堆物"),
    ("/kou 3-12 乱跑 养鸡 环3", "-1 3-12|环3||乱跑"),
]
NAMED = [
    ("/kou 2-3 垃圾2 2-4 垃圾2 没分类", "!two-households@1:2-4"),
    ("/kou 2-13 环2 1 堆物，2-14 也堆", "!two-households@1:2-14"),
    ("/kou 2-13 环2 1 堆物2-14也堆", "!two-households@1:2-14"),
    ("/kou 2-5~2-8 垃圾 2 没分类", "!household-range@1:2-5~2-8"),
    ("/kou 2-5到2-8 垃圾 2 没分类", "!household-range@1:2-5到2-8"),
    ("/kou 2-5至8 垃圾 2 没分类", "!household-range@1:2-5至8"),
    ("/kou 2-7,8,9 环2 1 堆物", "!household-range@1:2-7,8,9"),
    ("/kou 2-8 9 10 垃圾 没分类", "!household-range@1:2-8 9 10"),
    ("/kou 2-7,8 环2 1 堆物", "!household-range@1:2-7,8"),
    ("/kou 2-11 垃圾 1 环2 1 没分类堆物", "!two-items@1:环2"),
    ("/kou 13800003012 环2 2 堆物", "!whole-phone@1:13800003012 !no-household@1"),
    ("/cha 3-12\n3-13\n/kou 3-12 环2 1 堆物", "!other-command@1:/kou"),
    ("/kou 3-12 环2 1 堆物\n/che 3 记错", "!other-command@2:/che"),
    ("/che 12 手滑\n/che 13 手滑", "!other-command@1:/che"),
    ("王芳你看\n/kou 3-12 环2 1 堆物", "!command-not-first@1:/kou"),
    ("昨天 /fou 3-12 否2 打架", "!command-not-first@1:/fou"),
    ("11月20日 /hu 迁出 3-12 买房", "!command-not-first@1:/hu"),
    ("/che 12 13 手滑", "!two-numbers@1:13"),
    ("/che 12和13 手滑", "!two-numbers@1:和13"),
    ("/che #12~15 手滑", "!two-numbers@1:~15"),
    ("/kou 王建国 垃圾 2 没分类，李秀芳 垃圾 1 没扎", "!two-households@1:李秀芳"),
    ("/kou 2-11 垃圾 1 养鸡 2 散养", "!two-items@1:养鸡"),
    ("/kou 2-11 环2 1 堆物 2 没扫", "!two-points@1:2"),
    ("/kou 2-11 环2 1分 堆物 扣2分", "!two-points@1:扣2分"),
    ("/kou 2-11 环2 1 堆物 1.5", "!bad-day@1:1.5"),
    ("/kou 2-11 环2 1 9/5 堆物", "!bad-day@1:9/5"),
    ("/kou 2-11 环2 1 上上个月 堆物", "!bad-day@1:上上个月"),
    ("/kou 2-11 环2 1 月底 堆物", "!bad-day@1:月底"),
    ("/kou 2-11 环225号 堆物", "!unclear-points@1:环225号"),
    ("/kou 0组5、6、7号 环2 1 堆物", "!household-range@1:0组5、6、7号"),
    ("/yi 准 情况属实 5", "!no-case@1"),
    ("/yi 准 5 3分 2", "!two-points@1:2"),
    ("/yi 准 5 情况 2", "!unclear-points@1:2"),
    ("/shen 准 1 献血 半", "!unclear-points@1:半"),
    ("/jie 免 3-12 上个月 出门", "!not-this-round@1:上个月"),
    (f"/{'记' * 21} 3-12", f"!unknown-command@1:/{'记' * 21}"),
]
SLIPS = [
    "扣 1-14 环2 1 堆物",
    "kou 1-14 环2 1 堆物",
    "、扣 1-14 环2 1 堆物",
    "\\kou 1-14 环2 1 堆物",
    "//kou 1-14 环2 1 堆物",
    "@jifen_bot /kou 1-14 环2 1 堆物",
    "@jifen_bot kou 1-14 环2 1 堆物",
    "\ufeff/kou 1-14 环2 1 堆物",
    "\u200b／kou 1-14 环2 1 堆物",
    "扣1-14 环2 1 堆物",
]
NO_AMOUNTS = {
    "半分": "half-points@1:半分",
    "三点五分": "half-points@1:三点五分",
    "若干分": "half-points@1:若干分",
    "1/2": "half-points@1:1/2",
    "½": "half-points@1:½",
    "50%": "half-points@1:50%",
    "1e3": "half-points@1:1e3",
    "1-2分": "half-points@1:1-2分",
    "5~8分": "half-points@1:5~8分",
    "12345678901234567890": "half-points@1:12345678901234567890",
    "两三分": "bad-points@1:两三分",
    "一二分": "bad-points@1:一二分",
    "2分半": "half-points@1:2分半",
    "1,5": "half-points@1:1,5",
    "1.5": "bad-points@1:1.5",
    "2 3": "half-points@1:2 3",
    "l": "half-points@1:l",
    "O": "half-points@1:O",
    "1O": "half-points@1:1O",
    "l分": "half-points@1:l分",
    "0": "bad-points@1:0",
}
AMOUNTS = {"3.": 3, "三": 3, "叁分": 3, "十": 10, "大概2分": 2, "2分儿": 2, "③": 3, "约3分": 3, "十二分": 12, "拾": 10}
DAYS = [
    ("昨天 3-8 垃圾 2 没分类", "3-8|垃圾|2|没分类|11.27"),
    ("3-9 垃圾 2 上周五 没分类", "3-9|垃圾|2|没分类|11.20"),
    ("3-9 垃圾 2 大前天 没分类", "3-9|垃圾|2|没分类|11.25"),
    ("3-9 垃圾 2 25号 没分类", "3-9|垃圾|2|没分类|11.25"),
    ("3-9 垃圾 2 11.20 没分类", "3-9|垃圾|2|没分类|11.20"),
    ("3-9 垃圾 2 11/20 没分类", "3-9|垃圾|2|没分类|11.20"),
    ("3-9 垃圾 2 2026-11-20 没分类", "3-9|垃圾|2|没分类|11.20"),
    ("3-9 志2 2 10月20日 献血", "3-9|志2|2|献血|10.20"),
    ("3-6 垃圾 2 12月5日 没分类", "3-6|垃圾|2|没分类|12.5"),
    ("3-9 垃圾 2 本周日 没分类", "3-9|垃圾|2|没分类|11.29"),
    ("3-9 垃圾 昨天没分类", "3-9|垃圾||昨天没分类|11.27"),
]
NO_DAYS = [
    ("3-6 垃圾 2 11月31日 没分类", "!bad-day@1:11月31日"),
    ("3-6 垃圾 2 13月5日 没分类", "!bad-day@1:13月5日"),
    ("3-6 垃圾 2 32号 没分类", "!bad-day@1:32号"),
    ("3-6 垃圾 2 昨天到11月20日 没分类", "!two-days@1:11月20日"),
]
REASONS = [
    "门口堆了3袋垃圾",
    "扔了2次",
    "晚上8点扔",
    "3号楼后面",
    "第二次了",
    "十分脏",
    "一起堆的",
    "三轮车乱停",
    "下午2点半",
    "和3-13吵架",
    "堆了2-3天",
    "2次堆物",
    "劝了3次不听，罚款200元",
    "离3-13 近",
    "电话 13800138000",
    "去年也这样",
    "罚款 200",
    "上次扣2分没改",
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_ENTRIES)
def test_several_entries_of_one_message_are_all_read(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_was_not_read_stops_the_line_and_is_named(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize("text", SLIPS)
def test_what_is_plainly_a_command_is_one(text: str) -> None:
    assert understood(text) == "-1 1-14|环2|1|堆物"


@pytest.mark.parametrize(("typed", "expected"), NO_AMOUNTS.items())
def test_no_spelling_of_a_number_becomes_the_full_points(typed: str, expected: str) -> None:
    assert understood(f"/kou 4-8 环2 {typed} 堆物") == f"!{expected}"


@pytest.mark.parametrize(("typed", "points"), AMOUNTS.items())
def test_a_whole_number_is_read_however_it_is_written(typed: str, points: int) -> None:
    assert understood(f"/kou 4-8 环2 {typed} 堆物") == f"-1 4-8|环2|{points}|堆物"


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_the_day_that_is_written_is_the_day_of_the_entry(text: str, expected: str) -> None:
    assert understood(f"/kou {text}") == f"-1 {expected}"


@pytest.mark.parametrize(("text", "expected"), NO_DAYS)
def test_a_day_that_cannot_be_stops_the_line(text: str, expected: str) -> None:
    assert understood(f"/kou {text}") == expected


def test_one_of_two_days_is_asked_for() -> None:
    assert understood("/kou 3-6 垃圾 2 昨天 11月20日 没分类") == "-1 3-6|垃圾|2|没分类|昨天 11.27?11月20日 11.20"


@pytest.mark.parametrize("reason", REASONS)
def test_reasons_are_made_of_many_things(reason: str) -> None:
    assert understood(f"/kou 3-6 环2 1 {reason}") == f"-1 3-6|环2|1|{reason}"


def test_a_form_keeps_what_was_written() -> None:
    assert understood("/shen 3-7 献血 11月20日") == "claim 3-7|献血||献血 11月20日|11.20"
