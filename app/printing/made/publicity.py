"""What a village makes known, as a poster."""

from __future__ import annotations

from app.printing.document import Document, PrintOrder
from domain.boundary import unwrap
from domain.model import printable
from domain.model.errors import Refused
from domain.publicity.announcing import find_public
from paper.announcement import announcement
from paper.typesetting import FilledTemplate


async def _announcement(order: PrintOrder) -> FilledTemplate:
    """Raises Refused (no-announcement, not-made-known)."""
    if not order.which.isdecimal():
        raise Refused("no-announcement", number=order.which)
    one = unwrap(await find_public(order.work, None, int(order.which)))
    return announcement(order.unit_name, one, order.contact)


ANNOUNCEMENT = Document(printable.ANNOUNCEMENT, "一条公告或先进典型（写编号）的海报，贴公示栏", _announcement)
