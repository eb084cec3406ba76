"""Loading in a thread what is not needed until somebody writes: meanwhile the server answers all others."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module
from pkgutil import iter_modules

import storage


async def load_aside(*modules: str) -> None:
    """Load them, one after the other; whoever needs one earlier waits for the rest of it."""
    for module in modules:
        await asyncio.to_thread(import_module, module)
    gc.freeze()  # they stay, and need not be looked at again


async def load_repositories() -> None:
    """Load the files of ``storage``, each of which the first message that needs it would wait for."""
    await load_aside(*(f"storage.{file.name}" for file in iter_modules(storage.__path__) if not file.ispkg))
