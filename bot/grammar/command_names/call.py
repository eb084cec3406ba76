"""A command that a message begins with, as it was found."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.words.tidy import Tidy


@dataclass(frozen=True, slots=True)
class Call:
    """A message that begins with a command. ``name`` is the Latin one, None when no command is called so.

    ``spelling`` is as typed.
    ``slip``: the slash is missing, so that only what follows can tell a command from talk.
    """

    name: str | None
    spelling: str
    bot: str | None
    rest: Tidy
    slip: bool = False
    whom: str = ""
    """What stands right in front of the name, if anything does: ``给3-12扣2分``."""
    parted: bool = False
    """Something that parts arguments stands behind the name, or nothing at all."""
    is_late: bool = False
    """The name begins a later clause: ``没扫地，扣3-7卫生1分`` may be talk."""
    within: bool = False
    """The name stands within a sentence, behind a household or in a whole entry: ``3-12垃圾没分类扣2分``."""

    @property
    def is_slashed(self) -> bool:
        """Whether it has its slash, and stands apart from what follows: no 好的/加油."""
        return not self.slip and (self.parted or self.rest.plain[:1].isdigit())

    def is_for(self, bot_name: str) -> bool:
        """Whether it is for that bot, or for whichever."""
        return not self.bot or self.bot.lower() == bot_name.lstrip("@").lower()
