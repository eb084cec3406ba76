"""What Twilio says when it has too much to do."""

from __future__ import annotations


class Busy(Exception):  # noqa: N818 - a platform's answer
    """HTTP 429 or 503: nothing was done; ``after_seconds`` is what ``Retry-After`` asks for."""

    def __init__(self, status: int, after_seconds: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.after_seconds = after_seconds
