"""Nothing is collected while the program is loaded, and all is as ever afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from app.garbage import kept, uncollected


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_until_the_block_is_over() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_it_is_collected_again_when_loading_fails() -> None:
    with pytest.raises(ImportError), uncollected():
        raise ImportError
    assert gc.isenabled()


def test_a_server_that_is_ready_ends_it_before_the_block() -> None:
    with uncollected():
        kept()
        assert gc.isenabled()
    assert gc.isenabled()
