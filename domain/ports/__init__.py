"""What the domain needs from the outside, all within one transaction.

Every method belongs to the transaction that the ``Store`` was made for; none of them commits.
"""

from domain.ports.accounts import Accounts, PostingKind
from domain.ports.claims import Claim, Claims, ClaimState, NewClaim, OpenClaims, Reviews
from domain.ports.evidence import Album, Evidence, Part, Photo, PhotoState
from domain.ports.goods import Goods, Move, MoveKind, Per, Shelf, StockProposal
from domain.ports.households import Change, ChangeKind, HouseholdProposal, Households, NewChange, Tally
from domain.ports.ledger import Ledger
from domain.ports.messages import AlreadyTaken, Handled, Inbox, Noted, Post, Prompt, Prompts, Reach, Seen
from domain.ports.notices import (
    Addressee,
    NewNotice,
    Notices,
    NoticeStatus,
    NoticeTarget,
    OptOuts,
    UnqueuedNotices,
)
from domain.ports.objections import NewObjection, Objection, Objections, ObjectionState
from domain.ports.officers import Acting, Appointed, Officers
from domain.ports.orders import NewOrder, Order, Orders
from domain.ports.proposals import NewProposal, Proposal, ProposalKind, Proposals
from domain.ports.redemptions import Collector, NewRedemption, Redemption, Redemptions, RedemptionState, Used
from domain.ports.roster import Roster
from domain.ports.round_proposals import RoundProposal, RoundProposals, RoundWish
from domain.ports.rounds import HouseholdScore, Round, Rounds, RoundState
from domain.ports.seals import NewSeal, Seal, Seals
from domain.ports.standings import Account, Standing, Standings
from domain.ports.store import Store, Transactions, Unavailable
from domain.ports.supervision import Assessment, NewAssessment, Supervision, UnitCounts, YearCounts
from domain.ports.town import CurrentBook, Town
from domain.ports.work import Jobs
from domain.ports.years import ClosedYear, Honour, Years

__all__ = [
    "Account",
    "Accounts",
    "Acting",
    "Addressee",
    "Album",
    "AlreadyTaken",
    "Appointed",
    "Assessment",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimState",
    "Claims",
    "ClosedYear",
    "Collector",
    "CurrentBook",
    "Evidence",
    "Goods",
    "Handled",
    "Honour",
    "HouseholdProposal",
    "HouseholdScore",
    "Households",
    "Inbox",
    "Jobs",
    "Ledger",
    "Move",
    "MoveKind",
    "NewAssessment",
    "NewChange",
    "NewClaim",
    "NewNotice",
    "NewObjection",
    "NewOrder",
    "NewProposal",
    "NewRedemption",
    "NewSeal",
    "Noted",
    "NoticeStatus",
    "NoticeTarget",
    "Notices",
    "Objection",
    "ObjectionState",
    "Objections",
    "Officers",
    "OpenClaims",
    "OptOuts",
    "Order",
    "Orders",
    "Part",
    "Per",
    "Photo",
    "PhotoState",
    "Post",
    "PostingKind",
    "Prompt",
    "Prompts",
    "Proposal",
    "ProposalKind",
    "Proposals",
    "Reach",
    "Redemption",
    "RedemptionState",
    "Redemptions",
    "Reviews",
    "Roster",
    "Round",
    "RoundProposal",
    "RoundProposals",
    "RoundState",
    "RoundWish",
    "Rounds",
    "Seal",
    "Seals",
    "Seen",
    "Shelf",
    "Standing",
    "Standings",
    "StockProposal",
    "Store",
    "Supervision",
    "Tally",
    "Town",
    "Transactions",
    "Unavailable",
    "UnitCounts",
    "UnqueuedNotices",
    "Used",
    "YearCounts",
    "Years",
]
