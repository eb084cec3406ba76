"""Whatever is sent to the server: the right status, never 500; nothing lost, and nothing of people in the log."""

from __future__ import annotations

import base64
import hmac
import json
import re
from collections.abc import AsyncIterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.e2e.support.launch import Warm
from tests.e2e.support.raw_http import Call, Headers, call, hang_up
from tests.e2e.support.refusals import PERSONAL
from tests.e2e.support.stage import SECRET, Stage, open_stage
from tests.e2e.support.village import UNIT, homes

HEADER = "X-Telegram-Bot-Api-Secret-Token"
JSON: Headers = [("Content-Type", "application/json")]
TRUSTED: Headers = [*JSON, (HEADER, SECRET)]
FORM = ("Content-Type", "application/x-www-form-urlencoded")
HUGE = 3 * 1024 * 1024
PHONE = homes()[0].phone
_ids = count(900_000_000)


@pytest.fixture(scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> AsyncIterator[Stage]:
    """One server for every case. In the end it still works, has lost nothing, and its log is silent about people."""
    async with open_stage(tmp_path_factory.mktemp("stage"), warm, {"TELEGRAM_MODE": "webhook"}) as opened:
        await opened.begin()
        server = await opened.product.serve()
        await opened.appoint()
        await opened.say("/jia 3-2 献血 热心", opened.wang)
        before = await opened.product.ask_json("entries", UNIT)
        yield opened
        assert await opened.product.ask_json("entries", UNIT) == before
        assert "#1 " in (await opened.say("/cha 3-2", opened.wang)).text
        assert (await opened.sandbox.network.write(PHONE, "积分")).replies
        assert (await opened.product.run("audit")).code == 0
        assert await opened.product.stop(server) == 0
        assert not re.search("Traceback| ERROR ", opened.product.log)
        assert not PERSONAL.search(opened.product.log)


def _port(stage: Stage) -> int:
    return int(stage.product.settings["HTTP_PORT"])


def _message(**fields: Any) -> dict[str, Any]:
    chat = {"id": 5, "type": "private"}
    sender = {"id": 5, "is_bot": False, "first_name": "张伟"}
    return {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": sender, "text": "/help"} | fields


def _update(**fields: Any) -> dict[str, Any]:
    return {"update_id": next(_ids)} | fields


def _press(**fields: Any) -> dict[str, Any]:
    return {"id": "1", "from": _message()["from"], "chat_instance": "1", "message": _message(), "data": "x"} | fields


NO_UPDATE: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"update_id": 1',
    "not text": b"\xff\xfe\x00",
    "a form": b"update_id=1&message=2",
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "NaN": b'{"update_id": NaN}',
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"update_id":' * 50_000,
    "deep within": b'{"update_id":1,"message":' + b'{"reply_to_message":' * 5_000 + b"{}" + b"}" * 5_001,
    "no id": b"{}",
    "a word for an id": b'{"update_id": "one"}',
    "a fraction for an id": b'{"update_id": 1.5}',
    "null for an id": b'{"update_id": null}',
    "an endless id": b'{"update_id": 1' + b"0" * 4_000 + b"}",
    "an endless number": b'{"update_id": 1' + b"0" * 5_000 + b"}",
} | {
    name: json.dumps(update).encode()
    for name, update in {
        "a list for a message": _update(message=[]),
        "no chat": _update(message={"message_id": 1, "date": 1, "text": "/help"}),
        "a word for a chat": _update(message=_message(chat="group")),
        "a word for a chat's id": _update(message=_message(chat={"id": "group", "type": "private"})),
        "no date": _update(message={key: value for key, value in _message().items() if key != "date"}),
        "a date beyond time": _update(message=_message(date=10**18)),
        "a list for a text": _update(message=_message(text=["/help"])),
        "half a button": _update(callback_query={"id": "1"}),
        "a number for a photo": _update(message=_message(photo=7)),
        "an id beyond all": _update(message=_message()) | {"update_id": 10**30},
        "a chat beyond all": _update(message=_message(chat={"id": 10**30, "type": "private"})),
        "a person beyond all": _update(message=_message(**{"from": _message()["from"] | {"id": 10**30}})),
        "a message beyond all": _update(message=_message(message_id=10**30)),
        "a group moved beyond all": _update(message=_message(migrate_to_chat_id=-(10**30))),
    }.items()
}

ODD_UPDATES: dict[str, dict[str, Any]] = {
    "nothing in it": _update(),
    "a kind of tomorrow": _update(hologram={"depth": 3}),
    "a channel's post": _update(channel_post=_message()),
    "an edited message": _update(edited_message=_message(text="/jia 3-2 献血 改过")),
    "no text": _update(message=_message(text=None)),
    "no sender": _update(message={key: value for key, value in _message().items() if key != "from"}),
    "numbers as words": {"update_id": str(next(_ids)), "message": _message(message_id="1")},
    "a negative id": {"update_id": -1, "message": _message()},
    "a NUL": _update(message=_message(text="/jia 3-2 献血\0 热心\0")),
    "a NUL alone": _update(message=_message(text="\0")),
    "half a character": _update(message=_message(text="/jia 3-2 献血 \ud800")),
    "half a character for a name": _update(message=_message(**{"from": _message()["from"] | {"username": "\udfff"}})),
    "control characters": _update(message=_message(text="/jia\x01\x1b[31m 3-2 \u202e献血 \ufeff\u200b")),
    "a photo without a size": _update(message=_message(photo=[], caption="/jia 3-2 献血")),
    "endless words": _update(message=_message(text="/jia " + "献血" * 50_000)),
    "endless lines": _update(message=_message(text="/jia 3-2 献血\n" * 5_000)),
    "endless digits": _update(message=_message(text=f"/jia {'9' * 5_000}-1 献血 {'9' * 5_000}")),
    "a command alone": _update(message=_message(text="/")),
    "junk behind a button": _update(callback_query=_press(data="\0\x01:" * 20)),
    "a NUL behind a button": _update(callback_query=_press(data="u:\0")),
    "endless junk behind a button": _update(callback_query=_press(data="u:" + "9" * 10_000)),
    "a button on nothing": _update(callback_query={k: v for k, v in _press().items() if k != "message"}),
    "a stranger leaves": _update(message=_message(text=None, left_chat_member=_message()["from"])),
}


def _cases(table: Mapping[str, object]) -> list[Any]:
    return [pytest.param(value, id=name) for name, value in table.items()]


@pytest.mark.parametrize("body", _cases(NO_UPDATE))
async def test_what_is_no_update_is_passed_over(stage: Stage, body: bytes) -> None:
    assert await call(_port(stage), Call("POST", "/telegram/webhook", TRUSTED, body)) == 200


@pytest.mark.parametrize("update", _cases(ODD_UPDATES))
async def test_an_odd_update_is_taken_and_changes_nothing(stage: Stage, update: dict[str, Any]) -> None:
    body = json.dumps(update).encode()
    assert await call(_port(stage), Call("POST", "/telegram/webhook", TRUSTED, body)) == 200


async def test_what_cannot_be_written_down_is_shown_as_such(stage: Stage) -> None:
    """NUL, which PostgreSQL does not keep, and half a character, which nothing can encode."""
    sender = {"id": stage.wang.id, "is_bot": False, "first_name": "\0\ud800"}
    group = {"id": stage.group.id, "type": "supergroup", "title": "\0\ud800"}
    update = _update(message=_message(chat=group, text="/gui \0\ud800", **{"from": sender}))
    said = len(stage.bot_messages())
    assert await call(_port(stage), Call("POST", "/telegram/webhook", TRUSTED, json.dumps(update).encode())) == 200
    answer = await stage.world.until(lambda: next(iter(stage.bot_messages()[said:]), None))
    assert "没有“\ufffd\ufffd”这一项" in answer.text


SECRETS: dict[str, Headers] = {
    "none": JSON,
    "empty": [*JSON, (HEADER, "")],
    "wrong": [*JSON, (HEADER, "guess")],
    "nearly": [*JSON, (HEADER, SECRET[:-1])],
    "longer": [*JSON, (HEADER, SECRET + "x")],
    "upper case": [*JSON, (HEADER, SECRET.upper())],
    "not ASCII": [*JSON, (HEADER, "密")],
    "wrong, then right": [*JSON, (HEADER, "guess"), (HEADER, SECRET)],
    "in the wrong place": [*JSON, ("Authorization", f"Bearer {SECRET}")],
}


@pytest.mark.parametrize("headers", _cases(SECRETS))
@pytest.mark.parametrize("body", [b"{}", b"junk", json.dumps(_update(message=_message())).encode()])
async def test_nothing_is_read_without_the_secret(stage: Stage, headers: Headers, body: bytes) -> None:
    assert await call(_port(stage), Call("POST", "/telegram/webhook", headers, body)) == 403


SIZES: dict[str, tuple[Call, set[int]]] = {
    "an update of megabytes": (Call("POST", "/telegram/webhook", TRUSTED, b" " * HUGE), {200}),
    "megabytes without a length": (Call("POST", "/telegram/webhook", TRUSTED, b" " * HUGE, "chunked"), {200}),
    "megabytes only declared": (Call("POST", "/telegram/webhook", TRUSTED, b"{", str(HUGE)), {200}),
    "a secret is asked for first": (Call("POST", "/telegram/webhook", JSON, b" " * HUGE), {403}),
    "a form of megabytes": (Call("POST", "/sms/inbound", [FORM, ("X-Twilio-Signature", "x")], b"a" * HUGE), {413}),
    "a report of megabytes": (Call("POST", "/sms/status", [FORM, ("X-Twilio-Signature", "x")], b"a" * HUGE), {413}),
    "a negative length": (Call("POST", "/telegram/webhook", TRUSTED, b"{}", "-1"), {400}),
    "a word for a length": (Call("POST", "/telegram/webhook", TRUSTED, b"{}", "two"), {400}),
    "an address of kilobytes": (Call("GET", f"/{'a' * 20_000}"), {400, 414}),
    "a header of kilobytes": (Call("GET", "/health/live", [("X", "a" * 20_000)]), {400, 431}),
}


@pytest.mark.parametrize(("request_", "wanted"), [pytest.param(*case, id=name) for name, case in SIZES.items()])
async def test_sizes(stage: Stage, request_: Call, wanted: set[int]) -> None:
    assert await call(_port(stage), request_) in wanted


async def test_an_update_without_a_declared_length_is_taken(stage: Stage) -> None:
    """A proxy in between may pass it on in chunks."""
    body = json.dumps(_update(message=_message())).encode()
    assert await call(_port(stage), Call("POST", "/telegram/webhook", TRUSTED, body, "chunked")) == 200


PLACES: list[tuple[str, str, int]] = [
    *(
        ("GET", path, 404)
        for path in ("/nowhere", "/sms", "/sms/inbound/", "//sms/inbound", "/telegram", "/health", "/admin")
    ),
    *(("GET", path, 404) for path in ("/../../etc/passwd", "/%2e%2e/etc/passwd", "/%00", "/%ff", "/favicon.ico")),
    *(("GET", path, 404) for path in ("/page/index.html", "/sandbox", "/bot1:token/getMe", "/2010-04-01/Accounts")),
    *((method, "/sms/inbound", 405) for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")),
    ("BREW", "/sms/inbound", 400),
    *((method, "/sms/status", 405) for method in ("GET", "PUT", "DELETE")),
    *((method, "/telegram/webhook", 405) for method in ("GET", "PUT", "DELETE")),
    *((method, "/health/live", 405) for method in ("POST", "PUT", "DELETE")),
    *((method, "/health/ready", 405) for method in ("POST", "DELETE")),
    *((method, "/metrics", 405) for method in ("POST", "DELETE")),
]


@pytest.mark.parametrize(("method", "path", "status"), PLACES)
async def test_wrong_places(stage: Stage, method: str, path: str, status: int) -> None:
    assert await call(_port(stage), Call(method, path)) == status


@pytest.mark.parametrize("junk", [b"\0" * 500 + b"\r\n\r\n", b"hello\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"])
async def test_what_is_not_http(stage: Stage, junk: bytes) -> None:
    assert await call(_port(stage), junk) in {0, 400}


async def test_those_who_hang_up_halfway(stage: Stage) -> None:
    whole = Call("POST", "/telegram/webhook", TRUSTED, b'{"update_id": 1, "message": {').wire()
    for sent in (whole.replace(b"Content-Length: 29", b"Content-Length: 500"), whole[:40], b"P", b""):
        await hang_up(_port(stage), sent)
    form = Call("POST", "/sms/inbound", [FORM, ("X-Twilio-Signature", "x")], b"a=1", "300").wire()
    await hang_up(_port(stage), form)
    assert await call(_port(stage), Call("GET", "/health/ready")) == 200


Fields = list[tuple[str, str]]


def _text(**fields: str) -> Fields:
    number = next(_ids)
    return list(({"MessageSid": f"SM{number}", "From": PHONE, "To": "+15005550006", "Body": "帮助"} | fields).items())


def _signed(stage: Stage, path: str, fields: Fields) -> Call:
    """As https://www.twilio.com/docs/usage/security says, repeated fields included."""
    said = stage.product.url + path + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.digest(stage.world.account.auth_token.encode(), said.encode(), "sha1")
    signature = ("X-Twilio-Signature", base64.b64encode(digest).decode())
    return Call("POST", path, [FORM, signature], urlencode(fields).encode())


ODD_TEXTS: dict[str, tuple[Fields, int]] = {
    "nobody": ([("MessageSid", f"SM{next(_ids)}"), ("Body", "积分")], 400),
    "an empty sender": (_text(From=""), 400),
    "no number of its own": ([("From", PHONE), ("Body", "积分")], 400),
    "an empty number": (_text(MessageSid=""), 400),
    "a number with a quote": (_text(MessageSid="SM' OR 1=1 --"), 400),
    "an endless number": (_text(MessageSid="S" * 65), 400),
    "a number with a NUL": (_text(MessageSid="SM1\0"), 400),
    "nothing at all": ([], 400),
    "a name for a sender": (_text(From="张伟"), 200),
    "a short code": (_text(From="10086"), 200),
    "a NUL for a sender": (_text(From="\0"), 200),
    "digits without end": (_text(From="+" + "9" * 4_000), 200),
    "no body": ([field for field in _text() if field[0] != "Body"], 200),
    "an empty body": (_text(Body=""), 200),
    "blanks": (_text(Body=" \t\r\n\u3000"), 200),
    "a NUL": (_text(Body="积\0分"), 200),
    "a NUL alone": (_text(Body="\0"), 200),
    "control characters": (_text(Body="\x01\x1b]0;积分\x07\u202e\ufeff"), 200),
    "a long text": (_text(Body="分" * 1_600), 200),
    "markup": (_text(Body="</Message><Message>积分&amp;"), 200),
    "a body twice": ([*_text(), ("Body", "退订")], 200),
    "a sender twice": ([*_text(), ("From", "+8613999999999")], 200),
    "junk of an opt-out": (_text(OptOutType="\0MAYBE"), 200),
}


@pytest.mark.parametrize(("fields", "status"), [pytest.param(*case, id=name) for name, case in ODD_TEXTS.items()])
async def test_odd_texts(stage: Stage, fields: Fields, status: int) -> None:
    assert await call(_port(stage), _signed(stage, "/sms/inbound", fields)) == status


ODD_REPORTS: dict[str, tuple[str, Fields, int]] = {
    "no number": ("/sms/status", [("MessageStatus", "sent")], 400),
    "no status": ("/sms/status", [("MessageSid", "SM1")], 204),
    "a status of tomorrow": ("/sms/status", [("MessageSid", "SM1"), ("MessageStatus", "evaporated")], 204),
    "a text that nobody sent": ("/sms/status", [("MessageSid", "SM1"), ("MessageStatus", "delivered")], 204),
    "a word for an error": (
        "/sms/status",
        [("MessageSid", "SM1"), ("MessageStatus", "failed"), ("ErrorCode", "bad\0")],
        204,
    ),
    "a word for a delivery": ("/sms/status?delivery=x", [("MessageSid", "SM1"), ("MessageStatus", "sent")], 204),
    "a delivery beyond all": (
        f"/sms/status?delivery={'9' * 30}",
        [("MessageSid", "SM1"), ("MessageStatus", "sent")],
        204,
    ),
    "a delivery not ours": ("/sms/status?delivery=999999", [("MessageSid", "SM1"), ("MessageStatus", "failed")], 204),
    "two deliveries": ("/sms/status?delivery=1&delivery=2", [("MessageSid", "SM1"), ("MessageStatus", "failed")], 204),
}


@pytest.mark.parametrize(
    ("path", "fields", "status"), [pytest.param(*case, id=name) for name, case in ODD_REPORTS.items()]
)
async def test_odd_reports(stage: Stage, path: str, fields: Fields, status: int) -> None:
    assert await call(_port(stage), _signed(stage, path, fields)) == status


SIGNATURES: dict[str, list[str]] = {
    "none": [],
    "empty": [""],
    "wrong": ["Zm9yZ2Vk"],
    "not base64": ["!!!"],
    "not ASCII": ["签名"],
    "wrong twice": ["Zm9yZ2Vk", "Zm9yZ2Vk"],
    "endless": ["A" * 4_000],
}


@pytest.mark.parametrize("signatures", _cases(SIGNATURES))
@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/status"])
async def test_forged_signatures(stage: Stage, path: str, signatures: list[str]) -> None:
    headers = [FORM, *(("X-Twilio-Signature", signature) for signature in signatures)]
    body = urlencode(_text(Body="退订")).encode()
    assert await call(_port(stage), Call("POST", path, headers, body)) == 403


async def test_a_signature_is_for_one_text_to_one_place(stage: Stage) -> None:
    right = _signed(stage, "/sms/inbound", _text())
    other = urlencode(_text(Body="退订")).encode()
    for forged in (
        Call("POST", "/sms/inbound", right.headers, other),
        Call("POST", "/sms/inbound", right.headers, right.body + b"&Extra=1"),
        Call("POST", "/sms/inbound?x=1", right.headers, right.body),
        Call("POST", "/sms/status", right.headers, right.body),
        Call("POST", "/sms/inbound", [FORM, ("X-Twilio-Signature", "Zm9yZ2Vk"), right.headers[1]], right.body),
    ):
        assert await call(_port(stage), forged) == 403
    assert await call(_port(stage), right) == 200


NO_FORMS: dict[str, tuple[Headers, bytes]] = {
    "JSON": ([("Content-Type", "application/json")], b'{"Body": "x"}'),
    "no type": ([], b"Body=x"),
    "junk for a type": ([("Content-Type", ";;;=,")], b"Body=x"),
    "parts": ([("Content-Type", "multipart/form-data; boundary=x")], b"--x\r\n\r\n--x--"),
    "a character set of its own": ([("Content-Type", "application/x-www-form-urlencoded; charset=klingon")], b"\xff"),
    "half a character": ([FORM], quote("Body=积分").encode().replace(b"%E7%A7%AF", b"%ED%A0%80")),
    "raw bytes": ([FORM], b"Body=\xff\xfe"),
    "hundreds of fields": ([FORM], b"&".join(b"a%d=1" % number for number in range(500))),
}


@pytest.mark.parametrize(("headers", "body"), [pytest.param(*case, id=name) for name, case in NO_FORMS.items()])
async def test_what_is_no_form(stage: Stage, headers: Headers, body: bytes) -> None:
    """Refused before its signature is looked at, which cannot be worked out."""
    signed = [*headers, ("X-Twilio-Signature", "Zm9yZ2Vk")]
    assert await call(_port(stage), Call("POST", "/sms/inbound", signed, body)) in {400, 403}
