"""``jifen platform``: the tables of the town's environment platform, in both directions, with their photos."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.platform.column_map import SAMPLE, ColumnMap, MapError, MappedItem, parse_map, read_map
from domain.model.photo import PhotoState
from tests.contract.desk import Desk
from tests.contract.sheets import september
from tests.sms.village import BOOK, QINWANG, Village, at
from tests.web.pictures import taken

HEADER = "问题编号,村,组,门牌,户主,日期,检查人,类别,扣分,描述,整改前,整改后"
MAP = """
[columns]
record = "问题编号"
unit = "村"
group = "组"
number = "门牌"
head = "户主"
day = "日期"
officer = "检查人"
item = "类别"
points = "扣分"
reason = "描述"
before = "整改前"
after = "整改后"

[items]
"垃圾乱堆" = "环4"
"房前脏乱" = { item = "环2", points = 3 }
"""
GROUP, NOW = "telegram:-100", at("2026-09-20 10:00")


class Export:
    """A table and photos that came from the platform, in a folder, and the command line."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.file, self.map, self.photos = folder / "平台.csv", folder / "对照.toml", folder / "照片"
        self.photos.mkdir()
        self.map.write_text(MAP, "utf-8")

    def write(self, *rows: str) -> None:
        self.file.write_text("\n".join([HEADER, *rows]) + "\n", "gb18030")

    def command(self, *options: str) -> list[str]:
        return ["platform", "import", str(self.file), "--map", str(self.map), *options]

    def imports(self, *rows: str, options: tuple[str, ...] = ()) -> str:
        """Import what must be accepted, with its photos; the summary."""
        self.write(*rows)
        return self.desk.says(*self.command("--photos", str(self.photos), *options)).strip()

    def refused(self, *rows: str, options: tuple[str, ...] = ()) -> list[str]:
        """Import what must be refused; what is wrong with it. Nothing of it was recorded."""
        before = self.entries()
        self.write(*rows)
        result = self.desk.run(*self.command(*options))
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert self.entries() == before
        return result.stderr.splitlines()

    def entries(self) -> list[dict[str, Any]]:
        return self.desk.lists("entries", QINWANG)


@pytest.fixture
def export(desk: Desk, tmp_path: Path) -> Export:
    desk.tell(september)
    return Export(desk, tmp_path)


def test_two_records_alike_in_one_table_are_told_by_their_rows(export: Export) -> None:
    rows = [f"P-{number},秦望村,3,1,王建国,2026-09-18,陈国强,垃圾乱堆,2,门口,," for number in (1, 2)]
    told = "第 3 行：表里前面有一行，同一户、同一天也是 环4，确实要记两次请加 --again。"
    assert export.refused(*rows) == [told]
    assert export.imports(*rows, options=("--again",)) == "记分 2 条，整改 0 条"


async def gathered(village: Village) -> None:
    """The officers have a group."""
    village.now = NOW
    async with village.transactions.writing() as store:
        (officer, *_) = await store.officers.of_unit(QINWANG)
        await store.officers.bind(GROUP, QINWANG, officer.id, village.now)


def test_what_the_platform_found_is_scored_with_its_photo(export: Export) -> None:
    (export.photos / "IMG_1.JPG").write_bytes(taken(size=(60, 40)))
    said = export.imports("A-1,秦望村,3,1,王建国,2026/9/8 10:23:00,陈国强,垃圾乱堆,2,门口两袋,img_1.jpg,")
    assert said == "记分 1 条，整改 0 条"
    (entry,) = export.entries()
    assert (entry["item"], entry["points"], entry["officer"], entry["reason"]) == ("环4", -2, "陈国强", "门口两袋")
    assert entry["evidence"]
    export.desk.says("audit")


