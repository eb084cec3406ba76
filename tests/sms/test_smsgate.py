"""The SMS Gate gateway with the project's own client against the stand-in, and the phone's calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.model.delivery import Delivery, Failed, Outcome, Queue, Receipt, Retry, Sent, Unknown
from sandbox import server
from sandbox.faults import Fault
from sandbox.server import Sandbox
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER
from sandbox.world import World
from sms.channels.smsgate.api import EVENTS
from sms.channels.smsgate.device import ask
from sms.channels.smsgate.failures import Consequence, consequence_of
from sms.channels.smsgate.gateway import SmsGateGateway
from sms.channels.smsgate.message_id import make, read
from sms.channels.smsgate.phone import DEFAULT, Phone
from sms.inbound import ListedTexts

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PUBLIC = "http://127.0.0.1:9"
NOBODY = "http://127.0.0.1:1"
PHONE = "+8619900000001"
SHORT, LONG = "【张堰积分】王芳家本月118分", "长" * 140


def text(body: str = SHORT, **changes: Any) -> Delivery:
    sent = Delivery(7, Queue.SMS, PHONE, {"body": body}, attempts=1, posted=NOW, leased=NOW)
    return replace(sent, **changes)


@dataclass
class Played:
    """A phone, and a gateway to it."""

    sandbox: Sandbox
    gateway: SmsGateGateway
    now: list[datetime]

    async def deliver(self, delivery: Delivery) -> Outcome:
        return await self.gateway.deliver(delivery)

    @property
    def bodies(self) -> list[str]:
        return [one.body for one in self.sandbox.world.state.texts.values()]


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    now = [NOW]
    world = World(now=lambda: now[0], new_id=iter(f"{number:032x}" for number in range(999)).__next__)
    sandbox = await server.start(world, app_url="http://127.0.0.1:1")
    sandbox.smsgate.caller.retry_seconds = 0.01
    phone = Phone(DEFAULT, sandbox.url + BASE, USER, PASSWORD, SIGNING_KEY)
    gateway = SmsGateGateway([phone], lambda: now[0], PUBLIC, seconds=0.5)
    yield Played(sandbox, gateway, now)
    await gateway.close()
    await sandbox.close()


async def test_a_text_is_handed_over_under_an_id_of_ours(played: Played) -> None:
    outcome = await played.deliver(text())
    assert isinstance(outcome, Sent)
    about = read(outcome.external_id)
    assert about is not None
    assert (about.phone, about.delivery, about.parts) == (DEFAULT, 7, 1)


async def test_a_text_whose_answer_was_lost_is_the_same_when_it_goes_again(played: Played) -> None:
    played.sandbox.smsgate.faults.order(Fault(drop="after"), method="send")
    assert isinstance(await played.deliver(text()), Unknown)
    again = await played.deliver(text(attempts=2))
    assert again == await played.gateway.look_up(text())
    assert isinstance(again, Sent)
    assert played.bodies == [SHORT]


async def test_one_that_the_phone_failed_with_goes_under_another_id(played: Played) -> None:
    first, second = await played.deliver(text()), await played.deliver(text(attempts=2, taken=1))
    assert first != second
    assert played.bodies == [SHORT, SHORT]


async def test_a_text_that_never_reached_the_phone_is_known_not_to_have(played: Played) -> None:
    played.sandbox.smsgate.faults.order(Fault(drop="before"), method="send")
    assert isinstance(await played.deliver(text()), Unknown)
    assert await played.gateway.look_up(text()) == Retry("never reached the phone", 0)


async def test_a_phone_that_cannot_be_asked_says_nothing_of_a_text(played: Played) -> None:
    played.sandbox.smsgate.sleep()
    assert isinstance(await played.deliver(text()), Unknown)
    assert await played.gateway.look_up(text()) is None
    assert await played.gateway.report_of(make(DEFAULT, text())) is None
    assert await played.gateway.received_since(NOW) == ListedTexts(whole=False)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, Retry("HTTP 400", most=5)),
        (401, Retry("the phone refuses user or password (HTTP 401)", 60, closed=True)),
        (429, Retry("HTTP 429")),
        (503, Retry("HTTP 503")),
        (500, Unknown("HTTP 500")),
        (504, Unknown("HTTP 504")),
    ],
)
async def test_every_refusal_has_its_meaning(played: Played, status: int, expected: Outcome) -> None:
    played.sandbox.smsgate.faults.order(Fault(status=status), method="send")
    assert await played.deliver(text()) == expected


async def test_what_came_to_other_phones_is_listed_while_one_is_off(played: Played) -> None:
    off = Phone("310116103208", NOBODY, USER, PASSWORD, SIGNING_KEY, ("310116103208",))
    played.gateway = SmsGateGateway([off, *played.gateway.phones], lambda: NOW, PUBLIC, seconds=0.5)
    played.sandbox.smsgate.device.write(PHONE, "积分")
    listed = await played.gateway.received_since(NOW - timedelta(days=1))
    await played.gateway.close()
    assert ([one.body for one in listed.texts], listed.whole) == (["积分"], False)


async def test_a_phone_that_is_away_is_no_attempt() -> None:
    phone = Phone(DEFAULT, NOBODY, USER, PASSWORD, SIGNING_KEY)
    gateway = SmsGateGateway([phone], lambda: NOW, PUBLIC)
    assert await gateway.deliver(text()) == Retry("the phone is not reached", 60, untried=True)
    await gateway.close()


async def test_a_phone_that_does_not_let_us_in_is_tried_by_one_text_a_minute(played: Played) -> None:
    seconds = [0.0]
    wrong = [replace(phone, password="of before") for phone in played.gateway.phones]
    gateway = SmsGateGateway(wrong, lambda: NOW, PUBLIC, 0.5, lambda: seconds[0])
    refused = Retry("the phone refuses user or password (HTTP 401)", 60, closed=True)
    assert [await gateway.deliver(text(id=one)) for one in range(1, 4)] == [refused] * 3
    assert (await gateway.devices[0].look()).refuses_us
    await gateway.close()
    assert (await ask(wrong[0])).refuses_us
    mended = SmsGateGateway(played.gateway.phones, lambda: NOW, PUBLIC, 0.5, lambda: seconds[0])
    assert isinstance(await mended.deliver(text(id=1)), Sent)
    assert not (await mended.devices[0].look()).refuses_us
    await mended.close()


async def test_a_phone_that_takes_the_password_again_is_used_within_a_minute(played: Played) -> None:
    seconds = [0.0]
    gateway = SmsGateGateway(played.gateway.phones, lambda: NOW, PUBLIC, 0.5, lambda: seconds[0])
    played.sandbox.smsgate.faults.order(Fault(status=401), method="send")
    said = []
    for at in (0.0, 59.0, 61.0):
        seconds[0] = at
        said.append(type(await gateway.deliver(text(id=8))))
    assert said == [Retry, Retry, Sent]
    await gateway.close()


async def test_a_phone_that_gives_no_answer_is_asked_how_it_is_before_the_next_text(played: Played) -> None:
    seconds, device = [0.0], played.sandbox.smsgate
    gateway = SmsGateGateway(played.gateway.phones, lambda: NOW, PUBLIC, 0.3, lambda: seconds[0])
    device.hangs = True
    device.sleep()
    assert isinstance(await gateway.deliver(text()), Unknown)
    for _ in range(3):
        assert await gateway.deliver(text(id=8)) == Retry("the phone is not reached", 60, untried=True)
        seconds[0] += 61
    device.wake()
    assert isinstance(await gateway.deliver(text(id=8)), Sent)
    await gateway.close()


async def test_a_fixed_line_is_not_even_tried(played: Played) -> None:
    assert isinstance(await played.deliver(text(target="+862157212345")), Failed)
    assert played.bodies == []


@pytest.mark.parametrize(
    ("until", "late", "fails"),
    [(None, timedelta(hours=5), False), (None, timedelta(hours=7), True), (NOW, timedelta(seconds=2), True)],
)
async def test_the_phone_is_always_told_how_long_it_may_keep_a_text(
    played: Played, until: datetime | None, late: timedelta, fails: bool
) -> None:
    played.sandbox.smsgate.device.stalled = True
    sent = await played.deliver(text(until=until))
    assert isinstance(sent, Sent)
    played.now[0] += late
    played.sandbox.smsgate.device.stalled = False
    played.sandbox.smsgate.device.resume()
    await played.sandbox.smsgate.settled()
    report = await played.gateway.report_of(sent.external_id)
    assert report is not None
    assert (report.state, report.ours) == (("queued", True) if fails else ("delivered", False))


@pytest.mark.parametrize(("body", "at_once"), [(SHORT, "delivered"), (LONG, "sent")])
async def test_asked_the_phone_knows_only_of_the_first_part(played: Played, body: str, at_once: str) -> None:
    sent = await played.deliver(text(body))
    assert isinstance(sent, Sent)
    await played.sandbox.smsgate.settled()
    for wait, state in ((timedelta(), at_once), (timedelta(days=1), "delivered")):
        played.now[0] += wait
        report = await played.gateway.report_of(sent.external_id)
        assert report is not None
        assert report.state == state


async def test_a_text_that_no_phone_of_ours_has_is_no_news(played: Played) -> None:
    for external_id in ("SM00000000000000000000000000000001", make(DEFAULT, text()), make("999", text())):
        assert await played.gateway.report_of(external_id) == Receipt(external_id, "sent")


async def test_the_phone_is_told_once_where_to_call(played: Played) -> None:
    api = played.gateway.api(played.gateway.phones[0])
    address = "http://127.0.0.1:9/sms/smsgate"
    hooks = played.sandbox.smsgate.caller.webhooks
    await api.register("http://127.0.0.1:9/others")
    before = dict(hooks)
    await api.register(address)
    once = dict(hooks)
    await api.register(address)
    assert hooks == once
    assert len(once) == len(before) == len(EVENTS)
    assert {hook.url for hook in once.values()} == {address}


async def test_another_registration_for_our_address_goes(played: Played) -> None:
    api = played.gateway.api(played.gateway.phones[0])
    address = "http://127.0.0.1:9/sms/smsgate"
    await api.register(address)
    hooks = played.sandbox.smsgate.caller.webhooks
    hooks["stray"] = replace(next(iter(hooks.values())), id="stray")
    await api.register(address)
    assert "stray" not in hooks


@pytest.mark.parametrize(
    ("reason", "consequence"),
    [
        ("TTL expired", Consequence.OURS),
        (
            "Send result: RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the sending queue limit)",
            Consequence.OURS,
        ),
        ("Send result: RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)", Consequence.OURS),
        ("Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)", Consequence.OURS),
        ("Send result: RESULT_RIL_SIM_ABSENT (…)", Consequence.OURS),
        ("Can't send message: No SIMs found", Consequence.OURS),
        ("sendSMS: SIM 2 not found", Consequence.OURS),
        ("Can't send message: SIM selection requires READ_PHONE_STATE permission", Consequence.OURS),
        ("Send result: RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)", Consequence.LATER),
        ("Send result: RESULT_NETWORK_ERROR (Failed because of a network error)", Consequence.LATER),
        ("Send result: RESULT_ERROR_SHORT_CODE_NOT_ALLOWED (…)", Consequence.NEVER),
        ("sendSMS: Invalid phone number type", Consequence.NEVER),
        ("Delivery result from SC +8613800210500: 65", Consequence.NEVER),
        ("Delivery result from SC +8613800210500: 67", Consequence.NEVER),
        ("Delivery result from SC +8613800210500: 70", Consequence.LATER),
        ("Delivery result from SC +8613800210500: 98", Consequence.LATER),
        ("", Consequence.LATER),
        ("吓", Consequence.LATER),
    ],
)
def test_whose_fault_a_failure_is(reason: str, consequence: Consequence) -> None:
    found, error = consequence_of(reason)
    assert found is consequence
    assert "13800210500" not in error


def test_ids_fit_a_private_server() -> None:
    longest = make("310116103208", text("长" * 700, id=999_999_999))
    assert len(longest) <= 36
    assert read(longest) is not None


def test_two_databases_never_make_the_same_id() -> None:
    assert make(DEFAULT, text()) != make(DEFAULT, text(posted=NOW + timedelta(milliseconds=1)))


async def test_an_event_that_the_app_does_not_know_keeps_no_other_from_us(played: Played) -> None:
    phone = played.sandbox.smsgate
    phone.faults.order(Fault(status=404), method="webhooks")
    phone.faults.order(Fault(status=400), times=2, method="webhooks")
    await played.gateway.api(played.gateway.phones[0]).register("http://127.0.0.1:9/sms/smsgate")
    assert len(phone.caller.webhooks) == len(EVENTS) - 2
