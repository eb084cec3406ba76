"""A visitor of the demo's page, in a real browser."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from tests.e2e.support.demo import Demo
from tests.patience import PATIENCE_SECONDS

UNSETTLED = "已经过完，还没有结算"
"""Of the month that is over: on a first day the bot says so by itself."""
_DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==")
PICTURE = FilePayload(name="yard.png", mimeType="image/png", buffer=_DOT)
_PATIENCE_MS = PATIENCE_SECONDS * 1000
_NUMBER = re.compile(r"#(\d+)")

expect.set_options(timeout=_PATIENCE_MS)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the page; ``problems`` are the errors that the browser has met."""

    page: Page
    problems: list[str]

    @property
    def answers(self) -> Locator:
        """What the bot has written."""
        return self.page.locator(".message.bot")

    async def say(self, words: str) -> Locator:
        """Write to the group; the bot's answer, which quotes it."""
        quoting = self.answers.filter(has=self.page.locator("blockquote", has_text=words))
        before = await quoting.count()
        await self.page.locator("#words").fill(words)
        await self.page.keyboard.press("Enter")
        answer = quoting.nth(before)
        await expect(answer).to_be_visible()
        return answer

    async def say_with_photo(self, words: str) -> Locator:
        """The same with a picture."""
        await self.page.locator("#photo").set_input_files(PICTURE)
        await expect(self.page.locator("#preview")).to_be_visible()
        return await self.say(words)

    async def press(self, message: Locator, button: str) -> None:
        """Press a button of a message."""
        await message.get_by_role("button", name=button).click()

    async def become(self, person: str) -> None:
        """Be somebody else in the group."""
        await self.page.locator("#person").select_option(label=person)

    async def go_to(self, group: str) -> None:
        """Look at another group."""
        await self.page.locator("#group").select_option(label=group)

    async def take_phone(self, owner: str) -> None:
        """Take up somebody's phone."""
        await self.page.locator("#villager").fill(owner)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator("#villager")).to_have_value(re.compile(owner))

    async def text(self, words: str) -> None:
        """Send a text from the phone."""
        await self.page.locator("#sms").fill(words)
        await self.page.keyboard.press("Enter")

    async def reads(self, words: str) -> None:
        """The last text that has reached the phone says that."""
        await expect(self.page.locator("#texts .text:not(.mine) .words").last).to_contain_text(words)


async def visit(browser: Browser, demo: Demo, width: int = 1280, height: int = 860) -> Visitor:
    """Open the page and wait until the group's talk is there."""
    page = await browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(_PATIENCE_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    await page.goto(demo.url)
    await expect(page.locator(".message").first).to_be_attached()
    return Visitor(page, problems)


async def words_of(message: Locator) -> str:
    """What a message says."""
    return await message.locator(".words").inner_text()


async def number_in(message: Locator) -> int:
    """The number of the entry that a confirmation tells."""
    found = _NUMBER.search(await words_of(message))
    assert found
    return int(found[1])
