"""A phone's HTTP API, by the project's own client, with time limits that it has not.

Source: https://docs.sms-gate.app/integration/api/. Besides what a method names, each raises what ``FAULTS`` lists.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from android_sms_gateway import AsyncAPIClient, Message, TextMessage, Webhook, WebhookEvent
from android_sms_gateway.ahttp import AiohttpAsyncHttpClient
from android_sms_gateway.domain import InboxQueryFilter, QueryPagination
from android_sms_gateway.errors import APIError

from sms.channels.smsgate.phone import Phone
from text.storable import storable

_log = logging.getLogger(__name__)

FAULTS: Final = (APIError, ClientError, TimeoutError, ValueError, TypeError, KeyError, AttributeError)
"""Refusals, the network's faults, and what the client raises on an answer that is not SMS Gate's."""
EVENTS: Final = (
    "sms:received",
    "mms:received",
    "sms:sent",
    "sms:delivered",
    "sms:failed",
    "sms:cancelled",
    "system:ping",
)
"""What the phone calls us for."""

_CONNECT_SECONDS = 5.0
_KEEPALIVE_SECONDS = 5.0
_PAGE = 500
"""Most texts that the phone lists in one answer."""


@dataclass(frozen=True, slots=True)
class TextState:
    """What the phone says of a text of ours. ``since``: when it came into this state, if the phone says so."""

    state: str
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxText:
    """A text in the phone's inbox."""

    sender: str
    body: str
    at: datetime
    sim: int | None = None


@dataclass(frozen=True)
class PhoneApi:
    """Every call is made once and takes ``seconds`` at most. Made before the loop runs, used inside it."""

    phone: Phone
    seconds: float = 10.0

    async def send(self, message_id: str, target: str, body: str, ttl_seconds: int) -> None:
        """Hand a text over. Raises APIError with the status 409 when the phone has one of that id."""
        message = Message(
            id=message_id,
            phone_numbers=[target],
            text_message=TextMessage(body),
            sim_number=self.phone.sim,
            ttl=ttl_seconds,
            with_delivery_report=True,
        )
        await self._client.send(message)

    async def state(self, message_id: str) -> TextState:
        """What became of a text. Raises APIError with the status 404 for one that the phone does not have."""
        found = await self._client.get_state(message_id)
        reasons = [recipient.error for recipient in found.recipients if recipient.error]
        since = (found.states or {}).get(found.state.value)
        return TextState(found.state.value, reasons[0] if reasons else "", _instant(since) if since else None)

    async def inbox(self, since: datetime) -> Sequence[InboxText]:
        """The texts that came in since then, in no order."""
        wanted = InboxQueryFilter(message_type="SMS", from_=since.astimezone(UTC).replace(microsecond=0))
        listed: list[Any] = []
        while True:
            page = await self._client.list_inbox_messages(
                inbox_filter=wanted, pagination=QueryPagination(limit=_PAGE, offset=len(listed))
            )
            listed += page
            if len(page) < _PAGE:
                return [_inbox_text(one) for one in listed]

    async def health(self) -> dict[str, Any]:
        """The phone's checks by name. It answers 500 with the same when one of them fails."""
        async with self._session.get(f"{self.phone.url}/health") as answer:
            checks = (await answer.json())["checks"]
        if not isinstance(checks, dict):
            raise TypeError("no checks")
        return checks

    async def register(self, address: str) -> None:
        """Have the phone call us at ``address``: once for each event, however often it is asked to.

        Whatever else calls that address goes: the phone would tell every text twice, as two events.
        """
        known = await self._registered()
        wanted = {f"jifen-{self.phone.name}-{event.replace(':', '-')}": event for event in EVENTS}
        for one in known:
            if one.url == address and one.id not in wanted:
                await self._client.delete_webhook(one.id)
        have = {(one.id, one.event.value, one.url) for one in known}
        for name, event in wanted.items():
            if (name, event, address) not in have:
                await self._create(Webhook(name, address, WebhookEvent(event)))

    async def _registered(self) -> list[Any]:
        """What the phone calls for already; nothing where it does not say."""
        try:
            return list(await self._client.get_webhooks())
        except APIError as fault:
            if refuses_us(fault):
                raise
            return []

    async def _create(self, webhook: Webhook) -> None:
        """An event that this phone's app does not know is done without: the others matter."""
        try:
            await self._client.create_webhook(webhook)
        except APIError as fault:
            if fault.status_code != 400:  # noqa: PLR2004 - a bad request
                raise
            _log.warning("phone %s takes no webhook for %s", self.phone.name, webhook.event.value)

    async def let_in(self) -> None:
        """Ask for something that only whoever has the password is told. Raises APIError with the status 401 or 403."""
        await self._registered()

    async def close(self) -> None:
        """Close the connections."""
        if "_session" in self.__dict__:
            await self._session.close()

    @cached_property
    def _session(self) -> ClientSession:
        return ClientSession(
            timeout=ClientTimeout(total=self.seconds, connect=min(_CONNECT_SECONDS, self.seconds / 2)),
            connector=TCPConnector(keepalive_timeout=_KEEPALIVE_SECONDS),
        )

    @cached_property
    def _client(self) -> AsyncAPIClient:
        return AsyncAPIClient(
            self.phone.user,
            self.phone.password,
            base_url=self.phone.url,
            http_client=AiohttpAsyncHttpClient(self._session),
        )


def refuses_us(fault: Exception) -> bool:
    """Whether the phone takes neither our user nor our password."""
    return isinstance(fault, APIError) and fault.status_code in (401, 403)


def _inbox_text(one: Any) -> InboxText:
    return InboxText(one.sender, storable(one.content_preview), _aware(one.created_at), one.sim_number)


def _instant(written: str) -> datetime:
    return _aware(datetime.fromisoformat(written))


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
