"""Bot API methods that write: sending, editing, answering buttons.

Source: https://core.telegram.org/bots/api#sendmessage and following; the errors are in the real server's words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox import bot_shapes
from sandbox.bot_files import Files
from sandbox.bot_markup import formatted, inline_keyboard, units
from sandbox.bot_parameters import BotApiError, Parameters, bad_request
from sandbox.model import Chat, Entity, Message
from sandbox.world import World

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LONGEST_NOTICE = 200


class MessageMethods:
    """sendMessage, sendPhoto, sendDocument, editMessageText, editMessageReplyMarkup, answerCallbackQuery."""

    def __init__(self, world: World, files: Files) -> None:
        self._world = world
        self._files = files

    async def send_message(self, parameters: Parameters) -> dict[str, Any]:
        """A text with its buttons."""
        text, entities = _text(parameters, "text", _LONGEST_TEXT)
        return self._send(parameters, text=text, entities=entities)

    async def send_photo(self, parameters: Parameters) -> dict[str, Any]:
        """A picture, uploaded or known by its file id."""
        caption, entities = _text(parameters, "caption", _LONGEST_CAPTION, required=False)
        photo = self._files.photo(parameters, "photo")
        return self._send(parameters, text=caption, entities=entities, photo=photo)

    async def send_document(self, parameters: Parameters) -> dict[str, Any]:
        """A file, uploaded or known by its file id."""
        caption, entities = _text(parameters, "caption", _LONGEST_CAPTION, required=False)
        document = self._files.document(parameters, "document")
        return self._send(parameters, text=caption, entities=entities, document=document)

    async def edit_message_text(self, parameters: Parameters) -> dict[str, Any]:
        """Other words and other buttons (none given: none left)."""
        message = self._own_message(parameters)
        text, entities = _text(parameters, "text", _LONGEST_TEXT)
        keyboard = inline_keyboard(parameters.structure("reply_markup"))
        return self._edit(message, replace(message, text=text, entities=entities, keyboard=keyboard))

    async def edit_message_reply_markup(self, parameters: Parameters) -> dict[str, Any]:
        """Other buttons (none given: none left)."""
        message = self._own_message(parameters)
        return self._edit(message, replace(message, keyboard=inline_keyboard(parameters.structure("reply_markup"))))

    async def answer_callback_query(self, parameters: Parameters) -> bool:
        """End the wait of whoever pressed a button, with a short notice or without."""
        query = self._world.state.callbacks.get(parameters.text("callback_query_id") or "")
        if query is None or query.answered:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        notice = parameters.text("text") or ""
        if len(notice) > _LONGEST_NOTICE:
            raise bad_request("MESSAGE_TOO_LONG")
        alert = parameters.flag("show_alert")
        self._world.put_callback(replace(query, answered=True, notice=notice, alert=alert))
        return True

    def _send(self, parameters: Parameters, **content: Any) -> dict[str, Any]:
        chat = open_chat(self._world, parameters)
        message = Message(
            id=self._world.count("message"),
            chat=chat.id,
            at=self._world.now(),
            sender=self._world.bot.id,
            reply_to=self._reply_to(parameters, chat),
            keyboard=inline_keyboard(parameters.structure("reply_markup")),
            **content,
        )
        return bot_shapes.message(self._world, self._world.put_message(message))

    def _reply_to(self, parameters: Parameters, chat: Chat) -> int | None:
        reply = parameters.structure("reply_parameters") or {}
        wanted = reply.get("message_id") or parameters.integer("reply_to_message_id")
        if wanted is None or int(wanted) in self._world.state.messages[chat.id]:
            return wanted and int(wanted)
        if reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def _own_message(self, parameters: Parameters) -> Message:
        chat = open_chat(self._world, parameters)
        message = self._world.state.messages[chat.id].get(parameters.integer("message_id") or 0)
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender != self._world.bot.id or message.service:
            raise bad_request("message can't be edited")
        return message

    def _edit(self, before: Message, after: Message) -> dict[str, Any]:
        if before == after:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        return bot_shapes.message(self._world, self._world.put_message(replace(after, edited=self._world.now())))


def open_chat(world: World, parameters: Parameters) -> Chat:
    """The chat that a call means, if the bot may use it. Raises BotApiError."""
    if "chat_id" not in parameters:
        raise bad_request("chat_id is empty")
    key = parameters.text("chat_id") or ""
    chat = world.state.chats.get(int(key)) if key.removeprefix("-").isdecimal() else None
    if chat is None and key.isdecimal() and int(key) in world.state.people:
        raise BotApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if chat is None:
        raise bad_request("chat not found")
    if chat.moved_to is not None:
        raise BotApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.moved_to},
        )
    if world.bot.id not in chat.members:
        raise BotApiError(403, f"Forbidden: bot is not a member of the {chat.kind} chat")
    return chat


def _text(parameters: Parameters, name: str, longest: int, *, required: bool = True) -> tuple[str, tuple[Entity, ...]]:
    text, entities = formatted(parameters, name)
    if required and not text:
        raise bad_request("message text is empty")
    if units(text) > longest:
        raise bad_request("message is too long" if required else "message caption is too long")
    return text, entities
