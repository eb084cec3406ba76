"""Messages at a steady rate for a minute, whether or not the answers keep up, with everything else running."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, islice
from statistics import quantiles

from bench.answers import answered_at, number_of
from bench.children import Child
from bench.load import pour
from bench.messages import balance, kou
from bench.town import Town

A_SECOND, SECONDS = 200, 60
_AT_ONCE = 64
_FIRST_SECONDS = 2
_LATE_SECONDS = 5.0
"""How long after the last message answers are waited for."""
_NEVER_SECONDS = 3600
"""What an answer counts as that has not come by then."""


def steady(town: Town, child: Child, bot_api: int, sent_at: int, seconds: int = SECONDS) -> dict[str, float]:
    """Half deductions, half texts. On a machine that others use, only the part of the rate that is left to us.

    Memory is held against what it is after the first seconds, with what the first messages load.
    """
    share = _share()
    rate = A_SECOND * share
    requests = list(islice(_mixed(town, sent_at), int(rate * seconds)))
    began, first = time.monotonic(), int(rate * _FIRST_SECONDS)
    latencies, due = pour(child.port, requests[:first], rate, _AT_ONCE)
    before = child.megabytes()
    more = pour(child.port, requests[first:], rate, _AT_ONCE)
    latencies, due = latencies + more[0], due + more[1]
    time.sleep(_LATE_SECONDS)
    seen = answered_at(bot_api)
    name = f"{A_SECOND} messages a second"
    answers = [seen.get(number, began + _NEVER_SECONDS) - due[place] for place, number in _numbers(requests)]
    return {
        "share of the machine that was ours": share,
        f"{name}: p99 to the commit, ms": _p99(latencies) * 1000,
        f"{name}: p99 to the answer, s": _p99(answers),
        f"{name}: memory, × before": child.megabytes() / before,
    }


def _mixed(town: Town, sent_at: int) -> Iterator[bytes]:
    return chain.from_iterable(zip(kou(town, sent_at), balance(town), strict=False))


def _numbers(requests: list[bytes]) -> Iterator[tuple[int, str]]:
    """The deductions' places among the requests, and their messages' numbers."""
    for place, one in enumerate(requests[::2]):
        yield place * 2, number_of(one)


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[98]


def _share() -> float:
    """Of a processor's time, what a busy process gets: 1 on a machine with nothing else to do."""
    began, processor = time.perf_counter(), time.process_time()
    while time.perf_counter() - began < 1:
        pass
    return (time.process_time() - processor) / (time.perf_counter() - began)
