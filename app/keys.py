"""The key to the telephone numbers: a file beside the database and never in it, nor in a backup."""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from app.file_faults import why
from app.settings import Settings
from bot.on_disk import make_folder, make_last
from domain.model.errors import Refused
from storage import rekeying
from storage.cipher import Cipher, new_key
from storage.database import Database

_FORMAT = "jifen-key-1 "


async def open_database(settings: Settings, *, create: bool, upgrade: bool = False) -> Database:
    """The database, with the key that hides its numbers.

    ``create``: an SQLite file may be made. ``upgrade``: one that hides no numbers yet may get a new key. Raises
    DatabaseUnreachable, and Refused("no-key", "other-key" or "bad-key") with the file that it goes by.
    """
    database = await Database.open(settings.database_url.get_secret_value(), create=create)
    try:
        async with database.reading() as connection:
            wanted = await rekeying.fingerprint(connection)
        if wanted or upgrade:
            database.unlock(key_for(wanted, settings.key_path))
    except BaseException:
        await database.close()
        raise
    return database


def key_for(wanted: str | None, file: Path) -> Cipher:
    """The key in that file, which must be the one with that fingerprint; where none is wanted yet, a new one as well.

    A change of the key that was cut off after the database had taken the new one is finished here. Raises
    Refused("no-key", "other-key" or "bad-key").
    """
    if wanted is None:
        return read_key(file) if file.exists() else make_key(file)
    coming = coming_key(file)
    if coming.exists() and read_key(coming).fingerprint == wanted:
        put_in_place(coming, file)
    if not file.exists():
        raise Refused("no-key", file=file)
    cipher = read_key(file)
    if cipher.fingerprint != wanted:
        raise Refused("other-key", file=file)
    return cipher


def has_key(wanted: str, file: Path) -> bool:
    """Whether the key with that fingerprint is in its file, or in the one of a change that was cut off."""
    files = [one for one in (file, coming_key(file)) if one.exists()]
    return any(read_key(one).fingerprint == wanted for one in files)


def read_key(file: Path) -> Cipher:
    """The key in that file. Raises Refused("bad-key")."""
    try:
        text = file.read_text("ascii").strip()
        return Cipher(base64.b64decode(text.removeprefix(_FORMAT), validate=True))
    except OSError as error:
        raise Refused("bad-key", file=file, problem=why(error)) from None
    except (ValueError, binascii.Error):
        raise Refused("bad-key", file=file, problem="内容不是钥匙") from None


def make_key(file: Path) -> Cipher:
    """A new key in a new file. Raises Refused("bad-key") where there is one, or none can be."""
    key = new_key()
    write_key(file, key)
    return Cipher(key)


def write_key(file: Path, key: bytes) -> None:
    """Write a key to a new file that only its owner can read. Raises Refused("bad-key")."""
    try:
        make_folder(file.parent)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as out:
            out.write(f"{_FORMAT}{base64.b64encode(key).decode()}\n")
        make_last(file)
        make_last(file.parent)
    except OSError as error:
        raise Refused("bad-key", file=file, problem=why(error)) from None


def coming_key(file: Path) -> Path:
    """Where the new key lies while it takes the old one's place."""
    return file.with_name(f"{file.name}.new")


def put_in_place(coming: Path, file: Path) -> Path | None:
    """Let a new key take the old one's place; where the old one lies now: backups made with it need it."""
    kept = None
    if file.exists():
        kept = file.with_name(f"{file.name}.{read_key(file).fingerprint[:8]}")
        file.rename(kept)
    coming.rename(file)
    make_last(file.parent)
    return kept
