"""Certificates for the households on the honours list of a closed year."""

from __future__ import annotations

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_year
from domain.model import printable
from domain.model.errors import Refused
from paper.certificates import certificates
from paper.typesetting import FilledTemplate


async def _certificates(order: PrintOrder) -> FilledTemplate:
    year = find_year(order.which, order.now.date())
    if await order.store.years.find(order.unit, year) is None:
        raise Refused("year-not-closed", year=year)
    honours = [one for one in await order.store.years.honours(order.unit, year) if one.honoured]
    if not honours:
        raise Refused("nobody-honoured", unit=order.unit_name, year=year)
    return certificates(order.unit_name, year, honours, order.now.date())


CERTIFICATES = Document(printable.CERTIFICATES, "评先评优名单上各户的奖状", _certificates)
