"""The page in a real browser: chat on the left, phone on the right, both alive."""

from __future__ import annotations

import asyncio
import base64
import html
import re
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from playwright.async_api import Browser, FilePayload, Page, expect

from sandbox.model import Phone
from sandbox.server import Sandbox, start
from tests.browser import NEEDS_BROWSER
from tests.sandbox.conftest import Village
from tests.sandbox.echo import PUBLIC_URL, EchoApp

_DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==")
PICTURE = FilePayload(name="yard.png", mimeType="image/png", buffer=_DOT)

pytestmark = [
    pytest.mark.xdist_group("browser"),
    NEEDS_BROWSER,
]


@pytest.fixture
def phone(sandbox: Sandbox) -> Phone:
    sandbox.world.add_phone("+8613000000002", "陈阿婆")
    return sandbox.world.add_phone("+8613000000001", "王建国")


@pytest.fixture
async def page(browser: Browser, sandbox: Sandbox, phone: Phone) -> AsyncIterator[Page]:
    page = await browser.new_page(viewport={"width": 1280, "height": 860})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    await page.goto(sandbox.url)
    await expect(page.locator("#person option").first).to_have_text("王芳（管理专员）")
    yield page
    assert problems == []


async def _answer_commands(bot: Bot) -> None:
    """A bot that confirms whatever is said, with a button that undoes it."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=20):
            offset = update.update_id + 1
            if update.message:
                undo = InlineKeyboardMarkup(
                    inline_keyboard=[[InlineKeyboardButton(text="撤销", callback_data="undo:1")]]
                )
                text = f"<b>已记</b> #1\n{html.escape(update.message.caption or update.message.text or '')}"
                reply = ReplyParameters(message_id=update.message.message_id)
                await bot.send_message(
                    update.message.chat.id, text, parse_mode="HTML", reply_markup=undo, reply_parameters=reply
                )
            if update.callback_query and update.callback_query.message:
                pressed = update.callback_query.message
                await bot.edit_message_text("已撤销 #1", chat_id=pressed.chat.id, message_id=pressed.message_id)
                await update.callback_query.answer("好的，撤销了")


@pytest.fixture
async def answering(bot: Bot) -> AsyncIterator[None]:
    await bot.set_my_commands(
        [BotCommand(command="jia", description="加分"), BotCommand(command="cha", description="查一户")]
    )
    await bot.set_my_commands([BotCommand(command="jia", description="give points")], language_code="en")
    task = asyncio.create_task(_answer_commands(bot))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_an_officer_writes_presses_and_sends_a_photo(page: Page, answering: None) -> None:
    await page.get_by_role("button", name="/jia").click()
    await page.keyboard.type("3-12 献血")
    await page.keyboard.press("Enter")
    confirmation = page.locator(".message.bot").first
    await expect(confirmation.locator(".words")).to_have_text("已记 #1\n/jia 3-12 献血")
    await expect(confirmation.locator("blockquote")).to_contain_text("/jia 3-12 献血")
    await confirmation.get_by_role("button", name="撤销").click()
    await expect(page.locator("#toast")).to_have_text("好的，撤销了")
    await expect(confirmation.locator(".words")).to_have_text("已撤销 #1")
    await expect(confirmation.locator(".keyboard")).to_have_count(0)

    await page.locator("#photo").set_input_files(PICTURE)
    await expect(page.locator("#preview")).to_be_visible()
    await page.locator("#words").fill("/kou 3-12 垃圾 门口有垃圾")
    await page.get_by_role("button", name="发送").first.click()
    await expect(page.locator(".message.mine .photo")).to_have_js_property("complete", value=True)
    await expect(page.locator(".message.mine").last.locator(".words")).to_have_text("/kou 3-12 垃圾 门口有垃圾")
    await expect(page.locator("#preview")).to_be_hidden()


async def test_what_people_write_is_never_markup(page: Page, answering: None) -> None:
    await page.locator("#words").fill("/jia <img src=x onerror=alert(1)>")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.bot .words")).to_contain_text("<img src=x onerror=alert(1)>")
    assert await page.locator("#messages img").count() == 0


async def test_one_person_sees_another_and_may_be_an_outsider(page: Page, sandbox: Sandbox, village: Village) -> None:
    await page.locator("#person").select_option(label="赵六（外人）")
    await page.locator("#words").fill("/jia 3-12 献血")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine .name")).to_have_text("赵六")
    assert sandbox.world.messages(village.group.id)[-1].sender == village.outsider.id
    await page.locator("#person").select_option(label="李明（考核组员）")
    await expect(page.locator(".message.other .name")).to_have_text("赵六")
    await page.locator("#group").select_option(label="和积分助手单聊")
    await page.locator("#words").fill("/help")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine .words")).to_have_text("/help")
    assert sandbox.world.messages(village.ming.id)[-1].text == "/help"


async def test_a_reply_quotes_what_it_answers(page: Page, sandbox: Sandbox, village: Village) -> None:
    asked = sandbox.player.say(village.group.id, village.ming.id, "3组12号门口谁去看看")
    await page.get_by_role("button", name="回复").click()
    await page.locator("#words").fill("我去")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine blockquote")).to_contain_text("3组12号门口谁去看看")
    assert sandbox.world.messages(village.group.id)[-1].reply_to == asked.id


async def test_a_villager_presses_a_key_and_types(page: Page, phone: Phone) -> None:
    await page.locator("#villager").fill("王建国")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="1 积分").click()
    await expect(page.locator("#texts .text:not(.mine) .words")).to_have_text("您说：1")
    await page.locator("#sms").fill("我家还有多少分")
    await page.keyboard.press("Enter")
    await expect(page.locator("#texts .text .words").last).to_have_text("您说：我家还有多少分")
    await expect(page.locator("#texts .text .time").last).to_contain_text("1 条")


async def test_a_notice_arrives_without_reloading(page: Page, sandbox: Sandbox) -> None:
    await sandbox.network.write("+8613000000002", "积分")
    await expect(page.locator("#texts .text")).to_have_count(2)
    await page.locator("#villager").fill("王建国")
    await page.keyboard.press("Enter")
    await expect(page.locator("#texts .text")).to_have_count(0)
    await sandbox.network.write("+8613000000001", "字" * 80)
    await expect(page.locator("#texts .text .time").first).to_contain_text("2 条")


async def test_a_suggestion_is_sent_from_where_it_stands(page: Page, answering: None) -> None:
    await page.get_by_role("button", name="问积分").click()
    await expect(page.locator("#texts .text:not(.mine) .words")).to_have_text("您说：我家还有多少分")
    await page.locator("#tries").get_by_role("button", name="查一户").click()
    await expect(page.locator(".message.bot .words")).to_have_text("已记 #1\n/cha 3-12")


async def test_suggestions_are_for_who_one_is(page: Page) -> None:
    await expect(page.locator("#tries button")).to_have_text(["查一户"])
    await page.locator("#person").select_option(label="赵六（外人）")
    await expect(page.locator("#tries button")).to_have_count(0)
    await expect(page.locator("#asks button")).to_have_text(["问积分"])


async def test_a_newcomer_is_led_from_step_to_step(
    page: Page, answering: None, sandbox: Sandbox, village: Village
) -> None:
    sandbox.player.say(village.group.id, village.ming.id, "早")
    await page.reload()
    await page.locator("#person").select_option(label="赵六（外人）")
    following = page.locator("#steps [aria-current]")
    await expect(following).to_have_text("1扣分")
    await following.click()
    await expect(page.locator(".message.mine .words")).to_have_text("/kou 3-12 垃圾")
    await expect(page.locator("#seen")).to_have_text("记好了")
    await expect(page.locator("#person option:checked")).to_have_text("王芳（管理专员）")
    await expect(following).to_have_text("2短信")
    await following.click()
    await expect(page.locator("#texts .text:not(.mine) .words")).to_have_text("您说：积分")
    await expect(following).to_have_count(0)
    await page.reload()
    await expect(page.locator("#steps .done")).to_have_count(2)


async def test_without_script_the_page_says_what_it_needs(browser: Browser, sandbox: Sandbox) -> None:
    page = await (await browser.new_context(java_script_enabled=False)).new_page()
    await page.goto(sandbox.url)
    said = page.locator("noscript")
    assert "JavaScript" in await said.inner_html()
    assert await said.bounding_box() is not None
    await expect(page.locator("main")).to_be_hidden()


async def test_a_clock_that_is_the_machines_cannot_be_moved(page: Page) -> None:
    await expect(page.locator("#days")).to_be_hidden()


async def test_english_says_what_the_commands_do_and_is_remembered(page: Page, answering: None) -> None:
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Village points, one text away")
    await expect(page.get_by_role("button", name="1 points")).to_be_visible()
    await expect(page.locator("#person option").first).to_have_text("王芳（specialist）")
    await expect(page.get_by_role("button", name="/jia")).to_have_text("/jiagive points")
    await page.reload()
    await expect(page.get_by_role("button", name="中文")).to_be_visible()


async def test_on_a_phone_there_is_one_column_with_tabs(page: Page, sandbox: Sandbox) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    await expect(page.locator("#phone")).to_be_hidden()
    await sandbox.network.write("+8613000000002", "积分")
    tab = page.get_by_role("tab", name="村民手机")
    await expect(tab).to_have_class("news")
    await tab.click()
    await expect(page.locator("#phone")).to_be_visible()
    await expect(page.locator("#chat")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_lost_connection_is_said_quietly_and_mended(
    browser: Browser, sandbox: Sandbox, echo: EchoApp, village: Village, phone: Phone
) -> None:
    page = await browser.new_page()
    await page.goto(sandbox.url)
    await expect(page.locator("#person option")).to_have_count(3)
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.close()
    await expect(page.locator("#banner")).to_be_visible()
    again = await start(sandbox.world, address=("127.0.0.1", port), app_url=echo.url, public_url=PUBLIC_URL)
    try:
        await expect(page.locator("#banner")).to_be_hidden()
        again.player.say(village.group.id, village.fang.id, "又通了")
        await expect(page.locator(".message .words")).to_have_text("又通了")
    finally:
        await again.close()


async def test_a_text_to_another_phone_is_pointed_out(page: Page, sandbox: Sandbox) -> None:
    await sandbox.network.write("+8613000000001", "积分")
    await page.locator("#recent").get_by_role("button", name="王建国").click()
    await expect(page.locator("#texts .text .words").last).to_have_text("您说：积分")
    await expect(page.locator("#recent")).to_be_hidden()


async def test_the_latest_message_stays_in_view_unless_one_reads_back(
    page: Page, sandbox: Sandbox, village: Village
) -> None:
    for number in range(30):
        sandbox.player.say(village.group.id, village.ming.id, f"第{number}句话，说得长一点，好让窄的窗口里要多写几行")
    latest = page.locator(".message").last
    await expect(latest).to_be_in_viewport()
    await page.set_viewport_size({"width": 390, "height": 600})
    await expect(latest).to_be_in_viewport()
    await page.locator("#messages").evaluate("list => { list.scrollTop = 0; }")
    await expect(page.locator(".message").first).to_be_in_viewport()
    sandbox.player.say(village.group.id, village.ming.id, "最后一句")
    await expect(page.locator(".message")).to_have_count(31)
    await expect(page.locator(".message").first).to_be_in_viewport()


async def test_a_photo_that_takes_its_room_late_does_not_hide_the_latest_message(
    page: Page, sandbox: Sandbox, village: Village
) -> None:
    for number in range(20):
        sandbox.player.say(village.group.id, village.ming.id, f"第{number}句话")
    latest = page.locator(".message").last
    await expect(latest).to_be_in_viewport()
    await page.locator("#messages").evaluate(
        """list => {
            list.firstElementChild.style.paddingTop = "900px";
            list.dispatchEvent(new Event("scroll"));
            list.firstElementChild.dispatchEvent(new Event("load"));
        }"""
    )
    await expect(latest).to_be_in_viewport()


async def test_in_english_a_page_is_told_section_by_section_before_it_opens(page: Page) -> None:
    await page.get_by_role("button", name="English").click()
    await page.locator("#pages a").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("dt")).to_have_text("积分公示")
    await expect(dialog.locator("dd")).to_have_text("The published points.")
    await expect(dialog.get_by_role("link", name="Open the page")).to_have_attribute(
        "href", re.compile("/play/pages/0")
    )
    await dialog.get_by_role("button", name="Close").click()
    await expect(dialog).to_be_hidden()


async def test_in_english_the_link_to_a_page_in_a_message_is_told_as_well(
    page: Page, sandbox: Sandbox, village: Village
) -> None:
    host = sandbox.url.rpartition(":")[0]
    sandbox.player.say(village.group.id, village.ming.id, f"{host}:9/u/310116103208")
    await page.get_by_role("button", name="English").click()
    await page.locator("#messages a").click()
    await expect(page.get_by_role("dialog").locator("dd")).to_have_text("The published points.")
