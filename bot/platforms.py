"""How chats and people are named: ``platform:id`` is on that platform, which calls it ``id``.

A name is one word to everybody but its platform, and to whoever has to know which platform that is.
"""

from __future__ import annotations


def on_platform(platform: str, known_as: str) -> str:
    """The name of a chat or a person that a platform calls so."""
    return f"{platform}:{known_as}"


def split(name: str) -> tuple[str, str]:
    """The platform, and what it calls the chat or person."""
    platform, _, known_as = name.partition(":")
    return platform, known_as
