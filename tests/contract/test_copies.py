"""``jifen backup`` and ``jifen restore``: everything goes and comes back, between both kinds of database."""

from __future__ import annotations

import asyncio
import hashlib
import json
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.backup.backup import write_backup
from bot import photo_folder as photos
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, file
from domain.mall.redeeming import RedemptionRequest, reserve
from domain.mall.stock import Restock, stock_up
from domain.model.entry import Source
from domain.model.photo import Part, PhotoState
from storage.copying import SqlCopy
from storage.database import Database
from storage.migrate import apply_missing, known
from tests.contract.desk import Desk
from tests.contract.rows import add_unit
from tests.contract.test_migrations import columns_of_models
from tests.keys import KEY
from tests.sms.village import QINWANG, WANG, Village, at
from text.codes import make

PHOTO = b"a photo"
DIGEST = hashlib.sha256(PHOTO).hexdigest()


async def july(village: Village) -> None:
    """An entry, its reversal, a veto, a notice that a villager refused, a paper form with its photo."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    mistake = await village.record(wang, "环4", -3, "=1+1\n'引号'；😀")
    await village.take_back(mistake.entry_id, "记错户")
    await village.veto(li, "酒驾")
    await village.text("退订", WANG)
    async with village.transactions.writing() as store:
        number, _ = await store.evidence.keep(Part("unique", "file"), village.now)
        await store.evidence.settle(number, PhotoState.KEPT, DIGEST, len(PHOTO))
        form = ClaimForm(wang, "献血", None, "志2", Source.CHAT, "form", evidence_id=number)
        unwrap(await file(village.work(store), None, form))
    village.now = at("2026-08-02 09:30")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with something to keep."""
    desk.tell(july)
    desk.says("standings", QINWANG)
    photos.store(tmp_path / "data" / "evidence", DIGEST, PHOTO)
    return desk


@pytest.fixture
def empty(
    desk: Desk, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Desk]:
    """Moves on to an empty database of the other kind, with a data folder of its own."""
    other = "postgres_url" if desk.url.startswith("sqlite") else "sqlite_url"
    url = request.getfixturevalue(other)
    return lambda: Desk(url, tmp_path / "elsewhere", monkeypatch)


def everything(desk: Desk) -> list[str]:
    """All that the reading commands say."""
    return [desk.says("standings", QINWANG, "--format", "json"), desk.says("entries", QINWANG, "--format", "json")]


def test_a_town_moves_to_the_other_kind_of_database(
    full: Desk, empty: Callable[[], Desk], copy: Path, tmp_path: Path
) -> None:
    before = everything(full)
    assert full.says("backup", str(copy)).startswith("已备份：")
    moved = empty()
    assert moved.says("restore", str(copy)).endswith("1 张照片。\n核对无误：10 个单位，2 户，3 条记分，2 个得分。\n")
    assert everything(moved) == before
    assert photos.read(tmp_path / "elsewhere" / "evidence", DIGEST) == PHOTO


def test_a_message_that_was_deleted_is_missed_after_a_restore_as_well(
    desk: Desk, empty: Callable[[], Desk], copy: Path
) -> None:
    async def texts(village: Village) -> None:
        await village.household("王秀英", WANG)
        for _ in range(3):
            await village.text("积分", WANG)

    desk.tell(texts)
    desk.tamper("DELETE FROM inbox WHERE id = (SELECT MAX(id) - 1 FROM inbox)")
    desk.says("backup", str(copy))
    moved = empty()
    assert "收件箱 2026-07-06 短信的条数" in moved.run("restore", str(copy)).stdout
    assert "收件箱 2026-07-06 短信的条数" in moved.run("audit").stdout


def test_no_text_with_two_names_is_missed_after_a_restore(desk: Desk, empty: Callable[[], Desk], copy: Path) -> None:
    async def texts(village: Village) -> None:
        async with village.transactions.writing() as store:
            for sid in ("SM1", "6:SM2"):
                assert await store.inbox.take("sms", sid, village.now)
                assert await store.inbox.name("sms", sid, f"also {sid}", village.now)

    desk.tell(texts)
    desk.says("backup", str(copy))
    moved = empty()
    moved.says("restore", str(copy))
    assert moved.says("audit").startswith("核对无误")


def test_life_goes_on_after_a_restore(full: Desk, empty: Callable[[], Desk], copy: Path) -> None:
    full.says("backup", str(copy))
    moved = empty()
    moved.says("restore", str(copy))
    moved.says("officers", "invite", "--unit", QINWANG, "--role", "assessor", "--name", "新人")
    assert moved.says("officers", "list").count("新人") == 1


