"""What a household prints from its own page: the same page as in the passbooks that are handed out."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from app.town import LoadedTown
from domain.model.calendar import Period
from domain.model.people import Household
from domain.work import Work
from paper.contact import Contact
from web.site import MakePdf

if TYPE_CHECKING:
    from paper.typesetting import FilledTemplate

_LONGEST = 10.0
"""Seconds that a reader waits; what was begun is finished and kept, so that the next try finds it."""
_KEPT = 64
"""Pages, of some 60 KB each."""


@dataclass(slots=True)
class PassbookSlips:
    """``web.site.Slips``. One page is set at a time, and the last ones are kept by what stands on them."""

    town: LoadedTown
    contact: Contact
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _setting: dict[str, asyncio.Task[bytes]] = field(default_factory=dict)
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def gather(self, work: Work, household: Household, quarter: Period) -> MakePdf | None:
        """Read what stands on it; setting it needs no transaction."""
        from app.printing.document import PrintOrder  # noqa: PLC0415 - few print, and it takes long to load
        from app.printing.made.households import passbook_of  # noqa: PLC0415 - as above

        order = PrintOrder(work.store, self.town, household.unit, quarter.key, work.now, self.contact)
        sheet = await passbook_of(order, household, quarter)
        if sheet is None:
            return None
        made = datetime.combine(work.today, time(), work.now.tzinfo)

        async def print_() -> bytes | None:
            return await self._print(sheet, made)

        return print_

    async def _print(self, sheet: FilledTemplate, made: datetime) -> bytes | None:
        content = json.dumps([sheet.values, made.isoformat()], ensure_ascii=False)
        if content in self._kept:
            self._kept.move_to_end(content)
            return self._kept[content]
        task = self._setting.get(content)
        if task is None:
            task = self._setting[content] = asyncio.create_task(self._set(content, sheet, made))
            task.add_done_callback(lambda _: self._setting.pop(content, None))
        try:
            return await asyncio.wait_for(asyncio.shield(task), _LONGEST)
        except TimeoutError:
            return None

    async def _set(self, content: str, sheet: FilledTemplate, made: datetime) -> bytes:
        from paper.typesetting import typeset  # noqa: PLC0415 - as above

        async with self._one:
            paper = await asyncio.to_thread(typeset, sheet, made)
        self._kept[content] = paper.pdf
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return paper.pdf
