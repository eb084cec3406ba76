"""Bad rulebook files: each is refused with its file, place and numbers, and all at once."""

from pathlib import Path

import pytest

from rules.loader import BookSource, load_town, parse, read
from rules.problems import Problem, RulebookRefused

TOWN = Path("rules/zhangyan-2024.toml").read_text(encoding="utf-8")
UNIT = "310116103208"


def problems(town: str, overlay: str = "") -> list[str]:
    with pytest.raises(RulebookRefused) as refused:
        parse(BookSource(town, overlay, "town.toml", "village.toml"))
    return str(refused.value).splitlines()


def edited(old: str, new: str) -> str:
    assert TOWN.count(old) == 1, old
    return TOWN.replace(old, new)


SUMS_AND_NAMES = [
    ("cap = 45", "cap = 44", "宅前屋后 上限写的是 44 分，各项加起来是 45 分"),
    ("total = 120", "total = 121", "total 总分写的是 121 分，各方面加起来是 120 分"),
    ('"畜禽"', '"垃圾"', "环4 别名「垃圾」和 环3 的重复了"),
    ('"畜禽"', '"环5"', "环3 别名「环5」和 环5 的重复了"),
    ('"畜禽"', '"环五"', "环3 别名「环五」和 环5 的重复了"),
    ('"畜禽"', '"H5"', "环3 别名「H5」和 环5 的重复了"),
    ('"畜禽"', '"秸秆"', "否2 别名「秸秆」和 环3 的重复了"),
    ('"畜禽"', '"無乱排污"', "环5 内容「无乱排污」和 环3 的重复了"),
    ('wording = "无乱排污"', 'wording = "无违章搭建"', "环5 内容「无违章搭建」和 环1 的重复了"),
    ('"环2" = [', '"秦2" = [', "秦2 细则里没有这一项，不能写 spoken"),
    ('"否2" = [', '"否9" = [', "否9 细则里没有这一项，不能写 spoken"),
    ('"彩钢"', '"彩 钢"', "spoken.环1 第 2 个 别名要是 1 到 12 个汉字或字母，不含空格和标点，现在是 「彩 钢」"),
    ('"彩钢"', '"垃圾"', "环1 spoken 里的「垃圾」已经是 环4 的名称，不用再写"),
    ('"彩钢"', '"违建"', "环1 spoken 里的「违建」已经是 环1 的名称，不用再写"),
    ('"彩钢"', '"搭棚"', "环1 spoken 里的「搭棚」写了两次"),
    ('name = "田间地头"', 'name = "美丽庭院"', "美丽庭院 方面名称写了两次"),
    ('name = "乡风文明"', 'name = "环境卫生"', "环境卫生 大类名称写了两次"),
    ('code = "310116103202"', 'code = "310116103201"', "310116103201 单位编号写了两次"),
    ('name = "桑园村"', 'name = "旧港村"', "旧港村 单位名称写了两次"),
    ('code = "310116103202"', 'code = "310116104202"', "桑园村 单位编号 310116104202 不以本镇的 310116103 开头"),
    ('"08:00"', '"20:00"', "policy quiet_before 要早于 quiet_after，不然整天都不能发短信"),
]

