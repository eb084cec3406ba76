"""Whom a message names: ``@jifen_bot /kou …`` in front, ``… @jifen_bot`` further on."""

from __future__ import annotations

import re

from bot.grammar.words.tidy import Tidy

MENTION = re.compile(r"(?:\s*@(?P<bot>[a-z0-9_]+)(?:[\s,，:：]+|(?=[@\u4e00-\u9fff])))+", re.IGNORECASE)
"""Whom a message names in front: the last one is meant."""
_BEHIND = re.compile(r"(?<=\S)\s*@[A-Za-z0-9_]+")


def without_mentions(text: str) -> str:
    """Without any name further on: that of this bot, or of another whose message is none for us."""
    return _BEHIND.sub(" ", text)


def without_mention(text: str, bot_name: str) -> str:
    """Without the bot's own name further on: ``/kou 3-12 垃圾 2 没分类 @jifen_bot``."""
    return re.sub(rf"(?<=\S)\s*@{re.escape(bot_name.lstrip('@'))}(?![A-Za-z0-9_])", " ", text, flags=re.IGNORECASE)


def without_mention_in_front(text: Tidy, bot_name: str) -> Tidy:
    """Without the bot's own name in front; that of another stays."""
    found = MENTION.match(text.plain)
    ours = found is not None and found["bot"].lower() == bot_name.lstrip("@").lower()
    return text.cut(found.end()) if found and ours else text
