"""``jifen backup`` and ``jifen restore``: everything goes and comes back, between both kinds of database."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.copies import photos
from domain.claims import Form, file
from domain.entry import Source
from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village, at

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
        number, _ = await store.evidence.keep("unique", "file", village.now)
        await store.evidence.settle(number, "kept", DIGEST, len(PHOTO))
        form = Form(wang, "献血", None, "志2", Source.CHAT, "form", evidence_id=number)
        await file(store, village.town, form, village.now)
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
    assert moved.says("restore", str(copy)).endswith("1 张照片。请再运行 jifen audit 核对。\n")
    assert everything(moved) == before
    assert moved.says("audit").startswith("核对无误")
    assert photos.read(tmp_path / "elsewhere" / "evidence", DIGEST) == PHOTO


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
    content = bytearray(copy.read_bytes())
    content[len(content) // 3] ^= 1
    copy.write_bytes(content)


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


def come_from_another_version(copy: Path) -> None:
    forge(copy, lambda _, content: content.replace(b"0001_first.sql", b"0001_other.sql"))


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
        come_from_another_version,
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
