"""/jie: settle a round, or take that back; who is in it."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.rounds import read_settle
from bot.grammar.records import ExcuseHousehold, IncludeHousehold, Settle, Withdraw
from bot.handlers import rounds
from bot.wording.help import MONTHLY

COMMAND = ChatCommand(
    names="jie 结算 settle",
    nicknames="结账 月结 公示 汇总 评分",
    menu="结算公示 [轮次]",
    english="settle a month",
    place=110,
    reader=read_settle,
    handlers=(
        route(Settle, rounds.settle_round)
        .route(Withdraw, rounds.withdraw_round)
        .route(ExcuseHousehold, rounds.excuse_household)
        .route(IncludeHousehold, rounds.include_household)
    ),
    help={MONTHLY: "/jie 结算公示 · /jie 撤 9月 原因 · /jie 2026Q3 一季汇总 · /jie 免 3-12 [长期] 原因"},
)