def test_a_backup_of_a_restored_town_is_the_same(full: Desk, empty: Callable[[], Desk], copy: Path) -> None:
    full.says("backup", str(copy))
    moved = empty()
    moved.says("restore", str(copy))
    again = copy.with_name("again")
    moved.says("backup", str(again))
    with ZipFile(copy) as one, ZipFile(again) as other:
        tables = [json.loads(archive.read("manifest.json"))["tables"] for archive in (one, other)]
    assert tables[0] == tables[1]


def test_a_backup_is_for_its_owner_alone(full: Desk, copy: Path) -> None:
    full.says("backup", str(copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(full: Desk, copy: Path) -> None:
    copy.write_text("precious")
    assert full.refuses("backup", str(copy)) == f"{copy}：已经有这个文件，请换一个名字"
    assert copy.read_text() == "precious"


def test_a_backup_that_fails_leaves_nothing(full: Desk, copy: Path) -> None:
    assert full.refuses("backup", str(copy / "nowhere")).startswith(f"{copy / 'nowhere'}：")
    assert not list(copy.parent.glob(".*part"))


def test_a_photo_that_is_gone_is_told(full: Desk, copy: Path, tmp_path: Path) -> None:
    photos.place(tmp_path / "data" / "evidence", DIGEST).write_bytes(b"something else")
    result = full.run("backup", str(copy))
    assert result.exit_code == 0
    assert result.stderr.startswith("注意：有 1 张照片")


def test_a_town_that_has_anything_is_not_overwritten(full: Desk, copy: Path) -> None:
    full.says("backup", str(copy))
    before = everything(full)
    assert full.refuses("restore", str(copy)) == f"{copy}：数据库里已有数据，只能恢复到空的数据库"
    assert everything(full) == before


def cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-100])


