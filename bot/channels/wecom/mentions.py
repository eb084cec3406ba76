"""The ``@name`` of the bot within a text: in a group it stands in every message that reaches the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEADING = re.compile(r"\s*@(\S+)(?:\s+|$)")
_BLANKS = " \t\u2005\xa0"
_ANY = re.compile(r"@(\S+)")


@dataclass(slots=True)
class Mentions:
    """Takes the mention away. The platform does not say how the bot is called: the shortest name with which texts
    begin is its own, for what follows without a blank (``@助手查 3``) makes a longer one.
    """

    name: str | None = None

    def without(self, text: str) -> str:
        """The text without the bot's mentions; any other name stays."""
        self._learn(text)
        text = _without(text, self._own(text))
        while again := self._by_name(text):
            text = _without(text, again)
        return text.strip()

    def _own(self, text: str) -> re.Match[str] | None:
        """Where the bot is mentioned: by its name if that is known, at the beginning, or as the only name."""
        if found := self._by_name(text):
            return found
        names = list(_ANY.finditer(text))
        return _LEADING.match(text) or (names[0] if len(names) == 1 else None)

    def _by_name(self, text: str) -> re.Match[str] | None:
        return re.search(rf"@{re.escape(self.name)}", text) if self.name else None

    def _learn(self, text: str) -> None:
        leading = _LEADING.match(text)
        if leading is None or len(set(_ANY.findall(text))) > 1:  # somebody else may be named as well
            return
        if self.name is None or (self.name != leading[1] and self.name.startswith(leading[1])):
            self.name = leading[1]


def _without(text: str, found: re.Match[str] | None) -> str:
    if found is None:
        return text
    before, after = text[: found.start()].rstrip(_BLANKS), text[found.end() :].lstrip(_BLANKS)
    return f"{before} {after}"
