"""What a unit is called: its name, without its 村 too, its code, or its whole name 张堰镇秦望村村民委员会."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ABOVE = re.compile(r"^.{2,}?[镇乡](?=.{2})")
_COMMITTEE = re.compile(r"(?:[村居]委会|(?:村民|居民)?委员会)$")


def code_of_unit(said: str, codes: Mapping[str, str]) -> str | None:
    """The unit's code; ``codes`` are by name and by code. None when there is no such unit."""
    name = said.replace(" ", "")
    bare = _COMMITTEE.sub("", _ABOVE.sub("", name))
    return next((codes[each] for each in (name, f"{name}村", bare, f"{bare}村") if each in codes), None)
