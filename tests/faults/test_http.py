"""Calls made up from ``docs/http.yaml``, with secret and signature: none fails, and none is answered otherwise.

schemathesis makes them up. Each has the server's own process on the other side.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import SECRET, Stage, open_stage
from tests.e2e.support.village import homes
from tests.faults.counts import times

DESCRIBED = Path(__file__).parents[2] / "docs" / "http.yaml"
CALLS = times(2, 2_000)
"""Of each method and path."""
SLOWED = times(2, 50)
"""Of a path that guesses: the answer to each comes after some seconds."""


async def test_calls_made_up_from_the_description(tmp_path: Path, warm: Warm) -> None:
    async with open_stage(tmp_path, warm, {"TELEGRAM_MODE": "webhook"}) as stage:
        await stage.begin()
        server = await stage.product.serve()
        said = "".join((await stage.sandbox.network.write(homes()[0].phone, "网页")).replies)
        await stage.appoint_supervisor()
        charts = await stage.press(await stage.say("/jian", stage.gu, stage.office), "图表网页", stage.gu)
        tokens = {prefix: _token(prefix, text) for prefix, text in (("/h/", said), ("/town/", charts.text))}
        await asyncio.to_thread(_call_everything, stage, tokens)
        assert await stage.product.stop(server) == 0
        assert (await stage.product.run("audit")).code == 0
        assert "Traceback" not in stage.product.log


def _token(prefix: str, text: str) -> str:
    link = re.search(rf"{prefix}([\w-]+)", text)
    assert link, text
    return link[1]


def _call_everything(stage: Stage, tokens: Mapping[str, str]) -> None:
    for found in schemathesis.openapi.from_path(DESCRIBED).get_all_operations():
        operation = found.ok()  # type: ignore[union-attr] # a description that is none raises here
        if operation.path != "/sms/smsgate":  # another gateway's: not served here
            _call_one(stage, tokens, operation)


def _call_one(stage: Stage, tokens: Mapping[str, str], operation: Any) -> None:
    """``tokens`` open a household's page and the town's; of photos every number is a guess."""
    many = SLOWED if "{photo}" in operation.path else CALLS

    @settings(max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def call(case: Any) -> None:
        for prefix, token in tokens.items():
            if operation.path.startswith(prefix):
                case.path_parameters["token"] = token
        case.call_and_validate(
            base_url=stage.product.url,
            checks=[not_a_server_error, status_code_conformance],
            headers=_trusted(stage, case),
            allow_redirects=False,
        )

    call()


def _trusted(stage: Stage, case: Any) -> dict[str, str]:
    """What makes the platforms' calls believed."""
    request = case.as_transport_kwargs(base_url=stage.product.url)
    if case.path.startswith("/telegram"):
        return {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    if case.path.startswith("/sms") and isinstance(case.body, dict):
        form = {name: str(value) for name, value in case.body.items()}
        said = stage.product.url + urlsplit(request["url"]).path + "".join(n + form[n] for n in sorted(form))
        digest = hmac.digest(stage.world.account.auth_token.encode(), said.encode("utf-8", "replace"), "sha1")
        return {"X-Twilio-Signature": base64.b64encode(digest).decode()}
    return {}
