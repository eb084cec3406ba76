"""/cha: a household's card."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.scoring import read_query
from bot.grammar.records import Query
from bot.handlers import reading
from bot.wording.help import LOOKING

COMMAND = ChatCommand(
    names="cha 查 查询 查看 查分 query",
    nicknames="看 看分 档案 积分 分数 明细 余额",
    menu="查一户",
    english="look up a household",
    place=30,
    about="household",
    reader=read_query,
    handlers=route(Query, reading.query),
    help={LOOKING: "/cha 3-12"},
)
