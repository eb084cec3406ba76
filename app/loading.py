"""Loading in a thread what is not needed until somebody writes: meanwhile the server answers all others."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module


async def load_aside(*modules: str) -> None:
    """Load them, one after the other; whoever needs one earlier waits for the rest of it."""
    for module in modules:
        await asyncio.to_thread(import_module, module)
    gc.freeze()  # they stay, and need not be looked at again
