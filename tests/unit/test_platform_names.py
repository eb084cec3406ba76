"""A chat platform or an SMS carrier is named in its own folder, and by what builds, sets up, examines or shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_FOLDERS = ("app", "bot", "domain", "paper", "rules", "sms", "storage", "text", "web")
_ALLOWED = (
    *("bot/channels/", "sms/channels/"),
    *(
        "app/chat/",
        "app/texts/",
        "app/doctor/",
        "app/settings.py",
        "app/setting_values.py",
        "app/demo/",
        "app/commands/demo.py",
    ),
    "app/logs.py",  # silences the libraries whose lines hold addresses
)
_NAMES = re.compile("telegram|wecom|企业微信|twilio|twiml|smsgate|sms gate", re.IGNORECASE)


def _files() -> Iterator[tuple[str, str]]:
    for folder in _FOLDERS:
        for file in sorted((_ROOT / folder).rglob("*.py")):
            yield file.relative_to(_ROOT).as_posix(), file.read_text("utf-8")


def test_nothing_else_names_a_platform() -> None:
    naming = [name for name, text in _files() if _NAMES.search(text)]
    assert any(name.startswith("bot/channels/") for name in naming)
    assert [name for name in naming if not name.startswith(_ALLOWED)] == []
