"""What is worded elsewhere: texts that a villager gets for what an officer did, and what a group hears of a villager.

The words of texts belong to the SMS side, the words and buttons of a group to the chat side. Each knows only its own,
so what happens on one side and is told on the other goes through these.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from domain.cases.case import Case, Ruled
from domain.entries.award import Recorded
from domain.mall.redemption import Redeemed
from domain.model.announcement import Announcement
from domain.model.callback import Callback
from domain.model.claim import Claim
from domain.model.delivery import Draft
from domain.model.people import Household
from domain.model.rulebook import Item


class VillagerTexts(Protocol):
    """Words texts to villagers who wait for an answer; each is signed with the policy's signature."""

    def claim_approved(self, claim: Claim, recorded: Recorded, signature: str) -> str:
        """A claim was approved, with the points that counted."""
        ...

    def claim_rejected(self, claim: Claim, signature: str) -> str:
        """A claim was rejected, and why."""
        ...

    def model_asked(self, model: Announcement, signature: str) -> str:
        """Whether the household may be named for these deeds, and how it answers."""
        ...

    def announcement_replies(self, words: str, day: date) -> int:
        """How many replies, one segment each, it takes a villager who asks to read an announcement of that day."""
        ...

    def objection_answered(self, ruled: Ruled, signature: str) -> str:
        """A case was decided: what changed, or why nothing does."""
        ...


class GroupNews(Protocol):
    """Makes the deliveries that tell a unit's group what a villager texted, with the buttons to act on it."""

    def claim(self, chat: str, claim: Claim, items: Mapping[int, Item]) -> list[Draft]:
        """A new claim, with buttons to approve and to reject it; ``items`` are what is claimed, by number."""
        ...

    def claim_photo(self, chat: str, claim: Claim, items: Mapping[int, Item]) -> list[Draft]:
        """A claim that waits for its answer has got a photo: it is shown once more, with its buttons."""
        ...

    def objection(self, chat: str, case: Case) -> list[Draft]:
        """A new objection, with buttons to uphold and to dismiss it."""
        ...

    def withdrawn(self, chat: str, done: Claim | Case) -> list[Draft]:
        """A claim or an objection that its household withdrew: nobody has to answer it."""
        ...

    def callback(self, chat: str, wish: Callback, key: str) -> list[Draft]:
        """A household that wishes to be called, with a button that ticks it off; ``key`` is unique for each text."""
        ...

    def consent(self, chat: str, model: Announcement, answered: str) -> list[Draft]:
        """What a household said to being named as a model."""
        ...

    def not_theirs(self, chat: str, household: Household, phone: str, key: str) -> list[Draft]:
        """A number says that it is not the household's any more; ``key`` is unique for each text."""
        ...

    def redemption(self, chat: str, done: Redeemed) -> list[Draft]:
        """Goods that a household reserved by text."""
        ...

    def given_back(self, chat: str, done: Redeemed, *, refunded: bool) -> list[Draft]:
        """Reserved goods that a household does not want any more; ``refunded``: its points can be spent again."""
        ...
