"""Real processes take turns: two cores are few."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
