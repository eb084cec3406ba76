"""One entry a line: households, items, points and reasons in all the ways that people type them."""

from __future__ import annotations

import pytest

from bot.commands import GRAMMAR
from bot.grammar.records import LogEntries
from tests.bot.village import Village, understood

HOUSEHOLDS = [
    ("10014", "code:10014"),
    ("１００１４", "code:10014"),
    ("户码10014", "code:10014"),
    ("户码 10014", "code:10014"),
    ("户码：10014", "code:10014"),
    ("3-12", "3-12"),
    ("３－１２", "3-12"),
    ("3—12", "3-12"),
    ("3–12", "3-12"),
    ("3-12号", "3-12"),
    ("03-012", "3-12"),
    ("3组12号", "3-12"),
    ("3组12", "3-12"),
    ("３组１２号", "3-12"),
    ("3組12號", "3-12"),
    ("三组12号", "3-12"),
    ("三组十二号", "3-12"),
    ("第三组第12号", "3-12"),
    ("3组 12号", "3-12"),
    ("3 组 12 号", "3-12"),
    ("3组12户", "3-12"),
    ("十二组3号", "12-3"),
    ("王建国", "name:王建国"),
    ("王建国家", "name:王建国"),
    ("王建國", "name:王建国"),
    ("王建", "name:王建"),
    ("欧阳文华", "name:欧阳文华"),
    ("王健国", "name:王健国"),
    ("阿卜杜热合曼买买提", "name:阿卜杜热合曼买买提"),
    ("阿依古丽·买买提", "name:阿依古丽·买买提"),
    ("阿依古丽•买买提", "name:阿依古丽·买买提"),
    ("阿依古丽.买买提", "name:阿依古丽·买买提"),
    ("阿依古丽・买买提家", "name:阿依古丽·买买提"),
    ("尾号1234", "tail:1234"),
    ("尾号 1234", "tail:1234"),
    ("尾号：1234", "tail:1234"),
    ("手机尾号1234", "tail:1234"),
    ("尾號１２３４", "tail:1234"),
]
ITEMS = [
    ("环4", "环4"),
    ("環4", "环4"),
    ("环４", "环4"),
    ("环 4", "环4"),
    ("环四", "环4"),
    ("h4", "环4"),
    ("H4", "环4"),
    ("Ｈ４", "环4"),
    ("h 4", "环4"),
    ("h04", "环4"),
    ("w5", "文5"),
    ("Z2", "志2"),
    ("环11", "环11"),
    ("环99", "环99"),
    ("垃圾", "垃圾"),
    ("垃圾分类", "垃圾分类"),
    ("違建", "违建"),
    ("邻里和谐", "邻里和谐"),
]
POINTS = [
    ("2", "2"),
    ("２", "2"),
    ("②", "2"),
    ("2分", "2"),
    ("２分", "2"),
    ("2 分", "2"),
    ("两分", "2"),
    ("二分", "2"),
    ("兩分", "2"),
    ("十二分", "12"),
    ("扣2分", "2"),
    ("减2分", "2"),
    ("扣2", "2"),
    ("扣十分", "10"),
    ("-2", "2"),
    ("－2", "2"),
    ("-2分", "2"),
    ("02", "2"),
    ("120", "120"),
    ("1", "1"),
]


@pytest.mark.parametrize(("typed", "household"), HOUSEHOLDS)
def test_a_household_may_be_named_in_many_ways(typed: str, household: str) -> None:
    expected = f"-1 {household}|环4|2|没扔"
    assert understood(f"/kou {typed} 环4 2 没扔") == expected
    assert understood(f"/kou 环4 {typed} 2 没扔") == expected
    assert understood(f"/kou 环4 2 {typed} 没扔") == expected
    assert understood(f"/kou {typed}，环4，2，没扔") == expected
    assert understood(f"/cha {typed}") == f"card {household}"


@pytest.mark.parametrize(("typed", "item"), ITEMS)
def test_an_item_may_be_named_in_many_ways(typed: str, item: str) -> None:
    expected = f"-1 3-12|{item}|2|没扔"
    assert understood(f"/kou 3-12 {typed} 2分 没扔") == expected
    assert understood(f"/kou {typed} 3-12 2分 没扔") == expected
    assert understood(f"/kou 2分 {typed} 3-12 没扔") == expected
    assert understood(f"/gui {typed}") == f"rules {item}"


