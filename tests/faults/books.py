"""What must be so in the end, whatever came between: nothing lost, nothing twice, nobody without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set

from storage.database import Database
from tests.e2e.support.load import Load
from tests.e2e.support.stage import Stage
from tests.e2e.support.village import UNIT
from tests.faults.late_group import UNIT as LATE
from tests.faults.late_group import LateGroup
from tests.keys import KEY

_SILENT = (
    "inbox i WHERE i.source = 'chat' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key LIKE 'chat:' || i.key || ':%')"
)
"""What was taken and has no answer, neither given nor waiting; a group gets twenty a minute."""
_GIVEN_UP = (
    "outbox WHERE queue = 'chat' AND state IN ('failed', 'dropped') AND repeated = 0 AND payload LIKE '%\"say\"%'"
)
"""What never stood in a chat; a note over a button may come too late. For what was in doubt twice, see below."""
_IN_DOUBT_TWICE = (
    "(SELECT target FROM outbox WHERE queue = 'chat' AND state = 'failed' AND repeated = 1"
    " GROUP BY target HAVING 2 * COUNT(*) > {cuts}) t"
)
"""Chats in which more was given up as in doubt for the second time, which the digest names, than can have been: in a
chat one message is on its way at a time, so each cut puts one in doubt at most, and it takes two for each."""
_UNTOLD = (
    "claims c WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key = 'claim:' || CAST(c.id AS TEXT) || ':0'"
    " AND (o.state <> 'failed' OR o.repeated = 1))"
)
"""A claim of which no group hears, whether there is one or it is to come."""
_PHOTO_LOST = (
    "evidence e WHERE state <> 'kept' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.queue = 'evidence'"
    " AND o.target = CAST(e.id AS TEXT) AND o.state <> 'failed')"
)
"""A photo that is neither kept nor still to be fetched."""


async def commands_count_once_and_are_answered(stage: Stage, load: Load, cuts: int, silent: int = 0) -> None:
    """``cuts``: how often the program, or a way of its to the platform, was cut off.

    ``silent``: pictures of albums without a word; the one with the words is answered.
    """
    records = await stage.product.ask_json("entries", UNIT)
    codes = load.officer.codes
    assert Counter((one["household"], one["item"], one["points"], one["reason"]) for one in records) == Counter(
        (codes[deed.home.group, deed.home.number], deed.item, deed.signed, deed.reason) for deed in load.deeds.values()
    )
    answered = Counter((message.reply_to, message.text.startswith("（重发）")) for message in stage.bot_messages())
    mine = {(said, again): many for (said, again), many in answered.items() if said in load.deeds}
    assert set(mine.values()) == {1}, mine
    assert await rows(stage, _SILENT) == silent
    assert await rows(stage, _GIVEN_UP) == 0
    assert await rows(stage, _IN_DOUBT_TWICE.format(cuts=cuts)) == 0


async def the_late_group_has_it_all(stage: Stage, village: LateGroup) -> None:
    """Each line once, each claim told once and decided once, each photo kept or still to be fetched."""
    standings = await stage.product.ask_json("standings", LATE)
    codes = {line["household"]: line["number"] for line in standings}
    records = await stage.product.ask_json("entries", LATE)
    entered = Counter((codes[one["household"]], one["item"], one["points"], one["reason"]) for one in records)
    assert entered == village.expected()
    assert await rows(stage, _UNTOLD) == 0
    assert set(village.news().values()) <= {1}
    assert await rows(stage, "evidence") == 2 * village.albums
    assert await rows(stage, _PHOTO_LOST) == 0
    assert set(village.congratulated().values()) <= {1}


def texts_are_answered_alike(answers: Mapping[str, Set[str]]) -> None:
    """Whenever a text is brought again; but for the empty answer that says that the words follow by themselves."""
    for bodies in answers.values():
        assert len([body for body in bodies if "<Message" in body]) <= 1
        assert bodies


async def every_figure_is_right(stage: Stage) -> None:
    audit = await stage.product.run("audit")
    assert audit.code == 0, audit.out + audit.err
    assert "Traceback" not in stage.product.log


async def rows(stage: Stage, of: str) -> int:
    """How many there are of a table, or of its rows for which something holds."""
    database = await Database.open(stage.product.settings["DATABASE_URL"], KEY)
    try:
        async with database.reading() as connection:
            (row,) = await connection.fetch(f"SELECT COUNT(*) AS many FROM {of}")
        return int(row["many"])
    finally:
        await database.close()


async def household_codes(stage: Stage) -> dict[tuple[int, int], str]:
    """By place."""
    standings = await stage.product.ask_json("standings", UNIT)
    return {(line["group"], line["number"]): line["household"] for line in standings}
