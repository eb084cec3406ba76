"""aiohttp, loaded without reading the certificates of the authorities that this machine trusts.

It makes two contexts for encrypted connections as it is loaded, and each reads all of them where they lie in one file:
a sixth of the start of a server, which may have nobody to call for hours (aiohttp 3.14). Here a context reads them
when the first connection is made with it.
"""

from __future__ import annotations

import ssl
import sys
from typing import Any

_READS = "set_default_verify_paths"
"""By this method of ``ssl``'s own base class contexts read them."""


class ReadsWhenUsed(ssl.SSLContext):
    """A context that trusts nobody yet; asyncio begins a connection by ``wrap_bio``."""

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """Begin a connection, as any context does, with the certificates there."""
        self.__class__ = ssl.SSLContext  # type: ignore[assignment]  # from here on it is one like any other
        self.set_default_verify_paths()
        return self.wrap_bio(*args, **kwargs)


def load_aiohttp() -> None:
    """Load it; whoever would be the first to import it calls this before. Loaded already, it stays as it is."""
    if "aiohttp" in sys.modules:
        return
    setattr(ssl.SSLContext, _READS, _later)
    try:
        import aiohttp  # noqa: F401, PLC0415 - loaded when it is called
    finally:
        delattr(ssl.SSLContext, _READS)


def _later(context: ssl.SSLContext) -> None:
    context.__class__ = ReadsWhenUsed
