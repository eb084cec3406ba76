"""Who opens the database without the key reads no number; whoever has the key sees no difference."""

from __future__ import annotations

import asyncio
import base64
import stat
from pathlib import Path

import pytest

from domain.boundary import unwrap
from domain.households.changing import change
from domain.households.wanted import Wanted, WantedKind
from domain.model.delivery import Draft, Queue
from storage import rekeying
from storage.cipher import Cipher, new_key
from storage.copying import SqlCopy
from storage.database import Database
from storage.engine.hiding import NoKeyError
from tests.contract.desk import Desk
from tests.keys import KEY, key_file
from tests.sms.village import QINWANG, WANG, Village

SON = "+8613800003012"
WRITTEN = "献血 我儿子电话138 0000 3012 家里021-57212345"
SAID = (WANG.removeprefix("+86"), "13800003012", "138 0000 3012", "021-57212345")
OTHER = Cipher(new_key())


async def spoken(village: Village) -> None:
    """Numbers come in by every door, also as the name of an officer whose platform knows people by their numbers."""
    home, boy = await village.household("王秀英", WANG), await village.household("王小明", SON)
    for text in ("积分", "退订", "网页", f"申报 {WRITTEN}", "兑 1"):
        await village.text(text, WANG)
    await village.text("积分", "+8613800009999")
    async with village.transactions.writing() as store:
        await store.officers.join(village.assessor.id, "wecom:13800003012", village.now)
        wanted = Wanted(WantedKind.PHONES, village.now.date(), household=boy.id, phones=(SON, "+862157212345"))
        unwrap(await change(village.work(store), village.assessor, wanted))
        await store.households.add_kin(home.id, [boy.id])
        assert await store.inbox.take("chat", "wecom:5", village.now, place="wecom:13800003012:5")
        await store.post.post([Draft(Queue.CHAT, "wecom:13800003012", {}, "chat:wecom:5:0")], village.now)


async def stored(database: Database) -> str:
    """Everything in every table, as it is stored."""
    async with database.reading() as connection:
        copy = SqlCopy(connection)
        rows = [
            row
            for table, key in (await copy.tables()).items()
            async for row in copy.rows(table, key, await copy.columns(table))
        ]
    return "\n".join(str(cell) for row in rows for cell in row)


def numbers_in(text: str) -> list[str]:
    return [number for number in SAID if number in text]


async def test_a_stranger_reads_no_number(village: Village) -> None:
    await spoken(village)
    found = await stored(village.database)
    assert "+~" in found
    assert numbers_in(found) == []


async def test_whoever_has_the_key_sees_no_difference(village: Village) -> None:
    await spoken(village)
    async with village.transactions.reading() as store:
        (home,) = await store.roster.by_phone(WANG)
        assert (home.head, list(await store.roster.phones(home.id))) == ("王秀英", [WANG])
        assert [claim.content for claim in await store.claims.open_of_unit(QINWANG)] == [WRITTEN]
        assert await store.optouts.has(WANG)
        assert (await store.officers.acting("wecom:13800003012", "telegram:-9")).officers


async def test_a_number_is_found_by_its_last_four_digits(village: Village) -> None:
    await spoken(village)
    async with village.transactions.reading() as store:
        assert [home.head for home in await store.roster.by_tail(QINWANG, "3012")] == ["王小明"]
        assert list(await store.roster.by_tail(QINWANG, "3013")) == []


async def test_what_somebody_writes_is_never_taken_for_a_token(village: Village) -> None:
    """Else whoever saw the database could send its tokens in and be answered with numbers."""
    token = KEY.hide(WANG)
    await village.household("王秀英", WANG)
    await village.text(f"申报 献血 {token}", WANG)
    async with village.transactions.reading() as store:
        (open_claim,) = await store.claims.open_of_unit(QINWANG)
    assert token in open_claim.content


async def test_without_a_key_no_number_is_stored(database_url: str) -> None:
    database = await Database.open(database_url)
    try:
        with pytest.raises(NoKeyError):
            async with database.transaction() as connection:
                await connection.execute("INSERT INTO optouts (phone, at_ms) VALUES ($1, 0)", WANG)
    finally:
        await database.close()


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.tell(spoken)
    return desk


def test_the_audit_finds_nothing_wrong_with_hidden_numbers(told: Desk) -> None:
    assert told.says("audit").startswith("核对无误")


def test_numbers_of_a_database_of_before_are_hidden_by_init(told: Desk) -> None:
    """As if it had been filled by a program that hid none."""
    asyncio.run(in_the_open(told.url))
    assert len(numbers_in(asyncio.run(read(told.url)))) == len(SAID)
    told.says("init")
    assert numbers_in(asyncio.run(read(told.url))) == []
    if told.url.startswith("sqlite"):
        file = Path(told.url.removeprefix("sqlite://"))
        bytes_left = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
        assert [number for number in SAID if number.encode() in bytes_left] == []
    assert told.says("audit").startswith("核对无误")
    assert "138****3012" in told.says("households", "list", QINWANG)


class _Open(Cipher):
    """A key that hides nothing."""

    def hide(self, text: str) -> str:
        return text


