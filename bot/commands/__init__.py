"""The chat commands, a file each. What a file declares as ``COMMAND`` is read, offered, helped with and handled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from operator import attrgetter
from pkgutil import iter_modules
from typing import Any

from bot.command import ChatCommand
from bot.grammar import own_words
from bot.grammar.parse import Grammar


def _declared() -> list[ChatCommand[Any]]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return sorted((module.COMMAND for module in modules), key=attrgetter("place"))


COMMANDS: Mapping[str, ChatCommand[Any]] = {command.name: command for command in _declared()}
"""By their Latin names, as they stand in the menu."""
GRAMMAR = Grammar(COMMANDS.values())
read_as = partial(own_words.read_as, GRAMMAR.names)
"""What a code or short word of an item (or veto) is read as, in words; None: as that item, wherever it stands."""
