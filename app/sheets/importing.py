"""What can be wrong with a file that is imported, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.sheets.table import SheetError
from domain.model.errors import Refused
from storage.database import Conflict


@contextmanager
def of_file(file: Path) -> Iterator[None]:
    """Around what reads it and records its rows. Raises Refused("bad-file") instead of SheetError and Conflict."""
    try:
        yield
    except SheetError as error:
        raise Refused("bad-file", file=file.name, problem=str(error)) from None
    except Conflict:  # on PostgreSQL another import may record the same rows meanwhile
        raise Refused("bad-file", file=file.name, problem="另一个导入正在进行，请稍后再试") from None
