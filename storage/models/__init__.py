"""The tables as tortoise models, for the repositories that are not in the way of a message.

The schema itself is in ``migrations``; a test holds the two together. Instants are integer milliseconds.
"""

from storage.models.announcements import Announcement
from storage.models.callbacks import Callback
from storage.models.claims import AwardProposal, Claim, Review
from storage.models.households import HouseholdChange, HouseholdProposal, StandingExcuse
from storage.models.mall import Goods, Order, Redemption, StockMovement, StockProposal
from storage.models.messages import (
    FailingNumber,
    Inbound,
    Job,
    Notice,
    Offer,
    OptOut,
    Outbound,
    Prompt,
    Pruned,
    ReleasedNumber,
    TextAttempt,
    TextPart,
    WrongCode,
)
from storage.models.objections import Objection, Proposal, Rectification
from storage.models.pages import PageLink, PagePost
from storage.models.people import Chat, Household, HouseholdPhone, Kin, Officer, Unit
from storage.models.scoring import (
    Account,
    Album,
    Confirmation,
    DiscardedPhoto,
    Entry,
    Evidence,
    Excuse,
    Posting,
    Round,
    RulebookVersion,
    Score,
)
from storage.models.town import Assessment, CipherKey, Digest, Heartbeat, InboundMark, OwnPhone, TownChat, Trouble
from storage.models.year_end import Clock, Honour, RoundProposal, Seal, SealedEntry, Year

__all__ = [
    "Account",
    "Album",
    "Announcement",
    "Assessment",
    "AwardProposal",
    "Callback",
    "Chat",
    "CipherKey",
    "Claim",
    "Clock",
    "Confirmation",
    "Digest",
    "DiscardedPhoto",
    "Entry",
    "Evidence",
    "Excuse",
    "FailingNumber",
    "Goods",
    "Heartbeat",
    "Honour",
    "Household",
    "HouseholdChange",
    "HouseholdPhone",
    "HouseholdProposal",
    "Inbound",
    "InboundMark",
    "Job",
    "Kin",
    "Notice",
    "Objection",
    "Offer",
    "Officer",
    "OptOut",
    "Order",
    "Outbound",
    "OwnPhone",
    "PageLink",
    "PagePost",
    "Posting",
    "Prompt",
    "Proposal",
    "Pruned",
    "Rectification",
    "Redemption",
    "ReleasedNumber",
    "Review",
    "Round",
    "RoundProposal",
    "RulebookVersion",
    "Score",
    "Seal",
    "SealedEntry",
    "StandingExcuse",
    "StockMovement",
    "StockProposal",
    "TextAttempt",
    "TextPart",
    "TownChat",
    "Trouble",
    "Unit",
    "WrongCode",
    "Year",
]
