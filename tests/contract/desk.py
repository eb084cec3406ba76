"""A person at the command line of a village whose story was told before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from app.audit.audit import audit_parts
from app.cli import cli
from app.town import load
from storage.database import Connection, Database
from tests.keys import KEY
from tests.sms.village import BOOK, ZONE, Village

BY_HAND = ("应该是 和程序写下的一样", "应该是 和程序建的一样")
"""How a line of the audit ends that tells of something written past the program."""

Story = Callable[[Village], Awaitable[None]]


@dataclass(frozen=True)
class FixedClock:
    """Stands still."""

    timezone: ZoneInfo
    instant: datetime

    def now(self) -> datetime:
        return self.instant


async def _no_guards(connection: Connection) -> list[str]:
    """What lets a transaction change any row. On PostgreSQL the schema stays: to make it anew takes a second."""
    if connection.dialect == "postgres":
        return ["SET LOCAL session_replication_role = replica"]
    triggers = await connection.fetch("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_never_%'")
    return [f"DROP TRIGGER {row['name']}" for row in triggers]


class _TakenBack(Exception):  # noqa: N818 - nothing is wrong: it ends a transaction of which nothing shall stay
    """Nothing of it is kept."""


class Desk:
    """The command line, on one database and at one time."""

    def __init__(self, url: str, data: Path, patch: pytest.MonkeyPatch) -> None:
        self.url = url
        self._patch = patch
        patch.setenv("JIFEN_DATABASE_URL", url)
        patch.setenv("JIFEN_DATA_DIR", str(data))
        self._use(BOOK)

    def use_book(self, file: Path, text: str) -> None:
        """Let another rulebook be in force."""
        file.write_text(text, encoding="utf-8")
        self._use(file)

    def _use(self, book: Path) -> None:
        self._book = book
        self._patch.setenv("JIFEN_RULEBOOK", str(book))

    def tell(self, story: Story) -> None:
        """Let things happen in a village that was founded in July 2026; the command line stands at its end."""
        asyncio.run(self._told(story))

    async def _told(self, story: Story) -> None:
        database = await Database.open(self.url, KEY)
        try:
            village = Village(database, load(self._book))
            await village.found()
            await story(village)
            self.stand_at(village.now)
        finally:
            await database.close()

    def go_on(self, story: Story) -> None:
        """Let more happen in the village of the story told before."""
        asyncio.run(self._gone_on(story))

    async def _gone_on(self, story: Story) -> None:
        database = await Database.open(self.url, KEY)
        try:
            village = Village(database, load(self._book))
            await story(village)
            self.stand_at(village.now)
        finally:
            await database.close()

    def stand_at(self, now: datetime) -> None:
        """From here on it is that time."""
        self._patch.setattr("app.runtime.SystemClock", lambda zone: FixedClock(zone, now.astimezone(ZONE)))

    def tamper(self, *statements: str) -> None:
        """Change the database behind the program's back."""
        asyncio.run(self._tampered(statements))

    def tamper_past_guards(self, *statements: str) -> None:
        """The same in rows that triggers keep from being changed: first these go, or sleep where they can."""
        asyncio.run(self._tampered(statements, guarded=False))

    async def _tampered(self, statements: Sequence[str], *, guarded: bool = True) -> None:
        database = await Database.open(self.url, KEY)
        try:
            async with database.transaction() as connection:
                for statement in statements if guarded else [*await _no_guards(connection), *statements]:
                    await connection.execute(statement)
        finally:
            await database.close()

    def audited_after_each(self, statements: Mapping[str, str], *, guarded: bool = True) -> dict[str, list[str]]:
        """The lines of an audit after each of these changes behind the program's back; each is taken back again.

        To tell the story anew for each of them takes ten times as long.
        """
        return asyncio.run(self._audited(statements, guarded=guarded))

    async def _audited(self, statements: Mapping[str, str], *, guarded: bool) -> dict[str, list[str]]:
        database, lines = await Database.open(self.url, KEY), dict[str, list[str]]()
        try:
            for name, statement in statements.items():
                with suppress(_TakenBack):
                    async with database.transaction() as connection:
                        for one in [statement] if guarded else [*await _no_guards(connection), statement]:
                            await connection.execute(one)
                        parts = [part async for part in audit_parts(connection, ZONE)]
                        lines[name] = [one.line() for part in parts for one in part.deviations]
                        raise _TakenBack
        finally:
            await database.close()
        return lines

    def run(self, *words: str) -> Result:
        """A command, however it ends; never with a traceback."""
        result = CliRunner().invoke(cli, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def says(self, *words: str) -> str:
        """What a command that must succeed prints."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def lists(self, *words: str) -> list[dict[str, Any]]:
        """What a command that must succeed prints as JSON."""
        records: list[dict[str, Any]] = json.loads(self.says(*words, "--format", "json"))
        return records

    def refuses(self, *words: str) -> str:
        """The one line with which a command refuses."""
        result = self.run(*words)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        (line,) = result.stderr.splitlines()
        return line
