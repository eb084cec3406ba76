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
    except ValueError as error:
        return f"JIFEN_WECOM_URL: {error}"
    except (ssl.SSLError, aiohttp.ClientConnectorCertificateError):
        return "the certificate of WeCom (企业微信) is refused (证书过期或不可信): check JIFEN_WECOM_URL and the date"
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return f"WeCom (企业微信) is not reached (连不上): {type(error).__name__}"
    return None
