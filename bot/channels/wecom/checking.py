"""Whether the platform can be reached, without logging in: a login would throw out the program that runs."""

from __future__ import annotations

import asyncio
import ssl

import aiohttp

from bot.channels.wecom.access import Access, tls


async def reach(access: Access, seconds: float = 10.0) -> str | None:
    """What is wrong with the way to the platform, in words for whoever runs the program; None when nothing is."""
    try:
        context = tls(access)
        async with asyncio.timeout(seconds), aiohttp.ClientSession() as http:
            line = await http.ws_connect(access.url, ssl=context or True)
            await line.close()
    except (ssl.SSLError, aiohttp.ClientConnectorCertificateError):
        return "平台的证书不对，请核对 JIFEN_WECOM_URL 和本机的时间"
    except ValueError as error:
        return f"JIFEN_WECOM_URL 不对（{error}）"
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return f"连不上（{type(error).__name__}），请核对 JIFEN_WECOM_URL 和网络"
    return None
