"""What is shown below the words of a message: a photo that is kept, or a document that is printed for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot import photo_folder
from bot.channels.wecom.media import Media, as_picture
from bot.channels.wecom.wording import NOT_SHOWN
from bot.printing import Printer
from bot.reply import Picture, PrintOut, Say
from bot.wording import printing as wording
from bot.wording.photos import FILE_GONE


@dataclass(frozen=True, slots=True)
class Encloser:
    """``photos`` is the folder of those that are kept; ``printer`` makes documents."""

    photos: Path
    printer: Printer

    async def enclosed(self, reply: Say | Picture | PrintOut) -> tuple[Say, Media | None]:
        """What is written, and what is shown below it. Raises Unavailable."""
        match reply:
            case Say():
                return reply, None
            case Picture(sha256, caption):
                content = await asyncio.to_thread(photo_folder.read, self.photos, sha256)
                if content is None:
                    return Say(f"{caption}\n{FILE_GONE}"), None
                return Say(caption), as_picture(sha256, content, NOT_SHOWN)
            case PrintOut(job, caption, page):
                printed = await self.printer(job)
                if isinstance(printed, str):
                    return Say(wording.failed(caption, printed)), None
                by_hand = f"\n{wording.unprintable(printed.unprintable)}" if printed.unprintable else ""
                instead = wording.without_file(caption, page)
                return Say(caption + by_hand), Media("file", printed.name, printed.content, instead)
