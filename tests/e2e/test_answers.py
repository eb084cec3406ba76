"""Answers that get lost on the way, and groups that do not take them, with the whole product."""

from __future__ import annotations

from pathlib import Path

from sandbox.faults import Fault
from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import open_stage


async def test_a_lost_answer_is_given_again_and_everything_is_in_the_log(tmp_path: Path, warm: Warm) -> None:
    async with open_stage(tmp_path, warm, {}) as stage:
        await stage.begin()
        await stage.product.serve()
        await stage.appoint()
        stage.sandbox.telegram.faults.order(Fault(status=502), method="sendMessage")
        answer = await stage.say("/jia 3-2 献血 热心", stage.wang)
        assert answer.text.startswith("（重发）✅ #1 ")
        log = stage.product.log
        assert "jia done in" in log
        assert "(chat), attempt 1: repeat, TelegramServerError" in log
        await stage.product.metric('jifen_messages_total{outcome="done",source="chat"} 3.0')
