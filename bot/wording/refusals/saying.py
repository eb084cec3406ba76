"""What a sentence is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]
"""What a refusal knows."""

_MOST_QUOTED = 120
"""Characters of what somebody wrote that are said back: what to do must stand below it on the same screen."""


def quotable(said: object) -> Any:
    """A word as it may be quoted: one that goes on for pages is cut, with … at its end."""
    return f"{said[:_MOST_QUOTED]}…" if isinstance(said, str) and len(said) > _MOST_QUOTED else said


Sayings = Mapping[str, Callable[[Data], str]]
"""The sentence for each code of ``domain.model.errors.Refused``."""
