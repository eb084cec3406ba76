"""Real processes take turns: two cores are few."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.support.faketime import Faked, faked
from tests.e2e.support.launch import Cold, Warm


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """Starts the program without loading it anew."""
    launcher = Warm()
    yield launcher
    launcher.close()


@pytest.fixture
def cold() -> Cold:
    """Starts the program as anybody does."""
    return Cold()


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Faked]:
    """Starts the program on any day; for tests that are skipped where libfaketime is not installed."""
    with faked(tmp_path) as clock:
        yield clock
