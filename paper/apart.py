"""Setting a sheet in a process of its own: on another core, and what it took of memory is given back.

Typst keeps what it set for the next ten documents: of passbooks for 400 households that is 130 MB each.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from datetime import datetime

from paper.typesetting import FilledTemplate, Paper, ReadPhoto, prepare


async def typeset_apart(sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto) -> Paper:
    """``paper.typesetting.typeset``. Raises RuntimeError with the last line that the process said when it failed."""
    prepared = await asyncio.to_thread(prepare, sheet, made, read_photo)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "paper", stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
    )
    try:
        pdf, said = await process.communicate(prepared.job.encode())
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        *_, why = said.decode(errors="replace").splitlines() or [""]
        raise RuntimeError(f"setting {sheet.template} ended with {process.returncode}: {why}")
    return Paper(pdf, prepared.unprintable)
