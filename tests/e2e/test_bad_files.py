"""Wrong rosters, rulebooks and backups: told in plain lines, and nothing of them is stored."""

from __future__ import annotations

import asyncio
import io
import os
import re
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.e2e.support.launch import ROOT, Warm
from tests.e2e.support.product import Product
from tests.e2e.support.refusals import refused, refused_in_one_line
from tests.e2e.support.village import UNIT, write_roster

HEADER = "单位,组,号,户主,电话\n"
GOOD = f"{UNIT},1,1,王建国,13810010007\n"
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Product:
    """Initialised, and without a single household."""
    folder = tmp_path_factory.mktemp("product")
    product = Product(folder, warm, {"DATABASE_URL": f"sqlite://{folder}/jifen.db", "DATA_DIR": f"{folder}/data"})
    asyncio.run(product.ask("init"))
    return product


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("名册.txt", HEADER + GOOD)
    return file.getvalue()


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<sheet/>")
        archive.infolist()[0].file_size = 2_000 * MEGABYTE
    return file.getvalue()


NO_ROSTERS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "文件是空的"),
    "blank lines": (b"\n , ,\n\n", "文件是空的"),
    "a header alone": (HEADER.encode(), "表头下面一户也没有"),
    "a header alone, in GB18030": (HEADER.encode("gb18030"), "表头下面一户也没有"),
    "no header": (GOOD.encode(), "缺少这些列：单位、组、号、户主、电话"),
    "columns missing": (f"单位,组,户主\n{UNIT},1,王\n".encode(), "缺少这些列：号、电话"),
    "a column twice": (f"{HEADER[:-1]},电话\n{UNIT},1,1,王,,\n".encode(), "这些列有两个：电话"),
    "prose": ("请把名册发给我\n谢谢".encode(), "缺少这些列"),
    "a page of the web": (b"<html><table><tr><td>1</td></tr></table></html>", "这是网页，请另存为 xlsx 再试"),
    "JSON": (b'[{"head": 1}]', "缺少这些列"),
    "a NUL": ((HEADER + GOOD).encode().replace(b",1,", b",1\0,", 1), "看不懂文件的编码"),
    "an open quotation mark": (f'{HEADER}{UNIT},1,1,"王,\n'.encode(), "第 2 行的引号或格式不对"),
    "a zip": (_zip(), "压缩包"),
    "a zip cut off": (_zip()[:60], "这个文件读不了"),
    "a zip in name only": (b"PK\x03\x04" + b"junk" * 500, "这个文件读不了"),
    "a zip that would fill the memory": (_bomb(), "太大"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(500), "旧格式的 Excel"),
    "a PDF": (b"%PDF-1.7\n\xff\xfe\xfd", "这是pdf，不是表格"),
    "megabytes of noise": (Random(1).randbytes(10 * MEGABYTE), "看不懂文件的编码"),
    "megabytes in one cell": (b"a" * (10 * MEGABYTE), "第 1 行的引号或格式不对"),
    "megabytes of lines": (b"\n" * (10 * MEGABYTE), "太长"),
    "too many megabytes": (b"a" * (21 * MEGABYTE), "文件超过 20 MB"),
}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param(name, *case, id=f"{kind}: {what}")
        for kind, name in {"csv": "名册.csv", "xlsx": "名册.xlsx"}.items()
        for what, case in NO_ROSTERS.items()
        if kind == "csv" or len(case[0]) < MEGABYTE
    ],
)
async def test_what_is_no_roster(product: Product, tmp_path: Path, name: str, content: bytes, says: str) -> None:
    """What it holds decides, not what it is called."""
    file = _written(tmp_path / name, content)
    line = refused_in_one_line(await product.run("households", "import", str(file)))
    assert line.startswith(f"{name}：")
    assert says in line
    assert await product.ask_json("standings", UNIT) == []


PLACES = {"/": "这是文件夹", "/nowhere.csv": "没有这个文件", "/dev/zero": "文件超过", "/proc/self/mem": "读不了"}


