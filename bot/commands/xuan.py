"""/xuan: make something known."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.publicity import read_announcement
from bot.grammar.records.publicity import (
    Announce,
    AnnouncementList,
    ProposeModel,
    ReadAloud,
    ShowGoodDeeds,
    TakeDown,
)
from bot.handlers import publicity
from bot.wording.help import MANAGING

COMMAND = ChatCommand(
    names="xuan 宣传 公告 announce",
    nicknames="发 广播 典型 消息",
    menu="宣传：发公告，或 典型 户 事迹",
    english="announce",
    place=162,
    reader=read_announcement,
    handlers=(
        route(AnnouncementList, publicity.listed)
        .route(Announce, publicity.announce_words)
        .route(ProposeModel, publicity.propose_model)
        .route(TakeDown, publicity.take_down_one)
        .route(ShowGoodDeeds, publicity.announce_good_deeds)
        .route(ReadAloud, publicity.read_aloud)
    ),
    help={MANAGING: "/xuan 内容 发公告 · /xuan 典型 3-12 事迹 · /xuan 好事 写近两周的好事 · /xuan 广播 出广播稿"},
)
