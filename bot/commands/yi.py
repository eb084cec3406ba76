"""/yi: list, decide and raise objections."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.objections import read_objections
from bot.grammar.records import DismissObjection, ObjectFor, ObjectionList, ShowObjection, UpholdObjection
from bot.handlers import objections
from bot.wording.help import MONTHLY, SCORING

COMMAND = ChatCommand(
    names="yi 异议 objections",
    nicknames="申诉 投诉 意见",
    menu="异议：看、答复，或替户里提",
    english="objections",
    place=100,
    reader=read_objections,
    handlers=(
        route(ObjectionList, objections.listed)
        .route(ShowObjection, objections.show)
        .route(ObjectFor, objections.object_for_household)
        .route(UpholdObjection, objections.uphold)
        .route(DismissObjection, objections.dismiss)
    ),
    help={SCORING: "/yi 3-12 #123 原因 — 替户里提异议", MONTHLY: "/yi 看异议"},
)