def test_before_and_after_close_a_deductions_rectification(export: Export) -> None:
    export.desk.go_on(gathered)
    for name, colour in (("前.jpg", 1), ("后1.jpg", 2), ("后2.jpg", 3)):
        (export.photos / name).write_bytes(taken(size=(60, 40 + colour)))
    row = "A-1,秦望,3,1,王建国,2026-09-08,陈国强,垃圾乱堆,2,门口两袋,前.jpg,后1.jpg；后2.jpg"
    assert export.imports(row) == "记分 1 条，整改 1 条"
    assert export.imports(row) == "记分 0 条，整改 0 条，以前导入过 1 条"
    export.desk.go_on(shows_one_rectification)


async def shows_one_rectification(village: Village) -> None:
    village.now = NOW
    async with village.transactions.reading() as store:
        rectified = (await store.rectifications.of_entries([1]))[1]
        assert len(await store.evidence.photos(rectified.wanted.evidence_id)) == 2
    assert await village.count("outbox", f"target = '{GROUP}'") == 1


def test_what_may_be_given_back_waits_for_another_officer_in_the_group(desk: Desk, tmp_path: Path) -> None:
    book = BOOK.read_text("utf-8").replace("rectify_percent = 0 ", "rectify_percent = 50 ")
    desk.use_book(tmp_path / "book.toml", book)
    desk.tell(september)
    desk.go_on(gathered)
    export = Export(desk, tmp_path)
    (export.photos / "后.jpg").write_bytes(taken(size=(60, 40)))
    row = "A-1,秦望村,3,1,王建国,2026-09-08,陈国强,垃圾乱堆,4,,,"
    export.imports(row)
    said = export.imports(f"{row}后.jpg")
    assert said == "记分 0 条，整改 1 条（其中 1 条可退分，要另一位考核人员在群里点“确认退还”），以前导入过 1 条"
    assert [entry["points"] for entry in export.entries()] == [-4]


def test_a_kind_may_have_its_points_in_the_map(export: Export) -> None:
    export.imports("A-1,秦望村,3,2,,9月8日,陈国强,房前脏乱,,,,", "A-2,秦望村,3,1,,20260909,陈国强,环5,1,,,")
    assert [(entry["item"], entry["points"]) for entry in export.entries()] == [("环2", -3), ("环5", -1)]


def test_every_bad_row_is_named_and_nothing_is_recorded(export: Export) -> None:
    (export.photos / "a.jpg").write_bytes(b"no photo")
    lines = export.refused(
        "A-1,秦望村,3,1,王建国,2026-09-08,陈国强,垃圾乱堆,2,,没有.jpg,a.jpg",
        "A-1,秦望村,3,2,,2026-09-08,陈国强,垃圾乱堆,2,,,",
        "A-3,东村,3,2,,2026-09-08,陈国强,垃圾乱堆,2,,,",
        "A-4,秦望村,3,2,,哪天,陈国强,垃圾乱堆,2,,,",
        "A-5,秦望村,3,9,,2026-09-30,陈国强,没听说过,2,,,",
        "A-6,秦望村,3,9,,2026-09-10,张三,没听说过,2,,,",
        "A-7,秦望村,3,1,,2026-09-10,陈国强,垃圾乱堆,,,http://x/1.jpg,",
        ",秦望村,3,1,,2026-09-10,陈国强,垃圾乱堆,9,,,",
        "#77,秦望村,3,1,,2026-09-10,陈国强,垃圾乱堆,1,,,",
        "A-8,秦望村,3,3,,2026-09-10,周美华,垃圾乱堆,1,,,",
        options=("--photos", str(export.photos)),
    )
    assert lines == [
        "第 2 行：照片“没有.jpg”不在文件夹里；“a.jpg”不是能看的照片（要 JPEG、PNG 或 HEIC）。",
        "第 3 行：问题编号 A-1 与第 2 行重复。",
        "第 4 行：没有“东村”这个单位，请写 12 位代码或村名。",
        "第 5 行：日期“哪天”看不懂，请写成 2026-09-20。",
        "第 6 行：9月30日还没到，不能记。",
        (
            "第 7 行：不知道“没听说过”是哪一项，请在 --map 的 [items] 里写上；本村没有 3 组 9 号 这一户；"
            "本村没有叫“张三”的考核员，受邀的人要先用邀请码加入。"
        ),
        (
            "第 8 行：照片写的是网址“http://x/1.jpg”，请先下载到文件夹里，再写文件名；"
            "没写环4几分，请写上，或在 --map 的 [items] 里写每次几分。"
        ),
        "第 9 行：没写问题编号。",
        "第 10 行：本村没有 #77 这条记分。",
        "第 11 行：是考核员周美华自己家，要别人来看。",
    ]


