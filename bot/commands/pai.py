"""/pai: the ranking."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.looking_up import read_ranking
from bot.grammar.records import Ranking
from bot.handlers import reading
from bot.wording.help import LOOKING

COMMAND = ChatCommand(
    names="pai 排名 rank",
    nicknames="排行 排行榜 名次 榜",
    menu="排名 [组]",
    english="ranking",
    place=70,
    about="group",
    reader=read_ranking,
    handlers=route(Ranking, reading.ranking),
    help={LOOKING: "/pai"},
)
