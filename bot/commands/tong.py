"""/tong: queue the quarter's notices."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.notices import read_notice
from bot.grammar.records import NoticesAgain, NoticeVisits, QueueNotices
from bot.handlers import notices
from bot.wording.help import MANAGING

COMMAND = ChatCommand(
    names="tong 通知 notice",
    nicknames="短信 发短信 发通知",
    menu="季度通知 [季度]",
    english="quarterly notices",
    place=160,
    reader=read_notice,
    handlers=route(QueueNotices, notices.notice)
    .route(NoticesAgain, notices.notice_again)
    .route(NoticeVisits, notices.tick_off_visits),
    help={MANAGING: "/tong 发季度短信 · /tong 到 3-12 上门告知过了"},
)