def test_a_record_that_says_something_else_than_before_is_told(export: Export) -> None:
    export.imports("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,,,")
    assert export.refused("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,3,,,") == [
        "第 2 行：环4 上次导入的是9月8日扣 2 分（#1），要改请先撤销它。"
    ]
    assert export.refused("A-1,秦望村,3,2,,2026-09-08,陈国强,垃圾乱堆,2,,,") == [
        "第 2 行：环4 上次导入的是另一户或另一项（#1），要改请先撤销它。"
    ]


def test_photos_need_their_folder(export: Export) -> None:
    row = "A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,,前.jpg,"
    assert export.refused(row) == ["第 2 行：写了照片“前.jpg”，请加 --photos 照片文件夹。"]


def test_trying_out_stores_nothing(export: Export, tmp_path: Path) -> None:
    (export.photos / "前.jpg").write_bytes(taken(size=(60, 40)))
    said = export.imports("A-1,秦望村,3,1,,2026.9.8,陈国强,垃圾乱堆,2,,前.jpg,", options=("--dry-run",))
    assert said == "记分 1 条，整改 0 条（试运行，没有存入）"
    assert export.entries() == []
    assert not list((tmp_path / "data").rglob("evidence/*/*"))


def test_a_table_without_columns_of_the_map_says_which(export: Export) -> None:
    export.file.write_text("问题编号,日期,类别,组\nA-1,2026-09-08,环4,3\n", "utf-8")
    (line,) = export.desk.run(*export.command()).stderr.splitlines()
    assert "没有这些列：村、门牌、户主" in line


def test_our_own_entries_go_out_and_come_back_put_right(export: Export, tmp_path: Path) -> None:
    (export.photos / "前.jpg").write_bytes(taken(size=(60, 40)))
    export.imports("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,,前.jpg,")
    export.desk.go_on(scores_by_hand)
    out, photos = tmp_path / "给平台.csv", tmp_path / "给平台的照片"
    result = export.desk.run(
        *("platform", "export", "秦望村", str(out), "--map", str(export.map), "--photos", str(photos))
    )
    assert result.stderr.strip() == "注意：对照里没有这一项，或是加回的分，没有导出：#3"
    assert result.stdout.strip() == "已写出秦望村 2 条，照片 1 张"
    assert [file.name for file in photos.iterdir()] == ["1-前1.jpg"]
    with out.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows == [
        HEADER.split(","),
        ["A-1", "秦望村", "3", "1", "王建国", "2026-09-08", "陈国强", "垃圾乱堆", "2", "考核表", "1-前1.jpg", ""],
        ["#2", "秦望村", "3", "2", "李秀芳", "2026-09-20", "陈国强", "房前脏乱", "3", "脏", "", ""],
    ]
    (photos / "后.jpg").write_bytes(taken(size=(60, 50)))
    rows[2][-1] = "后.jpg"
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(back := tmp_path / "回来.xlsx")
    said = export.desk.says("platform", "import", str(back), "--map", str(export.map), "--photos", str(photos))
    assert said.strip() == "记分 0 条，整改 1 条，以前导入过 2 条"


def test_entries_whose_photo_was_not_kept_are_named(export: Export, tmp_path: Path) -> None:
    async def is_lost(village: Village) -> None:
        async with village.transactions.writing() as store:
            await store.evidence.settle(1, PhotoState.LOST, None, None, "gone")

    (export.photos / "前.jpg").write_bytes(taken(size=(60, 40)))
    export.imports("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,,前.jpg,")
    export.desk.go_on(is_lost)
    folder = ("--photos", str(tmp_path / "照片二"))
    result = export.desk.run("platform", "export", "秦望村", str(tmp_path / "x.csv"), "--map", str(export.map), *folder)
    assert result.stderr.strip() == "注意：有照片没有留住、已删去或还在取，不在里面：#1"


