"""The requests, sent one after the other over a connection kept open.

The standard library's blocking client is used since it takes a tenth of a millisecond; a slower client's time would be
in both sides of every ratio and flatter it.
"""

from __future__ import annotations

import itertools
import json
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from bench.product import PUBLIC_URL, TELEGRAM_SECRET, TWILIO_TOKEN
from bench.rounds import Once
from bench.town import CHAT, ITEM, OFFICER, Town

_numbers = itertools.count(1)


def kou(town: Town, port: int) -> Once:
    """One ``/kou`` a call, for one household after the other."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}

    def once() -> float:
        number = next(_numbers)
        text = f"/kou {town.place(number)} {ITEM} 1 乱搭棚子"
        return _post(connection, "/telegram/webhook", json.dumps(_update(number, text)).encode(), headers)

    return once


def _update(number: int, text: str) -> dict[str, object]:
    chat = {"id": CHAT, "type": "supergroup", "title": "秦望村"}
    person = {"id": OFFICER, "is_bot": False, "first_name": "国强", "language_code": "zh-hans"}
    entities = [{"offset": 0, "length": 4, "type": "bot_command"}]
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": person}
    return {"update_id": number, "message": message | {"text": text, "entities": entities}}


def balance(town: Town, port: int) -> Once:
    """One signed text ``积分`` a call, from one household's phone after the other."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    validator = RequestValidator(TWILIO_TOKEN)
    phones = map(town.phone, itertools.cycle(_spread(town.households)))

    def once() -> float:
        form = {
            "MessageSid": f"SM{next(_numbers):032x}",
            "From": next(phones),
            "To": "+8619900999999",
            "Body": "积分",
            "AccountSid": "AC00000000000000000000000000000000",
            "NumSegments": "1",
        }
        signature = validator.compute_signature(f"{PUBLIC_URL}/sms/inbound", form)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
        return _post(connection, "/sms/inbound", urlencode(form).encode(), headers)

    return once


def _spread(households: int) -> list[int]:
    """Every household once, neighbours far apart."""
    step = next(step for step in range(households * 5 // 8 | 1, households * 2, 2) if step % 5)
    return [place * step % households for place in range(households)]


def _post(connection: HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> float:
    began = time.perf_counter()
    connection.request("POST", path, body, headers)
    response = connection.getresponse()
    answer = response.read()
    took = time.perf_counter() - began
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}: {answer[:200]!r}")
    return took
