"""How much later an answer comes when another process delivers it, on PostgreSQL, where they may be on two machines."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from statistics import median

from bench.answers import answered_at, number_of
from bench.children import Child
from bench.databases import Server
from bench.load import pour
from bench.messages import kou
from bench.product import apart, product
from bench.town import Town

_A_SECOND, _MESSAGES = 2, 60
"""Few enough for each group that the platform's limit of twenty a minute holds nothing back."""
_AT_ONCE = 4
_LATE_SECONDS = 2.0
"""How long after the last message answers are waited for."""
_NEVER_SECONDS = 60.0
"""What an answer counts as that has not come by then."""


def apart_figures(town: Town, server: Server, folder: Path, bot_api: int, sent_at: int) -> dict[str, float]:
    """Deductions far enough from each other that none waits for another; the median of each side."""
    copy = Town(server.copy(town.url), town.households, town.units)
    with product(town.url, folder, bot_api) as one:
        together = _seconds(one, town, bot_api, sent_at)
    with apart(copy.url, folder, bot_api) as web:
        separate = _seconds(web, copy, bot_api, sent_at)
    return {"an answer, web and worker apart: later than by one process, ms": (separate - together) * 1000}


def _seconds(child: Child, town: Town, bot_api: int, sent_at: int) -> float:
    """From when a message was sent until its answer reached the platform."""
    child.settle()
    requests = list(islice(kou(town, sent_at), _MESSAGES))
    _, due = pour(child.port, requests, _A_SECOND, _AT_ONCE)
    time.sleep(_LATE_SECONDS)
    seen = answered_at(bot_api)
    return median(seen.get(number_of(one), _NEVER_SECONDS + at) - at for one, at in zip(requests, due, strict=True))