@pytest.mark.parametrize(("place", "says"), [*PLACES.items(), ("名" * 200 + ".csv", "读不了")])
async def test_places_without_a_roster(product: Product, place: str, says: str) -> None:
    assert says in refused_in_one_line(await product.run("households", "import", place))


NOT_OURS = (
    ("households", "import"),
    ("entries", "import"),
    ("rules", "try", UNIT),
    ("platform", "import", "sheet.xlsx", "--map"),
    ("restore",),
)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("command", NOT_OURS, ids=" ".join)
async def test_a_file_that_is_not_ours_to_read(product: Product, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = _written(tmp_path / "名册.csv", (HEADER + GOOD).encode())
    file.chmod(0)
    assert re.search("没有权限|读不了", refused_in_one_line(await product.run(*command, str(file))))


BAD_ROWS = {
    f"{UNIT},1,1,王小明,": "第 3 行：1 组 1 号与第 2 行重复。",
    "没有村,1,2,张三,": "第 4 行：没有“没有村”这个单位。",
    ",,,,": "",
    f"{UNIT},一百万,0,,不知道": "第 6 行：组“一百万”不对，要写 1 到 9999 的数；号“0”不对，要写 1 到 9999 的数；"
    "没写户主；电话“不知道”不是电话号码。",
    f"{UNIT},1,4,李四,1381001": "第 7 行：电话“****01”不是电话号码。",
    f"{UNIT},1,{'9' * 400},李五,": f"第 8 行：号“{'9' * 20}…”不对，要写 1 到 9999 的数。",
    f"{UNIT},1,6,{'长' * 31},": "第 9 行：户主超过 30 个字。",
    f"{UNIT},1,7,李\x07六,": "第 10 行：户主不是姓名。",
    f"{UNIT},1,8,李七,1.38E+10": "第 11 行：电话被表格软件写成了 1.38E+10，请把这一列设成文本再填。",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
async def test_every_bad_row_is_named_and_none_is_stored(product: Product, tmp_path: Path, encoding: str) -> None:
    text = HEADER + GOOD + "\n".join(BAD_ROWS) + "\n"
    file = _written(tmp_path / "名册.csv", text.encode(encoding))
    for args in (["--dry-run"], []):
        done = await product.run("households", "import", str(file), *args)
        assert refused(done) == [line for line in BAD_ROWS.values() if line]
    assert await product.ask_json("standings", UNIT) == []


WRONG_BOOK = {
    "name = ": 'nmae = "错"\nname = ',
    "total = 120": "total = 119",
    "cap = 45": "cap = 44",
}


async def test_everything_wrong_with_the_rulebooks_is_told_at_once(product: Product, tmp_path: Path) -> None:
    """With the file, the item and the numbers; the town's and a village's."""
    book, folder = tmp_path / "book.toml", tmp_path / "book"
    _spoil_books(book, folder)
    for command in (["init"], ["audit"], ["standings", UNIT], ["serve"]):
        lines = refused(await product.run(*command, settings={"RULEBOOK": str(book)}))
        assert f"{book} nmae 没有这个字段，请检查拼写" in lines
        assert f"{folder}/310116103203.toml 环99 镇细则里没有这一项，不能删改" in lines or "没有这个字段" in lines[0]
        assert all(line.startswith(str(tmp_path)) for line in lines)


BOOKS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "total 缺少这个字段"),
    "not TOML": (b"<rules/>", "第 1 行第 1 列 写法不对（不是 TOML 格式）"),
    "not text": (b"name = '\xff\xfe'", "第 1 行 不是 UTF-8 编码"),
    "an open quotation mark": ('name = "积分'.encode(), "文字没有用引号收尾"),
    "deep": (b"a = " + b"[" * 5_000, "括号套得太深"),
    "a number for a name": (b"name = 7", "name 要写文字（加引号），现在是 7"),
}


