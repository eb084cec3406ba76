"""A real browser for the tests that need one: the machine's own Chromium or Chrome."""

from __future__ import annotations

import shutil

import pytest
from playwright.async_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)

NEEDS_BROWSER = pytest.mark.skipif(_BROWSER is None, reason="no Chromium or Chrome on this machine")


async def launch(playwright: Playwright) -> Browser:
    """Start it; to be closed."""
    return await playwright.chromium.launch(executable_path=_BROWSER, args=_ARGUMENTS)
