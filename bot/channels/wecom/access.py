"""How to reach the platform: who we are there, at which address, and whose certificates are believed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import certifi

OFFICIAL = "wss://openws.work.weixin.qq.com"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Access:
    """A bot's id and secret. ``certificate``: PEM text that is believed as well, for a stand-in on loopback."""

    bot_id: str
    secret: str = field(repr=False)
    url: str = OFFICIAL
    certificate: str | None = None

    @property
    def on_loopback(self) -> bool:
        """Whether the address is this machine's own: then it is a stand-in."""
        return urlsplit(self.url).hostname in _LOOPBACK


def tls(access: Access) -> ssl.SSLContext | None:
    """What the connection is checked with; None for a stand-in that speaks plain ``ws``.

    Certificates are always verified: by certifi's authorities, the machine's own (``SSL_CERT_FILE`` counts), and on
    loopback by the certificate given. Raises ValueError for an address that would send the secret unprotected.
    """
    scheme = urlsplit(access.url).scheme
    if scheme == "ws" and access.on_loopback:
        return None
    if scheme != "wss":
        raise ValueError("要写成 wss://主机 的样子，只有本机的可以是 ws://")
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    if access.certificate:
        if not access.on_loopback:
            raise ValueError("a certificate of one's own is believed on loopback only")
        context.load_verify_locations(cadata=access.certificate)
    return context
