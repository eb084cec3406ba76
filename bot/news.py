"""What a unit's group hears of what villagers texted, as it waits in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outgoing import announcement, news
from bot.wording import callbacks, claims, mall, objections, publicity
from domain.cases.case import Case
from domain.mall.redemption import Redeemed
from domain.model.announcement import Announcement
from domain.model.callback import Callback
from domain.model.claim import Claim
from domain.model.delivery import Draft
from domain.model.people import Household
from domain.model.rulebook import Item


@dataclass(frozen=True, slots=True)
class ChatNews:
    """``domain.cases.wording.GroupNews``."""

    def claim(self, chat: str, claim: Claim, items: Mapping[int, Item]) -> list[Draft]:
        """A new claim, with buttons to approve and to reject it."""
        return news(chat, claims.new(claim, items), f"claim:{claim.number}")

    def claim_photo(self, chat: str, claim: Claim, items: Mapping[int, Item]) -> list[Draft]:
        """A claim that waits has got a photo: it is shown once more, with its buttons."""
        return news(chat, claims.with_photo(claim, items), f"claim-photo:{claim.number}")

    def objection(self, chat: str, case: Case) -> list[Draft]:
        """A new objection, with buttons to uphold and to dismiss it."""
        return news(chat, objections.opened(case), f"objection-news:{case.objection.id}")

    def withdrawn(self, chat: str, done: Claim | Case) -> list[Draft]:
        """A claim or an objection that its household withdrew."""
        if isinstance(done, Claim):
            return news(chat, claims.withdrawn(done), f"claim-withdrawn:{done.number}")
        return news(chat, objections.withdrawn(done), f"objection-withdrawn:{done.objection.id}")

    def callback(self, chat: str, wish: Callback, key: str) -> list[Draft]:
        """A household that wishes to be called, with a button that ticks it off."""
        return news(chat, callbacks.asked(wish), f"callback:{key}")

    def consent(self, chat: str, model: Announcement, answered: str) -> list[Draft]:
        """What a household said to being named as a model."""
        return announcement(chat, publicity.consented(model, answered), f"consent:{model.number}:{answered}")

    def not_theirs(self, chat: str, household: Household, phone: str, key: str) -> list[Draft]:
        """A number says that it is not the household's any more."""
        text = callbacks.not_theirs(household, phone)
        return announcement(chat, text, f"not-theirs:{key}:{household.id}")

    def redemption(self, chat: str, done: Redeemed) -> list[Draft]:
        """Goods that a household reserved by text; without the pickup code, which is its own."""
        return announcement(chat, mall.ordered(done).text, f"redemption:{done.redemption.id}")

    def given_back(self, chat: str, done: Redeemed, *, refunded: bool) -> list[Draft]:
        """Reserved goods that a household does not want any more."""
        return announcement(chat, mall.given_back(done, refunded=refunded), f"given-back:{done.redemption.id}")
