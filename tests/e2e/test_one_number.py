"""One claim through every door: claimed on a page, approved in chat, and then one number wherever it is shown."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, FilePayload, expect

from sandbox.model import Message
from tests.browser import NEEDS_BROWSER
from tests.e2e.support.faketime import Faked, library
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT, homes
from tests.e2e.support.year import SHANGHAI
from tests.paper.reading import words
from tests.web.pictures import taken
from tests.web.reader import Answer, Reader

pytestmark = [
    pytest.mark.skipif(library() is None, reason="libfaketime is not installed"),
    NEEDS_BROWSER,
]

CODE = "310116103208"
HOME = homes()[31]
PLACE = f"{HOME.group}-{HOME.number}"


async def test_the_number_is_the_same_through_every_door(browser: Browser, tmp_path: Path, clock: Faked) -> None:
    """Of the village's households only this one had something deducted, and something added for its claim."""
    async with open_stage(tmp_path, clock, {"TIMEZONE": "Asia/Shanghai"}, clock.now) as stage:
        clock.stand_at(datetime(2026, 9, 20, 10, tzinfo=SHANGHAI))
        await stage.begin()
        server = await stage.product.serve()
        await stage.appoint()
        await stage.appoint_supervisor()
        await stage.say(f"/kou {PLACE} 垃圾 3 门口两袋", stage.zhang)
        own = await _own_page(stage)
        await _claimed_from_a_telephone(browser, own)
        await stage.press(await _in_the_group(stage, "📝 申报 1"), "同意", stage.wang)
        await _the_photo_is_kept(stage, own)
        number = await _scored(stage)
        assert _on_own_page(await _opened(own)) == number

        await stage.product.stop(server)
        clock.stand_at(datetime(2026, 10, 2, 10, tzinfo=SHANGHAI))
        await stage.product.serve()
        preview = await stage.say("/jie 9月", stage.wang)
        await stage.press(preview, preview.keyboard[0][0].text, stage.wang)
        await _in_the_group(stage, f"{UNIT}9月积分公示")
        seen = await _on_pages(stage, own) | await _on_paper(stage) | await _in_texts(stage)
        assert seen == dict.fromkeys(seen, number)
        assert await _scored(stage) == number
        assert (await stage.product.run("audit")).code == 0


async def _scored(stage: Stage) -> int:
    """The household's score of September, as ``jifen standings`` tells it."""
    standings = await stage.product.ask_json("standings", UNIT)
    (line,) = [one for one in standings if (one["group"], one["number"]) == (HOME.group, HOME.number)]
    return int(line["rounds"]["2026-09"]["score"])


async def _own_page(stage: Stage) -> str:
    answered = await stage.sandbox.network.write(HOME.phone, "网页")
    return _found(r"(http\S+/h/[\w-]+)", answered.replies[0])


async def _claimed_from_a_telephone(browser: Browser, address: str) -> None:
    """Narrow, without script, with a photo."""
    page = await browser.new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    await page.goto(address)
    await page.get_by_label("做了什么、哪一天").fill("昨天献血200毫升")
    photo: FilePayload = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": taken()}
    await page.get_by_label("照片").set_input_files(photo)
    await page.get_by_role("button", name="提交申报").click()
    await expect(page.get_by_role("status")).to_contain_text("收到，是申报1号")


async def _the_photo_is_kept(stage: Stage, own: str) -> None:
    """With the entry, and to be seen on the own page."""
    entry = (await stage.product.ask_json("entries", UNIT))[-1]
    path = _found(r'href="/h/[\w-]+(/photo/\d+)"', (await _opened(own)).html)
    async with aiohttp.ClientSession() as session:
        assert sha256((await Reader(own, session).photo(path))[2]).hexdigest() == entry["evidence"]


async def _on_pages(stage: Stage, own: str) -> dict[str, int]:
    village = f"{stage.product.url}/u/{CODE}"
    charts = await stage.press(await stage.say("/jian", stage.gu, stage.office), "图表网页", stage.gu)
    town = await _opened(_found(r"(http\S+/town/[\w-]+)", charts.text))
    return {
        "own page": _on_own_page(await _opened(own)),
        "round": _in_row(await _opened(f"{village}/r/2026-09"), 2),
        "quarter": _in_row(await _opened(f"{village}/q/2026Q3"), 3),
        "town, as the lowest": int(_found(r"(\d+)～\d+分，60户", town.words)),
    }


async def _on_paper(stage: Stage) -> dict[str, int]:
    asked = {
        "公示表": ("2026-09", rf" {PLACE} \S+ (\d+) "),
        "汇总": ("2026Q3", rf" {PLACE} \S+ \d+ (\d+) "),
        "存折": ("2026Q3", rf" {HOME.head} .*?2026年第三季度 (\d+)分"),
    }
    seen = {}
    for what, (which, pattern) in asked.items():
        file = stage.product.folder / f"{what}.pdf"
        await stage.product.ask("print", what, UNIT, which, str(file))
        seen[what] = int(_found(pattern, " ".join(words(file.read_bytes()))))
    return seen


async def _in_texts(stage: Stage) -> dict[str, int]:
    answered = await stage.sandbox.network.write(HOME.phone, "三季度")
    await stage.press(await stage.say("/tong 2026Q3", stage.wang), "发送", stage.wang)
    notice = await stage.world.until(
        lambda: next((one.body for one in stage.world.texts(HOME.phone) if "回T退订" in one.body), None)
    )
    return {
        "answer": int(_found(r"三季度得?(\d+)分", answered.replies[0])),
        "notice": int(_found(r"三季度得(\d+)分", notice)),
    }


async def _in_the_group(stage: Stage, text: str) -> Message:
    return await stage.world.until(lambda: next((m for m in stage.bot_messages() if text in m.text), None))


async def _opened(address: str) -> Answer:
    async with aiohttp.ClientSession() as session:
        return await Reader("", session).opens(address)


def _on_own_page(page: Answer) -> int:
    return int(_found(r"9月\s*(\d+)分", page.words))


def _in_row(page: Answer, column: int) -> int:
    (row,) = [row for row in page.rows if row[1:] and row[1].startswith(f"{HOME.group}组{HOME.number}号")]
    return int(row[column])


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, (pattern, text)
    return found[1]
