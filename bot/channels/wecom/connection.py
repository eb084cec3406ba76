"""Keeps one connection to the platform: a new client each time, a pause that grows, and never two programs at once."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.wecom.access import Access, tls
from bot.channels.wecom.session import End, Frame, Session, Timing

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 1.0, 60.0
"""Seconds between the end of a connection and the next one, doubled each time it lasted no longer than that pause."""
_SAYS = {
    End.LOST: "the connection to WeCom (企业微信) is lost; it is made again",
    End.SILENT: "WeCom (企业微信) does not answer the login; tried again",
    End.REFUSED: "WeCom (企业微信) refuses our login: check JIFEN_WECOM_BOT_ID and JIFEN_WECOM_SECRET",
    End.ELSEWHERE: (
        "another program has connected as this WeCom bot (另有程序在用这个企业微信机器人). "
        "This one stays away, so that they do not throw each other out: stop the other one, then start this one again"
    ),
}


@dataclass(slots=True)
class WecomConnection:
    """Runs until it is cancelled. ``heard`` as for a Session; ``alarm`` gets the words for a person, once each time
    something begins to be wrong, and None when all is well again.
    """

    access: Access
    heard: Callable[[Frame], None]
    alarm: Callable[[str | None], None] = lambda _words: None
    timing: Timing = field(default_factory=Timing)
    first_pause: float = FIRST_PAUSE
    last_pause: float = LAST_PAUSE
    monotonic: Callable[[], float] = time.monotonic
    """A clock that never jumps, in seconds."""
    session: Session | None = None
    """The one that can send; None while there is none."""
    ended: End | None = None
    """Why there is no connection; None while there is one, and before the first try."""
    _in_a_row: int = 0
    """Connections that did not last."""
    _let_in_at: float | None = None
    """When the last connection was let in; None when it was not."""

    @property
    def problem(self) -> str | None:
        """What is wrong at present, for a person; None when nothing is."""
        return None if self.ended is None else _SAYS[self.ended]

    async def run(self) -> None:
        """Connect again and again. Ends only when another program has taken the bot over, and says so.

        Raises ValueError for an address that cannot be used.
        """
        context, pause = tls(self.access), self.first_pause
        while True:
            self._let_in_at = None
            end = await self._once(context)
            self._say(end)
            if end is End.ELSEWHERE:
                return
            if self._lasted() > pause:
                self._in_a_row = 0
            pause = self._pause()
            await asyncio.sleep(pause)

    async def _once(self, context: ssl.SSLContext | None) -> End:
        session = Session(self.access, context, self.heard, self.timing)
        try:
            return await session.live(lambda: self._begin(session))
        except Exception:  # the SDK's doing; whatever it is, the next client may do better
            log.exception("the connection to WeCom (企业微信) broke in a way that nobody expects")
            return End.LOST
        finally:
            self.session = None
            await session.close()

    def _begin(self, session: Session) -> None:
        self.session, self.ended, self._let_in_at = session, None, self.monotonic()
        log.info("connected to WeCom (企业微信)")
        self.alarm(None)

    def _say(self, end: End) -> None:
        before, self.ended = self.ended, end
        if end is not before:
            log.log(logging.ERROR if end is End.ELSEWHERE else logging.WARNING, "%s", _SAYS[end])
            self.alarm(_SAYS[end])

    def _lasted(self) -> float:
        """For how many seconds the last connection could hear and send."""
        return 0.0 if self._let_in_at is None else self.monotonic() - self._let_in_at

    def _pause(self) -> float:
        self._in_a_row += 1
        return min(self.first_pause * (1 << min(self._in_a_row - 1, 20)), self.last_pause)
