"""/dui: redeem points for goods."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.redemptions import read_redeem
from bot.grammar.records import CancelRedemption, Redeem, RedemptionList
from bot.handlers import mall
from bot.wording.help import MALL

COMMAND = ChatCommand(
    names="dui 兑换 兑 redeem",
    nicknames="换 换东西 换货 购买 买",
    menu="兑换：户 物品 [数量]",
    english="redeem",
    place=140,
    reader=read_redeem,
    handlers=(
        route(RedemptionList, mall.waiting_list)
        .route(Redeem, mall.redeem)
        .route(CancelRedemption, mall.cancel_redemption)
    ),
    help={MALL: "/dui 3-12 大米"},
)
