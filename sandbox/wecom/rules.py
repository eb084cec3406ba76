"""What the platform takes from a bot and what it refuses, with the codes that were seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.wecom.model import Answerable, Memory, Shown

Body = Mapping[str, Any]

MOST_BYTES = 20480
MINUTE, HOUR = 60.0, 3600.0
A_MINUTE, AN_HOUR = 30, 1000
REPLY_SECONDS, CHANGE_SECONDS = 24 * 3600.0, 5.0
MOST_BUTTONS, MOST_KEY_BYTES = 6, 1024
_TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}")


class Denied(Exception):  # noqa: N818 - it becomes the answer's errcode
    """A request that has no effect."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(code, words)
        self.code, self.words = code, words


INVALID_TYPE = (40008, "invalid message type")
INVALID_PARAMETER = (40058, "invalid parameter")
TOO_LONG = (45002, "content size out of limit")
TOO_OFTEN = (846607, "aibot send msg frequency limit exceeded")
UNKNOWN_REQUEST = (846605, "invalid req_id")
TOO_LATE = (846604, "websocket request expired")
INVALID_MEDIA = (40007, "invalid media_id")
NO_SUCH_CHAT = (93006, "invalid chatid")
TASK_AGAIN = (42014, "task_id duplicated")
NOT_SUBSCRIBED = (846609, "aibot websocket not subscribed")
BAD_SECRET = (853000, "invalid bot_id or secret")


def respond(memory: Memory, callback: Answerable | None, body: Body, now: float) -> None:
    """``aibot_respond_msg``. Raises Denied."""
    if callback is None or callback.kind != "message":
        raise Denied(*UNKNOWN_REQUEST)
    if now - callback.at > REPLY_SECONDS:
        raise Denied(*TOO_LATE)
    kind = body.get("msgtype")
    if kind in {"image", "file"}:
        return _show(memory, Shown(callback.chat, "", "reply", **media_of(memory, body)), now)
    if kind not in {"stream", "template_card", "stream_with_template_card"}:
        raise Denied(*INVALID_TYPE)
    return _show(memory, Shown(callback.chat, _stream(body), "reply", _card(memory, body)), now)


def welcome(memory: Memory, callback: Answerable | None, body: Body, now: float) -> None:
    """``aibot_respond_welcome_msg``. Raises Denied."""
    if callback is None or callback.kind != "enter":
        raise Denied(*UNKNOWN_REQUEST)
    if now - callback.at > CHANGE_SECONDS:
        raise Denied(*TOO_LATE)
    if body.get("msgtype") != "text":
        raise Denied(*INVALID_TYPE)
    _show(memory, Shown(callback.chat, _content(body, "text"), "welcome"), now)


def push(memory: Memory, body: Body, now: float) -> None:
    """``aibot_send_msg``. Raises Denied."""
    chat, kind = body.get("chatid"), body.get("msgtype")
    if not isinstance(chat, str) or chat not in memory.written_in or chat in memory.closed:
        raise Denied(*NO_SUCH_CHAT)
    if kind == "markdown":
        _show(memory, Shown(chat, _content(body, "markdown"), "push"), now)
    elif kind in {"image", "file"}:
        _show(memory, Shown(chat, "", "push", **media_of(memory, body)), now)
    elif kind == "template_card" and chat not in memory.groups:
        _show(memory, Shown(chat, "", "push", _card(memory, body)), now)
    else:
        raise Denied(*INVALID_TYPE)


def change(memory: Memory, callback: Answerable | None, body: Body, now: float) -> None:
    """``aibot_respond_update_msg``: a card becomes another, for all or for some. Raises Denied."""
    if callback is None or callback.kind != "card" or callback.req_id in memory.changed:
        raise Denied(*UNKNOWN_REQUEST)
    if now - callback.at > CHANGE_SECONDS:
        raise Denied(*TOO_LATE)
    card = body.get("template_card")
    if body.get("response_type") != "update_template_card" or not isinstance(card, dict):
        raise Denied(*INVALID_PARAMETER)
    if card.get("task_id") != callback.task:
        raise Denied(*INVALID_PARAMETER)
    _check_card(card)
    memory.changed.add(callback.req_id)
    for one in memory.shown:
        if one.task == callback.task:
            people = body.get("userids") or []
            one.cards_of.update(dict.fromkeys(people, card))
            one.card = one.card if people else card
            memory.told(one)


def media_of(memory: Memory, body: Body) -> dict[str, Any]:
    """The picture or file that a message names, as it is shown. Raises Denied."""
    kind = body["msgtype"]
    named = body[kind].get("media_id") if isinstance(body.get(kind), dict) else None
    for upload in memory.uploads.values():
        if upload.named is not None and (upload.named, upload.kind) == (named, kind):
            return {"photo": upload.content, "name": upload.name}
    raise Denied(*INVALID_MEDIA)


def _show(memory: Memory, shown: Shown, now: float) -> None:
    if shown.chat in memory.closed:
        raise Denied(*NO_SUCH_CHAT)
    times = memory.sent[shown.chat] = [at for at in memory.sent[shown.chat] if now - at < HOUR]
    if len(times) >= AN_HOUR or sum(now - at < MINUTE for at in times) >= A_MINUTE:
        raise Denied(*TOO_OFTEN)
    times.append(now)
    if shown.task:
        memory.tasks.add(shown.task)
    memory.shown.append(shown)
    memory.told(shown)


def _stream(body: Body) -> str:
    if body.get("msgtype") == "template_card":
        return ""
    stream = body.get("stream")
    if not isinstance(stream, dict) or not stream.get("id") or stream.get("finish") is not True:
        raise Denied(*INVALID_PARAMETER)
    return _content(body, "stream")


def _content(body: Body, kind: str) -> str:
    part = body.get(kind)
    text = part.get("content") if isinstance(part, dict) else None
    if not isinstance(text, str) or not text:
        raise Denied(*INVALID_PARAMETER)
    if len(text.encode()) > MOST_BYTES:
        raise Denied(*TOO_LONG)
    return text


def _card(memory: Memory, body: Body) -> dict[str, Any] | None:
    card = body.get("template_card")
    if card is None and body.get("msgtype") == "stream":
        return None
    if not isinstance(card, dict):
        raise Denied(*INVALID_PARAMETER)
    _check_card(card)
    if card["task_id"] in memory.tasks:
        raise Denied(*TASK_AGAIN)
    return card


def _check_card(card: Body) -> None:
    if card.get("card_type") not in {"button_interaction", "text_notice"}:
        raise Denied(*INVALID_PARAMETER)
    if not _TASK.fullmatch(str(card.get("task_id", ""))) or not card.get("main_title", {}).get("title"):
        raise Denied(*INVALID_PARAMETER)
    if card["card_type"] == "text_notice":
        return
    keys = [one.get("key", "") for one in card.get("button_list", [])]
    if not 1 <= len(keys) <= MOST_BUTTONS or len(set(keys)) < len(keys):
        raise Denied(*INVALID_PARAMETER)
    if any(not key or len(key.encode()) > MOST_KEY_BYTES for key in keys):
        raise Denied(*INVALID_PARAMETER)
