"""The demo's days pass when a visitor says so, its pages open, and its town can be built anew from the page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import NEEDS_BROWSER
from tests.e2e.support.demo import start_demo
from tests.e2e.support.launch import Warm
from tests.e2e.support.visitor import UNSETTLED, visit

pytestmark = NEEDS_BROWSER
PAGES = {
    "全镇": "text/html",
    "秦望村": "text/html",
    "这部手机那户的网页": "text/html",
    "镇里的图表": "text/html",
    "公示栏（打印）": "application/pdf",
    "封条": "text/html",
}
FIRST_OF_A_MONTH = re.compile(r"月1日")
_NOTE_WHAT_IS_SHOWN = """() => {
    const passing = document.querySelector("#passing");
    window.shown = [];
    new MutationObserver(() => shown.push(passing.textContent)).observe(passing, { childList: true });
}"""
"""While days pass. They may be over before the browser is asked what stands there."""


def chips(page: Page) -> Locator:
    return page.locator("#tries button")


async def test_days_pass_and_a_town_begins_anew(browser: Browser, warm: Warm, tmp_path: Path) -> None:
    demo = start_demo(warm, warm, tmp_path / "town")
    visitor = await visit(browser, demo)
    page = visitor.page
    await expect(chips(page).first).to_have_text("扣分")

    for link in await page.locator("#pages a").all():
        shown = await page.request.get(demo.url + str(await link.get_attribute("href")))
        assert (shown.status, shown.headers["content-type"].split(";")[0]) == (
            200,
            PAGES[await link.inner_text()],
        )

    await page.evaluate(_NOTE_WHAT_IS_SHOWN)
    await page.get_by_role("button", name="到月底").click()
    await expect(page.locator("#today")).to_have_text(FIRST_OF_A_MONTH)
    await expect(page.locator("#passing")).to_be_empty()
    assert await page.evaluate("shown") == ["日子正在过，请等一等……", ""]
    await expect(visitor.answers.last).to_contain_text("还没有结算。请管理专员发 /jie")

    await visitor.go_to("张堰镇积分监督群")
    await expect(chips(page).first).to_have_text("看各村")
    await page.reload()
    await expect(page.locator("#person option:checked")).to_have_text("顾敏（镇监督员）")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("#person option:checked")).to_have_text("Gu Min（town supervisor）")
    await expect(chips(page).first).to_have_text("compare villages")
    await page.get_by_role("button", name="中文").click()

    before = await page.locator("#today").inner_text()
    page.on("dialog", lambda asked: asked.accept())
    await page.get_by_role("button", name="重新开始").click()
    await expect(page.locator("#today")).not_to_have_text(before, timeout=60_000)
    await visitor.go_to("秦望村积分考核群")
    await expect(visitor.answers.filter(has_not_text=UNSETTLED)).to_have_count(1)  # the claim that waits
    await page.close()
    demo.stop()
