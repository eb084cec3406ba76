"""Scenes with the real SDK against the stand-in: answers, cards, presses, pushes, and what goes wrong between."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path

import pytest

from bot.channels.wecom.intake import Intake
from bot.incoming import Message, Press
from domain.model.delivery import Dropped, Retry, Sent
from sandbox.wecom.faults import LineFault
from tests.wecom.chat import GROUP, OUR_GROUP, PUSH, RESPOND, Chat, how, sent
from tests.wecom.conftest import Clock, until


async def test_a_message_is_answered(chat: Chat) -> None:
    message = await chat.says("wang", "查 3-5")
    assert message.text == "查 3-5"
    assert sent(await chat.answers(message, "3-5 张三：100 分"))
    assert sent(await chat.answers(message, "还有一句"))
    assert how(chat) == [("reply", "3-5 张三：100 分"), ("reply", "还有一句")]


async def test_a_private_message_is_answered_in_private(chat: Chat) -> None:
    message = await chat.says("wang", "帮助", group=None)
    assert sent(await chat.answers(message, "能做这些"))
    assert how(chat, "wang") == [("reply", "能做这些")]


async def test_a_group_is_told_without_being_asked(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    assert sent(await chat.announces("第四季度公示"))
    assert how(chat) == [("push", "第四季度公示")]


async def test_a_card_is_pressed_and_settled_once(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    assert sent(await chat.answers(message, "加 5 分？", "是", "否"))
    card = chat.last()
    assert card.buttons() == {"是": "o:是", "否": "o:否"}
    press = await chat.presses("wang", card, "是")
    assert (press.data, press.user, press.chat) == ("o:是", "wecom:wang", OUR_GROUP)
    assert sent(await chat.deliver({"kind": "toast", "press": press.callback, "text": "好的", "alert": False}))
    assert sent(await chat.deliver({"kind": "unbutton", "message": press.message}))
    assert card.buttons("wang") == card.buttons("li") == {}
    assert card.card is not None
    assert card.card["main_title"] == {"title": "加 5 分？"}
    assert isinstance(await chat.deliver({"kind": "unbutton", "message": press.message}), Dropped)
    assert sent(
        await chat.deliver(
            {"kind": "say", "text": "✅ 3-5 +5", "buttons": [], "place": {"topic": None, "answers": press.message}}
        )
    )
    assert how(chat)[-1] == ("push", "✅ 3-5 +5"), "a press takes no other answer than the card's change"


async def test_what_matters_to_whoever_pressed_is_said_to_them(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    await chat.answers(message, "加 5 分？", "是")
    press = await chat.presses("li", chat.last(), "是")
    assert sent(await chat.deliver({"kind": "toast", "press": press.callback, "text": "只有问的人能选", "alert": True}))
    assert how(chat)[-1] == ("push", "<@li> 只有问的人能选")


async def test_a_slow_database_leaves_no_press_unanswered(chat: Chat) -> None:
    chat.channel.carrier.presses.after_seconds = 0.05
    message = await chat.says("wang", "加 3-5 环1")
    await chat.answers(message, "加 5 分？", "是")
    card = chat.last()
    chat.offers.away = True
    await chat.stand_in.people.press("wang", card, "是")
    await until(lambda: card.buttons("wang") == {})
    assert card.buttons("li") == {"是": "o:是"}, "whoever else may press still can"
    chat.offers.away = False
    await until(lambda: isinstance(chat.incoming[-1], Press))


async def test_a_press_that_is_answered_is_not_held(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    await chat.answers(message, "加 5 分？", "是")
    card = chat.last()
    press = await chat.presses("li", card, "是")
    await chat.deliver({"kind": "toast", "press": press.callback, "text": "只有问的人能选", "alert": True})
    await until(lambda: not chat.channel.carrier.presses._waiting)
    assert card.buttons("li") == {"是": "o:是"}


async def test_a_card_is_not_changed_after_five_seconds(chat: Chat, clock: Clock) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    await chat.answers(message, "加 5 分？", "是")
    press = await chat.presses("wang", chat.last(), "是")
    clock.at += 6
    assert isinstance(await chat.deliver({"kind": "unbutton", "message": press.message}), Dropped)


async def test_a_pushed_question_is_answered_by_its_number(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    assert sent(await chat.announces("有一条异议", "同意", "驳回"))
    assert sent(await chat.announces("又有一条", "同意", "驳回"))
    assert "1. 同意\n2. 驳回" in chat.shown()[0].text
    assert "3. 同意\n4. 驳回" in chat.shown()[1].text
    count = len(chat.incoming)
    await chat.stand_in.people.say("wang", "2", GROUP)
    await until(lambda: len(chat.incoming) > count)
    first = chat.incoming[-1]
    assert isinstance(first, Press)
    assert first.data == "o:驳回"
    assert sent(await chat.deliver({"kind": "unbutton", "message": first.message})), "there is no card to change"
    assert sent(
        await chat.deliver(
            {"kind": "say", "text": "好", "buttons": [], "place": {"topic": None, "answers": first.message}}
        )
    )
    assert how(chat)[-1] == ("reply", "好")


async def test_numbers_outlive_a_restart(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    await chat.announces("有一条异议", "同意", "驳回")
    await chat.stop()
    await chat.start()
    count = len(chat.incoming)
    await chat.stand_in.people.say("wang", "1", GROUP)
    await until(lambda: len(chat.incoming) > count)
    assert isinstance(chat.incoming[-1], Press)


async def test_a_question_is_answered_by_quoting_it(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    await chat.announces("甲家异议", "同意", "驳回")
    await chat.announces("乙家异议", "同意", "驳回")
    chat.offers.offers = [  # as when the numbers had begun again at 1
        chat.offers.offers[0],
        type(chat.offers.offers[1])(OUR_GROUP, 2, 1, ("x", "y"), chat.offers.offers[1].mark),
    ]
    quote = {"msgtype": "text", "text": {"content": chat.shown()[0].text}}
    count = len(chat.incoming)
    await chat.stand_in.people.say("wang", "1", GROUP, quote=quote)
    await until(lambda: len(chat.incoming) > count)
    press = chat.incoming[-1]
    assert isinstance(press, Press)
    assert press.data == "o:同意"


async def test_a_quoted_answer_is_found_by_its_mark(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    outcome = await chat.answers(message, "✅ 3-5 张三 +5（编号 17）")
    quote = {"msgtype": "text", "text": {"content": chat.last().text}}
    reply = await chat.says("wang", "撤销", quote=quote)
    assert outcome == Sent(reply.replies_to or "")


async def test_a_card_goes_to_a_person_without_being_asked(chat: Chat) -> None:
    await chat.says("wang", "帮助", group=None)
    assert sent(await chat.announces("有一条异议", "同意", "驳回", chat="wecom:wang"))
    assert chat.last("wang").buttons() == {"同意": "o:同意", "驳回": "o:驳回"}


async def test_a_pushed_card_that_is_refused_becomes_numbers(chat: Chat) -> None:
    await chat.says("wang", "帮助", group=None)
    chat.stand_in.platform.faults.order(LineFault("refuse", 40008, "invalid message type"), command=PUSH)
    assert sent(await chat.announces("有一条异议", "同意", chat="wecom:wang"))
    assert "1. 同意" in chat.last("wang").text


async def test_seven_buttons_are_numbered(chat: Chat) -> None:
    message = await chat.says("wang", "查 张")
    assert sent(await chat.answers(message, "哪一家？", *"一二三四五六七"))
    assert "7. 七" in chat.last().text
    assert chat.last().how == "reply"


async def test_a_long_answer_comes_in_pieces(chat: Chat) -> None:
    message = await chat.says("wang", "排名")
    text = "\n".join(f"{number} 户 张三 100 分" for number in range(1500))
    assert sent(await chat.answers(message, text, "下一页"))
    assert len(chat.shown()) > 1
    assert "\n".join(one.text for one in chat.shown()).count("户 张三") == 1500
    assert [bool(one.buttons()) for one in chat.shown()] == [False] * (len(chat.shown()) - 1) + [True]


async def test_a_long_answer_goes_on_where_it_stopped(chat: Chat) -> None:
    message = await chat.says("wang", "排名")
    faults = chat.stand_in.platform.faults
    faults.order(LineFault("late", seconds=0.01), command=RESPOND)
    faults.order(LineFault("refuse", 846607, "too often"), command=RESPOND)
    outcome = await chat.answers(message, "户" * 8000)
    assert outcome == Retry("846607 too often", after_seconds=5.0)
    assert sent(await chat.again(1, repeated=False))
    assert "".join(one.text for one in chat.shown()) == "户" * 8000


async def test_an_answer_after_a_day_is_pushed(chat: Chat, clock: Clock) -> None:
    message = await chat.says("wang", "查 3-5")
    clock.at += 24 * 3600 + 1
    assert sent(await chat.answers(message, "3-5 张三：100 分"))
    assert how(chat) == [("push", "3-5 张三：100 分")]


@pytest.mark.parametrize("code", [846605, 846604, 846608, 12345])
async def test_an_answer_that_is_refused_is_pushed(chat: Chat, code: int) -> None:
    message = await chat.says("wang", "查 3-5")
    chat.stand_in.platform.faults.order(LineFault("refuse", code, "whatever"), command=RESPOND)
    assert sent(await chat.answers(message, "100 分", "撤销"))
    assert chat.last().how == "push"
    assert "1. 撤销" in chat.last().text


async def test_whoever_opens_the_chat_is_greeted_at_once(chat: Chat) -> None:
    chat.offers.away = True
    await chat.stand_in.people.enter("wang")
    await until(lambda: how(chat, "wang"))
    assert how(chat, "wang") == [("welcome", "你好，发“帮助”看我能做什么")]
    assert chat.incoming == []


async def test_what_comes_while_the_database_is_away_is_handled_in_its_order(chat: Chat) -> None:
    chat.offers.away = True
    for text in ("其一", "其二", "其三"):
        await chat.stand_in.people.say("wang", text, GROUP)
    await asyncio.sleep(0.05)
    assert chat.incoming == []
    chat.offers.away = False
    await until(lambda: len(chat.incoming) == 3)
    assert [one.text for one in chat.incoming if isinstance(one, Message)] == ["其一", "其二", "其三"]


async def test_what_came_while_the_database_was_away_outlives_a_kill(chat: Chat) -> None:
    chat.offers.away = True
    for text in ("其一", "其二"):
        await chat.stand_in.people.say("wang", text, GROUP)
    await until(lambda: len(list((chat.folder / "wecom").glob("*"))) == 2)
    (chat.folder / "wecom" / "9999999999999-000000.json").write_text('{"received_ms"')  # cut off in mid-write
    await chat.stop()
    chat.offers.away = False
    await chat.start()
    await until(lambda: len(chat.incoming) == 2)
    first, second = chat.incoming
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert (first.text, second.text) == ("其一", "其二")
    assert sent(await chat.answers(first, "收到"))
    assert how(chat) == [("reply", "收到")]
    await until(lambda: not list((chat.folder / "wecom").glob("*")))


async def test_a_full_disk_keeps_no_message_back(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    (chat.folder / "wecom").write_text("a file where the folder should be")
    message = await chat.says("wang", "查 3-5")
    assert message.text == "查 3-5"
    assert "not kept on the disk" in caplog.text


async def test_a_disk_that_lets_nothing_be_deleted_keeps_no_message_back(
    chat: Chat, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuses)
    await chat.says("wang", "查 3-5")
    assert (await chat.says("wang", "查 3-6")).text == "查 3-6"
    assert "stays on the disk" in caplog.text


async def test_what_ends_the_handling_ends_the_channel_and_is_seen(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> None:
        raise LookupError("our mistake")

    monkeypatch.setattr(Intake, "_take", breaks)
    await chat.stand_in.people.say("wang", "查 3-5", GROUP)
    with pytest.raises(LookupError):
        await chat.task


async def test_a_message_that_is_brought_again_keeps_its_key(chat: Chat) -> None:
    message = await chat.says("wang", "查 3-5")
    await chat.stand_in.people.again(message.key.removeprefix("wecom:"))
    await until(lambda: len(chat.incoming) == 2)
    again = chat.incoming[1]
    assert isinstance(again, Message)
    assert again.key == message.key
    assert sent(await chat.answers(again, "100 分"))


async def test_a_message_that_cannot_be_read_holds_up_no_other(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    await chat.stand_in.platform.send_raw('{"cmd": "aibot_msg_callback", "body": {"msgtype": "text", "text": "张三"}}')
    await chat.says("wang", "查 3-5")
    assert "cannot be read" in caplog.text
    assert "张三" not in caplog.text


async def test_pictures_come_with_their_message(chat: Chat) -> None:
    await chat.stand_in.people.show("wang", "加 3-5 环1", [b"picture"], GROUP)
    await until(lambda: chat.incoming)
    message = chat.incoming[0]
    assert isinstance(message, Message)
    assert message.attached is not None
    assert message.text == "加 3-5 环1"
