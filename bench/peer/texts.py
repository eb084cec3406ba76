"""``积分`` by text message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from xml.sax.saxutils import escape

from aiohttp import web
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from bench.peer.models import Household, Inbox, Score


def inbound(
    token: str, public_url: str, now: Callable[[], datetime]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The webhook for texts that come in."""
    validator = RequestValidator(token)

    async def receive(request: web.Request) -> web.Response:
        form = dict(await request.post())
        if not validator.validate(public_url + request.path_qs, form, request.headers.get("X-Twilio-Signature", "")):
            raise web.HTTPForbidden
        key = str(form["MessageSid"])
        try:
            async with in_transaction():
                reply = await _reply(str(form["From"]), str(form["Body"]), now())
                await Inbox.create(source="sms", key=key, reply=reply)
        except IntegrityError:  # the same text again gets the same reply
            reply = (await Inbox.get(source="sms", key=key)).reply
        return web.Response(
            text=f"<Response><Message>{escape(reply)}</Message></Response>", content_type="application/xml"
        )

    return receive


async def _reply(phone: str, said: str, now: datetime) -> str:
    household = await Household.get_or_none(phone=phone)
    if household is None:
        return "这个号码没有登记，请找村里登记。"
    if said.strip() not in {"积分", "查分", "1"}:
        return "回复“积分”查分。"
    score = await Score.get_or_none(household=household, round=now.strftime("%Y-%m"))
    better = await Household.filter(unit=household.unit, earned__gt=household.earned).count()
    this_round = f"本月{score.points}分，" if score else ""
    return f"{household.head}户：{this_round}全年{household.earned}分，全村第{better + 1}名。"
