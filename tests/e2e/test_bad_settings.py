"""Every setting with values that cannot be: one plain line that names the variable, exit code 1, nothing else."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.settings import Settings
from tests.e2e.support.launch import Warm
from tests.e2e.support.ports import free_port
from tests.e2e.support.product import Product
from tests.e2e.support.refusals import refused, refused_in_one_line

NO_ADDRESS = [
    "ftp://host",
    "host",
    "http://",
    "http://:80",
    "http://a b",
    "http://h:port",
    "http://h:70000",
    "http://[::1",
]

WRONG: dict[str, list[str]] = {
    "DATABASE_URL": [
        "mysql://host/name",
        "jifen.db",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:///dev/null/jifen.db",
        "sqlite:///etc",
        "sqlite:///etc/hostname",
        "postgres://user:password@127.0.0.1:1/name",
        "postgres://user:password@127.0.0.1:port/name",
        "postgres://user:password@host.invalid/name",
    ],
    "RULEBOOK": ["nowhere.toml", "/etc", "/", "long" * 100, "/dev/null/book.toml"],
    "TIMEZONE": ["Mars/Phobos", "Asia", "../zone.tab", "/etc/passwd", "Shanghai" * 100, "上海", "UTC+8"],
    "HTTP_HOST": ["999.1.1.1", "http://127.0.0.1", "a..b", "x" * 300, "192.0.2.1"],
    "WORKER_PORT": ["port", "-1", "65536", "80.5"],
    "HTTP_PORT": ["port", "-1", "65536", "80.5", "1e3", "9" * 5000],
    "PUBLIC_URL": [*NO_ADDRESS, "http://h/?query", "http://h/#part"],
    "TELEGRAM_TOKEN": ["token", "123", "123:", "12 3:token", "a:b"],
    "TELEGRAM_API": NO_ADDRESS,
    "TELEGRAM_MODE": ["Webhook", "push"],
    "TELEGRAM_SECRET": ["秘密", "two words", "x" * 257],
    "SMS_GATEWAY": ["Twilio", "pigeon"],
    "SMS_PER_SECOND": ["0", "101", "1.5", "many"],
    "SMS_BUDGET": ["-1", "1.5", "many"],
    "TWILIO_FROM": ["138", "13800000000", "+0138000000", "+1 500 555 0006", "MG12", "1380000"],
    "TWILIO_API": NO_ADDRESS,
    "SMSGATE_URL": NO_ADDRESS,
    "SMSGATE_NUMBER": ["138", "13800000000", "+86138000000000000", "MG0123456789abcdef0123456789abcdef"],
    "SMSGATE_SIM": ["0", "4", "first"],
    "SMSGATE_DAILY_LIMIT": ["0", "-1", "many"],
    "SMSGATE_PAUSE_SECONDS": ["-1", "3601", "slow"],
    "SMSGATE_PHONES": ["nowhere.toml", "/etc", "/etc/hostname"],
    "WECOM_URL": ["wss://", "https://host", "host"],
    "EVIDENCE_MAX_BYTES": ["0", "-5", "10MB"],
}
HARMLESS = {
    *("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "WECOM_BOT_ID", "WECOM_SECRET"),
    *("SMSGATE_USER", "SMSGATE_PASSWORD", "SMSGATE_SIGNING_KEY"),
}
"""What only the platform or gateway itself can tell to be wrong."""
IN_SERVE = {"HTTP_HOST", "TELEGRAM_TOKEN"}
"""What only shows when it is used."""
UNNAMED = {"DATABASE_URL", "RULEBOOK"}
"""Settings whose line says what is wrong with the file or the server itself."""


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Product:
    """Not even initialised: wrong settings are told before anything else."""
    folder = tmp_path_factory.mktemp("product")
    return Product(folder, warm, {"DATABASE_URL": f"sqlite://{folder}/jifen.db", "DATA_DIR": f"{folder}/data"})


def test_no_setting_is_forgotten() -> None:
    assert {name.upper() for name in Settings.model_fields} == {*WRONG, *HARMLESS, "DATA_DIR", "KEY_FILE"}


@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param(name, value, id=f"{name}={value[:30]}") for name, values in WRONG.items() for value in values],
)
async def test_a_wrong_value_is_told_in_one_line(product: Product, tmp_path: Path, name: str, value: str) -> None:
    """In our words, and before anything is made."""
    settings = {"DATABASE_URL": f"sqlite://{tmp_path}/new.db", "HTTP_PORT": str(free_port()), "SMS_GATEWAY": "console"}
    if name in IN_SERVE:
        assert (await product.run("init", settings=settings)).code == 0
    settings[name] = value
    done = await product.run("serve" if name in IN_SERVE else "init", settings=settings)
    line = refused(done)[-1] if name in IN_SERVE else refused_in_one_line(done)
    assert name in UNNAMED or (line.startswith("设置不对：") and f"JIFEN_{name}" in line)
    assert not re.search("Input should|Value error|password", line)
    assert name in IN_SERVE or _is_empty(tmp_path)


async def test_all_wrong_settings_are_told_at_once(product: Product) -> None:
    wrong = {name: values[0] for name, values in WRONG.items() if name not in UNNAMED | IN_SERVE}
    line = refused_in_one_line(await product.run("init", settings=wrong))
    assert [name for name in wrong if f"JIFEN_{name}：" not in line] == []


async def test_a_webhook_needs_a_secret(product: Product) -> None:
    for secret in (None, "", "   "):
        settings = {"TELEGRAM_TOKEN": "1:token", "TELEGRAM_MODE": "webhook", "TELEGRAM_SECRET": secret}
        assert "JIFEN_TELEGRAM_SECRET" in refused_in_one_line(await product.run("init", settings=settings))


async def test_a_secret_is_never_shown(product: Product) -> None:
    settings = {"TELEGRAM_SECRET": "绝密", "HTTP_PORT": "绝密", "DATABASE_URL": "postgres://u:绝密@127.0.0.1:1/x"}
    assert "绝密" not in refused_in_one_line(await product.run("init", settings=settings))


async def test_a_port_that_is_taken(product: Product, tmp_path: Path) -> None:
    settings = {"DATABASE_URL": f"sqlite://{tmp_path}/town.db", "SMS_GATEWAY": "console"}
    assert (await product.run("init", settings=settings)).code == 0
    with _listener() as port:
        done = await product.run("serve", settings={**settings, "HTTP_PORT": port})
    assert refused(done)[-1] == f"设置不对：JIFEN_HTTP_HOST、JIFEN_HTTP_PORT：127.0.0.1:{port} 已被别的程序占用"


def _no_folder(folder: Path) -> None:
    folder.write_text("a file")


def _not_text(folder: Path) -> None:
    folder.mkdir()
    (folder / "jifen_telegram_token").write_bytes(b"\xff\xfe\x00")


def _a_folder_for_a_secret(folder: Path) -> None:
    (folder / "jifen_twilio_auth_token").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_no_folder, _not_text, _a_folder_for_a_secret])
async def test_secret_files_that_cannot_be_read(product: Product, tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(tmp_path / "secrets")
    done = await product.run("init", settings={"SECRETS_DIR": str(tmp_path / "secrets")})
    assert "JIFEN_SECRETS_DIR" in refused_in_one_line(done)


@pytest.mark.parametrize("place", ["/dev/null/data", "/proc/data"])
async def test_a_data_folder_that_cannot_be_written_is_told_by_the_doctor(product: Product, place: str) -> None:
    done = await product.run("doctor", settings={"DATA_DIR": place})
    assert done.code == 1
    assert "Traceback" not in done.err
    assert f"✗ 数据文件夹：{place} 写不了" in done.out


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


@contextmanager
def _listener() -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield str(taken.getsockname()[1])
