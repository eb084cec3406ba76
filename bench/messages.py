"""What is sent: deductions as a chat platform brings them, and villagers' texts as a carrier does."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from bench.load import request
from bench.product import PUBLIC_URL, TELEGRAM_SECRET, TWILIO_TOKEN
from bench.town import Town

_ITEMS = ("环2", "环3", "环4", "环5", "环6", "环7", "环8", "环9")
"""All but the one of which a household of the filled town has an entry on the month's first day: on that day the
product would ask whether the same is recorded twice.
"""
_numbers = itertools.count(1)


def kou(town: Town, sent_at: int) -> Iterator[bytes]:
    """``/kou``, sent at an epoch second by each village's specialist: every household's items one after the other."""
    for item in itertools.cycle(_ITEMS):
        for index in range(town.households):
            group, number = town.place(index)
            yield _line(town, index, f"/kou {group}-{number} {item} 1 乱搭棚子", sent_at)


def cha(town: Town, sent_at: int) -> Iterator[bytes]:
    """``/cha``, of one household's card after the other, neighbours far apart."""
    for index in itertools.cycle(_spread(town.households)):
        group, number = town.place(index)
        yield _line(town, index, f"/cha {group}-{number}", sent_at)


def pai(town: Town, sent_at: int) -> Iterator[bytes]:
    """``/pai``, in one village after the other."""
    for index in itertools.cycle(_spread(town.households)):
        yield _line(town, index, "/pai", sent_at)


def _line(town: Town, index: int, text: str, sent_at: int) -> bytes:
    """What the specialist of a household's village says in the village's group."""
    return request(
        "/telegram/webhook",
        json.dumps(_update(town, index, text, sent_at)).encode(),
        "application/json",
        X_Telegram_Bot_Api_Secret_Token=TELEGRAM_SECRET,
    )


def _update(town: Town, index: int, text: str, sent_at: int) -> dict[str, object]:
    number = next(_numbers)
    chat = {"id": town.chat(index), "type": "supergroup", "title": "秦望村"}
    person = {"id": town.officer(index), "is_bot": False, "first_name": "国强", "language_code": "zh-hans"}
    entities = [{"offset": 0, "length": 4, "type": "bot_command"}]
    message = {"message_id": number, "date": sent_at, "chat": chat, "from": person, "text": text, "entities": entities}
    return {"update_id": number, "message": message}


def balance(town: Town) -> Iterator[bytes]:
    """``积分`` from one household's telephone after the other, neighbours far apart."""
    validator = RequestValidator(TWILIO_TOKEN)
    for index in itertools.cycle(_spread(town.households)):
        form = {
            "MessageSid": f"SM{next(_numbers):032x}",
            "From": town.phone(index),
            "To": "+8619900999999",
            "Body": "积分",
            "AccountSid": "AC00000000000000000000000000000000",
            "NumSegments": "1",
        }
        yield request(
            "/sms/inbound",
            urlencode(form).encode(),
            "application/x-www-form-urlencoded",
            X_Twilio_Signature=validator.compute_signature(f"{PUBLIC_URL}/sms/inbound", form),
        )


def _spread(households: int) -> list[int]:
    """Every household once, neighbours far apart."""
    step = next(step for step in range(households * 5 // 8 | 1, households * 2, 2) if step % 5)
    return [place * step % households for place in range(households)]