FIELDS = [
    ('points = 15, start = "full", ', 'start = "full", ', "环1.points 缺少这个字段"),
    ("points = 15", "points = 0", "环1.points 最小是 1，现在是 0"),
    ("points = 15", "points = -3", "环1.points 最小是 1，现在是 -3"),
    ("points = 15", "points = 1.5", "环1.points 要写整数，现在是 1.5"),
    ("points = 15", "points = true", "环1.points 要写整数，现在是 true"),
    ("points = 15", 'points = "15"', "环1.points 要写整数，现在是 「15」"),
    ('points = 15, start = "full"', 'points = 15, start = "half"', "环1.start 只能是 full 或 zero，现在是 「half」"),
    ("points = 15", "point = 15, points = 15", "环1.point 没有这个字段，请检查拼写"),
    ('aliases = ["违建", "违章", "搭建"]', 'aliases = "违建"', "环1.aliases 要写成列表 [ ]，现在是 「违建」"),
    ('"违建"', '""', "环1.aliases 第 1 个 别名要是 1 到 12 个汉字或字母，不含空格和标点，现在是 「」"),
    ('"违章"', '"违 章"', "环1.aliases 第 2 个 别名要是 1 到 12 个汉字或字母，不含空格和标点，现在是 「违 章」"),
    ('"违章"', '"12"', "环1.aliases 第 2 个 别名要是 1 到 12 个汉字或字母，不含空格和标点，现在是 「12」"),
    ('wording = "无乱排污"', 'wording = ""', "环5.wording 要写 1 到 60 个字，一行写完，前后不留空格，现在是 「」"),
    ("total = 120", 'total = "120"', "total 要写整数，现在是 「120」"),
    ("total = 120\n", "", "total 缺少这个字段"),
    ('round_length = "month"', 'round_length = "week"', "policy.round_length 只能是 month 或 quarter，现在是 「week」"),
    ("publicity_days = 7", "publicity_days = 99", "policy.publicity_days 最大是 60，现在是 99"),
    ("veto_confirmations = 2", "veto_confirmations = 1", "policy.veto_confirmations 最小是 2，现在是 1"),
    ("undo_hours = 24", "undo_ours = 24", "policy.undo_ours 没有这个字段，请检查拼写"),
    ('"08:00"', '"8点"', "policy.quiet_before 时间要写成 08:00 的样子，现在是 「8点」"),
    ('"20:00"', '"24:01"', "policy.quiet_after 时间要写成 08:00 的样子，现在是 「24:01」"),
    ('"张堰积分"', '"【张堰】"', "policy.signature 短信签名要是 2 到 8 个字，不含标点，现在是 「【张堰】」"),
    ('code = "310116103202"', 'code = "3101"', "3101.code 单位编号要是 12 位数字，现在是 「3101」"),
    ('code = "否1"', 'code = "罚1"', "罚1.code 否决项的编号要写成 否1 到 否99，现在是 「罚1」"),
]

CODES = ["环0", "环100", "环", "3", "h3", "环境3", "否4", "环3a", "环３"]

ILL_FORMED = [
    ("[policy", "第 1 行（文件末尾） 写法不对（不是 TOML 格式）"),
    ("total = 120\ntotal = 120", "第 2 行（文件末尾） 同一个字段写了两次"),
    ("[policy]\n[policy]\n", "第 2 行第 8 列 同一个表写了两次"),
    ("total 120\n", "第 1 行第 7 列 字段名后面要写等号"),
    ("\n环1 = 3\n", "第 2 行第 1 列 写法不对（不是 TOML 格式）"),
    ('name = "张堰\n', "第 1 行第 11 列 文字没有用引号收尾"),
    ("name = '张堰\ntown = 'x'", "第 1 行第 11 列 文字没有用引号收尾"),
    ("name = '张堰", "第 1 行（文件末尾） 文字没有用引号收尾"),
    ("units = [1 2]", "第 1 行第 12 列 列表没有写完，或少了逗号"),
    ("town = {code = 1 name = 2}", "第 1 行第 18 列 大括号没有写完，或少了逗号"),
    ("name = '张堰'\ntotal", "第 2 行（文件末尾） 字段名后面要写等号"),
]


@pytest.mark.parametrize(("old", "new", "says"), SUMS_AND_NAMES + FIELDS)
def test_one_fault_is_one_sentence(old: str, new: str, says: str) -> None:
    assert problems(edited(old, new)) == [f"town.toml {says}"]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_one_character_and_a_number(code: str) -> None:
    [line] = problems(edited('code = "环1"', f'code = "{code}"'))

    assert line.startswith(f"town.toml {code}.code 编号要写成")
    assert line.endswith(f"现在是 「{code}」")


