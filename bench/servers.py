"""What is measured, running: the product, the floor and the peer, each on its own database with the same town."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.children import Child, free_port, serving
from bench.contest import FLOOR, PEER, PRODUCT, Contest, Side
from bench.databases import Server
from bench.messages import balance, kou
from bench.peer import filling
from bench.product import product
from bench.town import Town
from bench.truth import Truth, hold_all


@dataclass(frozen=True, slots=True)
class Trio:
    """All three, with what each is sent."""

    children: Mapping[str, Child]
    deducting: Mapping[str, Side]
    asking: Mapping[str, Side]
    truths: Mapping[str, Truth]

    def contests(self, kind: str, at_once: Mapping[int, int]) -> list[Contest]:
        """``/kou`` and a balance text, for each number of requests ``at_once`` so many a round."""
        return [
            Contest(f"{what}, {kind}, {many} at once", sides, many, each)
            for what, sides in (("/kou", self.deducting), ("balance text", self.asking))
            for many, each in at_once.items()
        ]

    def hold(self) -> None:
        """Raises RuntimeError unless everything that was sent was done."""
        hold_all(self.truths, self.deducting, self.asking)


@contextmanager
def trio(town: Town, server: Server, units: list[str], folder: Path, bot_api: int, now: datetime) -> Iterator[Trio]:
    """All three on ``town`` and copies of it. ``bot_api`` is the port of a Bot API."""
    urls = {PRODUCT: town.url, FLOOR: server.copy(town.url), PEER: server.create()}
    asyncio.run(filling.fill(urls[PEER], town, units, now))
    truths = {name: Truth.of(url) for name, url in urls.items()}
    with ExitStack() as stack:
        children = {
            PRODUCT: stack.enter_context(product(urls[PRODUCT], folder, bot_api)),
            FLOOR: stack.enter_context(_server("bench.floors", urls[FLOOR])),
            PEER: stack.enter_context(_server("bench.peer", urls[PEER])),
        }
        sent_at = int(now.timestamp())
        deducting = {name: Side(child, kou(town, sent_at)) for name, child in children.items()}
        asking = {name: Side(child, balance(town)) for name, child in children.items()}
        yield Trio(children, deducting, asking, truths)


@contextmanager
def _server(module: str, url: str) -> Iterator[Child]:
    port = free_port()
    with serving([module, url, str(port)], {}, port, "/health/ready") as child:
        yield child
