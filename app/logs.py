"""Logging for ``jifen serve``: loud about our mistakes, silent about people, and never without end.

Messages of foreign exceptions may quote rows, texts or addresses; whatever could be a name, a phone number or a token
is masked in them.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Final

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web import RequestPayloadError

_PERSONAL = re.compile(r"\+?\d[\d -]{5,}\d|[\u3400-\u9fff]+|bot\d+:[\w-]+")
_CHATTY = ("twilio", "twilio.http_client", "aiohttp.access", "aiogram", "aiogram.event")
"""Their lines hold addresses with tokens and numbers."""

_MOST_ALIKE: Final = 20
"""Lines of one kind that are written in a minute, each with its traceback."""
_ALIKE_SECONDS: Final = 60.0
_MOST_KINDS: Final = 1_000
"""What is remembered of kinds of lines; there are fewer places that log."""


class MaskingFormatter(logging.Formatter):
    """Masks what exceptions say of people; the frames of the traceback stay readable.

    Nothing that somebody sent begins a line of its own or drives the terminal.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line, with what is no plain character written out."""
        return _plain(super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """The traceback with the exceptions' own messages masked."""
        lines = super().formatException(ei).splitlines()  # type: ignore[arg-type]  # logging's own tuple
        return "\n".join(line if _is_frame(line) else _PERSONAL.sub("※", _plain(line)) for line in lines)


def _plain(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in line)


def _is_frame(line: str) -> bool:
    """Source lines and file names are ours; everything else is an exception's own words."""
    return line.startswith(("  ", "Traceback"))


class Flood(logging.Filter):
    """Lets through so many lines of one kind a minute; the first one after that says how many were kept back.

    A kind is where it was logged and what was raised where, so that one fault never hides another. Whatever repeats
    without end (a full disk, no files left, a crowd at the door) leaves a log that can be read and kept.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._kinds: dict[object, tuple[float, int]] = {}
        """When the kind's minute began, and how many there were in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        now, kind = self._monotonic(), _kind(record)
        began, seen = self._kinds.pop(kind, (now, 0))
        if now - began >= _ALIKE_SECONDS:
            if seen > _MOST_ALIKE:
                record.msg, record.args = f"{record.getMessage()} ({seen - _MOST_ALIKE} more like it before)", ()
            began, seen = now, 0
        self._kinds[kind] = (began, seen + 1)
        if len(self._kinds) > _MOST_KINDS:
            del self._kinds[next(iter(self._kinds))]
        return seen < _MOST_ALIKE


def _kind(record: logging.LogRecord) -> object:
    error = record.exc_info[1] if record.exc_info else None
    raised = error.__traceback__ if error else None
    while raised and raised.tb_next:
        raised = raised.tb_next
    where = (raised.tb_frame.f_code, raised.tb_lineno) if raised else None
    return record.name, record.levelno, record.pathname, record.lineno, type(error), where


def by_us(record: logging.LogRecord) -> bool:
    """Whether a failure of the server is ours; what is no HTTP, or a body not packed as it says, is not: anybody can
    send it, and it is answered.

    aiohttp logs each with a traceback and a piece of what was sent.
    """
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError | RequestPayloadError))


def set_up() -> None:
    """Log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Flood())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(by_us)
