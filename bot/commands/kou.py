"""/kou: take points off."""

from __future__ import annotations

from bot.command import ChatCommand, route_lines
from bot.grammar.arguments.scoring import read_entries
from bot.grammar.readable import LineByLine
from bot.grammar.records import LogEntries
from bot.grammar.rules import TAKE_OFF
from bot.handlers import scoring
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="kou 扣 扣分 减 减分 罚 罚分 sub",
    nicknames="扣除 记分 记",
    menu="扣分：户 项 [分] 原因",
    english="take points, with a reason",
    place=20,
    reader=LineByLine(read_entries, TAKE_OFF, bare=True),
    handlers=route_lines(LogEntries, scoring.score),
    help={SCORING: "/kou 3-12 垃圾 2 门口没分类 — 扣分要写原因"},
)
