"""`jifen demo` as a visitor meets it: a real process, and its page in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser import NEEDS_BROWSER
from tests.e2e.support.demo import Demo, start_demo
from tests.e2e.support.launch import Cold, Warm
from tests.e2e.support.visitor import UNSETTLED, Visitor, number_in, visit

KOU = "/kou 3-12 垃圾 2 门口没分类"
JPEG = b"\xff\xd8"
"""What messengers turn photos into."""
NARROW = {"width": 360, "height": 740}

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def demo(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start_demo(Cold(), warm, tmp_path_factory.mktemp("demo") / "town")
    yield running
    running.stop()


@pytest.fixture
async def visitor(browser: Browser, demo: Demo) -> AsyncIterator[Visitor]:
    visitor = await visit(browser, demo)
    yield visitor
    await visitor.page.close()
    assert visitor.problems == []


async def test_an_officer_takes_points_off_and_back(visitor: Visitor, demo: Demo) -> None:
    before = demo.points(3, 12)
    confirmation = await visitor.say(KOU)
    await expect(confirmation.locator(".words")).to_have_text(re.compile(r"^✅ #\d+ 3组12号 王建国"))
    await expect(confirmation.locator(".words")).to_contain_text("扣2分，计 2 分")
    assert demo.points(3, 12) == before - 2

    await visitor.press(confirmation, "撤销")
    await expect(visitor.answers.filter(has_text=f"已撤销 #{await number_in(confirmation)}")).to_be_visible()
    assert demo.points(3, 12) == before


async def test_a_photo_goes_with_its_entry(visitor: Visitor, demo: Demo) -> None:
    confirmation = await visitor.say_with_photo("/kou 3-14 打扫 1 门前堆了杂物")
    await expect(confirmation.locator(".words")).to_contain_text("3组14号")
    await expect(visitor.page.locator(".message.mine .photo").last).to_have_js_property("complete", value=True)
    assert demo.entry(await number_in(confirmation))["evidence"]
    assert (await asyncio.to_thread(demo.first_photo)).startswith(JPEG)


async def test_a_name_that_two_households_bear_is_asked_about(visitor: Visitor) -> None:
    question = await visitor.say("/cha 陆建平")
    await visitor.press(question, "4组2号")
    await expect(visitor.answers.last).to_contain_text("4组2号 陆建平")


async def test_a_villager_asks_for_points_and_for_their_rank(visitor: Visitor, demo: Demo) -> None:
    await visitor.take_phone("王建国")
    await visitor.text("我家还有多少分")
    await visitor.reads(f"月{demo.points(3, 12)}分")
    await visitor.page.get_by_role("button", name="3 排名").click()
    await visitor.reads("名")


async def test_a_notice_reaches_the_phone_once(visitor: Visitor) -> None:
    await visitor.take_phone("王建国")
    preview = await visitor.say("/tong")
    await visitor.press(preview, "发送")
    await visitor.reads("【张堰积分】王建国户")
    again = await visitor.say("/tong")
    await expect(again).to_contain_text("已发")
    await expect(again.get_by_role("button", name="发送")).to_have_count(0)


@pytest.mark.parametrize(
    ("person", "place", "because"),
    [
        ("孙浩（外人）", (3, 12), "您还不是这里的考核人员"),
        ("李明华（考核组员）", (1, 3), "是您自己家"),
        ("李明华（考核组员）", (1, 4), "是您家亲属"),
    ],
    ids=["an outsider", "one's own household", "one's kin"],
)
async def test_who_may_not_is_told_why(
    visitor: Visitor, demo: Demo, person: str, place: tuple[int, int], because: str
) -> None:
    before = demo.points(*place)
    await visitor.become(person)
    answer = await visitor.say(f"/kou {place[0]}-{place[1]} 垃圾 2 门口没分类")
    await expect(answer.locator(".words")).to_contain_text(because)
    assert demo.points(*place) == before


async def test_the_supervisor_sees_all_villages(visitor: Visitor) -> None:
    await visitor.go_to("张堰镇积分监督群")
    await visitor.become("顾敏（镇监督员）")
    answer = await visitor.say("/jian")
    await expect(answer.locator(".words")).to_contain_text("监督（10个单位")
    await expect(answer.locator(".words")).to_contain_text("秦望村：结算")


async def test_everybody_who_looks_on_sees_it_at_once(visitor: Visitor, browser: Browser, demo: Demo) -> None:
    onlooker = await visit(browser, demo)
    await onlooker.become("沈国强（考核组员）")
    confirmation = await visitor.say("/jia 2-6 义工 参加河岸清洁")
    shown = onlooker.answers.filter(has_text=f"#{await number_in(confirmation)} ")
    await expect(shown).to_have_count(1)
    await onlooker.press(shown, "撤销")
    await expect(onlooker.page.locator("#toast")).to_have_text("这个按钮是给别人的，您不能点。")
    await visitor.press(confirmation, "撤销")
    await expect(shown.get_by_role("button", name="撤销")).to_have_count(0)

    for one in (visitor, onlooker):
        await one.take_phone("李明华")
    await visitor.text("积分")
    await expect(onlooker.page.locator("#texts .text.mine .words").last).to_have_text("积分")
    await onlooker.reads(f"月{demo.points(1, 3)}分")
    assert onlooker.problems == []


async def test_in_english_every_suggestion_is_answered_with_its_english_beneath(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Village points, one text away")
    await expect(page.locator("#person option:checked")).to_have_text("Wang Fang（specialist）")
    for row, answers in (("#tries", ".message.bot"), ("#asks", "#texts .text:not(.mine)")):
        for number in range(await page.locator(f"{row} button").count()):
            before = await page.locator(answers).count()
            await page.locator(f"{row} button").nth(number).click()
            await expect(page.locator(answers)).not_to_have_count(before)
            gloss = page.locator(answers).last.locator(".gloss").first
            await expect(gloss).not_to_contain_text(re.compile("Chinese only|^$"))
    await page.get_by_role("button", name="中文").click()
    await expect(page.locator(".gloss")).to_have_count(0)


@pytest.mark.parametrize("language", ["中文", "English"])
async def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, demo: Demo, language: str) -> None:
    visitor = await visit(browser, demo, **NARROW)
    if language == "English":
        await visitor.page.get_by_role("button", name="English").click()
    for words in ("/help", "/cha 3-12", "/pai", "/gui", "/kou 3-12 没有这一项"):
        await visitor.say(words)
    assert await too_wide(visitor) == []
    await visitor.page.locator("#tab-phone").click()
    await visitor.text("0")
    await expect(visitor.page.locator("#texts .text:not(.mine)").last).to_be_visible()
    assert await too_wide(visitor) == []


async def too_wide(visitor: Visitor) -> list[str]:
    """What one would have to scroll sideways for; the rows of commands and suggestions are meant to be."""
    found: list[str] = await visitor.page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll("main, section, #messages, .words, #texts")]
            .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth && node.clientWidth)
            .map((node) => node.id || node.className || node.tagName)"""
    )
    return found


async def test_the_town_is_kept_until_it_is_reset(browser: Browser, warm: Warm, tmp_path: Path) -> None:
    first = start_demo(warm, warm, tmp_path / "town")
    visitor = await visit(browser, first)
    number = await number_in(await visitor.say(KOU))
    first.stop()

    second = start_demo(warm, warm, tmp_path / "town")
    visitor = await visit(browser, second)
    await visitor.press(visitor.answers.filter(has_text=f"#{number}"), "撤销")
    await expect(visitor.answers.filter(has_text=f"已撤销 #{number}")).to_be_visible()
    second.stop()

    third = start_demo(warm, warm, tmp_path / "town", "--reset")
    visitor = await visit(browser, third)
    await expect(visitor.page.locator(".message").filter(has_not_text=UNSETTLED)).to_have_count(3)
    await expect(visitor.answers.filter(has_not_text=UNSETTLED)).to_have_count(1)  # the claim that waits
    third.stop()
