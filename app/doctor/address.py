"""The address under which we are called from outside, and the certificate that is shown there."""

from __future__ import annotations

import asyncio
import ssl
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from app.clock import SystemClock
from app.doctor.finding import PATIENCE_SECONDS, Finding, Grade
from app.settings import Settings

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HTTPS_PORT: Final = 443
_SOON_DAYS: Final = 14
"""A certificate that renews itself has done so by then: commonly a month before its end."""
_DAY_SECONDS: Final = 86_400
_EXPIRED: Final = 10
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED."""


async def examine_address(settings: Settings) -> Finding:
    """Whoever calls us from outside needs an address that leads here, with a certificate that holds."""
    called = settings.has_sms_gateway or settings.telegram_mode == "webhook"
    if called and any(place in settings.public_url for place in _LOOPBACK):
        return Finding(Grade.UNUSED, f"公网地址：{settings.public_url} 只有本机能访问，外面的短信平台连不到")
    if settings.public_url.startswith("https://"):
        return await examine_certificate(settings.public_url, SystemClock(settings.zone).now())
    return Finding(Grade.GOOD, f"公网地址：{settings.public_url}")


async def examine_certificate(url: str, now: datetime, trusted: ssl.SSLContext | None = None) -> Finding:
    """Whether the certificate there is good, and for some time to come. From behind a router it may not be reached.

    ``trusted``: None = whoever the machine trusts.
    """
    place = f"公网地址：{url}"
    try:
        days = await _days_left(url, now, trusted or ssl.create_default_context())
    except ssl.SSLCertVerificationError as error:
        why = "证书已经过期" if error.verify_code == _EXPIRED else f"证书不对（{error.verify_message}）"
        return Finding(Grade.WRONG, f"{place} 的{why}，短信平台和手机都会拒绝，请换证书，并核对本机的时间")
    except (OSError, ValueError, TimeoutError):
        return Finding(Grade.UNUSED, f"{place} 从本机连不上，证书没查；请从外面打开一下看看")
    if days < _SOON_DAYS:
        return Finding(Grade.WRONG, f"{place} 的证书再过 {days} 天过期，请续期")
    return Finding(Grade.GOOD, f"{place}，证书还有 {days} 天")


async def _days_left(url: str, now: datetime, trusted: ssl.SSLContext) -> int:
    """Raises OSError, SSLCertVerificationError among them, TimeoutError, and ValueError for no address."""
    parts = urlsplit(url)
    async with asyncio.timeout(PATIENCE_SECONDS):
        _, writer = await asyncio.open_connection(parts.hostname, parts.port or _HTTPS_PORT, ssl=trusted)
    shown = writer.get_extra_info("peercert")
    writer.transport.abort()
    return int((ssl.cert_time_to_seconds(shown["notAfter"]) - now.timestamp()) // _DAY_SECONDS)
