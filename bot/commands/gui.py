"""/gui: the rulebook."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.looking_up import read_rules
from bot.grammar.records import Rules
from bot.handlers import reading
from bot.wording.help import LOOKING, STRANGERS

COMMAND = ChatCommand(
    names="gui 规则 rules",
    nicknames="细则 标准 制度 指标 项目",
    menu="积分规则 [项]",
    english="the rules",
    place=80,
    about="item",
    reader=read_rules,
    handlers=route(Rules, reading.rules),
    help={LOOKING: "/gui", STRANGERS: "/gui 看积分规则。"},
    in_town=True,
)
