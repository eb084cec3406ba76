"""Printing a document of a unit from the books as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.printing.document import Document, PrintOrder
from app.printing.made import DOCUMENTS
from app.printing.own_pages import OwnPages
from app.runtime import Runtime
from app.terminal.today import as_of_today
from bot import photo_folder
from bot.printing import Printed, PrintJob
from domain.model.errors import Refused
from paper.apart import Typeset, typeset_apart
from paper.contact import Contact
from paper.typesetting import Paper
from web.photos import NotAPhoto, cleaned

_SHOT_PIXELS = 480
"""Of the longer side: sharp at the width of a column of four."""
_BY_NAME = {one.printable.name: one for one in DOCUMENTS}


async def print_document(
    runtime: Runtime, document: Document, unit: str, which: str, *, links: bool, typeset: Typeset = typeset_apart
) -> Paper:
    """Gather as of one moment, and set afterwards. Raises Refused and Unavailable.

    ``links``: with codes to the households' own pages, where each gets its own.
    """
    contact = Contact(runtime.settings.public_url, runtime.settings.texts_number)
    now = runtime.clock.now()
    own_pages = OwnPages(contact.public_url) if links else None
    async with as_of_today(runtime, unit) as connection:
        store = runtime.transactions.store(connection)
        sheet = await document.gather(PrintOrder(store, runtime.town, unit, which, now, contact, own_pages))
    if own_pages and own_pages.made:
        async with runtime.transactions.writing() as store:
            await own_pages.store(store)
    return await typeset(sheet, now, _PhotoReader(runtime.settings.photo_folder).read_photo)


@dataclass(frozen=True, slots=True)
class _PhotoReader:
    """Photos of the folder as a sheet shows them."""

    folder: Path

    def read_photo(self, digest: str) -> bytes | None:
        """``paper.typesetting.ReadPhoto``."""
        content = photo_folder.read(self.folder, digest)
        try:
            return None if content is None else cleaned(content, _SHOT_PIXELS)
        except NotAPhoto:
            return None


async def print_for_chat(runtime: Runtime, job: PrintJob) -> Printed | str:
    """``bot.printing.Printer``: what cannot be printed is said in the sentence that the command line has for it."""
    document = _BY_NAME[job.document]
    try:
        paper = await print_document(runtime, document, job.unit, job.which, links=job.links)
    except Refused as stop:
        from app.wording import plain  # noqa: PLC0415 - with the grammar of the chat, for those who need a sentence

        return plain(stop)
    return Printed(file_name(runtime, document, job.unit, job.which), paper.pdf, paper.unprintable)


def file_name(runtime: Runtime, document: Document, unit: str, which: str) -> str:
    """What a file with that document of a unit is called."""
    return f"{runtime.town.units[unit]}{document.printable.chinese}{which.replace('/', '-')}.pdf"
