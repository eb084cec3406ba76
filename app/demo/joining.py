"""A village's officers join on another chat platform as well, as invitations under their names would let them."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import invitation_code
from app.runtime import Runtime
from bot.platforms import on_platform
from domain.boundary import unwrap
from domain.model.people import Officer, Role
from domain.officers.joining import invite, join
from domain.ports.store import Store
from sandbox.model import Chat
from sandbox.player import NotPossible


@dataclass(frozen=True, slots=True)
class Joining:
    """``sandbox.play_views.Offer.join``."""

    runtime: Runtime

    async def join(self, before: Chat, after: Chat) -> int:
        """Whoever is an officer in the one group may act in the other; the person who may bind it."""
        binds = 0
        async with self.runtime.transactions.writing() as store:
            for person in sorted(after.members):
                acting = await store.officers.acting(_on_telegram(person), _on_telegram(before.id))
                for officer in acting.officers:
                    await self._account(store, officer, on_platform("wecom", str(person)))
                    binds = person if officer.role is not Role.ASSESSOR else binds
        if not binds:
            raise NotPossible("nobody may bind it")
        return binds

    async def _account(self, store: Store, officer: Officer, name: str) -> None:
        work, code = self.runtime.work(store, officer.unit), invitation_code()
        unwrap(await invite(work, officer.role, officer.name, None, code))
        unwrap(await join(work, code, name, name, private=True))


def _on_telegram(number: int) -> str:
    return on_platform("telegram", str(number))
