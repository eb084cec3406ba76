"""Nothing of people gets into the log, whatever an exception says."""

from __future__ import annotations

import logging

import pytest

from app.logs import MaskingFormatter


def _logged(message: str) -> str:
    error = RuntimeError(message)
    record = logging.LogRecord(
        "jifen", logging.ERROR, __file__, 1, "failed, error %s", ("K7Q",), (RuntimeError, error, None)
    )
    return MaskingFormatter("%(message)s").format(record)


@pytest.mark.parametrize("secret", ["+8613800000001", "13800000001", "王建国", "bot100001:AAF-x_9"])
def test_names_numbers_and_tokens_are_masked(secret: str) -> None:
    assert secret not in _logged(f"Key (phone)=({secret}) already exists")


def test_the_error_id_and_the_kind_of_error_stay() -> None:
    text = _logged("duplicate key")
    assert "error K7Q" in text
    assert "RuntimeError: duplicate key" in text
