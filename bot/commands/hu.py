"""/hu: a household's file, and what changes about it."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.households import read_household_command
from bot.grammar.records import ChangeHousehold, ShowFile
from bot.handlers import households
from bot.wording.help import HOUSEHOLDS

COMMAND = ChatCommand(
    names="hu 户档案 户 household",
    nicknames="档案 农户 住户 户主",
    menu="户档案：看一户，或改户主、电话、迁出…",
    english="a household’s file",
    place=120,
    reader=read_household_command,
    handlers=(route(ShowFile, households.show_file).route(ChangeHousehold, households.change_household)),
    help={HOUSEHOLDS: "/hu 3-12 档案 · /hu 加|户主|电话|搬|迁出|迁回|分|并"},
)
