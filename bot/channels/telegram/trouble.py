"""Trouble with the platform: told to whoever runs the program, in the log once in a while, and waited out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorCertificateError

from domain.model.trouble import ReportTrouble, TroubleKind, report_nothing
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 0.5, 60.0
"""Seconds to wait after the first failure, and at most."""
_AGAIN_SECONDS = 600.0
"""After so long the same is said once more."""


@dataclass(slots=True)
class FailureCount:
    """Counts failures in a row. ``report`` keeps what is wrong; ``monotonic``: a clock that never jumps, in seconds."""

    report: ReportTrouble = report_nothing
    monotonic: Callable[[], float] = time.monotonic
    _in_a_row: int = 0
    _said: dict[str, float] = field(default_factory=dict)

    async def pause(self, error: Exception) -> float:
        """Seconds to wait after one more failure: doubled each time, or what the platform asks for."""
        self._say(error)
        if kind := _kind(error):
            await self.report(kind, "")
        self._in_a_row += 1
        doubled = FIRST_PAUSE * (1 << min(self._in_a_row - 1, 20))
        return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else min(doubled, LAST_PAUSE)

    async def over(self) -> None:
        """It works again."""
        self._in_a_row = 0
        await self.report(None, "")

    def _say(self, error: Exception) -> None:
        words, now = plainly(error), self.monotonic()
        if now - self._said.get(words, -_AGAIN_SECONDS) >= _AGAIN_SECONDS:
            self._said[words] = now
            log.warning("%s", words)


def plainly(error: Exception) -> str:
    """What is wrong, and what to do; never the token."""
    match error:
        case TelegramUnauthorizedError() | TelegramNotFound():
            return "token refused by the chat platform (机器人令牌被拒): check JIFEN_TELEGRAM_TOKEN"
        case TelegramConflictError():
            return "another program receives this bot's messages (另有程序在收): stop the other one or its webhook"
        case TelegramNetworkError() if _of_certificate(error):
            return (
                "the chat platform's certificate is refused (证书过期或不可信): check JIFEN_TELEGRAM_API and the date"
            )
        case TelegramNetworkError():
            return f"the chat platform is not reached (连不上聊天平台): {type(error.__cause__ or error).__name__}"
        case Unavailable():
            return "the database is away (数据库用不了): messages wait at the chat platform"
        case _:
            return f"the chat platform does not answer as it should: {type(error).__name__}"


def _kind(error: Exception) -> TroubleKind | None:
    """What is wrong; None for what the platform cannot help: that it is asked too often, or our own database."""
    match error:
        case TelegramUnauthorizedError() | TelegramNotFound():
            return TroubleKind.TOKEN
        case TelegramConflictError():
            return TroubleKind.TWICE
        case TelegramNetworkError():
            return TroubleKind.CERTIFICATE if _of_certificate(error) else TroubleKind.UNREACHED
        case TelegramRetryAfter() | Unavailable():
            return None
        case _:
            return TroubleKind.ODD_ANSWER


def _of_certificate(error: TelegramNetworkError) -> bool:
    causes = (error.__cause__, error.__context__)
    return any(isinstance(cause, ClientConnectorCertificateError) for cause in causes)
