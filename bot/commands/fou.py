"""/fou: propose a veto."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.scoring import read_veto
from bot.grammar.records import ProposeVeto
from bot.handlers import vetoes
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="fou 否决 否 veto",
    nicknames="一票否决",
    menu="一票否决：户 否决项 原因",
    english="veto",
    place=40,
    reader=read_veto,
    handlers=route(ProposeVeto, vetoes.propose_veto),
    help={SCORING: "/fou 3-12 秸秆焚烧 原因 — 一票否决，要第二人确认"},
)
