"""What a group is told when a round is settled, whoever settles it: by button, by the command line, by the calendar."""

from __future__ import annotations

from datetime import datetime

from bot.wording import quarter as quarter_wording
from bot.wording import rounds as wording
from domain.model.round import Round
from domain.ports.store import Store
from domain.settlement.publication import publication
from domain.settlement.quarter import ended_by, summarise
from domain.settlement.sealing import seal_of


async def announced_as(store: Store, published: Round) -> str:
    """What a publication's messages to the group are known by: a round published again is announced again."""
    seal = await seal_of(store, published.id)
    return f"published:{published.id}" + (f":{seal.number}" if seal else "")


async def announcements(store: Store, published: Round, unit: str, now: datetime) -> list[str]:
    """The round's table, and after a quarter's last round the quarter's summary; ``unit`` is the unit's name."""
    texts = [wording.published(await publication(store, published), unit)]
    quarter = ended_by(published)
    summary = await summarise(store, published.unit, quarter, now) if quarter else None
    return [*texts, quarter_wording.summary(summary, unit)] if summary else texts
