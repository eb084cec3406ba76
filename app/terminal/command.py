"""What every command shares: running, and refusing with one plain line."""

from __future__ import annotations

import asyncio
import functools
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import click

from app.ids import short_id
from app.settings import load
from domain.model.errors import Refused
from domain.ports.store import Unavailable
from rules.problems import RulebookRefused
from storage.database import DatabaseUnreachable
from storage.migrate import SchemaMismatch

log = logging.getLogger(__name__)


def command(main: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Make an async function ``(settings, …)`` a command: exit 0 when done, 1 with one plain line when refused."""

    @functools.wraps(main)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            asyncio.run(main(load(), *args, **kwargs))
        except Refused as error:
            from app.wording import plain  # noqa: PLC0415 - all the sentences of the chat, for those who need one

            refuse(plain(error))
        except (RulebookRefused, DatabaseUnreachable, SchemaMismatch) as error:
            refuse(str(error))
        except BrokenPipeError:
            sys.stderr.close()
        except KeyboardInterrupt:
            raise click.Abort from None
        except click.ClickException:
            raise
        except Exception as fault:
            if why := outage(fault):
                refuse(f"没有办成，数据库写不进去：{why}。弄好以后再办一次。")
            error_id = short_id()
            # Our mistake: loud in the log, a number for the person.
            log.exception("a command failed, error %s", error_id)
            refuse(f"程序出错了，编号 {error_id}。请把日志交给维护人员。")

    return run


def outage(fault: Exception) -> str | None:
    """Why the database failed a command in the middle; None when it was not the database."""
    from storage.engine.causes import cause  # noqa: PLC0415 - with the drivers' errors, for those who meet one
    from storage.engine.outages import is_outage  # noqa: PLC0415 - the same

    of_a_file = isinstance(fault, OSError) and not isinstance(fault, ConnectionError | TimeoutError)
    failed = isinstance(fault, Unavailable) or (is_outage(fault) and not of_a_file)
    return cause(fault) if failed else None


yes_option = click.option("--yes", is_flag=True, help="不再问，直接办（撤不回来的事，不在终端上就要写它）")


def confirm(what: str, yes: bool, seen: str) -> None:
    """What cannot be undone is asked about on a terminal, under what it comes to (``seen``).

    Elsewhere it needs ``--yes``, or it is refused by name.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        refuse(f"{what}，办了撤不回来。确实要办，请在命令后面加 --yes")
    click.echo(seen)
    ask(f"{what}，办了撤不回来。办吗？")


def ask(question: str) -> None:
    """Ask on the terminal. Whoever answers no, ends the input or interrupts has it refused."""
    try:
        agreed = click.confirm(question)
    except click.Abort:  # the cursor still stands behind the question
        click.echo(err=True)
        agreed = False
    if not agreed:
        refuse("没有办。")


def refuse(line: str) -> NoReturn:
    """End with exit code 1 and a plain line on standard error."""
    click.echo(line, err=True)
    raise SystemExit(1)
