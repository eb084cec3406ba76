"""What is worded elsewhere: texts that a villager gets for what an officer did, and what a group hears of a villager.

The words of texts belong to the SMS side, the words and buttons of a group to the chat side. Each knows only its own,
so what happens on one side and is told on the other goes through these.
"""

from __future__ import annotations

from typing import Protocol


class Letters(Protocol):
    """Words texts to villagers who wait for an answer; each is signed with the policy's signature."""


class GroupNews(Protocol):
    """Makes the parcels that tell a unit's group what a villager texted, with the buttons to act on it."""
