"""What a village makes known 宣传: announcements 公告 and models 先进典型."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.model.people import Household

AnnouncementState = Literal["asked", "published", "declined", "lapsed", "withdrawn"]
"""A model is ``asked`` until its household answers, and ``declined`` for good when it says no.
One that is not answered in time has ``lapsed``, and may be asked again.

What was public and is no more is ``withdrawn``: by its household, or by an officer.
"""


@dataclass(frozen=True, slots=True)
class NewAnnouncement:
    """To store: an announcement, public at once, or a model, whose ``household`` is to be asked.

    ``officer_id`` None = the operator. ``key`` is unique.
    """

    unit: str
    household: Household | None
    text: str
    officer_id: int | None
    made: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """A stored one. ``text``: the words, or a model's deeds; ``public``: when it was published."""

    number: int
    unit: str
    household: Household | None
    text: str
    made: datetime
    state: AnnouncementState
    public: datetime | None

    @property
    def is_model(self) -> bool:
        """Whether it names a household as a model."""
        return self.household is not None
