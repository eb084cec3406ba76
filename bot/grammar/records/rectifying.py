"""Commands about what was put right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rectify:
    """``/gai 123 拆掉了``: entry ``entry`` was put right; None = that of the message replied to."""

    entry: int | None
    note: str
