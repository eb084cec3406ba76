"""Every SMS channel plays the same scenes: texts go out and are asked after, come in and are answered, or refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pkgutil import iter_modules
from typing import get_args

import pytest

from app.settings import Settings
from app.texts import channels
from app.texts.wording import TROUBLES
from domain.model.delivery import Delivery, Queue, Sent
from sms.inbound import ListedTexts
from tests.contract.sms_platforms import CHANNELS, NOW, PHONE, Played


@pytest.fixture(params=CHANNELS.values(), ids=list(CHANNELS))
async def played(request: pytest.FixtureRequest) -> AsyncIterator[Played]:
    async with request.param() as opened:
        yield opened


def test_each_channel_that_can_be_set_is_played() -> None:
    named = set(get_args(Settings.model_fields["sms_gateway"].annotation))
    assert set(CHANNELS) == named == {module.name for module in iter_modules(channels.__path__)}
    assert TROUBLES.keys() <= named


def delivery(number: int) -> Delivery:
    return Delivery(number, Queue.SMS, PHONE, {"body": f"第{number}条"}, attempts=1, posted=NOW, leased=NOW)


async def test_each_text_that_goes_out_has_an_id_of_its_own_and_can_be_asked_after(played: Played) -> None:
    sent = [await played.gateway.deliver(delivery(number)) for number in (1, 2)]
    ids = [outcome.external_id for outcome in sent if isinstance(outcome, Sent)]
    assert len(set(ids)) == 2
    for external_id in ids:
        report = await played.gateway.report_of(external_id)
        assert report is not None
        assert (report.external_id, report.state in ("sent", "delivered")) == (external_id, True)


async def test_a_text_that_comes_in_is_read_and_answered_as_the_channel_says(played: Played) -> None:
    response = await played.write("SM1", "积分 ")
    assert response.status == 200
    text = played.listener.texts["SM1"]
    assert (text.sid, text.sender, text.body) == ("SM1", PHONE, "积分 ")
    assert ("收到第1条" in await response.text()) == played.channel.answers_in_call


async def test_one_that_is_brought_again_gets_the_same_answer(played: Played) -> None:
    first, other, again = [await (await played.write(sid, "1")).text() for sid in ("SM1", "SM2", "SM1")]
    assert first == again
    assert list(played.listener.texts) == ["SM1", "SM2"]
    assert (first != other) == played.channel.answers_in_call


async def test_a_call_that_is_not_the_platforms_reaches_nobody(played: Played) -> None:
    assert (await played.write("SM1", "退订", forged=True)).status in (401, 403, 503)
    assert played.listener.texts == {}


async def test_a_text_that_was_not_taken_is_no_success(played: Played) -> None:
    played.listener.away = True
    assert (await played.write("SM1", "1")).status == 503


async def test_what_came_in_can_be_listed(played: Played) -> None:
    assert await played.gateway.received_since(NOW - timedelta(days=1)) == ListedTexts()
