"""Documents printed into the chat: they come as files, or with a word about why not."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot.channels.telegram.adapter import make_bot
from bot.channels.telegram.carrier import ChatCarrier
from bot.posted import Posted
from bot.printing import Printed, Printer, PrintJob
from bot.reply import PrintOut
from domain.model.delivery import Delivery, Queue, Retry, Sent, Unknown
from domain.ports.store import Unavailable
from sandbox.faults import Fault
from sandbox.model import File, Message
from tests.bot.connected import Connected
from tests.paper.reading import words


async def ordered(connected: Connected, command: str) -> Message:
    """What the bot answers to the specialist."""
    return await connected.answer(connected.say(command, connected.people.chen.id))


def file_of(connected: Connected, message: Message) -> File:
    return connected.sandbox.world.state.files[message.document or ""]


@pytest.mark.parametrize(
    ("command", "title", "name", "seen"),
    [
        ("短信卡", "秦望村短信卡", "秦望村短信卡.pdf", "查自家积分"),
        ("申报表", "秦望村申报表", "秦望村申报表.pdf", "秦望村积分申报表"),
        ("细则", "秦望村细则", "秦望村细则.pdf", "秦望村积分细则"),
        ("户档案 3-13", "秦望村3组13号 李秀芳 户档案", "秦望村户档案10019.pdf", "李秀芳"),
    ],
)
async def test_a_document_comes_as_a_pdf(connected: Connected, command: str, title: str, name: str, seen: str) -> None:
    sent = await ordered(connected, f"/yin {command}")
    file = file_of(connected, sent)
    assert (sent.text, file.name, file.mime) == (f"🖨️ {title}", name, "application/pdf")
    assert seen in "".join(words(file.content))


async def test_what_takes_long_is_said_first(connected: Connected) -> None:
    said = connected.say("/yin 门牌", connected.people.chen.id)
    document = await connected.sandbox.world.until(lambda: _document_after(connected, said))
    first, *_ = _after(connected, said)
    assert "户数多要等一会儿" in first.text
    assert "李秀芳" in "".join(words(file_of(connected, document).content))


def _after(connected: Connected, said: Message) -> list[Message]:
    return [one for one in connected.bot_messages() if one.id > said.id]


def _document_after(connected: Connected, said: Message) -> Message | None:
    return next((one for one in _after(connected, said) if one.document), None)


async def test_what_cannot_be_printed_is_said_instead(connected: Connected) -> None:
    sent = await ordered(connected, "/yin 公示表 9月")
    assert sent.document is None
    assert sent.text == "🖨️ 秦望村2026年9月公示表：没有打印。秦望村 2026-09 还没有公示，公示以后才有。"


async def test_a_group_that_takes_no_files_is_told_so(connected: Connected) -> None:
    said = "Bad Request: not enough rights to send documents to the chat"
    connected.sandbox.telegram.faults.order(Fault(status=400, message=said), method="sendDocument")
    assert "本群不让机器人发文件" in (await ordered(connected, "/yin 短信卡")).text


PAYLOAD = Posted(PrintOut(PrintJob("card", "1", ""), "短信卡")).payload()


def carrier(connected: Connected, bot: Bot, printer: Printer) -> ChatCarrier:
    async def moved(old: str, new: str) -> None:
        raise AssertionError((old, new))

    async def topic(_chat: str) -> str | None:
        return None

    return ChatCarrier(bot, moved, topic, connected.folder, printer)


@pytest.fixture
async def bot(connected: Connected) -> AsyncIterator[Bot]:
    made = make_bot(connected.sandbox.world.bot.token, connected.sandbox.url)
    yield made
    await made.session.close()


async def printing(_job: PrintJob) -> Printed:
    return Printed("短信卡.pdf", b"%PDF-1", "㐂")


async def away(_job: PrintJob) -> Printed:
    raise Unavailable("the database is away")


def delivery(connected: Connected, *, repeated: bool) -> Delivery:
    target = f"telegram:{connected.people.group.id}"
    return Delivery(1, Queue.CHAT, target, PAYLOAD, 1, connected.village.now, repeated=repeated)


async def test_a_file_that_may_stand_there_already_comes_marked(connected: Connected, bot: Bot) -> None:
    connected.sandbox.telegram.faults.order(Fault(status=502, message="Bad Gateway"), method="sendDocument")
    mail = carrier(connected, bot, printing)
    assert isinstance(await mail.deliver(delivery(connected, repeated=False)), Unknown)
    assert isinstance(await mail.deliver(delivery(connected, repeated=True)), Sent)
    sent = connected.bot_messages()[-1]
    assert sent.text == "（重发）短信卡\n这些字打不出来，请用笔补上：㐂"
    assert file_of(connected, sent).content == b"%PDF-1"


async def test_a_database_that_fails_is_waited_for(connected: Connected, bot: Bot) -> None:
    outcome = await carrier(connected, bot, away).deliver(delivery(connected, repeated=False))
    assert isinstance(outcome, Retry)
