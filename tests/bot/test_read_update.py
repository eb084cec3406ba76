"""Updates of every shape and age, as they come from the platform: what happened is read, whatever else they hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.updates import UnreadableUpdate, read_update
from bot.incoming import Attached, FileKind, Left, Message, Moved, Press
from tests.village import named

BOT, NAME, GROUP, ZHOU = 900, "jifen_bot", -1001, 7
SENT = 1_795_831_200
NAMELESS = {"type": "hidden_user", "date": 1422450181}
"""What aiogram cannot read: the name is missing."""


def update(kind: str = "message", **fields: Any) -> dict[str, Any]:
    message = {
        "message_id": 42,
        "date": SENT,
        "chat": {"id": GROUP, "type": "supergroup", "title": "群"},
        "from": {"id": ZHOU, "is_bot": False, "first_name": "周"},
        "text": "/kou 1-10 环3 1 散养",
    }
    return {"update_id": 5, kind: {**message, **fields}}


PLAIN = Message(
    "900:5",
    named(GROUP),
    private=False,
    user=named(ZHOU),
    id="42",
    text="/kou 1-10 环3 1 散养",
    sent=datetime.fromtimestamp(SENT, UTC),
)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"reply_to_message": {"message_id": 1, "forward_origin": NAMELESS}},
        {"reply_to_message": {"message_id": 1, "paid_media": [{"type": "hologram"}]}},
        {"reply_to_message": "gone"},
        {"external_reply": {"origin": NAMELESS}},
        {"entities": [{"type": "of the future"}], "of_the_future": {"a": 1}},
        {"from": {"id": ZHOU}},
        {"chat": {"id": GROUP}},
        {"photo": 7},
        {"photo": []},
        {"document": {"file_name": "no id.jpg"}},
        {"message_thread_id": 41},
        {"forward_origin": None, "forward_date": 0},
    ],
    ids=str,
)
def test_a_command_is_read_whatever_else_the_update_holds(fields: dict[str, Any]) -> None:
    assert read_update(update(**fields), BOT, NAME) == PLAIN


@pytest.mark.parametrize(
    "fields",
    [
        {"forward_origin": NAMELESS},
        {"forward_origin": {"type": "channel", "chat": {"id": -5, "type": "channel"}, "message_id": 3}},
        {"forward_from": {"id": 8, "first_name": "李"}, "forward_date": 1},
        {"forward_from_chat": {"id": -5}},
        {"forward_sender_name": "某人"},
        {"is_automatic_forward": True},
    ],
    ids="+".join,
)
def test_a_forwarded_message_is_known_as_one(fields: dict[str, Any]) -> None:
    read = read_update(update(**fields), BOT, NAME)
    assert isinstance(read, Message)
    assert read.forwarded


@pytest.mark.parametrize(
    "fields",
    [
        {"sender_chat": {"id": GROUP, "type": "supergroup"}},
        {"from": {"id": 1087968824, "is_bot": True}},
        {"from": {"id": 777000}, "is_automatic_forward": True},
        {"from": None},
        {"from": {"id": "7"}},
        {"from": {"id": True}},
        {"from": {"id": 2**70}},
    ],
    ids=str,
)
def test_who_has_no_identity_is_nobody(fields: dict[str, Any]) -> None:
    read = read_update(update(**fields), BOT, NAME)
    assert isinstance(read, Message)
    assert read.user is None


@pytest.mark.parametrize("date", [None, "now", -1, 10**15, 2**70, True])
def test_a_time_that_is_none_is_no_day_at_all(date: Any) -> None:
    read = read_update(update(date=date), BOT, NAME)
    assert isinstance(read, Message)
    assert read.sent.year == 1970


def test_a_text_that_no_database_keeps_is_mended() -> None:
    read = read_update(update(text="/kou\0 3-12 \ud800"), BOT, NAME)
    assert isinstance(read, Message)
    assert read.text == "/kou\ufffd 3-12 \ufffd"


def test_a_changed_message_is_known_as_one() -> None:
    read = read_update(update("edited_message", edit_date=SENT + 9), BOT, NAME)
    assert isinstance(read, Message)
    assert read.edited


def test_a_picture_whose_caption_was_taken_away_is_a_changed_message() -> None:
    read = read_update(update("edited_message", edit_date=SENT + 9, photo=SIZES, text=None), BOT, NAME)
    assert isinstance(read, Message)
    assert (read.edited, read.text) == (True, "")


def test_a_reply_to_a_message_of_ours_and_to_somebody_elses() -> None:
    ours, theirs = (
        read_update(update(reply_to_message={"message_id": 9, "from": {"id": who}}), BOT, NAME) for who in (BOT, ZHOU)
    )
    assert isinstance(ours, Message)
    assert isinstance(theirs, Message)
    assert (ours.replies_to, theirs.replies_to) == ("9", None)


SIZES: list[dict[str, Any]] = [
    {"file_id": "s", "file_unique_id": "us", "file_size": 9},
    {"file_id": "L", "file_unique_id": "U"},
]
PICTURE, VIDEO, FILE = FileKind.PICTURE, FileKind.VIDEO, FileKind.FILE


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"photo": SIZES}, PICTURE),
        ({"document": {**SIZES[1], "mime_type": "image/jpeg"}}, PICTURE),
        ({"document": {**SIZES[1], "mime_type": "image/heic"}}, PICTURE),
        ({"document": {**SIZES[1], "file_name": "IMG.HEIC"}}, PICTURE),
        ({"document": {**SIZES[1], "mime_type": "application/pdf", "file_name": "a.pdf"}}, FILE),
        ({"document": SIZES[1]}, FILE),
        ({"video": SIZES[1]}, VIDEO),
        ({"animation": SIZES[1], "document": {**SIZES[1], "mime_type": "video/mp4"}}, VIDEO),
        ({"voice": SIZES[1]}, FileKind.SOUND),
        ({"sticker": SIZES[1]}, None),
    ],
    ids=str,
)
@pytest.mark.parametrize("where", ["itself", "reply_to_message", "external_reply"])
def test_the_file_of_a_message_or_of_the_one_replied_to(
    fields: dict[str, Any], kind: FileKind | None, where: str
) -> None:
    read = read_update(update(**(fields if where == "itself" else {where: {"message_id": 3, **fields}})), BOT, NAME)
    assert isinstance(read, Message)
    in_reply = where != "itself"
    assert read.attached == (Attached(kind, "L", "U", None, in_reply=in_reply) if kind else None)


def test_a_picture_of_an_album_says_so() -> None:
    captioned = read_update(update(photo=SIZES, media_group_id="77", text=None, caption="/kou 3-12 垃圾 乱"), BOT, NAME)
    assert isinstance(captioned, Message)
    assert captioned.attached == Attached(PICTURE, "L", "U", None, album="77")
    bare = read_update(update(photo=SIZES, media_group_id="77", text=None), BOT, NAME)
    assert isinstance(bare, Message)
    assert (bare.text, bare.attached) == ("", captioned.attached)
    assert read_update(update(photo=SIZES, text=None), BOT, NAME) is None, "a picture alone is nobody's business"


@pytest.mark.parametrize("fields", [{"photo": SIZES}, {"voice": SIZES[1]}, {"sticker": SIZES[1]}, {"location": {}}])
def test_what_is_shown_to_the_bot_alone_without_a_word_is_heard(fields: dict[str, Any]) -> None:
    alone: dict[str, Any] = {"chat": {"id": ZHOU, "type": "private"}}
    assert isinstance(read_update(update(text=None, **alone, **fields), BOT, NAME), Message)
    assert read_update(update(text=None, **alone, pinned_message={"message_id": 3}), BOT, NAME) is None


def test_a_place_that_moves_on_says_nothing_more() -> None:
    """A live location comes again every few seconds as an edited message."""
    message = update(text=None, chat={"id": ZHOU, "type": "private"}, location={})["message"]
    assert read_update({"update_id": 8, "edited_message": message}, BOT, NAME) is None


def test_a_picture_that_answers_a_message_of_ours_is_heard() -> None:
    ours, theirs = (
        read_update(update(photo=SIZES, text=None, reply_to_message={"message_id": 9, "from": {"id": who}}), BOT, NAME)
        for who in (BOT, ZHOU)
    )
    assert isinstance(ours, Message)
    assert (ours.shown, theirs) == (Attached(PICTURE, "L", "U", None), None)


PRESS = {"id": "q", "from": {"id": ZHOU}, "data": "u:1:2"}
UNDER = {"message_id": 3, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}}


def test_a_press_says_where_it_was() -> None:
    topical = {**UNDER, "message_thread_id": 77, "is_topic_message": True}
    pressed = read_update({"update_id": 5, "callback_query": {**PRESS, "message": topical}}, BOT, NAME)
    assert pressed == Press("900:5", named(GROUP), False, named(ZHOU), "3", "u:1:2", "q", "77")


@pytest.mark.parametrize(
    ("raw", "happened"),
    [
        ({"message": {**UNDER, "migrate_to_chat_id": -2}}, Moved("900:5", named(GROUP), named(-2))),
        ({"message": {**UNDER, "left_chat_member": {"id": 8}}}, Left("900:5", named(GROUP), named(8))),
        ({"message": {**UNDER, "left_chat_participant": {"id": 8}}}, Left("900:5", named(GROUP), named(8))),
        ({"callback_query": {**PRESS, "inline_message_id": "x"}}, None),
        ({"callback_query": {"id": "q", "from": {"id": ZHOU}, "message": UNDER}}, None),
        ({"message_reaction": {"chat": {"id": GROUP}}}, None),
        ({"of_the_future": {}}, None),
        ({"message": UNDER}, None),
    ],
    ids=str,
)
def test_other_things_that_happen(raw: dict[str, Any], happened: object) -> None:
    assert read_update({"update_id": 5, **raw}, BOT, NAME) == happened


USER = {"user": {"id": 8}}


@pytest.mark.parametrize(
    ("member", "gone"),
    [
        ({"status": "left"}, True),
        ({"status": "kicked"}, True),
        ({"status": "restricted", "is_member": False}, True),
        ({"status": "restricted", "is_member": False, "can_send_messages": True, "until_date": 0}, True),
        ({"status": "restricted"}, False),
        ({"status": "administrator", "can_be_edited": False}, False),
        ({"status": "creator"}, False),
        ({"status": "of the future"}, False),
        ({}, False),
    ],
    ids=str,
)
@pytest.mark.parametrize("before", [{"status": "administrator"}, {"status": "restricted", "can_send_messages": 3}, 0])
def test_members_of_servers_of_any_age(member: dict[str, Any], gone: bool, before: Any) -> None:
    changed = {"chat": {"id": GROUP}, "new_chat_member": {**USER, **member}, "old_chat_member": before}
    read = read_update({"update_id": 5, "chat_member": changed}, BOT, NAME)
    assert read == (Left("900:5", named(GROUP), named(8)) if gone else None)


@pytest.mark.parametrize(
    "raw",
    [
        {"message": "hello"},
        {"message": {"text": "/help", "message_id": 1}},
        {"message": {"chat": {"id": GROUP}, "text": "/help"}},
        {"callback_query": {**PRESS, "from": {}, "message": UNDER}},
        {"chat_member": {"chat": {"id": GROUP}, "new_chat_member": {"status": "left"}}},
    ],
    ids=str,
)
def test_what_says_neither_who_nor_where_is_named_and_not_guessed(raw: dict[str, Any]) -> None:
    with pytest.raises(UnreadableUpdate):
        read_update({"update_id": 5, **raw}, BOT, NAME)


@pytest.mark.parametrize(
    ("text", "addressed"),
    [
        ("@jifen_bot 你好", True),
        ("你好@Jifen_Bot", True),
        ("扣3-12垃圾2分@jifen_bot谢谢", True),
        ("@jifen_bot2 你好", False),
        ("@jifen 你好", False),
        ("jifen_bot 你好", False),
    ],
)
def test_who_names_the_bot_talks_to_it(text: str, addressed: bool) -> None:
    read = read_update(update(text=text), BOT, NAME)
    assert isinstance(read, Message)
    assert (read.text, read.addressed) == (text, addressed)
