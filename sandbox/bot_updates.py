"""Updates on their way to the bot: the queue, long polling and the webhook.

Source: https://core.telegram.org/bots/api#getting-updates.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import replace
from typing import Any

import aiohttp

from sandbox.bot_parameters import BotApiError, Parameters, bad_request
from sandbox.model import Update, Webhook
from sandbox.world import World

_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LOG_LENGTH = 1000
_WEBHOOK_TIMEOUT = aiohttp.ClientTimeout(total=60)
_OK = range(200, 300)


class Updates:
    """The queue of updates. ``retry_seconds``: how soon a refused webhook delivery is tried again."""

    def __init__(self, world: World, *, retry_seconds: float = 1.0) -> None:
        self._world = world
        self.retry_seconds = retry_seconds
        self.log: deque[Update] = deque(maxlen=_LOG_LENGTH)
        """Every update made since the start, for tests that deliver one again."""
        self._poll = 0
        self._closed = False
        self._wake = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

    def put(self, kind: str, payload: dict[str, Any]) -> Update | None:
        """Queue an update, unless the bot has not asked for that kind."""
        allowed = self._world.state.allowed_updates
        if kind not in allowed if allowed else kind in _ONLY_ON_REQUEST:
            return None
        update = Update(self._world.next_update_id(), kind, payload)
        self.log.append(update)
        self.repeat(update)
        return update

    def repeat(self, update: Update) -> None:
        """Queue an update (again), under the number that it has."""
        self._world.state.updates.append(update)
        self._changed()

    def jump(self, by: int) -> None:
        """Let the numbers of coming updates start elsewhere, as after a quiet week; ``by`` may be negative."""
        self._world.state.counters["update"] = self._world.state.counters.get("update", 0) + by

    def allow(self, kinds: Any) -> None:
        """Remember allowed_updates: absent leaves them, an empty list is the default."""
        if isinstance(kinds, list):
            self._world.state.allowed_updates = tuple(kinds)

    async def get_updates(self, parameters: Parameters) -> list[dict[str, Any]]:
        """Long polling; a second poller ends the first one, as the real server does."""
        if self._world.state.webhook:
            raise BotApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
            )
        self.allow(parameters.structure("allowed_updates"))
        self._confirm(parameters.integer("offset") or 0)
        self._poll += 1
        turn = self._poll
        self._wake.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(parameters.integer("timeout") or 0, 50)):
                while not self._world.state.updates and turn == self._poll and not self._closed:
                    self._wake.clear()
                    await self._wake.wait()
        if turn != self._poll:
            raise BotApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        limit = max(1, min(parameters.integer("limit") or 100, 100))
        return [update.as_json() for update in self._world.state.updates[:limit]]

    async def set_webhook(self, parameters: Parameters) -> bool:
        """Deliver updates to an address; an empty one goes back to polling."""
        self.allow(parameters.structure("allowed_updates"))
        if parameters.flag("drop_pending_updates"):
            self._world.state.updates.clear()
        url = parameters.text("url") or ""
        if url and not url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self._world.state.webhook = Webhook(url, parameters.text("secret_token") or "") if url else None
        self.start()
        self._changed()
        return True

    async def delete_webhook(self, parameters: Parameters) -> bool:
        """Go back to polling."""
        if parameters.flag("drop_pending_updates"):
            self._world.state.updates.clear()
        self._world.state.webhook = None
        return True

    async def get_webhook_info(self, _: Parameters) -> dict[str, Any]:
        """WebhookInfo."""
        hook = self._world.state.webhook or Webhook("")
        info: dict[str, Any] = {
            "url": hook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.state.updates),
            "allowed_updates": list(self._world.state.allowed_updates),
        }
        if hook.last_error_at:
            info |= {"last_error_date": int(hook.last_error_at.timestamp()), "last_error_message": hook.last_error}
        return info

    def start(self) -> None:
        """Go on delivering to the webhook, if there is one."""
        if self._world.state.webhook and self._worker is None:
            self._worker = asyncio.create_task(self._deliver())

    async def close(self) -> None:
        """End every poll and delivery."""
        self._closed = True
        self._wake.set()
        if self._worker:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    def _changed(self) -> None:
        self._wake.set()
        self._world.told_bot()

    def _confirm(self, offset: int) -> None:
        waiting = self._world.state.updates
        kept = [update for update in waiting if update.id >= offset] if offset >= 0 else waiting[offset:]
        if len(kept) != len(waiting):
            self._world.state.updates = kept
            self._world.told_bot()

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession(timeout=_WEBHOOK_TIMEOUT) as session:
            while not self._closed:
                hook = self._world.state.webhook
                if not hook or not self._world.state.updates:
                    self._wake.clear()
                    await self._wake.wait()
                    continue
                update = self._world.state.updates[0]
                error = await _post(session, hook, update)
                if error is None:
                    if update in self._world.state.updates:
                        self._world.state.updates.remove(update)
                    self._world.told_bot()
                elif self._world.state.webhook == hook:
                    self._world.state.webhook = replace(hook, last_error=error, last_error_at=self._world.now())
                    await asyncio.sleep(self.retry_seconds)


async def _post(session: aiohttp.ClientSession, hook: Webhook, update: Update) -> str | None:
    """Deliver once; returns what went wrong, in Telegram's wording."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with session.post(hook.url, json=update.as_json(), headers=headers) as response:
            await response.read()
            return None if response.status in _OK else f"Wrong response from the webhook: {response.status}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return type(error).__name__
