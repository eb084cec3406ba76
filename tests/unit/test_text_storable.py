"""What a database keeps of a text, whatever was typed or sent."""

from __future__ import annotations

import pytest

from text.storable import storable


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("", ""),
        ("jifen", "jifen"),
        ("积分😀", "积分😀"),
        ("a\0b", "a\ufffdb"),
        ("积\0分", "积\ufffd分"),
        ("积分\ud83d", "积分\ufffd"),
        ("\ude00积分", "\ufffd积分"),
        ("\ud83d\ude00", "😀"),
    ],
)
def test_what_no_database_keeps_is_shown_as_missing(sent: str, kept: str) -> None:
    assert storable(sent) == kept
