"""How long tests wait for what must happen: whoever gets it waits no longer."""

from __future__ import annotations

from typing import Final

PATIENCE_SECONDS: Final = 60.0
"""With other work on both cores a process may stand still for ten seconds and more, as was seen at a load of 17."""
