"""/ling: hand over what was redeemed."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.redemptions import read_collect
from bot.grammar.records import Collect
from bot.handlers import mall
from bot.wording.help import MALL

COMMAND = ChatCommand(
    names="ling 领取 领 collect",
    nicknames="取 取货 提货 发货 核销",
    menu="领取：领取码",
    english="hand over",
    place=150,
    reader=read_collect,
    handlers=route(Collect, mall.hand_over),
    help={MALL: "/ling 领取码"},
)
