"""A command that a message begins with, as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.grammar.words.tidy import Tidy, tidy


class Form(Enum):
    """How a command stands in its message. But for the slash only what is around it can tell it from talk."""

    SLASHED = auto()
    """In front with its slash, or without it and said to the bot: ``/扣 3-12 垃圾 1 没分``."""
    BARE = auto()
    """In front: ``扣 3-12 垃圾 1 没分``."""
    BEHIND = auto()
    """Behind a household or an item, with the rest behind it: ``3-12 扣 垃圾 1 没分``."""
    LATER = auto()
    """In front of a later clause: ``没扫地，扣3-7卫生1分``."""
    WITHIN = auto()
    """Within a sentence: ``3-12垃圾没分类扣2分``, ``给3-12扣2分``."""


@dataclass(frozen=True, slots=True)
class Call:
    """A message that begins with a command. ``name`` is the Latin one, None when no command is called so.

    ``spelling`` is as typed. ``rest`` is all that says something about the command, in front of it as well.
    """

    name: str | None
    spelling: str
    bot: str | None
    rest: Tidy
    form: Form = Form.SLASHED
    whom: str = ""
    """What stands right in front of the name, if anything does: ``给3-12扣2分``."""
    parted: bool = False
    """Something that parts arguments stands behind the name, or nothing at all."""

    @property
    def first_line(self) -> Tidy:
        """That of the rest."""
        return tidy(self.rest.raw.split("\n")[0])

    @property
    def lacks_slash(self) -> bool:
        """Whether its slash is missing, and nothing else says that it is a command."""
        return self.form is not Form.SLASHED

    @property
    def is_slashed(self) -> bool:
        """Whether it has its slash, and stands apart from what follows: no 好的/加油."""
        return self.form is Form.SLASHED and (self.parted or self.rest.plain[:1].isdigit())

    @property
    def is_amid(self) -> bool:
        """Whether the name stands amid what it is about, so that nothing is in front of the whole."""
        return self.form in {Form.BEHIND, Form.WITHIN}

    def is_for(self, bot_name: str) -> bool:
        """Whether it is for that bot, or for whichever."""
        return not self.bot or self.bot.lower() == bot_name.lstrip("@").lower()
