"""The pages in a real browser without script: narrow and wide, light and dark, at 200 %, by keyboard, and by axe."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, Request, expect

from domain.model.people import Role
from domain.ports.store import Unavailable
from tests.browser import NEEDS_BROWSER
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import CHEN, QINWANG, TOWN_CODE, ZHOU, Village, at
from tests.web.conftest import MOST_BYTES, Homes, Links
from tests.web.pictures import taken
from tests.web.reader import Reader
from tests.web.test_unsent import breaking

pytestmark = [pytest.mark.xdist_group("browser"), NEEDS_BROWSER]

WANG = "+8619900000001"

Paths = dict[str, str]


@pytest.fixture
async def paths(village: Village, reader: Reader, homes: Homes, links: Links) -> Paths:
    """Every kind of page, with something on it."""
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await village.texts(WANG, "申报 献血")
    village.now = at("2026-10-01 09:00")
    await village.presses(CHEN, (await village.says(CHEN, "/jie")).button("结算"))
    await village.says(CHEN, "/wu 加 大米 60 20")
    told = await village.says(GU, "/jian", chat=TOWN_GROUP)
    answer = await village.presses(GU, told.button("图表网页"), chat=TOWN_GROUP)
    town = re.search(r"(/town/[\w-]{16})", answer.text)
    assert town
    own, form = f"/h/{await links.give(homes.wang, WANG)}", "a-form-without-words"
    await reader.sends(f"{own}/claim", {"key": form, "content": "！"})
    return {
        "town": "/",
        "unit": f"/u/{QINWANG}",
        "round": f"/u/{QINWANG}/r/2026-09",
        "quarter": f"/u/{QINWANG}/q/2026Q3",
        "verify": f"/verify?unit={QINWANG}",
        "own": own,
        "own, refused": f"{own}?done={form}",
        "supervisor": town[1],
        "review": f"{town[1]}/review/2026",
        "ended": "/h/a-link-that-ended-1",
        "absent": "/nowhere",
    }


@asynccontextmanager
async def opened(
    browser: Browser, width: int, *, script: bool = False, dark: bool = False, own_script: bool = False
) -> AsyncIterator[Page]:
    """``own_script``: the pages' own runs and no other."""
    context = await browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=script or own_script,
        bypass_csp=script,
        color_scheme="dark" if dark else "light",
    )
    yield await context.new_page()
    await context.close()


