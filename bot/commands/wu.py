"""/wu: the goods of the mall."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.goods import read_goods
from bot.grammar.records import AddGoods, ChangeGoods, GoodsList
from bot.handlers import mall
from bot.wording.help import MALL

COMMAND = ChatCommand(
    names="wu 物品 goods",
    nicknames="商品 礼品 奖品 货 库存",
    menu="兑换物品",
    english="goods",
    place=130,
    reader=read_goods,
    handlers=(route(GoodsList, mall.listed).route(AddGoods, mall.add).route(ChangeGoods, mall.change)),
    help={MALL: "/wu 物品"},
)
