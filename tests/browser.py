"""A real browser for the tests that need one: the machine's own Chromium or Chrome."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two pages of Chromium's own address bar, for each page that is opened: two thirds of its processor time.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
_BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)

NEEDS_BROWSER = pytest.mark.skipif(_BROWSER is None, reason="no Chromium or Chrome on this machine")


@asynccontextmanager
async def running() -> AsyncIterator[Browser]:
    """Without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_BROWSER, args=_ARGUMENTS)
        yield browser
        await browser.close()
