"""What must be so in the end, whatever came between: nothing lost, nothing twice, nobody without an answer."""

from __future__ import annotations

from collections import Counter

from storage.database import Database
from tests.e2e.support.load import Load
from tests.e2e.support.stage import Stage
from tests.e2e.support.village import UNIT
from tests.keys import KEY

_SILENT = (
    "inbox i WHERE i.source = 'chat' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key LIKE 'chat:' || i.key || ':%')"
)
"""What was taken and has no answer, neither given nor waiting; a group gets twenty a minute."""


async def commands_count_once_and_are_answered(stage: Stage, load: Load) -> None:
    records = await stage.product.ask_json("entries", UNIT)
    codes = load.officer.codes
    assert Counter((one["household"], one["item"], one["points"], one["reason"]) for one in records) == Counter(
        (codes[deed.home.group, deed.home.number], deed.item, deed.signed, deed.reason) for deed in load.deeds.values()
    )
    answered = Counter((message.reply_to, message.text.startswith("（重发）")) for message in stage.bot_messages())
    mine = {(said, again): many for (said, again), many in answered.items() if said in load.deeds}
    assert set(mine.values()) == {1}, mine
    assert await rows(stage, _SILENT) == 0
    assert await rows(stage, "outbox WHERE queue = 'chat' AND state NOT IN ('queued', 'sending', 'sent')") == 0


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
