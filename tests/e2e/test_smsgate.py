"""A real ``jifen serve`` that texts by a phone: villagers ask and are answered, also after a day without the phone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.model import Text
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER, SmsGate
from sms.channels.smsgate.api import EVENTS
from tests.e2e.support.launch import Warm
from tests.e2e.support.refusals import refused
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import homes
from tests.patience import PATIENCE_SECONDS

PHONE = {
    "SMS_GATEWAY": "smsgate",
    "SMSGATE_USER": USER,
    "SMSGATE_PASSWORD": PASSWORD,
    "SMSGATE_SIGNING_KEY": SIGNING_KEY,
}


@asynccontextmanager
async def village(folder: Path, warm: Warm) -> AsyncIterator[Stage]:
    """A village whose product knows the phone."""
    async with open_stage(folder, warm, PHONE) as stage:
        stage.product.settings = {**stage.product.settings, "SMSGATE_URL": stage.sandbox.url + BASE}
        stage.sandbox.smsgate.caller.retry_seconds = 0.05
        await stage.begin()
        yield stage


def _delivery(sid: str) -> int:
    """The number in our id, which counts up."""
    return int(sid.split(".")[1])


async def registered(phone: SmsGate) -> None:
    """Wait until the phone knows where to call for everything."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(phone.caller.webhooks) < len(EVENTS):  # noqa: ASYNC110 - a phone tells nobody that it was told
            await asyncio.sleep(0.05)


async def answers(stage: Stage, number: str, many: int) -> list[Text]:
    """What a villager has got, once it is so much."""

    def got() -> list[Text] | None:
        found = [text for text in stage.world.texts(number) if text.direction != "inbound"]
        return found if len(found) >= many else None

    return await stage.world.until(got, PATIENCE_SECONDS)


async def test_villagers_text_with_a_phone(tmp_path: Path, warm: Warm) -> None:
    first, second = homes()[:2]
    async with village(tmp_path, warm) as stage:
        server = await stage.product.serve()
        phone = stage.sandbox.smsgate
        await registered(phone)
        await stage.appoint()

        await phone.write(first.phone, "积分")
        (answer,) = await answers(stage, first.phone, 1)
        assert first.head in answer.body

        phone.caller.faults.doubled = 1.0
        await phone.write(second.phone, "申报 今天献血")
        (claimed,) = await answers(stage, second.phone, 1)
        assert "申报" in claimed.body

        await phone.settled()
        assert len(await answers(stage, second.phone, 1)) == 1
        assert await stage.product.stop(server) == 0
        doctor = (await stage.product.run("doctor")).out
        assert "短信手机：默认 连得上，电量 80%（在充电），网络 4G，今天发了 2 条" in doctor


async def test_after_a_time_without_the_server_everything_is_answered_once_and_in_order(
    tmp_path: Path, warm: Warm
) -> None:
    """Also where one process takes in and another one delivers: the first looks for what is older before it answers."""
    home = homes()[0]
    async with village(tmp_path, warm) as stage:
        phone = stage.sandbox.smsgate
        server = await stage.product.serve()
        await registered(phone)
        await phone.write(home.phone, "积分")
        await answers(stage, home.phone, 1)
        await stage.product.kill(server)
        phone.caller.faults.lost = 0.5
        phone.device.hop_seconds = 0.5
        for words in ("申报 昨天献血", "排名", "规则"):
            await phone.write(home.phone, words)
        await phone.settled()  # it has given up calling
        phone.caller.faults.lost = 0.0
        web = await stage.product.serve("--role", "web")
        await phone.write(home.phone, "物品")
        await phone.settled()
        worker = stage.product.start("--role", "worker")
        got = await answers(stage, home.phone, 5)
        await phone.settled()
        assert [await stage.product.stop(process) for process in (worker, web)] == [0, 0]
        assert len(await answers(stage, home.phone, 5)) == 5
        assert sum("申报" in text.body for text in got) == 1
        in_order = sorted(got, key=lambda text: phone.device.sendings[text.sid].states["Sent"])
        assert [text.sid for text in in_order] == sorted((text.sid for text in got), key=_delivery)
        assert ["申报" in text.body for text in in_order] == [False, True, False, False, False]
        assert "排" in in_order[2].body


async def test_an_address_that_the_phone_cannot_call_is_refused(tmp_path: Path, warm: Warm) -> None:
    async with village(tmp_path, warm) as stage:
        done = await stage.product.run("serve", settings={"PUBLIC_URL": "http://192.168.1.5:8080"})
        assert "JIFEN_PUBLIC_URL" in refused(done)[-1]
        assert "https://" in refused(done)[-1]


async def test_a_phone_of_a_village_that_is_none_of_the_towns_is_refused(tmp_path: Path, warm: Warm) -> None:
    async with village(tmp_path, warm) as stage:
        file = tmp_path / "phones.toml"
        given = ("url = 'http://127.0.0.1:1'", "user = 'u'", "password = 'p'", "signing_key = 'k'")
        file.write_text("\n".join(["[[phone]]", "units = ['310116103299']", *given]), "utf-8")
        phones = {"SMSGATE_PHONES": str(file)}
        done = await stage.product.run("serve", settings=phones)
        assert refused(done)[-1].endswith("JIFEN_SMSGATE_PHONES：没有这个单位 310116103299，请核对代码")
        server = await stage.product.serve(settings={**phones, "SMS_GATEWAY": "console"})  # which has no use for it
        await stage.product.stop(server)


async def test_villages_have_phones_of_their_own(tmp_path: Path, warm: Warm) -> None:
    async with village(tmp_path, warm) as stage:
        file = tmp_path / "phones.toml"
        keys = {"url": stage.sandbox.url + BASE, "user": USER, "password": PASSWORD, "signing_key": SIGNING_KEY}
        lines = [f"{name} = {json.dumps(value)}" for name, value in keys.items()]
        file.write_text("\n".join(["[[phone]]", 'units = ["310116103208"]', "sim = 1", *lines]), "utf-8")
        own = {"SMSGATE_URL": None, "SMSGATE_USER": None, "SMSGATE_PASSWORD": None, "SMSGATE_SIGNING_KEY": None}
        server = await stage.product.serve(settings={**own, "SMSGATE_PHONES": str(file)})
        phone = stage.sandbox.smsgate
        await registered(phone)
        assert all(hook.url.endswith("?phone=310116103208") for hook in phone.caller.webhooks.values())
        await phone.write(homes()[0].phone, "积分")
        assert await answers(stage, homes()[0].phone, 1)
        await stage.product.stop(server)
