"""/gai: what points were taken off for has been put right."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.rectifying import read_rectify
from bot.grammar.records.rectifying import Rectify
from bot.handlers import rectifying
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="gai 整改 改好了 rectify",
    nicknames="改 改正 复查",
    menu="整改：编号（带照片）",
    english="put right, with a photo",
    place=55,
    reader=read_rectify,
    handlers=route(Rectify, rectifying.rectify_entry),
    help={SCORING: "/gai 123 — 扣分的事改好了，带上照片（或回复那条发）"},
)
