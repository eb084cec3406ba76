"""What a chat platform can do, where that changes what people are told: nobody asks which platform it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abilities:
    """``hears_all_as_admin``: in a group it hears everything once it is an admin there; else only what names it.

    ``tells_who_left``: it says who left a group, so that their role ends by itself.
    """

    hears_all_as_admin: bool = True
    tells_who_left: bool = True