@pytest.mark.parametrize(("typed", "points"), POINTS)
def test_points_may_be_written_in_many_ways(typed: str, points: str) -> None:
    expected = f"-1 3-12|环4|{points}|没扔"
    assert understood(f"/kou 3-12 环4 {typed} 没扔") == expected
    assert understood(f"/kou {typed} 3-12 环4 没扔") == expected
    assert understood(f"/kou 3-12 环4 没扔 {typed}") == expected
    assert understood(f"/kou 没扔 环4 {typed} 3-12") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-12垃圾2分", "3-12|垃圾|2|"),
        ("3-12垃圾2", "3-12|垃圾|2|"),
        ("3组12号环4", "3-12|环4||"),
        ("3组12环4", "3-12|环4||"),
        ("3组12号环4 2", "3-12|环4|2|"),
        ("王建国垃圾2分", "name:王建国|垃圾|2|"),
        ("王建国2分垃圾", "name:王建国|垃圾|2|"),
        ("垃圾王建国2分", "name:王建国|垃圾|2|"),
        ("10014垃圾2分", "code:10014|垃圾|2|"),
        ("10014环4", "code:10014|环4||"),
        ("3-12h4", "3-12|环4||"),
        ("3-12垃圾没分类2分", "3-12|垃圾|2|没分类"),
        ("3-12 垃圾2 没分类", "3-12|垃圾|2|没分类"),
        ("3-12 垃圾2分没分类", "3-12|垃圾|2|没分类"),
        ("3-12垃圾2分没分类", "3-12|垃圾|2|没分类"),
        ("3-12 垃圾 没分类2分", "3-12|垃圾|2|没分类"),
        ("3-12 献血加2分", "3-12|献血|2|"),
        ("3-12 鸡鸭3只散养 2", "3-12|鸡鸭|2|3只散养"),
        ("3-12献血2天", "3-12|献血||2天"),
        ("王建国献血", "name:王建国|献血||"),
        ("王建国2分垃圾没分类", "name:王建国|垃圾|2|没分类"),
        ("王建国垃圾没分类2分", "name:王建国|垃圾|2|没分类"),
        ("3-12 环4没分类", "3-12|环4||没分类"),
        ("3-12没分类 环4 2", "3-12|环4|2|没分类"),
        ("3-12 环4 2分没分类", "3-12|环4|2|没分类"),
        ("3-12 环4 2没扔", "3-12|环4|2|没扔"),
        ("3-12垃圾2没扔", "3-12|垃圾|2|没扔"),
        ("尾号1234垃圾2分", "tail:1234|垃圾|2|"),
    ],
)
def test_what_was_glued_with_one_thumb_comes_apart(text: str, expected: str) -> None:
    assert understood(f"/加 {text}") == f"+1 {expected}"
    assert understood(f"/加{text}") == f"+1 {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A number inside the reason stays there.
        ("3-12 垃圾 门口堆了3袋垃圾 2 天", "3-12|垃圾||门口堆了3袋垃圾 2 天"),
        ("3-12 环4 1 门口堆了 3 袋垃圾", "3-12|环4|1|门口堆了 3 袋垃圾"),
        ("3-12 环4 1 第 2 次", "3-12|环4|1|第 2 次"),
        ("3-12 环4 1 8月12日晚8点30分", "3-12|环4|1|8月12日晚8点30分|8.12"),
        ("3-12 环4 昨晚8点30分", "3-12|环4||昨晚8点30分|11.27"),
        ("3-12 环4 电话 13800138000", "3-12|环4||电话 13800138000"),
        ("3-12 环4 2 罚了50000元", "3-12|环4|2|罚了50000元"),
        ("3-12 环4 两人在场", "3-12|环4||两人在场"),
        ("3-12 环4 2 分类不清", "3-12|环4|2|分类不清"),
        ("3-12 环4 2分钟没人管", "3-12|环4||2分钟没人管"),
        ("3-12 环4 十分脏乱", "3-12|环4||十分脏乱"),
        # Once all is said, the rest is the reason, whatever it looks like.
        ("3-12 环4 2 王建国 没扔", "3-12|环4|2|王建国 没扔"),
        ("3-12 环4 2 和3-13 共用的门口", "3-12|环4|2|和3-13 共用的门口"),
        ("3-12 环4 2 3 袋没扔", "3-12|环4|2|3 袋没扔"),
        ("3-12 环4 2 垃圾", "3-12|环4|2|垃圾"),
        # A reason in front or in the middle.
        ("没扔 3-12 环4 2", "3-12|环4|2|没扔"),
        ("没扔 2 环4 3-12", "3-12|环4|2|没扔"),
        ("3-12 没扔 环4 2", "3-12|环4|2|没扔"),
        ("3-12 没扔 环4 2分", "3-12|环4|2|没扔"),
        ("环4 没扔 3-12", "3-12|环4||没扔"),
        ("昨天 又没扔 王建国 垃圾 2", "name:王建国|垃圾|2|又没扔|11.27"),
        ("垃圾 没分 3-12 环4 2", "3-12|环4|2|垃圾 没分"),
        ("辱骂 3-12 的邻居 文5", "3-12|文5||辱骂 的邻居"),
        # An exact form beats a name; the name stays in the reason.
        ("3-12 王建国 环4 2 没扔", "3-12|环4|2|没扔"),
        ("王建国 3-12 环4 2 没扔", "3-12|环4|2|没扔"),
        ("3-12 垃圾 环4 2 没扔", "3-12|环4|2|垃圾 没扔"),
        ("3-12 环4 垃圾 2 天没清", "3-12|环4||垃圾 2 天没清"),
        # Points that end the line.
        ("3-12 环4 没分类扣2分", "3-12|环4|2|没分类"),
        ("3-12 环4 没分类2分", "3-12|环4|2|没分类"),
        ("3-12 环4 没分类，扣2分。", "3-12|环4|2|没分类"),
        # The wording is the person's own.
        ("3-12 环4 2 ＡＢＣ，没扔！", "3-12|环4|2|ＡＢＣ，没扔！"),
        ("3-12 环4 2 垃圾沒分類。", "3-12|环4|2|垃圾沒分類。"),
        ("3-12 环4 2 没扔  两袋；很脏", "3-12|环4|2|没扔  两袋；很脏"),
        ("3-12 环4 2 👍🏻", "3-12|环4|2|👍🏻"),
        ("3-12 环4 2 没扔❤️", "3-12|环4|2|没扔❤️"),
        ("3-12\u200b 环4 2 没扔", "3-12|环4|2|没扔"),
        # A shorter head's name is never cut out of a longer name.
        ("王建军 环4 2 没扔", "name:王建军|环4|2|没扔"),
        # A name that is also an ordinary word.
        ("高兴 环4 2 没扔", "name:高兴|环4|2|没扔"),
        ("3-12 环4 2 高兴 了", "3-12|环4|2|高兴 了"),
    ],
)
def test_the_reason_is_what_is_left_over(text: str, expected: str) -> None:
    assert understood(f"/kou {text}") == f"-1 {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/kou", "!no-arguments@1:kou"),
        ("/jia   ", "!no-arguments@1:jia"),
        ("/fou", "!no-arguments@1:fou"),
        ("/cha", "!no-household@1"),
        ("/kou 3-12 环4 2", "!no-reason@1"),
        ("/kou 3-12 环4", "!no-reason@1"),
        ("/kou 3-12 王建国 环4 2", "!no-reason@1"),
        ("/fou 3-12 否2", "!no-reason@1"),
        ("/kou 环4 2 没扔", "!no-household@1"),
        ("/jia 志1", "!no-household@1"),
        ("/jia 3-12", "!no-item@1"),
        ("/jia 3-12 乐色 2", "!no-item@1:乐色"),
        ("/kou 3-12 乐色 2 没扔", "!no-item@1:乐色"),
        ("/kou 3-12 2", "!no-item@1 !no-reason@1"),
        ("/kou 2", "!no-household@1 !no-item@1 !no-reason@1"),
        ("/kou 3-12 环4 2 3-13 门口", "!two-households@1:3-13"),
        ("/kou 3-12 环4 2 环5 也不好", "!two-items@1:环5"),
        ("/kou 3-12 环4 上次扣2分 又犯", "!unclear-points@1:扣2分"),
        ("/kou 没扔 3-12 和 3-13 环4", "!two-households@1:3-13"),
        ("/jia 3-12 志1 1 3-13", "!two-households@1:3-13"),
        ("/cha 3-12 3-13", "!several-households@1:3-13"),
        ("/kou 3-12 环4 环5 2 没扔", "!two-items@1:环5"),
        ("/kou 3-12 环4 0 没扔", "!bad-points@1:0"),
        ("/kou 3-12 环4 0分 没扔", "!bad-points@1:0分"),
        ("/kou 3-12 环4 121 没扔", "!bad-points@1:121"),
        ("/kou 3-12 环4 2000 没扔", "!bad-points@1:2000"),
        ("/kou 3-12 环4 2.5 没扔", "!bad-points@1:2.5"),
        ("/kou 3-12 环4 2.5分 没扔", "!bad-points@1:2.5分"),
        ("/kou 3-12 环4 ２．５ 没扔", "!bad-points@1:２．５"),
        ("/kou 3-12 环4 没扔 200分", "!bad-points@1:200分"),
        ("/kou 3-12 环4 3 袋没扔 2分", "!two-points@1:2分"),
        ("/kou 3-12 环4 没扔 2分 又犯", "!unclear-points@1:2分"),
        ("/kou 3-12 环4 2那里", "!unclear-points@1:2那里"),
        ("/kou 3-12垃圾2那里", "!unclear-points@1:2那里"),
        ("/kou 3-12 环4 十分 脏乱", "!unclear-points@1:十分"),
        ("/kou 没扔 3-12 2 又犯 环4", "!unclear-points@1:2"),
        ("/kou 没扔 3-12 昨天 环4 按 环5 说的", "!two-items@1:环5"),
    ],
)
def test_what_would_be_a_guess_is_a_mistake(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/fou 3-12 秸秆 在田头烧了", "veto 3-12|秸秆||在田头烧了"),
        ("/fou 秸秆 王建国 在田头烧了 2 亩", "veto name:王建国|秸秆||在田头烧了 2 亩"),
        ("/fou 3-12 f2 2 亩", "veto 3-12|否2||2 亩"),
        ("/fou 3-12 否2 烧了\n两次", "veto 3-12|否2||烧了\n两次"),
        ("/fou\n3-12 否2 烧了", "veto 3-12|否2||烧了"),
    ],
)
def test_a_veto_has_a_reason_and_no_points(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/jia\n3-12 志1\n3-13 志2 1", "+1 3-12|志1|| / 3-13|志2|1|"),
        ("/jia 3-12 志1\n3-13 志2 1", "+1 3-12|志1|| / 3-13|志2|1|"),
        ("/jia\r\n3-12 志1\r\n\r\n3-13 志2", "+1 3-12|志1|| / 3-13|志2||"),
        ("/加\n　\n3-12志1\n\n王建国 献血\n", "+1 3-12|志1|| / name:王建国|献血||"),
        ("/kou\n3-12 环4 2 没扔\n3-13 环4 2", "!no-reason@3"),
        ("/kou 3-12 环4 2\n\n乱写", "!no-reason@1 !no-household@3 !no-item@3:乱写"),
        ("/jia" + "\n3-12 志1" * 31, "!too-many-lines@32:30"),
        ("/jia 3-12 志1\n3-12 志1 " + "扫，" * 200, "!line-too-long@2:400"),
        ("/kou " + "1；" * 2000, "!line-too-long@1:400"),
        ("/fou 3-12 秸秆 " + "烧 " * 2000, "!line-too-long@1:400"),
        ("3-12 垃圾 2 " + "没 " * 2000, "!line-too-long@1:400"),
        ("3-12 垃圾 -2 没分\n3-13 垃圾 -1 " + "没分，" * 200, "!line-too-long@2:400"),
        ("3-12垃圾没分类，" + "没分，" * 200 + "扣2分", "!line-too-long@1:400"),
        ("王建国家垃圾没分类扣2分，" + "没分，" * 200, "!line-too-long@1:400"),
        ("今天开会，" * 200 + "扣2分", "chat"),
        ("3-12 的老人家" + "说了很多，" * 200, "chat"),
        ("昨天 /kou 3-12 环4 2 没扔\n3-13 环4 1 没扔", "-1 3-12|环4|2|没扔|11.27 / 3-13|环4|1|没扔|11.27"),
        ("检查 /kou 3-12 环4 2 昨天没扔\n3-13 环4 1 没扔", "-1 3-12|环4|2|昨天没扔|11.27 / 3-13|环4|1|没扔"),
        ("3-12 /kou 环4 2 昨天没扔\n3-13 环4 1 没扔", "-1 3-12|环4|2|昨天没扔|11.27 / 3-13|环4|1|没扔"),
    ],
)
def test_every_line_is_an_entry(text: str, expected: str) -> None:
    assert understood(text) == expected


def test_thirty_lines_are_not_too_many() -> None:
    assert understood("/jia" + "\n3-12 志1" * 30).count("志1") == 30


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("/kou 3-12 环4 +2 没扔", -1),
        ("/kou 3-12 环4 加2分 没扔", -1),
        ("/jia 3-12 环4 -2", 1),
        ("/jia 3-12 环4 扣2分", 1),
    ],
)
def test_points_with_the_other_sign_are_known_as_such(text: str, sign: int) -> None:
    command = GRAMMAR.parse(text, Village(), "jifen_bot")
    assert isinstance(command, LogEntries)
    assert [(line.sign, line.points, line.against) for line in command.lines] == [(sign, 2, True)]
