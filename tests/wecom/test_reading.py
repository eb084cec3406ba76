"""The platform's frames as our messages and presses, junk included."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.ids import ReplyHandle, mark, read_callback
from bot.channels.wecom.mentions import Mentions
from bot.channels.wecom.pictures import read_where
from bot.channels.wecom.reading import Entered, Happened, MessageReader, Unreadable
from bot.incoming import Attached, FileKind, Message, Press

NOW = datetime(2026, 11, 28, 8, 30, tzinfo=UTC)
IMAGE = {"url": "https://files.example/a/b?sign=1", "aeskey": "a2V5"}


def frame(body: dict[str, Any], req_id: object = "req1", cmd: str = "aibot_msg_callback") -> dict[str, Any]:
    return {"cmd": cmd, "headers": {"req_id": req_id}, "body": body}


def body(**changed: Any) -> dict[str, Any]:
    common = {
        "msgid": "CAIQ1",
        "aibotid": "aib",
        "chatid": "wrk1",
        "chattype": "group",
        "from": {"userid": "wangwu"},
        "msgtype": "text",
        "text": {"content": "@积分助手 加 3-5 环1"},
    }
    return {name: value for name, value in {**common, **changed}.items() if value is not None}


def happened(given: dict[str, Any], req_id: str = "req1") -> Happened:
    found = MessageReader().read(frame(given, req_id), NOW)
    assert found is not None
    assert not isinstance(found, Entered)
    return found


def read(given: dict[str, Any]) -> Message:
    """The message; the other pictures that came with it came before it."""
    message = happened(given)[-1]
    assert isinstance(message, Message)
    return message


def test_a_text_in_a_group() -> None:
    message = read(body(create_time=1764318000))
    assert message == Message(
        key="wecom:CAIQ1",
        chat="wecom:group:wrk1",
        private=False,
        user="wecom:wangwu",
        id=str(ReplyHandle("req1", "wangwu", NOW)),
        text="加 3-5 环1",
        sent=datetime.fromtimestamp(1764318000, UTC),
        addressed=True,
    )
    assert read_callback(message.id) == ReplyHandle("req1", "wangwu", NOW)


def test_a_text_in_private_is_the_persons_own_chat() -> None:
    message = read(body(chattype="single", chatid=None, text={"content": " 查 3-5 "}))
    assert (message.chat, message.private, message.text) == ("wecom:wangwu", True, "查 3-5")


@pytest.mark.parametrize("when", [None, 0, -5, "1764318000", True, 1e30, 10**15, [1]])
def test_a_message_without_a_time_was_sent_when_it_came(when: object) -> None:
    assert read(body(create_time=when)).sent == NOW


def test_a_message_that_is_brought_again_has_the_same_key() -> None:
    one, again = (happened(body(), req_id)[0] for req_id in ("req1", "req2"))
    assert isinstance(one, Message)
    assert isinstance(again, Message)
    assert one.key == again.key
    assert one.id != again.id


@pytest.mark.parametrize(
    ("changed", "text", "pictures"),
    [
        ({"msgtype": "image", "image": IMAGE, "chattype": "single", "chatid": None}, "", 1),
        ({"msgtype": "voice", "voice": {"content": "加三组五号"}, "chattype": "single"}, "加三组五号", 0),
        (
            {
                "msgtype": "mixed",
                "mixed": {
                    "msg_item": [
                        {"msgtype": "text", "text": {"content": "@积分助手 加 3-5 环1"}},
                        {"msgtype": "image", "image": IMAGE},
                    ]
                },
            },
            "加 3-5 环1",
            1,
        ),
        ({"quote": {"msgtype": "image", "image": IMAGE}}, "加 3-5 环1", 1),
        ({"quote": {"msgtype": "mixed", "mixed": {"msg_item": [{"image": IMAGE}, {"image": IMAGE}]}}}, "加 3-5 环1", 2),
        ({"msgtype": "mixed", "mixed": {"msg_item": [3, None, {"text": 5}, {"image": []}]}}, "", 0),
        ({"msgtype": "mixed", "mixed": "junk"}, "", 0),
        ({"msgtype": "text", "text": "junk"}, "", 0),
        ({"msgtype": "something_new"}, "", 0),
        ({"quote": "junk"}, "加 3-5 环1", 0),
        ({"quote": {"msgtype": "image", "image": {"aeskey": "x"}}}, "加 3-5 环1", 0),
        ({"quote": {"msgtype": "image", "image": {**IMAGE, "aeskey": 5}}}, "加 3-5 环1", 1),
        ({"text": {"content": "@积分助手 查\0 \ud800"}}, "查\ufffd \ufffd", 0),
    ],
)
def test_what_was_said_and_shown(changed: dict[str, Any], text: str, pictures: int) -> None:
    message = read(body(**changed))
    assert message.text == text
    assert (message.attached is not None) == bool(pictures)
    if message.attached:
        assert message.attached.kind is FileKind.PICTURE
        assert len(happened(body(**changed))) == pictures
        assert str(read_where(message.attached.file_id).url) == IMAGE["url"]


def test_pictures_that_come_together_are_an_album_and_the_words_come_last() -> None:
    items = [
        {"text": {"content": "@积分助手 加 3-5 环1"}},
        {"image": IMAGE},
        {"image": {"url": "https://files.example/2"}},
    ]
    second, said = happened(body(msgtype="mixed", mixed={"msg_item": items}))
    assert isinstance(said, Message)
    assert isinstance(second, Message)
    assert (said.key, said.text, second.key, second.text) == ("wecom:CAIQ1", "加 3-5 环1", "wecom:CAIQ1:2", "")
    assert second.attached is not None
    assert second.attached.worded, "its words come last"
    albums = [one.attached.album for one in (said, second) if isinstance(one.attached, Attached)]
    assert albums == ["wecom:CAIQ1", "wecom:CAIQ1"]


def test_a_file_and_a_video_are_no_pictures() -> None:
    private = {"chattype": "single", "chatid": None}
    file = read(body(msgtype="file", file=IMAGE, **private)).attached
    video = read(body(msgtype="video", video=IMAGE, **private)).attached
    assert file is not None
    assert video is not None
    assert (file.kind, video.kind) == (FileKind.FILE, FileKind.VIDEO)


def test_a_picture_of_its_own_comes_before_a_quoted_one() -> None:
    own = {"msgtype": "mixed", "mixed": {"msg_item": [{"image": {"url": "https://files.example/own"}}]}}
    message = read(body(**own, quote={"msgtype": "image", "image": IMAGE}))
    assert message.attached is not None
    assert read_where(message.attached.file_id).url == "https://files.example/own"


def test_a_quote_names_the_message_by_its_words() -> None:
    message = read(body(quote={"msgtype": "text", "text": {"content": "✅ 3-5 张三  环1 +5\n编号 17"}}))
    assert message.replies_to == mark("✅3-5 张三 环1 ＋5\n编号17")
    assert message.replies_to != mark("✅ 3-5 张三 环1 +5\n编号 18")
    assert mark("（重发）✅ 好") == mark("✅ 好")


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"body": None, "headers": None},
        {"body": [], "headers": {"req_id": "r"}},
        {"body": {}, "headers": {"req_id": "r"}},
        frame(body(msgtype=None)),
        frame(body(msgtype=7)),
        frame(body(), req_id=None),
        frame(body(), req_id=5),
        frame(body(), req_id=""),
        frame(body(chatid=None)),
        frame(body(chatid=None, chattype="single", **{"from": None})),
        frame(body(chatid=None, chattype="single", **{"from": {"userid": 5}})),
        frame(body(msgtype="event", event={"eventtype": "template_card_event"})),
        frame(body(msgtype="event", event={"eventtype": "template_card_event", "event_key": "u:1:2"}, **{"from": 3})),
    ],
)
def test_what_nobody_can_be_answered_for_is_unreadable(junk: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        MessageReader().read(junk, NOW)


def test_somebody_without_an_identity_is_nobody() -> None:
    assert read(body(**{"from": {}})).user is None


@pytest.mark.parametrize("nested", [True, False])
def test_a_press(nested: bool) -> None:
    pressed = {"event_key": "u:7:3", "task_id": "jifen-12-1r-99", "card_type": "button_interaction"}
    event: dict[str, Any] = {
        "eventtype": "template_card_event",
        **({"template_card_event": pressed} if nested else pressed),
    }
    callback = str(ReplyHandle("req1", "wangwu", NOW, "jifen-12-1r-99"))
    assert happened(body(msgtype="event", event=event)) == [
        Press("wecom:CAIQ1", "wecom:group:wrk1", False, "wecom:wangwu", callback, "u:7:3", callback)
    ]


def test_other_events() -> None:
    entered = MessageReader().read(
        frame(body(msgtype="event", chatid=None, chattype="single", event={"eventtype": "enter_chat"})), NOW
    )
    assert isinstance(entered, Entered)
    others: list[Any] = [{"eventtype": "feedback_event"}, {"eventtype": "new_thing"}, {}, None, []]
    for event in others:
        assert MessageReader().read(frame(body(msgtype="event", event=event)), NOW) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@积分助手 加 3-5 环1", "加 3-5 环1"),
        ("@积分助手\u2005加 3-5 环1", "加 3-5 环1"),
        ("@积分助手\xa0/jia 3-5", "/jia 3-5"),
        ("  @积分助手  1", "1"),
        ("@积分助手\n加 3-5 环1\n扣 3-6 环2", "加 3-5 环1\n扣 3-6 环2"),
        ("加 3-5 环1 @积分助手", "加 3-5 环1"),
        ("加 3-5 @积分助手 环1", "加 3-5 环1"),
        ("@积分助手 加 3-5 环1 @张三 说的", "加 3-5 环1 @张三 说的"),
        ("@积分助手", ""),
        ("加 3-5 环1", "加 3-5 环1"),
        ("", ""),
    ],
)
def test_the_mention_is_taken_away_and_no_other_name(text: str, left: str) -> None:
    assert Mentions().without(text) == left


def test_a_known_name_is_told_from_what_follows_it() -> None:
    mentions = Mentions()
    assert mentions.without("@积分助手 帮助") == "帮助"
    assert mentions.without("@积分助手查 3") == "查 3"
    assert mentions.without("@张三 @积分助手 查 3") == "@张三 查 3"
    assert mentions.without("加 3-5 @积分助手 @张三") == "加 3-5 @张三"


def test_the_bot_named_twice_is_named_once() -> None:
    mentions = Mentions()
    assert mentions.without("@积分助手 /扣 3-12 垃圾 2 没分类 @积分助手") == "/扣 3-12 垃圾 2 没分类"
    assert mentions.without("@积分助手 @积分助手 查 3") == "查 3"


def test_a_name_is_learnt_anew_from_a_shorter_one() -> None:
    mentions = Mentions()
    mentions.without("@积分助手查 3")
    assert mentions.without("@积分助手 3") == "3"
    assert mentions.without("@积分助手查 3") == "查 3"


@pytest.mark.parametrize(
    "packed", ["", "17", "abc|t|u|r", "1|t|u", "1|t|u|", "９|t|u|r", "99999999999999999|t|u|r", "-1|t|u|r"]
)
def test_an_id_of_another_platform_is_none_of_ours(packed: str) -> None:
    assert read_callback(packed) is None


def test_a_req_id_may_be_anything() -> None:
    callback = ReplyHandle("a|b|c", "wang", NOW, "t")
    assert read_callback(str(callback)) == callback


NAMES = st.sampled_from(
    [
        *("msgid", "chatid", "chattype", "from", "userid", "msgtype", "text", "content", "mixed", "msg_item", "image"),
        *("url", "aeskey", "quote", "event", "eventtype", "template_card_event", "event_key", "task_id", "create_time"),
    ]
)
WORDS = st.sampled_from(
    ["", "text", "image", "mixed", "event", "group", "single", "@助手 1", "\ud800", "a|b", "\0", "http://["]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, JSON, max_size=4), st.dictionaries(NAMES, JSON, max_size=8))
def test_nothing_that_the_platform_may_send_breaks_the_reading(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    reader = MessageReader()
    for given_frame in (outer, frame(inner), frame(body(**inner)), frame(body(msgtype="event", event=inner))):
        with suppress(Unreadable):
            reader.read(given_frame, NOW)


def test_an_address_that_is_none_breaks_no_message() -> None:
    broken = read(body(msgtype="image", image={"url": "http://["}, chattype="single"))
    assert broken.attached is not None
    with pytest.raises(ValueError):
        read_where(broken.attached.file_id)
