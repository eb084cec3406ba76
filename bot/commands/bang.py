"""/bang: join as an officer, or bind a group."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.joining import read_join
from bot.grammar.records import Join
from bot.handlers import joining
from bot.wording.help import MANAGING, STRANGERS, SUPERVISION

COMMAND = ChatCommand(
    names="bang 绑定 join",
    nicknames="加入 注册 登录 入群",
    menu="绑定：[邀请码]",
    english="join, or bind the group",
    place=180,
    reader=read_join,
    handlers=route(Join, joining.bang),
    help={
        MANAGING: "/bang 绑定本群",
        SUPERVISION: "/bang — 绑定镇的群",
        STRANGERS: "收到邀请码的考核人员，请{where}发：/bang 邀请码",
    },
    in_town=True,
)
