"""Nothing of people gets into the log, whatever an exception says."""

from __future__ import annotations

import logging

import pytest
from aiohttp.http_exceptions import BadStatusLine

from app.logs import MaskingFormatter, by_us


def _record(error: Exception) -> logging.LogRecord:
    return logging.LogRecord(
        "jifen", logging.ERROR, __file__, 1, "failed, error %s", ("K7Q",), (type(error), error, None)
    )


def _logged(message: str) -> str:
    return MaskingFormatter("%(message)s").format(_record(RuntimeError(message)))


@pytest.mark.parametrize("secret", ["+8613800000001", "13800000001", "王建国", "bot100001:AAF-x_9"])
def test_names_numbers_and_tokens_are_masked(secret: str) -> None:
    assert secret not in _logged(f"Key (phone)=({secret}) already exists")


def test_the_error_id_and_the_kind_of_error_stay() -> None:
    text = _logged("duplicate key")
    assert "error K7Q" in text
    assert "RuntimeError: duplicate key" in text


def test_whoever_speaks_no_http_leaves_nothing_in_the_log() -> None:
    assert not by_us(_record(BadStatusLine("GET /?phone=13800000001")))
    assert by_us(_record(RuntimeError("ours")))
