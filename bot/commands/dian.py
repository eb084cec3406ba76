"""/dian: who asked to be called."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.callbacks import read_callbacks
from bot.grammar.records import CallbackList
from bot.handlers import callbacks
from bot.wording.help import LOOKING

COMMAND = ChatCommand(
    names="dian 回电 callbacks callback",
    nicknames="电话 打电话 来电 回访",
    menu="回电：谁要人打电话",
    english="who wants a call",
    place=105,
    reader=read_callbacks,
    handlers=route(CallbackList, callbacks.callbacks),
    help={LOOKING: "/dian 谁要回电"},
)
