"""What a chat message can ask for, and what can be wrong with it. Data only; nothing here was looked up yet."""

from __future__ import annotations

from bot.grammar.commands.claims import AcceptClaim, ClaimList, FileClaims, RejectClaim
from bot.grammar.commands.households import ChangeHousehold, PhoneEdit, ShowFile
from bot.grammar.commands.mall import (
    AddGoods,
    CancelRedemption,
    ChangeGoods,
    Collect,
    GoodsChange,
    GoodsList,
    Redeem,
    RedemptionList,
)
from bot.grammar.commands.mistakes import Fault, Mistake, Mistakes
from bot.grammar.commands.naming import HouseholdBy, HouseholdRef, Lexicon, Line, Sign
from bot.grammar.commands.objections import DismissObjection, ObjectFor, ObjectionList, ShowObjection, UpholdObjection
from bot.grammar.commands.reading import Help, Join, Notice, Query, Ranking, Rules, ShowPhotos
from bot.grammar.commands.rounds import Excuse, Include, Settle, Withdraw
from bot.grammar.commands.scoring import ProposeVeto, Score, Undo
from bot.grammar.commands.town import Appoint, Assess, EndRole, Inspect, ReviewYear, SetHome, Supervise

Command = (
    Score
    | ProposeVeto
    | Undo
    | Query
    | Ranking
    | Rules
    | ClaimList
    | FileClaims
    | AcceptClaim
    | RejectClaim
    | ObjectionList
    | ShowObjection
    | UpholdObjection
    | DismissObjection
    | ObjectFor
    | Notice
    | Settle
    | Withdraw
    | Excuse
    | Include
    | Join
    | Help
    | Supervise
    | Inspect
    | ReviewYear
    | Assess
    | Appoint
    | SetHome
    | EndRole
    | GoodsList
    | AddGoods
    | ChangeGoods
    | RedemptionList
    | Redeem
    | CancelRedemption
    | Collect
    | ShowFile
    | ShowPhotos
    | ChangeHousehold
)

__all__ = [
    "AcceptClaim",
    "AddGoods",
    "Appoint",
    "Assess",
    "CancelRedemption",
    "ChangeGoods",
    "ChangeHousehold",
    "ClaimList",
    "Collect",
    "Command",
    "DismissObjection",
    "EndRole",
    "Excuse",
    "Fault",
    "FileClaims",
    "GoodsChange",
    "GoodsList",
    "Help",
    "HouseholdBy",
    "HouseholdRef",
    "Include",
    "Inspect",
    "Join",
    "Lexicon",
    "Line",
    "Mistake",
    "Mistakes",
    "Notice",
    "ObjectFor",
    "ObjectionList",
    "PhoneEdit",
    "ProposeVeto",
    "Query",
    "Ranking",
    "Redeem",
    "RedemptionList",
    "RejectClaim",
    "ReviewYear",
    "Rules",
    "Score",
    "SetHome",
    "Settle",
    "ShowFile",
    "ShowObjection",
    "ShowPhotos",
    "Sign",
    "Supervise",
    "Undo",
    "UpholdObjection",
    "Withdraw",
]
