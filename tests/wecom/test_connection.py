"""Each way in which the SDK dies without a word, and that our connection comes back from it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from aibot import WSClient

from bot.channels.wecom.access import Access, tls
from bot.channels.wecom.connection import WecomConnection
from bot.channels.wecom.session import End, Session, Timing
from sandbox.wecom.server import StandIn, start
from tests.patience import PATIENCE_SECONDS
from tests.wecom.conftest import BOT, FAST, PINGING, SECRET, Ours, access, depth, ignore, make_ours, until


async def heard_again(stand_in: StandIn, ours: Ours) -> None:
    """What somebody writes after a mishap arrives."""
    await until(lambda: stand_in.platform.logins == 2)
    await ours.connected()
    await stand_in.people.say("wang", "还在吗")
    await until(lambda: any(frame["body"].get("text", {}).get("content") == "还在吗" for frame in ours.heard))


async def test_an_orderly_close_is_noticed(stand_in: StandIn, ours: Ours) -> None:
    await stand_in.platform.hang_up()
    await heard_again(stand_in, ours)


async def test_a_cut_connection_is_made_again(stand_in: StandIn, ours: Ours) -> None:
    stand_in.platform.break_off()
    await heard_again(stand_in, ours)


@pytest.mark.parametrize(
    "raw",
    [
        "[]",
        "null",
        "17",
        '"word"',
        '{"headers": null}',
        '{"headers": {"req_id": 5}}',
        '{"headers": {"req_id": []}}',
        '{"headers": {"req_id": {}}}',
    ],
)
async def test_a_frame_that_makes_the_sdk_deaf_ends_its_life(stand_in: StandIn, ours: Ours, raw: str) -> None:
    await stand_in.platform.send_raw(raw)
    await heard_again(stand_in, ours)


@pytest.mark.parametrize(
    "raw",
    [
        "not json",
        "{}",
        '{"cmd": "aibot_msg_callback", "body": []}',
        '{"cmd": "aibot_msg_callback", "body": "words"}',
        '{"cmd": "aibot_msg_callback", "headers": {"req_id": "r"}, "body": {"msgtype": 3}}',
        '{"cmd": "aibot_event_callback", "body": {"msgtype": "event", "event": []}}',
        '{"cmd": "something_new", "headers": {"req_id": "r"}}',
    ],
)
async def test_junk_that_is_an_object_harms_nothing(stand_in: StandIn, ours: Ours, raw: str) -> None:
    await stand_in.platform.send_raw(raw)
    await stand_in.people.say("wang", "查 3")
    await until(lambda: any(f["body"].get("text") == {"content": "查 3"} for f in ours.heard if f.get("cmd")))
    assert stand_in.platform.logins == 1


async def test_a_platform_that_stops_answering_pings_is_left(stand_in: StandIn) -> None:
    ours = make_ours(access(stand_in), PINGING)
    ours.start()
    await ours.connected()
    stand_in.platform.answers_pings = False
    await until(lambda: stand_in.platform.logins == 2)
    await ours.stop()


async def test_pings_that_are_answered_keep_it(stand_in: StandIn) -> None:
    ours = make_ours(access(stand_in), PINGING)
    ours.start()
    await ours.connected()
    await until(lambda: stand_in.platform.pings > 3)
    assert stand_in.platform.logins == 1
    await ours.stop()


async def test_a_platform_that_is_away_is_tried_for_ever(certificate: Any, caplog: pytest.LogCaptureFixture) -> None:
    running = await start({BOT: SECRET}, certificate=certificate)
    port = int(running.url.rpartition(":")[2])
    ours = make_ours(access(running))
    await running.close()
    with caplog.at_level(logging.WARNING):
        ours.start()
        await until(lambda: ours.connection._in_a_row > 12)  # the SDK gives up after 10
    assert len(caplog.records) == 1, "said once, not each time"
    assert ours.connection.ended is End.LOST
    running = await start({BOT: SECRET}, certificate=certificate, port=port)
    await ours.connected()
    assert [bool(words) for words in ours.alarms] == [True, False]
    await ours.stop()
    await running.close()


async def test_a_platform_that_hangs_up_at_once_is_not_stormed(stand_in: StandIn) -> None:
    ours = make_ours(access(stand_in))
    ours.connection.last_pause, ours.connection.monotonic = 3600.0, lambda: 0.0
    ours.start()
    for logins in range(1, 5):
        await ours.connected()
        assert stand_in.platform.logins == logins
        await stand_in.platform.hang_up()
        await until(lambda: ours.connection.session is None)
    assert ours.connection._in_a_row == 4
    await ours.stop()


async def test_a_connection_that_lasted_is_made_again_at_once(stand_in: StandIn) -> None:
    at = 0.0
    ours = make_ours(access(stand_in))
    ours.connection.monotonic = lambda: at
    ours.connection._in_a_row = 9
    ours.start()
    await ours.connected()
    at = 3600.0
    await stand_in.platform.hang_up()
    await until(lambda: stand_in.platform.logins == 2)
    assert ours.connection._in_a_row == 1
    await ours.stop()


async def test_a_line_that_breaks_again_and_again_is_not_waited_for_longer_than_it_lasts(stand_in: StandIn) -> None:
    at = 0.0
    ours = make_ours(access(stand_in))
    ours.connection.last_pause, ours.connection.monotonic = 3600.0, lambda: at
    ours.start()
    for _ in range(4):
        await ours.connected()
        at += 2 * ours.connection.first_pause
        await stand_in.platform.hang_up()
        await until(lambda: ours.connection.session is None)
    assert ours.connection._in_a_row == 1
    await ours.stop()


async def test_whatever_the_sdk_raises_ends_nothing(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    ours = make_ours(access(stand_in))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WSClient, "connect", _raising)
        ours.start()
        await until(lambda: ours.connection.problem)
    await until(lambda: ours.connection.problem is None)
    assert "nobody expects" in caplog.text
    await ours.stop()


async def _raising(_self: WSClient) -> WSClient:
    raise RecursionError


async def test_trying_again_never_nests(certificate: Any) -> None:
    running = await start({BOT: SECRET}, certificate=certificate)
    where = access(running)
    await running.close()
    ours = make_ours(where)
    ours.connection.last_pause = 0.0
    depths: list[int] = []

    async def failing(self: WSClient) -> WSClient:
        depths.append(depth())
        self.emit("error", OSError("refused"))
        return self

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WSClient, "connect", failing)
        ours.start()
        await until(lambda: len(depths) > 1000)
    assert max(depths) == min(depths)
    await ours.stop()


async def test_a_first_failure_raises_nothing() -> None:
    session = make_session(Access(BOT, SECRET, "wss://127.0.0.1:1"), FAST)
    assert await session.live(lambda: None) is End.LOST


async def test_a_login_that_is_not_answered_is_given_up(stand_in: StandIn) -> None:
    stand_in.platform.answers_logins = False
    session = make_session(access(stand_in), Timing(login=0.2))
    assert await session.live(lambda: None) is End.SILENT
    await session.close()


async def test_a_wrong_secret_is_said_and_tried_again_slowly(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    ours = make_ours(access(stand_in, secret="wrong"))
    ours.start()
    await until(lambda: ours.connection.ended)
    assert ours.connection.ended is End.REFUSED
    assert "JIFEN_WECOM_SECRET" in caplog.text
    assert "wrong" not in caplog.text
    assert ours.alarms == [caplog.records[0].message]
    await ours.stop()


async def test_a_second_connection_elsewhere_is_told_and_not_fought(
    stand_in: StandIn, ours: Ours, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_ours(access(stand_in))
    other.start()
    await asyncio.wait_for(ours.task, PATIENCE_SECONDS)
    assert ours.connection.ended is End.ELSEWHERE
    assert ours.alarms[-1] is not None
    assert "另有程序" in caplog.text
    await other.connected()
    await asyncio.sleep(0.1)
    assert stand_in.platform.logins == 2, "the other one was left in peace"
    await stand_in.people.say("wang", "在吗")
    await until(lambda: other.heard)
    await other.stop()


async def test_a_take_over_that_is_read_after_the_close_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connect(self: WSClient) -> WSClient:
        self.emit("authenticated")  # and closed at once
        return self

    monkeypatch.setattr(WSClient, "connect", connect)
    session = make_session(Access(BOT, SECRET, "ws://127.0.0.1:1"), Timing(look=5.0))
    living = asyncio.create_task(session.live(lambda: None))
    await until(session._let_in.is_set)
    await asyncio.sleep(0)
    assert not session.client.is_connected
    session.client.emit("event.disconnected_event", {})
    assert await living is End.ELSEWHERE


async def test_what_was_written_meanwhile_is_heard(stand_in: StandIn, ours: Ours) -> None:
    await stand_in.platform.hang_up()
    await stand_in.people.say("wang", "断线时说的")
    await until(lambda: ours.heard)


async def test_nothing_that_people_write_is_logged(
    stand_in: StandIn, ours: Ours, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        await stand_in.people.say("wang", "张三的电话是 13800001111")
        await stand_in.platform.send_raw('{"cmd": "aibot_msg_callback", "body": {"text": "张三"}}')
        await stand_in.people.say("wang", "完")
        await until(lambda: len(ours.heard) == 2)
    out, err = capfd.readouterr()
    ours_said = "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "张三" not in ours_said + out + err


async def test_an_address_without_tls_is_for_loopback() -> None:
    with pytest.raises(ValueError, match="wss"):
        tls(Access(BOT, SECRET, "ws://example.com"))
    with pytest.raises(ValueError, match="wss"):
        tls(Access(BOT, SECRET, "http://127.0.0.1"))
    assert tls(Access(BOT, SECRET, "ws://127.0.0.1:9")) is None


async def test_plain_websockets_work_on_loopback() -> None:
    running = await start({BOT: SECRET}, tls=False)
    ours = make_ours(access(running))
    ours.start()
    await ours.connected()
    await ours.stop()
    await running.close()


async def test_the_official_address_is_always_verified(stand_in: StandIn) -> None:
    context = tls(Access(BOT, SECRET))
    assert context is not None
    assert context.check_hostname
    with pytest.raises(ValueError, match="loopback"):
        tls(Access(BOT, SECRET, certificate=stand_in.certificate))


async def test_a_certificate_that_nobody_vouches_for_is_refused(stand_in: StandIn) -> None:
    session = make_session(Access(BOT, SECRET, stand_in.url), FAST)
    assert await session.live(lambda: None) is End.LOST
    await session.close()
    assert stand_in.platform.logins == 0


async def test_an_address_that_cannot_be_used_is_loud() -> None:
    with pytest.raises(ValueError, match="wss"):
        await WecomConnection(Access(BOT, SECRET, "ftp://x"), ignore).run()


async def test_a_session_shows_no_secret() -> None:
    assert SECRET not in repr(Access(BOT, SECRET))


def make_session(where: Access, timing: Timing = FAST) -> Session:
    return Session(where, tls(where), ignore, timing)
