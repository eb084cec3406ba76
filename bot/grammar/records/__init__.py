"""What a chat message can ask for, and what can be wrong with it. Data only; nothing here was looked up yet."""

from __future__ import annotations

from bot.grammar.records.claims import AcceptClaim, ClaimList, FileClaims, RejectClaim
from bot.grammar.records.households import ChangeHousehold, PhoneEdit, ShowFile
from bot.grammar.records.mall import (
    AddGoods,
    CancelRedemption,
    ChangeGoods,
    Collect,
    GoodsChange,
    GoodsList,
    Redeem,
    RedemptionList,
)
from bot.grammar.records.mistakes import Fault, Mistake, Mistakes
from bot.grammar.records.naming import Amount, EntryLine, HouseholdBy, HouseholdRef, Lexicon, NamedDay, Sign
from bot.grammar.records.objections import DismissObjection, ObjectFor, ObjectionList, ShowObjection, UpholdObjection
from bot.grammar.records.reading import (
    CallbackList,
    Help,
    Join,
    NoticesAgain,
    NoticeVisits,
    Query,
    QueueNotices,
    Ranking,
    Rules,
    ShowPhotos,
)
from bot.grammar.records.rounds import ExcuseHousehold, IncludeHousehold, Settle, Withdraw
from bot.grammar.records.scoring import LogEntries, LookedUp, ProposeVeto, Undo
from bot.grammar.records.town import Appoint, Assess, EndRole, Inspect, ReviewYear, SetHome, Supervise

__all__ = [
    "AcceptClaim",
    "AddGoods",
    "Amount",
    "Appoint",
    "Assess",
    "CallbackList",
    "CancelRedemption",
    "ChangeGoods",
    "ChangeHousehold",
    "ClaimList",
    "Collect",
    "DismissObjection",
    "EndRole",
    "EntryLine",
    "ExcuseHousehold",
    "Fault",
    "FileClaims",
    "GoodsChange",
    "GoodsList",
    "Help",
    "HouseholdBy",
    "HouseholdRef",
    "IncludeHousehold",
    "Inspect",
    "Join",
    "Lexicon",
    "LogEntries",
    "LookedUp",
    "Mistake",
    "Mistakes",
    "NamedDay",
    "NoticeVisits",
    "NoticesAgain",
    "ObjectFor",
    "ObjectionList",
    "PhoneEdit",
    "ProposeVeto",
    "Query",
    "QueueNotices",
    "Ranking",
    "Redeem",
    "RedemptionList",
    "RejectClaim",
    "ReviewYear",
    "Rules",
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
