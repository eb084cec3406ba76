"""What the rulebooks of today do not change until January."""

from __future__ import annotations

from app import town
from app.clock import SystemClock
from app.doctor.finding import Finding, Grade
from app.doctor.reading import reading
from app.settings import Settings
from rules.problems import RulebookRefused
from storage.book_versions import SqlBooks
from storage.database import Connection
from storage.rounds import SqlRounds

_HOW = {"sum": "各轮相加", "average": "各轮平均"}


@reading("全年算法")
async def examine_year(settings: Settings, connection: Connection) -> Finding:
    """A year's rounds count together as the book of its first one says, for the whole year (design part 3, point 6)."""
    try:
        loaded = town.load(settings.rulebook)
    except RulebookRefused:
        return Finding(Grade.UNUSED, "全年算法：细则没有读成，看不出来")
    year = SystemClock(settings.zone).now().year
    rounds, books = SqlRounds(connection), SqlBooks(connection, {})
    later = []
    for unit, name in loaded.units.items():
        begun = await rounds.of_year(unit, year)
        if begun:
            counts = (await books.version(begun[0].book_hash)).policy.accumulate
            wanted = loaded.current(unit).book.policy.accumulate
            if counts != wanted:
                later.append(f"{name}今年仍按{_HOW[counts]}，细则改的{_HOW[wanted]}明年1月起才算")
    if later:
        return Finding(Grade.UNUSED, f"全年算法：{'；'.join(later)}")
    return Finding(Grade.GOOD, "全年算法：和今年第一轮的细则一样")
