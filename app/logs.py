"""Logging for ``jifen serve``: loud about our mistakes, silent about people.

Messages of foreign exceptions may quote rows, texts or addresses; whatever could be a name, a phone number or a token
is masked in them.
"""

from __future__ import annotations

import logging
import re

from aiohttp.http_exceptions import HttpProcessingError

_PERSONAL = re.compile(r"\+?\d[\d -]{5,}\d|[\u3400-\u9fff]+|bot\d+:[\w-]+")
_CHATTY = ("twilio", "twilio.http_client", "aiohttp.access", "aiogram", "aiogram.event")
"""Their lines hold addresses with tokens and numbers."""


class MaskingFormatter(logging.Formatter):
    """Masks what exceptions say of people; the frames of the traceback stay readable."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """The traceback with the exceptions' own messages masked."""
        lines = super().formatException(ei).splitlines()  # type: ignore[arg-type]  # logging's own tuple
        return "\n".join(line if _is_frame(line) else _PERSONAL.sub("※", line) for line in lines)


def _is_frame(line: str) -> bool:
    """Source lines and file names are ours; everything else is an exception's own words."""
    return line.startswith(("  ", "Traceback"))


def by_us(record: logging.LogRecord) -> bool:
    """Whether a failure of the server is ours; what is no HTTP is not: anybody can send it, and it is answered.

    aiohttp logs each with a traceback and a piece of what was sent.
    """
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def set_up() -> None:
    """Log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(by_us)
