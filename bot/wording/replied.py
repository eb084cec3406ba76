"""Questions about commands that reply to a message of ours."""

from __future__ import annotations

from bot.wording.photos import named
from domain.model.about import About, Subject


def which(kind: Subject, written: int | None) -> str:
    """The message has several, or another one than was written."""
    if written is None:
        return "您回复的那条里有好几笔，是哪一笔？"
    return f"您写的是 {named([About(kind, written)])}，回复的那条却不是，要哪一个？"
