"""The doctor looks at the certificate under our own address: one that has expired shuts out everybody, in silence."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.doctor.address import examine_certificate
from app.doctor.finding import Finding
from sandbox.wecom.certificate import make_certificate

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
FAR = datetime(2090, 1, 1, tzinfo=UTC)


def shown_until(end: datetime, folder: Path) -> Path:
    """A file with a certificate for 127.0.0.1 and its key."""
    made = make_certificate(end)
    file = folder / "shown.pem"
    file.write_text(made.certificate + made.key)
    return file


@asynccontextmanager
async def serving(file: Path) -> AsyncIterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()


async def examined(file: Path, now: datetime, *, trusts: bool = True) -> Finding:
    trusted = ssl.create_default_context(cafile=file if trusts else None)
    async with serving(file) as url:
        return await examine_certificate(url, now, trusted)


@pytest.mark.parametrize(
    ("days", "says"), [(30, "✓ 公网地址：{url}，证书还有 30 天"), (9, "✗ 公网地址：{url} 的证书再过 9 天过期，请续期")]
)
async def test_how_long_it_is_good_is_told(tmp_path: Path, days: int, says: str) -> None:
    line = (await examined(shown_until(FAR, tmp_path), FAR - timedelta(days=days))).line()
    url = line.split("：")[1].split("，")[0].split(" ")[0]
    assert line == says.format(url=url)


async def test_one_that_has_expired_is_wrong(tmp_path: Path) -> None:
    line = (await examined(shown_until(BEGAN + timedelta(days=30), tmp_path), FAR)).line()
    assert line.startswith("✗")
    assert "证书已经过期" in line


async def test_one_that_nobody_trusts_is_wrong(tmp_path: Path) -> None:
    line = (await examined(shown_until(FAR, tmp_path), BEGAN, trusts=False)).line()
    assert line.startswith("✗")
    assert "证书不对" in line


async def test_what_is_not_reached_from_here_is_no_fault(tmp_path: Path) -> None:
    finding = await examine_certificate("https://127.0.0.1:1", FAR)
    assert finding.line() == "– 公网地址：https://127.0.0.1:1 从本机连不上，证书没查；请从外面打开一下看看"
