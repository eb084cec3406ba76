"""What was before a story begins."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.keys import read_key
from app.town import load
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current
from domain.model.calendar import quarter_of
from domain.settlement.settling import settle
from domain.work import Work
from storage.database import Database
from storage.store import SqlTransactions
from tests.e2e.support.stage import Stage
from tests.e2e.support.village import UNIT

_BOOK = Path(__file__).parents[3] / "rules" / "zhangyan-2024.toml"


async def a_quarter_was_settled(stage: Stage) -> str:
    """The village took part in the last quarter, before anybody lived in it, and settled it; the quarter's key.

    To be told after ``jifen init``, before the roster is imported.
    """
    zone = ZoneInfo(stage.product.settings["TIMEZONE"])
    town = load(_BOOK)
    code = next(code for code, name in town.units.items() if UNIT in (code, name))
    quarter = quarter_of(stage.today).previous()
    over = datetime.combine(quarter.after, datetime.min.time(), zone) + timedelta(hours=10)
    key = read_key(stage.product.folder / "jifen.key")
    database = await Database.open(stage.product.settings["DATABASE_URL"], key)
    try:
        async with SqlTransactions(database, zone).writing() as store:
            round_ = await ensure_current(store, town, code, over - timedelta(days=1))
            unwrap(await settle(Work(store, town, code, over, "past"), None, round_))
    finally:
        await database.close()
    return quarter.key
