"""/yin: print a document into the chat."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.printing import read_print
from bot.grammar.records.printing import Print
from bot.handlers import printing
from bot.wording.help import MANAGING

COMMAND = ChatCommand(
    names="yin 打印 印 print",
    nicknames="公示表 存折 表格 导出",
    menu="打印：公示表、存折、领取单…",
    english="print",
    place=165,
    reader=read_print,
    handlers=route(Print, printing.print_document),
    help={MANAGING: "/yin 打印公示表、存折、领取单…"},
)
