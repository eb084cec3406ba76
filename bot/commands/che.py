"""/che: take an entry back."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.undoing import read_undo
from bot.grammar.records import Undo
from bot.handlers import scoring
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="che 撤销 撤消 撤 undo",
    nicknames="删 删除 取消 作废 撤回 更正 改分",
    menu="撤销：编号 原因",
    english="undo an entry",
    place=50,
    reader=read_undo,
    numbered=True,
    handlers=route(Undo, scoring.undo),
    help={SCORING: "/che 123 原因 — 撤销 #123（或回复那条 ✅ 发 /che 原因）"},
)
