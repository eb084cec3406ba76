"""Bot API methods about the bot itself, its command menu, chats and their members."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sandbox import bot_shapes
from sandbox.bot_messages import open_chat
from sandbox.bot_parameters import Parameters, bad_request
from sandbox.bot_shapes import Json
from sandbox.model import Chat, Command
from sandbox.world import World

_MOST_COMMANDS = 100


class ChatMethods:
    """getMe, getChat, getChatMember, getChatAdministrators, leaveChat, setMyCommands, getMyCommands."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def get_me(self, _: Parameters) -> Json:
        """The bot."""
        return bot_shapes.bot_user(self._world)

    async def get_chat(self, parameters: Parameters) -> Json:
        """A chat that the bot is in."""
        return bot_shapes.full_chat(open_chat(self._world, parameters))

    async def get_chat_member(self, parameters: Parameters) -> Json:
        """How somebody stands in a chat; who was never there has left."""
        chat = open_chat(self._world, parameters)
        person = self._world.state.people.get(parameters.integer("user_id") or 0)
        if person is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return bot_shapes.member(chat, person)

    async def get_chat_administrators(self, parameters: Parameters) -> list[Json]:
        """The admins of a group, without other bots."""
        chat = open_chat(self._world, parameters)
        if chat.kind == "private":
            raise bad_request("there are no administrators in the private chat")
        return [bot_shapes.member(chat, self._world.state.people[admin]) for admin in sorted(chat.admins)]

    async def leave_chat(self, parameters: Parameters) -> bool:
        """The bot goes."""
        chat = open_chat(self._world, parameters)
        gone = frozenset({self._world.bot.id})
        self._world.put_chat(replace(chat, members=chat.members - gone, admins=chat.admins - gone))
        return True

    async def set_my_commands(self, parameters: Parameters) -> bool:
        """The menu for a scope and a language."""
        shapes = parameters.structure("commands") or []
        if len(shapes) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        self._world.put_commands(_scope(parameters), tuple(map(_command, shapes)))
        return True

    async def get_my_commands(self, parameters: Parameters) -> list[Json]:
        """The menu as set for exactly this scope and language."""
        menu = self._world.state.commands.get(_scope(parameters), ())
        return [{"command": command.name, "description": command.description} for command in menu]


def menu(world: World, chat: Chat, language: str = "") -> tuple[Command, ...]:
    """The commands that a member of a chat is shown: those of the most special scope, in that language if it has it."""
    kind = "all_private_chats" if chat.kind == "private" else "all_group_chats"
    scopes: list[Json] = [{"chat_id": chat.id, "type": "chat"}, {"type": kind}, {"type": "default"}]
    found = (world.state.commands.get(_key(scope, code)) for scope in scopes for code in (language, ""))
    return next(filter(None, found), ())


def _scope(parameters: Parameters) -> str:
    return _key(parameters.structure("scope") or {"type": "default"}, parameters.text("language_code") or "")


def _key(scope: Json, language: str) -> str:
    return f"{language}{json.dumps(scope, sort_keys=True)}"


def _command(shape: dict[str, Any]) -> Command:
    name, description = str(shape.get("command", "")), str(shape.get("description", ""))
    if not (1 <= len(name) <= 32 and name.isascii() and name == name.lower()):  # noqa: PLR2004 - BotCommand's limit
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:  # noqa: PLR2004 - BotCommand's limit
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)
