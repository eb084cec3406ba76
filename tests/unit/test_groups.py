"""Tests that share a program (a file of real processes, the browser) stay in one worker."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("grouped")
def test_a_test_is_told_by_its_group(request: pytest.FixtureRequest) -> None:
    """xdist keeps those together whose names end alike behind the @."""
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("one process has them all")
    assert request.node.nodeid.endswith("@grouped")
