"""Links to pages that one reader has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.model.message import Handled


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to store: of a household, for the number that asked for it, or of a supervisor.

    ``token_hash`` is all that is kept of its token. ``phone`` None: it was handed over on paper. ``until`` is the first
    instant at which it is good no more.
    """

    token_hash: str
    made: datetime
    until: datetime
    household_id: int | None = None
    phone: str | None = None
    officer_id: int | None = None


@dataclass(frozen=True, slots=True)
class PageLink(NewLink):
    """A stored one."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class FormResult:
    """What became of a form, and the answer that it got."""

    handled: Handled
    reply: str
