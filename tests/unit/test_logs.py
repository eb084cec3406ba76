"""Nothing of people gets into the log, whatever an exception says."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from aiohttp.http_exceptions import BadStatusLine
from aiohttp.web import RequestPayloadError

from app.logs import Flood, MaskingFormatter, by_us


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


def test_nothing_that_was_sent_begins_a_line_or_drives_the_terminal() -> None:
    record = logging.LogRecord("jifen", logging.INFO, __file__, 1, "came to %s", ("a\nERROR: \x1b[2J\u202e",), None)
    assert MaskingFormatter("%(message)s").format(record) == "came to a\\nERROR: \\x1b[2J\\u202e"


def test_whoever_speaks_no_http_leaves_nothing_in_the_log() -> None:
    assert not by_us(_record(BadStatusLine("GET /?phone=13800000001")))
    assert not by_us(_record(RequestPayloadError("Can not decode content-encoding: gzip")))
    assert by_us(_record(RuntimeError("ours")))


def _raised(read: Callable[[], object]) -> Exception:
    with pytest.raises(ValueError) as raised:
        read()
    return raised.value


def _one() -> object:
    return int("one")


def _other() -> object:
    return int("two")


def test_what_repeats_without_end_is_counted_and_hides_nothing_else() -> None:
    now = [0.0]
    flood = Flood(lambda: now[0])
    assert sum(flood.filter(_record(_raised(_one))) for _ in range(1_000)) == 20
    assert flood.filter(_record(_raised(_other)))
    assert flood.filter(_record(KeyError("ours")))
    now[0] = 61.0
    after = _record(_raised(_one))
    assert flood.filter(after)
    assert after.getMessage() == "failed, error K7Q (980 more like it before)"
    assert flood.filter(quiet := _record(_raised(_other)))
    assert "more" not in quiet.getMessage()


def test_kinds_without_end_take_no_memory_without_end() -> None:
    flood = Flood(lambda: 0.0)
    for number in range(3_000):
        record = _record(OSError())
        record.lineno = number
        assert flood.filter(record)
    assert len(flood._kinds) == 1_000
