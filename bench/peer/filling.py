"""The same town in the peer's tables."""

from __future__ import annotations

from datetime import datetime

from tortoise import Tortoise

from bench.peer.database import opened
from bench.peer.models import Household, Officer, Score
from bench.town import Town

_EARNED, _SCORE = 1300, 118


async def fill(url: str, town: Town, units: list[str], now: datetime) -> None:
    """Make its tables, and fill them."""
    async with opened(url):
        await Tortoise.generate_schemas()
        await Officer.bulk_create(
            Officer(chat_user=town.officer(place), unit=unit, name="陈国强") for place, unit in enumerate(units)
        )
        await Household.bulk_create(_household(town, units, index) for index in range(town.households))
        ids = await Household.all().values_list("id", flat=True)
        await Score.bulk_create(
            Score(household_id=number, round=now.strftime("%Y-%m"), points=_SCORE) for number in ids
        )


def _household(town: Town, units: list[str], index: int) -> Household:
    group, number = town.place(index)
    unit = units[town.unit(index)]
    phone = town.phone(index)
    head, earned = town.head(index), _EARNED - index % 70
    return Household(unit=unit, group=group, number=number, head=head, phone=phone, earned=earned)
