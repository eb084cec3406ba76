"""What docstrings and comments point at as ``package.module.name`` is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "bench", "bot", "domain", "paper", "rules", "sandbox", "sms", "storage", "tests", "text", "web")
SOURCES = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
NAMED = re.compile(rf"``((?:{'|'.join(PACKAGES)})(?:\.\w+)+)(?:\(\))?``")


def there(name: str) -> bool:
    """Whether a module has that name, or the file of a module in front of it that of its rest."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        file = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
        if file.exists():
            text = file.read_text("utf-8")
            return all(re.search(rf"\b{part}\b", text) for part in parts[length:])
    return False


def missing() -> Iterator[str]:
    for file in SOURCES:
        for name in NAMED.findall(file.read_text("utf-8")):
            if not there(name):
                yield f"{file.relative_to(ROOT)}: {name}"


def test_what_is_pointed_at_is_there() -> None:
    assert there("domain.model.change.NewChange")
    assert not there("domain.model.change.OldChange")
    assert not there("domain.model.history")
    assert list(missing()) == []