def flip_a_bit(copy: Path) -> None:
    """In the middle of what the largest part holds: the archive's own fields have bits that nobody reads."""
    with ZipFile(copy) as archive:
        largest = max(archive.infolist(), key=lambda part: part.compress_size)
    content = bytearray(copy.read_bytes())
    begins = largest.header_offset + _LOCAL_HEADER + len(largest.filename.encode())
    content[begins + largest.compress_size // 2] ^= 1
    copy.write_bytes(content)


_LOCAL_HEADER = 30
"""Bytes before the name of a part; none of ours has extra fields."""


def write_nonsense(copy: Path) -> None:
    copy.write_text("nonsense")


def forge(copy: Path, change: Callable[[str, bytes], bytes | None], *more: str) -> None:
    """Write the zip anew, each part changed or (None) left out."""
    with ZipFile(copy) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with ZipFile(copy, "w") as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
        for name in more:
            archive.writestr(name, b"")


def change_an_entry(copy: Path) -> None:
    forge(copy, lambda name, content: content.replace(b"-3", b"-1") if "entries" in name else content)


def leave_out_a_table(copy: Path) -> None:
    forge(copy, lambda name, content: None if "accounts" in name else content)


def slip_in_a_file(copy: Path) -> None:
    forge(copy, lambda _, content: content, "../../etc/passwd")


def come_from_a_later_version(copy: Path) -> None:
    forge(copy, lambda _, content: content.replace(b"0001_first.sql", b"9001_later.sql"))


def come_from_an_earlier_version(copy: Path) -> None:
    """Fits no database that has this version's tables already."""
    last = known("sqlite")[-1].name.encode()
    forge(copy, lambda _, content: content.replace(b',\n  "' + last + b'"', b""))


def name_a_photo_badly(copy: Path) -> None:
    forge(copy, lambda _, content: content.replace(DIGEST.encode(), b"../" + DIGEST[3:].encode()))


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        flip_a_bit,
        write_nonsense,
        change_an_entry,
        leave_out_a_table,
        slip_in_a_file,
        come_from_a_later_version,
        come_from_an_earlier_version,
        name_a_photo_badly,
        Path.unlink,
    ],
)
def test_what_is_damaged_is_refused_and_changes_nothing(
    full: Desk, empty: Callable[[], Desk], copy: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    full.says("backup", str(copy))
    damage(copy)
    moved = empty()
    assert moved.refuses("restore", str(copy)).startswith(f"{copy}：")
    assert not (tmp_path / "elsewhere").exists()
    assert moved.says("audit") == "核对无误：0 个单位，0 户，0 条记分，0 个得分。\n"


def test_a_restore_makes_its_own_tables(
    full: Desk, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.says("backup", str(copy))
    before = everything(full)
    fresh = Desk(f"sqlite://{tmp_path}/new/town.db", tmp_path / "elsewhere", monkeypatch)
    fresh.says("restore", str(copy))
    assert everything(fresh) == before


async def shop(village: Village) -> None:
    """Goods, bought with the points of a month that is final, and reserved for a household."""
    wang = await village.household("王秀英", WANG)
    village.now = at("2026-08-20 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        shop = village.work(store, "shop")
        rice = unwrap(await stock_up(shop, village.assessor, Restock("大米", 60, 20)))
        wish = RedemptionRequest(wang, rice, 1, village.assessor)
        unwrap(await reserve(shop, wish, lambda: make(1234567)))


def test_the_mall_comes_back(desk: Desk, empty: Callable[[], Desk], copy: Path) -> None:
    desk.tell(shop)
    before = [desk.says("goods", "list", QINWANG), *everything(desk)]
    desk.says("backup", str(copy))
    moved = empty()
    assert "核对无误" in moved.says("restore", str(copy))
    assert [moved.says("goods", "list", QINWANG), *everything(moved)] == before


async def test_every_table_is_copied_and_comes_after_those_it_refers_to(database: Database) -> None:
    async with database.reading() as connection:
        tables = list(await SqlCopy(connection).tables())
    assert set(tables) == {column[0] for column in columns_of_models()}
    assert tables.index("units") < tables.index("households") < tables.index("entries") < tables.index("sealed_entries")


async def test_both_databases_copy_in_the_same_order(sqlite_database: Database, postgres_database: Database) -> None:
    async with sqlite_database.reading() as one, postgres_database.reading() as other:
        assert list((await SqlCopy(one).tables()).items()) == list((await SqlCopy(other).tables()).items())


def test_the_code_printed_with_a_backup_tells_whether_it_is_the_same(
    full: Desk, empty: Callable[[], Desk], copy: Path
) -> None:
    printed = full.says("backup", str(copy)).strip()[-64:]
    moved = empty()
    assert moved.refuses("restore", str(copy), "--sha256", "0" * 64) == f"{copy}：这不是当时的那份备份：校验码对不上"
    assert "核对无误" in moved.says("restore", str(copy), "--sha256", printed)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A backup as the program made it before claims had photos, without a table that it had forgotten."""
    copy = tmp_path / "older"
    asyncio.run(_make_older(f"sqlite://{tmp_path}/older.db", copy))

    def forget(name: str, content: bytes) -> bytes | None:
        if name == "manifest.json":
            manifest = json.loads(content)
            del manifest["tables"]["goods"]
            return json.dumps(manifest).encode()
        return None if "goods" in name else content

    forge(copy, forget)
    return copy


async def _make_older(url: str, copy: Path) -> None:
    database = await Database.open(url, KEY)
    try:
        async with database.transaction() as connection:
            await apply_missing(connection, [file for file in known("sqlite") if file.name < "0010"])
            await add_unit(connection)
        async with database.reading() as connection:
            await write_backup(connection, copy, copy.parent, at("2026-08-02 09:30"))
    finally:
        await database.close()


def test_a_backup_of_the_version_before_is_brought_up_to_this_one(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Desk(f"sqlite://{tmp_path}/new/town.db", tmp_path / "elsewhere", monkeypatch)
    result = fresh.run("restore", str(older))
    assert result.exit_code == 0, result.output
    assert "没有备份这些表：goods" in result.stderr
    assert fresh.says("audit").startswith("核对无误：1 个单位")


def test_a_database_of_the_version_before_is_backed_up_by_that_version(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody reads that the town is gone."""
    before = Desk(f"sqlite://{tmp_path}/older.db", tmp_path / "elsewhere", monkeypatch)
    wanted = "数据库是旧版本的程序建的，请先用旧版本备份，再运行 jifen init 升级"
    assert before.refuses("backup", str(tmp_path / "again")) == wanted
    assert before.refuses("restore", str(older)) == wanted
    assert before.refuses("standings", QINWANG) == wanted


def test_a_database_of_a_newer_version_is_backed_up_by_that_version(desk: Desk, copy: Path) -> None:
    desk.tell(july)
    desk.tamper("INSERT INTO migrations (name, hash) VALUES ('9999_later.sql', '')")
    assert desk.refuses("backup", str(copy)) == "数据库比程序新（有 9999_later.sql），请先更新程序"


def test_a_restored_town_that_is_not_right_is_told(full: Desk, empty: Callable[[], Desk], copy: Path) -> None:
    full.go_on(change_a_score)
    full.says("backup", str(copy))
    result = empty().run("restore", str(copy))
    assert result.exit_code == 1
    assert "已恢复" in result.stdout
    assert "处不符" in result.stderr


async def change_a_score(village: Village) -> None:
    """By hand, past the program."""
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE scores SET score = score - 1")
