"""A town of any size with rounds and entries, filled in by a few large statements.

Every household has one deduction in every month, and its scores and account agree with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.town import LoadedTown
from bench.key import KEY
from bot.platforms import on_platform
from domain.model.calendar import Period, month_of
from domain.scoring.score import start_score
from storage.database import Connection, Database
from storage.instants import to_ms
from storage.migrate import migrate
from storage.rounds import SqlRounds
from storage.units import store_units

RULEBOOK = Path("rules/zhangyan-2024.toml")
ITEM = "环1"
GROUP_SIZE = 50
_NAMES = ("王李张刘陈杨赵黄周吴", "建国志秀桂玉金美文海", "国英华明芳强军平兰珍")
"""A household's place in its unit, digit by digit: a thousand names of heads."""
_GENERATION = 0x6000
"""The character in which the names of a unit differ from those of the others: a county has 300,000 names."""
OFFICER, CHAT = 7001, -1001
"""The first unit's specialist and its group, by the platform's numbers; the others' follow, and go down."""


def phone_of(index: int) -> str:
    """A number that cannot exist."""
    return f"+8619900{index:06}"


@dataclass(frozen=True, slots=True)
class Town:
    """A filled database. Households are counted from 0 and go round the units in turn, so that messages come from all;
    a unit's rows stand together, as its roster was taken in.
    """

    url: str
    households: int
    units: int

    def phone(self, index: int) -> str:
        """The phone of a household."""
        return phone_of(index)

    def place(self, index: int) -> tuple[int, int]:
        """A household's group, and its number in it."""
        group, number = divmod(index // self.units, GROUP_SIZE)
        return group + 1, number + 1

    def head(self, index: int) -> str:
        """The name of a household's head, which no other has; of those of its unit, of the next thousand."""
        nth = index // self.units
        name = "".join(part[nth // 10**place % 10] for place, part in enumerate(_NAMES))
        return name + chr(_GENERATION + self.unit(index))

    def unit(self, index: int) -> int:
        """Which unit a household is in, counted from 0 in the order of their codes."""
        return index % self.units

    def row(self, index: int) -> int:
        """A household's row in the database."""
        nth, unit = divmod(index, self.units)
        each, more = divmod(self.households, self.units)
        return unit * each + min(unit, more) + nth + 1

    def officer(self, index: int) -> int:
        """The specialist of a household's unit, by the platform's number."""
        return OFFICER + self.unit(index)

    def chat(self, index: int) -> int:
        """The group that is bound to a household's unit, by the platform's number."""
        return CHAT - self.unit(index)


async def fill(url: str, households: int, books: LoadedTown, now: datetime, months: int = 12) -> Town:
    """Make and fill a database with so many months."""
    database = await Database.open(url, KEY)
    try:
        await migrate(database)
        async with database.transaction() as connection:
            await store_units(connection, books.units)
            await _people(connection, households, now)
            for unit in books.units:
                await _rounds(connection, unit, books, now, months)
            await _year(connection, now)
    finally:
        await database.close()
    return Town(url, households, len(books.units))


async def _people(connection: Connection, households: int, now: datetime) -> None:
    indexes = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {households - 1})"
    codes = [row["code"] for row in await connection.fetch("SELECT code FROM units ORDER BY code")]
    count = len(codes)
    units = f"(SELECT code, ROW_NUMBER() OVER (ORDER BY code) - 1 AS place FROM units) u ON u.place = i % {count}"
    nth = f"i / {count}"
    head = "||".join(f"SUBSTR('{part}', {nth} / {10**place} % 10 + 1, 1)" for place, part in enumerate(_NAMES))
    character = "CHAR" if connection.dialect == "sqlite" else "CHR"
    head += f"||{character}(CAST({_GENERATION} + u.place AS INTEGER))"
    await connection.execute(
        "INSERT INTO households (id, code, unit_code, grp, number, head, joined_round, joined_on)"
        f" {indexes} SELECT ROW_NUMBER() OVER (ORDER BY u.place, i), CAST(1000000 + i AS TEXT), u.code,"
        f" {nth} / {GROUP_SIZE} + 1, {nth} % {GROUP_SIZE} + 1, {head}, '2020-01', '2020-01-01'"
        f" FROM n JOIN {units} ORDER BY u.place, i"
    )
    await connection.execute_many(
        "INSERT INTO household_phones (household_id, phone, tail, position) VALUES ($1, $2, $3, 0)",
        [
            (place + 1, phone_of(index), KEY.tail(phone_of(index)))
            for place, index in enumerate(index for unit in range(count) for index in range(unit, households, count))
        ],
    )
    await connection.execute_many(
        "INSERT INTO officers (id, unit_code, role, name, status, chat_user, invited_ms)"
        " VALUES ($1, $2, 'specialist', '陈国强', 'active', $3, $4)",
        [
            (place + 1, unit, on_platform("telegram", str(OFFICER + place)), to_ms(now))
            for place, unit in enumerate(codes)
        ],
    )
    await connection.execute_many(
        "INSERT INTO chats (chat_id, unit_code, bound_ms, bound_by) VALUES ($1, $2, $3, $4)",
        [(on_platform("telegram", str(CHAT - place)), unit, to_ms(now), place + 1) for place, unit in enumerate(codes)],
    )


async def _rounds(connection: Connection, unit: str, books: LoadedTown, now: datetime, months: int) -> None:
    """The last months; all but this one are over."""
    rounds = SqlRounds(connection)
    start = start_score(books.current(unit).book).total
    for month in _last_months(now, months):
        await connection.execute(
            "UPDATE rounds SET state = 'final', closed_ms = $1 WHERE unit_code = $2 AND state = 'open'",
            to_ms(now),
            unit,
        )
        await rounds.begin(unit, month, books.current(unit), start, now)


def _last_months(now: datetime, count: int) -> list[Period]:
    months = [month_of(now.date())]
    while len(months) < count:
        months.append(months[-1].previous())
    return months[::-1]


async def _year(connection: Connection, now: datetime) -> None:
    """One deduction a household and month, and what follows from it."""
    points = "(1 + s.household_id % 7 + (s.household_id / 7 + s.round_id) % 4)"
    await connection.execute(
        "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id, officer_name,"
        f" source, reason, key) SELECT s.household_id, s.round_id, s.unit_code, '{ITEM}', -{points},"
        " CAST($1 AS BIGINT), o.first_day, 1, '陈国强', 'chat', '乱搭棚子', 'old:' || CAST(s.id AS TEXT)"
        " FROM scores s JOIN rounds o ON o.id = s.round_id ORDER BY s.id",
        to_ms(now),
    )
    if connection.dialect == "postgres":  # as its autovacuum does: else it plans for empty tables
        await connection.execute("ANALYZE")
    await connection.execute(f"UPDATE scores AS s SET score = score - {points}")
    await connection.execute(
        "UPDATE accounts AS a SET (earned, rounds) ="
        " (SELECT COALESCE(SUM(s.score), 0), COUNT(*) FROM scores s JOIN rounds o ON o.id = s.round_id"
        " WHERE s.household_id = a.household_id AND o.year = a.year AND o.state <> 'open')"
    )
