"""The product as it runs for real: ``jifen serve`` in webhook mode, on a filled database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.children import Child, free_port, serving
from bench.key import key_file
from bench.town import RULEBOOK

TELEGRAM_SECRET = "bench-secret"
TWILIO_TOKEN = "bench-twilio-token"
PUBLIC_URL = "https://points.example"


@contextmanager
def product(url: str, folder: Path, bot_api: int | None, book: Path = RULEBOOK, role: str = "all") -> Iterator[Child]:
    """``jifen serve``; ``bot_api`` is the port of a Bot API, or None without chat."""
    port = free_port()
    environment = _environment(url, folder, book) | _texts(port) | (_chat(bot_api) if bot_api else {})
    with (
        (folder / "product.log").open("ab") as log,
        serving(["app", "serve", "--role", role], environment, port, "/health/ready", log) as child,
    ):
        yield child


@contextmanager
def apart(url: str, folder: Path, bot_api: int) -> Iterator[Child]:
    """A web and a worker of their own; the web is the one that is talked to."""
    port, health = free_port(), free_port()
    environment = _environment(url, folder, RULEBOOK) | _texts(port) | _chat(bot_api)
    worker = environment | {"JIFEN_WORKER_PORT": str(health)}
    with (
        (folder / "product.log").open("ab") as log,
        serving(["app", "serve", "--role", "worker"], worker, health, "/health/ready", log),
        serving(["app", "serve", "--role", "web"], environment, port, "/health/ready", log) as web,
    ):
        yield web


@contextmanager
def bot_api() -> Iterator[Child]:
    """The Bot API that the product talks to."""
    port = free_port()
    with serving(["bench.bot_api", str(port)], {}, port, "/ready") as child:
        yield child


def command_seconds(url: str, folder: Path, *arguments: str) -> float:
    """The whole process of a command, from its start to its end."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env=_environment(url, folder, RULEBOOK),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def _environment(url: str, folder: Path, book: Path) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(Path.cwd()),
        "JIFEN_DATABASE_URL": url,
        "JIFEN_RULEBOOK": str(book),
        "JIFEN_DATA_DIR": str(folder / "data"),
        "JIFEN_KEY_FILE": str(key_file(folder)),
    }


def _texts(port: int) -> dict[str, str]:
    return {
        "JIFEN_HTTP_PORT": str(port),
        "JIFEN_PUBLIC_URL": PUBLIC_URL,
        "JIFEN_TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
    }


def _chat(bot_api: int) -> dict[str, str]:
    return {
        "JIFEN_TELEGRAM_TOKEN": "1:bench",
        "JIFEN_TELEGRAM_API": f"http://127.0.0.1:{bot_api}",
        "JIFEN_TELEGRAM_MODE": "webhook",
        "JIFEN_TELEGRAM_SECRET": TELEGRAM_SECRET,
    }