@pytest.mark.parametrize(("town", "says"), ILL_FORMED)
def test_ill_formed_toml_is_told_with_its_line(town: str, says: str) -> None:
    assert problems(town) == [f"town.toml {says}"]


def test_what_has_no_name_is_told_by_its_number() -> None:
    assert "town.toml 宅前屋后.items 第 1 个.code 缺少这个字段" in problems(edited('code = "环1", ', ""))


def test_an_empty_file_lacks_everything() -> None:
    lacking = ("name", "town", "total", "units", "categories")

    assert problems("") == [f"town.toml {field} 缺少这个字段" for field in lacking]


def test_a_wrong_number_changes_both_sums() -> None:
    assert problems(edited("points = 15", "points = 14")) == [
        "town.toml 宅前屋后 上限写的是 45 分，各项加起来是 44 分",
        "town.toml total 总分写的是 120 分，各方面加起来是 119 分",
    ]


def test_all_faults_of_both_files_are_told_at_once() -> None:
    town = edited("cap = 45", "cap = 40").replace('"畜禽"', '"垃圾"')

    assert problems(town, 'total = 130\nremove = ["环99"]') == [
        "town.toml 宅前屋后 上限写的是 40 分，各项加起来是 45 分",
        "town.toml 环4 别名「垃圾」和 环3 的重复了",
        "village.toml 环99 镇细则里没有这一项，不能删改",
        "village.toml total 总分写的是 130 分，各方面加起来是 120 分",
    ]


def test_an_ill_formed_town_file_does_not_hide_the_overlay_s_faults() -> None:
    assert problems("total = ", "total = 0") == [
        "town.toml 第 1 行（文件末尾） 写法不对（不是 TOML 格式）",
        "village.toml total 最小是 1，现在是 0",
    ]


def test_an_ill_formed_town_without_overlays(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text("total = ", encoding="utf-8")

    with pytest.raises(RulebookRefused, match="第 1 行（文件末尾）"):
        load_town(path)


def test_a_missing_file(tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"

    with pytest.raises(RulebookRefused) as refused:
        load_town(missing)

    assert refused.value.problems == (Problem(str(missing), "", "找不到这个文件"),)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RulebookRefused, match="这个文件读不了"):
        read(tmp_path, None)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_bytes("# first\nname = '张堰'".encode("gb18030"))

    with pytest.raises(RulebookRefused) as refused:
        read(path, UNIT)

    assert refused.value.problems == (Problem(str(path), "第 2 行", "不是 UTF-8 编码，请另存为 UTF-8"),)


def test_a_town_tells_the_faults_of_all_its_files(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(edited("cap = 45", "cap = 44"), encoding="utf-8")
    overlays = tmp_path / "book"
    overlays.mkdir()
    (overlays / f"{UNIT}.toml").write_text("total = 7", encoding="utf-8")
    (overlays / "310116103209.toml").write_text("total = '7'", encoding="utf-8")
    (overlays / "310116103210.toml").write_bytes(b"\xff")
    (overlays / "秦望村.toml").write_text("total = 120", encoding="utf-8")

    with pytest.raises(RulebookRefused) as refused:
        load_town(path)

    told = {(Path(problem.file).name, problem.text) for problem in refused.value.problems}
    assert told == {
        ("book.toml", "上限写的是 44 分，各项加起来是 45 分"),
        (f"{UNIT}.toml", "总分写的是 7 分，各方面加起来是 120 分"),
        ("310116103209.toml", "要写整数，现在是 「7」"),
        ("310116103210.toml", "不是 UTF-8 编码，请另存为 UTF-8"),
        ("秦望村.toml", "文件名不是本镇的单位编号：秦望村"),
    }
    assert len(refused.value.problems) == len(told)
