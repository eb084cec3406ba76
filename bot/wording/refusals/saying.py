"""What a sentence is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]
"""What a refusal knows."""

Sayings = Mapping[str, Callable[[Data], str]]
"""The sentence for each code of ``domain.model.errors.Refused``."""
