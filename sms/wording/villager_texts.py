"""The wording of texts that answer what a villager asked for earlier: one message segment wherever it can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.cases.case import Ruled
from domain.entries.award import Recorded
from domain.model.announcement import Announcement
from domain.model.claim import Claim
from sms.segments import pages
from sms.wording import claims as replies_claims
from sms.wording import objections as replies_objections
from sms.wording import publicity as replies_publicity
from text.shown import shown


@dataclass(frozen=True, slots=True)
class SmsVillagerTexts:
    """``domain.cases.wording.VillagerTexts``."""

    def claim_approved(self, claim: Claim, recorded: Recorded, signature: str) -> str:
        """A claim was approved, with the points that counted."""
        return shown(replies_claims.approved(claim, recorded, signature))

    def claim_rejected(self, claim: Claim, signature: str) -> str:
        """A claim was rejected, and why."""
        return shown(replies_claims.rejected(claim, signature))

    def model_asked(self, model: Announcement, signature: str) -> str:
        """Whether the household may be named for these deeds, and how it answers."""
        return shown(replies_publicity.asked(model, signature))

    def announcement_replies(self, words: str, day: date) -> int:
        """How many replies it takes to read an announcement of that day."""
        return pages(shown(replies_publicity.announcement(day, words)))

    def objection_answered(self, ruled: Ruled, signature: str) -> str:
        """A case was decided: what changed, or why nothing does."""
        return shown(replies_objections.answered(ruled, signature))