async def in_the_open(url: str) -> None:
    database = await Database.open(url, KEY)
    try:
        async with database.transaction() as connection:
            await rekeying.rewrite(connection, KEY, _Open(new_key()))
            await connection.stored.execute("DELETE FROM cipher_key")
            await connection.stored.execute("UPDATE household_phones SET tail = NULL")
            await connection.stored.execute("DELETE FROM migrations WHERE name LIKE '0065%'")
            await connection.stored.execute("DROP TABLE cipher_key")
            await connection.stored.execute("DROP INDEX household_phones_by_tail")
            await connection.stored.execute("ALTER TABLE household_phones DROP COLUMN tail")
    finally:
        await database.close()


async def read(url: str) -> str:
    database = await Database.open(url)
    try:
        return await stored(database)
    finally:
        await database.close()


@pytest.fixture
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file of this test's own, with the key of the databases."""
    (tmp_path / "keys").mkdir()
    file = key_file(tmp_path / "keys")
    monkeypatch.setenv("JIFEN_KEY_FILE", str(file))
    return file


def test_the_key_is_changed_and_the_old_one_kept(told: Desk, own_key: Path) -> None:
    before = asyncio.run(read(told.url))
    said = told.says("key", "change", "--yes")
    assert "household_phones：" in said
    after = asyncio.run(read(told.url))
    assert numbers_in(after) == []
    assert not [token for token in before.split("+~")[1:] if token.partition("~")[0] in after]
    assert told.says("audit").startswith("核对无误")
    assert "138****3012" in told.says("households", "list", QINWANG)
    assert [file.name for file in own_key.parent.glob("jifen.key.*")] == [f"jifen.key.{KEY.fingerprint[:8]}"]
    assert stat.S_IMODE(own_key.stat().st_mode) == 0o600


def test_a_change_of_the_key_that_was_cut_off_is_finished(told: Desk, own_key: Path) -> None:
    old = own_key.read_bytes()
    told.says("key", "change", "--yes")
    own_key.rename(own_key.with_name("jifen.key.new"))
    own_key.write_bytes(old)
    assert told.says("audit").startswith("核对无误")


def test_without_the_key_a_command_says_what_to_do(told: Desk, own_key: Path) -> None:
    own_key.unlink()
    assert "把当时的钥匙文件（jifen.key）放到这里" in told.refuses("standings", QINWANG)
    assert "把当时的钥匙文件" in told.run("doctor").output


def test_with_another_key_a_command_says_what_to_do(told: Desk, own_key: Path) -> None:
    own_key.unlink()
    own_key.write_text("rubbish")
    assert "用不了：内容不是钥匙" in told.refuses("standings", QINWANG)


def test_without_any_copy_of_the_key_the_books_go_on_and_the_numbers_are_gone(told: Desk, own_key: Path) -> None:
    standings = told.lists("standings", QINWANG, "--year", "2026")
    own_key.rename(own_key.with_name("gone"))
    assert "--yes" in told.refuses("key", "lost")
    said = told.says("key", "lost", "--yes")
    assert "去掉了" in said
    assert told.lists("standings", QINWANG, "--year", "2026") == standings
    assert [home["phones"] for home in told.lists("households", "list", QINWANG)] == [[]] * len(standings)
    assert told.says("audit").startswith("核对无误")


def test_a_key_that_is_there_is_not_given_up(told: Desk, own_key: Path) -> None:
    assert "钥匙没有丢" in told.refuses("key", "lost", "--yes")


def test_another_file_in_the_keys_place_is_not_overwritten(told: Desk, own_key: Path) -> None:
    other = "jifen-key-1 " + base64.b64encode(bytes(64)).decode()
    own_key.write_text(other, "ascii")
    told.refuses("key", "lost", "--yes")
    assert own_key.read_text("ascii") == other


def test_a_backup_holds_no_number_and_not_the_key(told: Desk, own_key: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert str(own_key) in told.says("backup", str(copy))
    fresh = Desk(f"sqlite://{tmp_path}/new/town.db", tmp_path / "elsewhere", told._patch)
    moved = own_key.rename(tmp_path / "kept.key")
    assert "把当时的钥匙文件" in fresh.refuses("restore", str(copy))
    moved.rename(own_key)
    assert "核对无误" in fresh.says("restore", str(copy))
    assert numbers_in(asyncio.run(read(fresh.url))) == []


async def test_a_number_goes_out_as_it_is(village: Village) -> None:
    """What waits to be sent is read with its number."""
    await spoken(village)
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT target FROM outbox WHERE queue = 'sms'")
        links = await connection.fetch("SELECT phone FROM page_links")
    assert {row["phone"] for row in links} == {WANG}
    assert all(row["target"].startswith("+86") for row in rows)


async def test_a_row_with_a_number_gives_its_cells_as_any_other(village: Village) -> None:
    await spoken(village)
    sql = "SELECT phone, household_id FROM page_links WHERE phone = $1"
    async with village.database.reading() as connection:
        (row,) = await connection.fetch(sql, WANG)
    number, household = row
    assert (number, household) == (WANG, row["household_id"])
    assert dict(row) == {"phone": WANG, "household_id": household}
