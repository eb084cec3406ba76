"""/zhao: look at photos."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.photos import read_photos
from bot.grammar.records import ShowPhotos
from bot.handlers import photos
from bot.wording.help import SCORING

COMMAND = ChatCommand(
    names="zhao 照片 看照片 photo photos",
    nicknames="图 图片 相片 拍照",
    menu="看照片：编号",
    english="see photos",
    place=60,
    reader=read_photos,
    handlers=route(ShowPhotos, photos.show_photos),
    help={SCORING: "/zhao 123 — 看照片，申报写 /zhao 申报 5"},
)
