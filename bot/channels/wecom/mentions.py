"""The ``@name`` of the bot within a text: in a group it stands in every message that reaches the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEADING = re.compile(r"\s*@(\S+)(?:\s+|$)")
_ANY = re.compile(r"@(\S+)")


@dataclass(slots=True)
class Mentions:
    """Takes the mention away. The platform does not say how the bot is called: the shortest name with which texts
    begin is its own, for what follows without a blank (``@助手查 3``) makes a longer one.
    """

    name: str | None = None

    def strip(self, text: str) -> str:
        """The text without the bot's mention; any other name stays."""
        self._learn(text)
        if self.name and (found := re.search(rf"@{re.escape(self.name)}\s*", text)):
            return (text[: found.start()] + text[found.end() :]).strip()
        if leading := _LEADING.match(text):
            return text[leading.end() :].strip()
        names = list(_ANY.finditer(text))
        if len(names) == 1:
            return (text[: names[0].start()] + text[names[0].end() :]).strip()
        return text.strip()

    def _learn(self, text: str) -> None:
        leading = _LEADING.match(text)
        if leading is None or len(_ANY.findall(text)) > 1:  # somebody else may be named as well
            return
        if self.name is None or (self.name != leading[1] and self.name.startswith(leading[1])):
            self.name = leading[1]
