"""A printed document as the platform takes it: as a file, or as a word about why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.types import BufferedInputFile

from bot.channels.telegram.pictures import SendPrinted, SendText, WrittenCall
from bot.printing import Printed
from bot.wording import printing as wording


def paper(printed: Printed | str, marked: Callable[[str], str], caption: str, there: dict[str, Any]) -> WrittenCall:
    """The call that sends it; ``there`` says where, ``marked`` is what its words look like."""
    if isinstance(printed, str):
        return SendText(text=marked(wording.failed(caption, printed)), **there)
    if printed.unprintable:
        caption = f"{caption}\n{wording.unprintable(printed.unprintable)}"
    return SendPrinted(document=BufferedInputFile(printed.content, printed.name), caption=marked(caption), **there)
