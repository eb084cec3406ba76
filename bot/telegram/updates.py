"""From the platform's updates to what happened in a chat."""

from __future__ import annotations

from aiogram.types import CallbackQuery, ChatMemberRestricted, ChatMemberUpdated, Update
from aiogram.types import Message as TelegramMessage

from bot.incoming import Closed, Incoming, Left, Message, Moved, Opened, Photo, Press

ALLOWED_UPDATES = ["message", "callback_query", "chat_member", "my_chat_member"]
"""``chat_member`` is only sent when asked for; it is how we learn that somebody left."""

_GONE = frozenset({"left", "kicked"})


def read_update(update: Update, bot_id: int) -> Incoming | None:
    """What happened, or None when it is nothing to us. Keys are unique for each bot and update."""
    key = f"{bot_id}:{update.update_id}"
    if update.message is not None:
        return _message(update.message, key)
    if update.callback_query is not None:
        return _press(update.callback_query, key)
    if update.chat_member is not None:
        return _member(update.chat_member, key)
    if update.my_chat_member is not None:
        return _reach(update.my_chat_member, key)
    return None


def _message(message: TelegramMessage, key: str) -> Incoming | None:
    if message.migrate_to_chat_id is not None:
        return Moved(key, message.chat.id, message.migrate_to_chat_id)
    if message.left_chat_member is not None:
        return Left(key, message.chat.id, message.left_chat_member.id)
    text = message.text or message.caption
    if not text:
        return None
    anonymous = message.sender_chat is not None or message.from_user is None
    return Message(
        key=key,
        chat=message.chat.id,
        private=message.chat.type == "private",
        user=None if anonymous or message.from_user is None else message.from_user.id,
        id=message.message_id,
        text=_writable(text),
        sent=message.date,
        photo=_photo(message) or (_photo(message.reply_to_message) if message.reply_to_message else None),
    )


def _photo(message: TelegramMessage) -> Photo | None:
    if not message.photo:
        return None
    largest = message.photo[-1]
    return Photo(largest.file_id, largest.file_unique_id, largest.file_size)


def _press(query: CallbackQuery, key: str) -> Press | None:
    if query.message is None or query.data is None:
        return None
    chat = query.message.chat
    return Press(
        key=key,
        chat=chat.id,
        private=chat.type == "private",
        user=query.from_user.id,
        message=query.message.message_id,
        data=_writable(query.data),
        callback=query.id,
    )


def _member(changed: ChatMemberUpdated, key: str) -> Left | None:
    member = changed.new_chat_member
    # Whoever leaves while restricted stays "restricted".
    gone = not member.is_member if isinstance(member, ChatMemberRestricted) else member.status in _GONE
    return Left(key, changed.chat.id, member.user.id) if gone else None


def _reach(changed: ChatMemberUpdated, key: str) -> Opened | Closed:
    """What became of the bot itself in a chat: whether it can be heard there."""
    bot = changed.new_chat_member
    heard = bot.can_send_messages if isinstance(bot, ChatMemberRestricted) else bot.status not in _GONE
    return Opened(key, changed.chat.id) if heard else Closed(key, changed.chat.id)


def _writable(text: str) -> str:
    """The text with U+FFFD for what no database keeps and no platform sends: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
