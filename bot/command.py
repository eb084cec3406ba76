"""A chat command: everything that is to be said of it, in one declaration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bot.context import Context
from bot.grammar.command_names.behind import About
from bot.grammar.readable import LineByLine, Reader
from bot.grammar.records import Mistake
from bot.reply import Reply
from bot.wording.help import Topic

C = TypeVar("C")
D = TypeVar("D")
C_contra = TypeVar("C_contra", contravariant=True)

Handler = Callable[[Context, C], Awaitable[list[Reply]]]
PartHandler = Callable[[Context, C, Sequence[Mistake]], Awaitable[list[Reply]]]
"""Handles the lines that could be read, and is told what is wrong with the others."""


class Handlers(Generic[C_contra]):
    """Who handles what a command may be read as. A reader that returns another record does not type-check."""

    def __init__(self, by_type: Mapping[type, PartHandler[Any]]) -> None:
        self._by_type = by_type

    def route(self, record: type[D], handler: Handler[D]) -> Handlers[C_contra | D]:
        """These, and ``handler`` for what is read as ``record``."""
        return self.route_lines(record, lambda ctx, command, _: handler(ctx, command))

    def route_lines(self, record: type[D], handler: PartHandler[D]) -> Handlers[C_contra | D]:
        """The same for lines, of which some may have been read and others not."""
        return Handlers({**self._by_type, record: handler})

    async def handle(self, ctx: Context, command: object, mistakes: Sequence[Mistake] = ()) -> list[Reply]:
        """Carry it out. Raises what the handlers raise: Refused, Several, Unread, Ask."""
        return await self._by_type[type(command)](ctx, command, mistakes)


def route(record: type[C], handler: Handler[C]) -> Handlers[C]:
    """``handler`` for what is read as ``record``."""
    return route_lines(record, lambda ctx, command, _: handler(ctx, command))


def route_lines(record: type[C], handler: PartHandler[C]) -> Handlers[C]:
    """The same for lines, of which some may have been read and others not."""
    return Handlers({record: handler})


@dataclass(frozen=True, slots=True)
class ChatCommand(Generic[C]):
    """A command. ``names`` are its Latin, Chinese and English ones, the Latin first, parted by blanks.

    ``menu`` is its line in the platform's list of commands, and ``english`` that for whoever uses the platform in
    English; ``place`` is where it stands there and in /help.
    ``help`` is what /help says of it, by the topics, which know for whom they are. ``in_town``: it can be asked where
    there is no village in particular. ``numbered``: a number right behind the name tells it from talk,
    without the slash; ``alone``: nothing behind it does; ``about``: which argument behind a nickname or in
    front of a name does. ``nicknames`` is what else people call it: it is told to who writes one, and not carried out.
    """

    names: str
    menu: str
    english: str
    place: int
    reader: Reader[C] | LineByLine[C]
    handlers: Handlers[C]
    help: Mapping[Topic, str] = field(default_factory=dict)
    in_town: bool = False
    numbered: bool = False
    alone: bool = False
    about: About = ""
    nicknames: str = ""

    @property
    def name(self) -> str:
        """The Latin name."""
        return self.spellings[0]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names."""
        return tuple(self.names.split())
