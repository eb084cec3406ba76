"""Our values in the shapes of the Bot API. Source: https://core.telegram.org/bots/api#available-types."""

from __future__ import annotations

from typing import Any

from sandbox.model import Chat, Entity, File, Keyboard, Message, Person, Service
from sandbox.world import World

Json = dict[str, Any]
ANONYMOUS = Person(1087968824, "Group", is_bot=True)
"""Telegram's account that stands for every anonymous admin."""


def user(person: Person) -> Json:
    """User."""
    shape: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.name}
    return shape if person.is_bot else shape | {"language_code": "zh-hans"}


def bot_user(world: World) -> Json:
    """User of the bot itself, as getMe tells it."""
    return user(world.state.people[world.bot.id]) | {
        "username": world.bot.username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def chat(value: Chat) -> Json:
    """Chat."""
    shape: Json = {"id": value.id, "type": value.kind}
    return shape | ({"first_name": value.title} if value.kind == "private" else {"title": value.title})


def full_chat(value: Chat) -> Json:
    """ChatFullInfo."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return chat(value) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def member(value: Chat, person: Person) -> Json:
    """ChatMember: administrator, member or left."""
    shape: Json = {"user": user(person), "status": "member" if person.id in value.members else "left"}
    if person.id not in value.admins:
        return shape
    rights = (
        "can_be_edited can_post_stories can_edit_stories can_delete_stories is_anonymous can_promote_members "
        "can_change_info can_send_welcome_messages"
    )
    duties = "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_invite_users"
    return (
        shape | {"status": "administrator"} | dict.fromkeys(rights.split(), False) | dict.fromkeys(duties.split(), True)
    )


def entity(value: Entity) -> Json:
    """MessageEntity."""
    shape: Json = {"type": value.kind, "offset": value.offset, "length": value.length}
    return shape | ({"url": value.url} if value.url else {})


def keyboard(value: Keyboard) -> Json:
    """InlineKeyboardMarkup."""
    return {
        "inline_keyboard": [
            [
                {"text": button.text} | ({"url": button.url} if button.url else {"callback_data": button.data})
                for button in row
            ]
            for row in value
        ]
    }


def file(value: File) -> Json:
    """File, with the fields of PhotoSize where it is a picture."""
    shape: Json = {"file_id": value.id, "file_unique_id": f"u{value.id}", "file_size": len(value.content)}
    return shape | ({"width": value.width, "height": value.height} if value.width else {})


def message(world: World, value: Message, *, with_reply: bool = True) -> Json:
    """Message. A reply shows the message it replies to, but not that one's own."""
    home = world.state.chats[value.chat]
    shape: Json = {"message_id": value.id, "chat": chat(home), "date": int(value.at.timestamp())}
    shape["from"] = user(ANONYMOUS if value.sender_chat else world.state.people[value.sender])
    if value.sender_chat:
        shape["sender_chat"] = chat(home)
    if value.edited:
        shape["edit_date"] = int(value.edited.timestamp())
    if with_reply and value.reply_to is not None and (first := world.state.messages[value.chat].get(value.reply_to)):
        shape["reply_to_message"] = message(world, first, with_reply=False)
    if value.keyboard:
        shape["reply_markup"] = keyboard(value.keyboard)
    return shape | _content(world, value) | (_service(world, value.service) if value.service else {})


def _content(world: World, value: Message) -> Json:
    shape: Json = {}
    if value.photo:
        shape["photo"] = [file(world.state.files[key]) for key in value.photo]
    if value.document:
        stored = world.state.files[value.document]
        shape["document"] = file(stored) | {"file_name": stored.name, "mime_type": stored.mime}
    if value.album:
        shape["media_group_id"] = value.album
    captioned = "photo" in shape or "document" in shape
    if value.text:
        shape["caption" if captioned else "text"] = value.text
    if value.entities:
        shape["caption_entities" if captioned else "entities"] = [entity(mark) for mark in value.entities]
    return shape


def _service(world: World, value: Service) -> Json:
    match value.kind:
        case "joined":
            return {"new_chat_members": [user(world.state.people[value.subject])]}
        case "left":
            return {"left_chat_member": user(world.state.people[value.subject])}
        case "moved-to":
            return {"migrate_to_chat_id": value.subject}
        case "moved-from":
            return {"migrate_from_chat_id": value.subject}
