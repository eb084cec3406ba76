"""aiohttp reads whom this machine trusts at the first connection, and trusts nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sandbox.wecom.certificate import make_certificate

CALLS = """
import asyncio, ssl
from pathlib import Path

from app.quick_aiohttp import load_aiohttp

load_aiohttp()
from aiohttp import ClientConnectorCertificateError, ClientSession, connector, web
from sandbox.wecom.certificate import Certificate, make_certificate


async def answer(_):
    return web.Response(text="hello")


async def call(certificate):
    site = web.Application()
    site.router.add_get("/", answer)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificate.context()).start()
    port = runner.addresses[0][1]
    try:
        async with ClientSession() as session, session.get(f"https://127.0.0.1:{port}/") as response:
            print(await response.text())
    except ClientConnectorCertificateError:
        print("not trusted")
    finally:
        await runner.cleanup()


context = connector._SSL_CONTEXT_VERIFIED
print(len(context.get_ca_certs()), type(ssl.create_default_context()) is ssl.SSLContext)
trusted = Certificate(Path("trusted.pem").read_text(), Path("key.pem").read_text())
for certificate in (trusted, make_certificate(), trusted):
    asyncio.run(call(certificate))
print(len(context.get_ca_certs()))
"""


def test_the_first_connection_reads_them(tmp_path: Path) -> None:
    trusted = make_certificate()
    (tmp_path / "trusted.pem").write_text(trusted.certificate)
    (tmp_path / "key.pem").write_text(trusted.key)
    project = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": project, "SSL_CERT_FILE": "trusted.pem", "SSL_CERT_DIR": str(tmp_path)}
    command = [sys.executable, "-c", CALLS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment)
    assert done.stdout.splitlines() == ["0 True", "hello", "not trusted", "hello", "1"]
