"""An inspection sheet on somebody's desk, in a village of September."""

from __future__ import annotations

from pathlib import Path

from tests.contract.desk import Desk
from tests.sms.village import QINWANG, Village, at

FULL = 110
"""What a household of the town's book begins a round with."""
HEADING = "单位：秦望村,轮次：2026年9月,考核员：陈国强\n"


async def september(village: Village) -> None:
    """Three households from 3-3 on; 陈国强 and 周美华 are officers, the last household is 周美华's own."""
    for head in ("王建国", "李秀芳", "周美华"):
        await village.household(head)
    async with village.transactions.writing() as store:
        for user, officer in enumerate((village.assessor, village.other), start=1):
            await store.officers.join(officer.id, f"telegram:{user}", village.now)
        (own,) = await store.roster.by_head(QINWANG, "周美华")
        await store.officers.set_household(village.other.id, own.code)
    village.now = at("2026-09-20 10:00")


class Paper:
    """A sheet on somebody's desk, and the command line."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.file = folder / "考核表.csv"

    def write(self, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> None:
        self.file.write_text(heading + "\n".join(rows) + "\n", encoding=encoding)

    def imports(self, *rows: str, options: tuple[str, ...] = (), heading: str = HEADING) -> str:
        """Import what must be accepted; the summary."""
        self.write(*rows, heading=heading)
        return self.desk.says("entries", "import", str(self.file), *options).splitlines()[-1]

    def refused(self, *rows: str, options: tuple[str, ...] = (), heading: str = HEADING) -> list[str]:
        """Import what must be refused; what is wrong with it. Nothing of it was recorded."""
        before = self.entries()
        self.write(*rows, heading=heading)
        result = self.desk.run("entries", "import", str(self.file), *options)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert self.entries() == before
        return result.stderr.splitlines()

    def entries(self) -> list[tuple[object, ...]]:
        lines = self.desk.lists("entries", QINWANG)
        return [(line["item"], line["points"], line["officer"], line["reason"]) for line in lines]