@pytest.mark.parametrize(("content", "says"), [pytest.param(*case, id=name) for name, case in BOOKS.items()])
async def test_what_is_no_rulebook(product: Product, tmp_path: Path, content: bytes, says: str) -> None:
    book = _written(tmp_path / "book.toml", content)
    lines = refused(await product.run("init", settings={"RULEBOOK": str(book)}))
    assert any(line.startswith(str(book)) and says in line for line in lines)


NO_BACKUPS = {
    "empty": b"",
    "noise": Random(2).randbytes(5_000),
    "another zip": _zip(),
    "a bomb": _bomb(),
    "a database": b"SQLite format 3\0" + bytes(500),
}


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in NO_BACKUPS.items()])
async def test_what_is_no_backup(product: Product, tmp_path: Path, content: bytes) -> None:
    file = _written(tmp_path / "backup.zip", content)
    settings = {"DATABASE_URL": f"sqlite://{tmp_path}/new.db"}
    line = refused_in_one_line(await product.run("restore", str(file), settings=settings))
    assert line == f"{file}：不是积分的备份文件，或已损坏"


async def test_a_damaged_backup_restores_nothing(product: Product, tmp_path: Path) -> None:
    """Cut off anywhere, or with any one byte changed."""
    whole = tmp_path / "whole.zip"
    await product.ask("backup", str(whole))
    content = _content(whole)
    for at in Random(3).sample(range(len(content)), 6):
        new = {"DATABASE_URL": f"sqlite://{tmp_path}/{at}.db"}
        flipped = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        for damaged in (content[:at], flipped):
            done = await product.run("restore", str(_written(tmp_path / "damaged.zip", damaged)), settings=new)
            if damaged is flipped and done.code == 0:
                continue  # a byte without meaning, such as a time in the zip's directory
            refused_in_one_line(done)
            assert (await product.run("audit", settings=new)).code == 1, "there is no database"


BACKUP_PLACES = ["/nowhere/backup.zip", "/dev/full", "/dev/null/backup.zip", "/proc/backup.zip", "名" * 200]


@pytest.mark.parametrize("place", BACKUP_PLACES)
async def test_a_backup_to_where_nothing_can_be_written(product: Product, place: str) -> None:
    line = refused_in_one_line(await product.run("backup", place))
    assert line.startswith(f"{place}：")
    assert not any("A" <= letter <= "z" for letter in line.removeprefix(place)), "the system's words, not ours"


async def test_a_backup_takes_the_place_of_nothing(product: Product, tmp_path: Path) -> None:
    file = _written(tmp_path / "backup.zip", b"precious")
    assert "已经有这个文件" in refused_in_one_line(await product.run("backup", str(file)))
    assert _content(file) == b"precious"


async def test_a_backup_is_restored_into_an_empty_database_only(warm: Warm, tmp_path: Path) -> None:
    product = Product(tmp_path, warm, {"DATABASE_URL": f"sqlite://{tmp_path}/jifen.db", "DATA_DIR": f"{tmp_path}/data"})
    await product.ask("init")
    await product.ask("households", "import", str(write_roster(tmp_path / "名册.csv")))
    await product.ask("backup", str(tmp_path / "backup.zip"))
    before = await product.ask_json("standings", UNIT)
    assert "已有数据" in refused_in_one_line(await product.run("restore", str(tmp_path / "backup.zip")))
    assert await product.ask_json("standings", UNIT) == before


def _spoil_books(book: Path, folder: Path) -> None:
    text = (ROOT / "rules/zhangyan-2024.toml").read_text()
    for right, wrong in WRONG_BOOK.items():
        assert right in text
        text = text.replace(right, wrong, 1)
    book.write_text(text)
    folder.mkdir()
    (folder / "310116103203.toml").write_text('total = 120\nremove = ["环99"]\n')
    (folder / "999.toml").write_text("total = 120\n")


def _written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _content(file: Path) -> bytes:
    return file.read_bytes()