_STRICT: dict[str, object] = {"rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}
"""Contrast of 7 to 1, targets that fingers hit."""
_COLOURS: dict[str, object] = {"runOnly": ["color-contrast", "color-contrast-enhanced"]}
"""All that is different in the dark, at any width."""
_WANTED = {"resultTypes": ["violations"]}
"""Of what is well it need not tell where it stands."""
_SMALL = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => one.checkVisibility()
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    && parseFloat(getComputedStyle(one).fontSize) < 18).map(one => one.outerHTML.slice(0, 100))"""
_LOW = """() => [...document.querySelectorAll('button, summary, .button, nav a, .tiles a, textarea, input')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden' && one.getBoundingClientRect().height < 44)
    .map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize(
    ("width", "dark", "options"), [(320, False, _STRICT), (1280, False, _STRICT), (390, True, _COLOURS)]
)
async def test_axe_finds_nothing(
    browser: Browser, reader: Reader, paths: Paths, width: int, dark: bool, options: dict[str, object]
) -> None:
    """The own page after a refusal has all of the own page."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    async with opened(browser, width, script=True, dark=dark) as page:
        for name, path in paths.items() - {("own", paths["own"])}:
            await page.goto(reader.url + path)
            await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert await _found_by_axe(page, axe, options) == [], name
        await page.goto(reader.url + paths["own"])
        await page.get_by_label("做了什么、哪一天").fill("昨天献血")
        await page.get_by_label("照片").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no"})
        await page.get_by_role("button", name="提交申报").click()
        await expect(page.get_by_text("选的文件不是能看的照片")).to_be_visible()
        assert await _found_by_axe(page, axe, options) == [], "a form with a file that is no photo"


@pytest.mark.parametrize(("act", "button"), [("claim", "提交申报"), ("object", "提异议"), ("withdraw", "撤回申报1号")])
async def test_the_page_that_brings_a_form_back_is_as_the_others(
    browser: Browser, reader: Reader, village: Village, pages: web.Application, paths: Paths, act: str, button: str
) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    away = breaking(pages, village, Unavailable("the database is away"))
    async with opened(browser, 320, script=True) as page:
        await page.goto(reader.url + paths["own"])
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        form = page.locator(f"form[action$='/{act}']")
        for field in await form.locator("textarea").all():
            await field.fill("昨天献血" * 20)
        away.reads = False
        await form.get_by_role("button", name=button).click()
        await expect(page.get_by_role("status")).to_contain_text("系统正忙，没能答复您")
        assert await _found_by_axe(page, axe, _STRICT) == []
        assert (await page.evaluate(_SMALL), await page.evaluate(_LOW)) == ([], [])
        await page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        away.reads = True
        await page.get_by_role("button", name=button).click()
        await expect(page).to_have_url(re.compile(r"\?done="))


async def _found_by_axe(page: Page, axe: str, options: dict[str, object]) -> list[tuple[str, str]]:
    await page.evaluate(axe)
    found = await page.evaluate("options => axe.run(document, options)", {**options, **_WANTED})
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_no_page_is_wider_than_its_screen(browser: Browser, reader: Reader, paths: Paths, width: int) -> None:
    async with opened(browser, width, script=True) as page:
        for name, path in paths.items():
            await page.goto(reader.url + path)
            await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, name
            await page.evaluate("document.documentElement.style.fontSize = '225%'")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at 200 %"


async def test_letters_and_targets_are_large(browser: Browser, reader: Reader, paths: Paths) -> None:
    """18 px at least, and 44 px high where a finger goes, but for links within a sentence."""
    async with opened(browser, 390, script=True) as page:
        for name, path in paths.items():
            await page.goto(reader.url + path)
            assert (await page.evaluate(_SMALL), await page.evaluate(_LOW)) == ([], []), name


async def test_without_script_a_claim_with_a_photo_is_filed_by_keyboard(
    browser: Browser, reader: Reader, village: Village, paths: Paths
) -> None:
    async with opened(browser, 390) as page:
        asked: set[str] = set()

        def note(request: Request) -> None:
            asked.add(request.url)

        page.on("request", note)
        await page.goto(reader.url + paths["own"])
        await page.get_by_label("做了什么、哪一天").fill("昨天献血200毫升")
        await page.get_by_label("照片").set_input_files(
            {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": taken()}
        )
        await page.get_by_role("button", name="提交申报").press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("收到，是申报2号")
        await expect(page.get_by_text("申报2号 9月30日：昨天献血200毫升")).to_be_visible()
        await page.reload()
        assert await village.count("claims") == 2
        assert all(address.startswith(reader.url) for address in asked)


@pytest.mark.parametrize(("script", "reply"), [(True, "收到，是申报2号"), (False, "照片太大")])
async def test_a_large_photo_is_made_smaller_where_the_browser_can(
    browser: Browser, reader: Reader, paths: Paths, script: bool, reply: str
) -> None:
    photo = taken(size=(8000, 6000))
    assert len(photo) > MOST_BYTES
    async with opened(browser, 390, own_script=script) as page:
        await page.goto(reader.url + paths["own"])
        await page.get_by_label("做了什么、哪一天").fill("昨天献血200毫升")
        await page.get_by_label("照片").set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo})
        if script:
            await expect(page.get_by_label("照片")).to_have_value(re.compile("photo.jpg"))
        await page.get_by_role("button", name="提交申报").click()
        await expect(page.get_by_role("status")).to_contain_text(reply)


async def test_without_script_an_objection_is_opened(
    browser: Browser, reader: Reader, village: Village, paths: Paths
) -> None:
    async with opened(browser, 320) as page:
        await page.goto(reader.url + paths["own"])
        await page.locator("summary", has_text="9月").click()
        if not await page.locator("summary", has_text="觉得不对").is_visible():
            await page.locator("summary", has_text="9月").click()
        await page.locator("summary", has_text="觉得不对").click()
        await page.get_by_label("哪里不对").fill("不是我家的")
        await page.get_by_role("button", name="提异议").click()
        await expect(page.get_by_role("status")).to_contain_text("收到，是异议1号")


async def test_on_paper_only_what_belongs_there_is_printed(browser: Browser, reader: Reader, paths: Paths) -> None:
    async with opened(browser, 800) as page:
        await page.goto(reader.url + paths["round"])
        await page.emulate_media(media="print")
        await expect(page.get_by_role("table")).to_be_visible()
        await expect(page.get_by_role("navigation")).to_be_hidden()
