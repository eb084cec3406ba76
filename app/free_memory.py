"""Memory that the process has freed and still holds, given back to the system."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Where the C library can (glibc): it keeps what lies below a piece that is in use, however much that is."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
