"""Encrypted pictures: fetched, deciphered, bounded, or refused for a reason."""

from __future__ import annotations

import base64

import pytest
from aibot import decrypt_file

from bot.channels.wecom.access import Access, tls
from bot.channels.wecom.pictures import Gone, TooLarge, Undecipherable, Where, decrypt, fetch, read_where
from sandbox.wecom.media import encrypt, key_of
from sandbox.wecom.server import StandIn
from tests.wecom.conftest import Clock, access


@pytest.mark.parametrize("length", [0, 1, 15, 16, 31, 32, 33, 1000])
def test_what_was_encrypted_comes_back(length: int) -> None:
    content = bytes(number % 251 for number in range(length))
    key, written = key_of("a picture")
    assert decrypt(encrypt(content, key), written) == content
    assert decrypt(encrypt(content, key), base64.b64encode(key).decode()) == content
    assert decrypt_file(encrypt(content, key), written) == content, "as the platform's own SDK reads it"


def test_what_does_not_fit_is_undecipherable() -> None:
    key, written = key_of("a picture")
    good = encrypt(b"picture", key)
    other = key_of("another picture")[1]
    for content, secret in [
        (b"", written),
        (good[:-1], written),
        (good, ""),
        (good, "not base64!"),
        (good, base64.b64encode(b"short").decode()),
        (good, "图"),
    ]:
        with pytest.raises(Undecipherable):
            decrypt(content, secret)
    with pytest.raises(Undecipherable):
        decrypt(encrypt(b"x" * 31, key)[:32], other)


async def test_a_picture_is_fetched_within_five_minutes(stand_in: StandIn, clock: Clock) -> None:
    context = tls(access(stand_in))
    put = stand_in.people.put(b"\xff\xd8 a picture")
    where = Where(put["url"], put["aeskey"])
    assert await fetch(where, 1000, context) == b"\xff\xd8 a picture"
    with pytest.raises(TooLarge):
        await fetch(Where(url=(big := stand_in.people.put(b"x" * 2000))["url"], key=big["aeskey"]), 1000, context)
    clock.at += 301
    with pytest.raises(Gone):
        await fetch(where, 1000, context)


def test_a_place_survives_being_written_down() -> None:
    where = Where("https://files.example/a?b=c d", "k=")
    assert read_where(str(where)) == where


@pytest.mark.parametrize("packed", ["", "AgACAgQ", "[]", '["file:///etc/passwd", "k"]', "[1, 2]", '{"a": 1}'])
def test_no_other_place_is_fetched(packed: str) -> None:
    with pytest.raises(ValueError):
        read_where(packed)


def test_a_picture_without_tls_needs_no_context() -> None:
    assert tls(Access("b", "s", "ws://localhost:1")) is None