async def scores_by_hand(village: Village) -> None:
    village.now = NOW
    async with village.transactions.writing() as store:
        (officer, *_) = await store.officers.of_unit(QINWANG)
        (home,) = await store.roster.by_head(QINWANG, "李秀芳")
    village.assessor = officer
    await village.record(home, "环2", -3, "脏")
    await village.record(home, "志2", 2, "献血")


def test_an_unknown_round_is_not_exported(export: Export, tmp_path: Path) -> None:
    out = str(tmp_path / "x.csv")
    said = export.desk.refuses("platform", "export", "秦望村", out, "--map", str(export.map), "--round", "2026-05")
    assert said == "秦望村没有 2026-05 这一轮。"


def test_the_sample_is_a_map(desk: Desk, tmp_path: Path) -> None:
    assert desk.says("platform", "map") == SAMPLE.read_text("utf-8")
    desk.says("platform", "map", str(tmp_path / "对照.toml"))
    assert read_map(tmp_path / "对照.toml").word("环4") == "垃圾未分类"


GOOD: dict[str, Any] = {"columns": {"record": "编号", "code": "户码", "day": "日期", "item": "类别"}}


def test_a_map_says_what_the_columns_are() -> None:
    said = GOOD | {"items": {"脏": "环2", "乱": {"item": "环4", "points": 2}}}
    assert parse_map(said) == ColumnMap(GOOD["columns"], {"脏": MappedItem("环2"), "乱": MappedItem("环4", 2)})


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"column": {}}, "不认识“column”，只能有 [columns] 和 [items]"),
        ({"columns": 3}, "columns 要写成 [columns] 一段"),
        ({"columns": {"recrod": "编号"}}, "[columns] 里不认识“recrod”，是不是 record？"),
        ({"columns": {"record": ""}}, "[columns] 里 record 要写列名"),
        ({"columns": {"record": "编号", "day": "日期"}}, "[columns] 里缺 item、code（或 group 和 number，或 place）"),
        (
            {"columns": GOOD["columns"] | {"place": "门牌", "number": "号"}},
            "[columns] 里有 place（组和号在一列），就不要再写 number",
        ),
        ({"columns": GOOD["columns"] | {"head": "户码"}}, "[columns] 里“户码”写了两次"),
        (
            GOOD | {"items": {"脏": 3}},
            '[items] 里“脏”要写成 "环4" 或 { item = "环4", points = 2 }',
        ),
        (GOOD | {"items": {"脏": {"item": "环4", "points": 0}}}, "[items] 里“脏”的 points 要写 1 到 9999 的数"),
    ],
)
def test_a_map_that_cannot_be_used_says_why(said: dict[str, Any], problem: str) -> None:
    with pytest.raises(MapError) as stop:
        parse_map(said)
    assert str(stop.value) == problem


def test_a_map_file_that_cannot_be_read_says_why(export: Export) -> None:
    export.map.write_text("[columns", "utf-8")
    (line,) = export.refused("A-1,秦望村,3,1,,2026-09-08,陈国强,垃圾乱堆,2,,,")
    assert line.startswith("对照.toml：不是对的 TOML（")
    export.map.unlink()
    assert export.refused("A-1") == ["对照.toml：这个文件读不了"]


def test_a_village_by_its_whole_name_and_a_number_that_a_spreadsheet_cut(export: Export) -> None:
    row = "A-1,张堰镇秦望村村民委员会,第三村民小组,1号,王建国,2026-09-08,陈国强,垃圾乱堆,2,门口,,"
    assert export.refused(row.replace("A-1", "2.02609E+11")) == [
        "第 2 行：问题编号被表格软件写成了 2.02609E+11，请把这一列设成文本再填。"
    ]
    assert export.imports(row) == "记分 1 条，整改 0 条"
