"""Who acts in a chat, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.people import Officer


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a chat: the unit the chat is bound to, and the roles of that person."""

    bound_unit: str | None
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class Appointed:
    """An officer, or somebody who was invited to be one and has not joined yet."""

    officer: Officer
    joined: bool
