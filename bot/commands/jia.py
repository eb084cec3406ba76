"""/jia: add points."""

from __future__ import annotations

from bot.command import ChatCommand, route_lines
from bot.grammar.arguments.scoring import read_entries
from bot.grammar.readable import LineByLine
from bot.grammar.records import LogEntries
from bot.grammar.rules import ADD
from bot.handlers import scoring
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="jia 加 加分 add",
    nicknames="奖 奖励 奖分 添分 表扬 记分 记",
    menu="加分：户 项 [分] [原因]",
    english="give points",
    place=10,
    reader=LineByLine(read_entries, ADD, bare=True),
    handlers=route_lines(LogEntries, scoring.score),
    help={SCORING: "/jia 3-12 献血 — 加分（不写分数就是满分）"},
)
