"""What a backup says about itself, and the names of its parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MANIFEST = "manifest.json"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class TablePart(BaseModel):
    """One table: ``sha256`` is that of its part, ``rows`` how many lines it has."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    columns: Sequence[str]
    rows: Annotated[int, Field(ge=0)]
    sha256: Sha256


class Manifest(BaseModel):
    """The whole backup; ``photos`` are named by the SHA-256 of their content, ``schema_files`` by their migrations."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: Literal["jifen-backup-1"] = "jifen-backup-1"
    jifen: str
    made: str
    schema_files: Sequence[str]
    tables: Mapping[str, TablePart]
    photos: Sequence[Sha256]

    def text(self) -> str:
        """As it is written."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1)

    @property
    def parts(self) -> Mapping[str, str]:
        """The SHA-256 of every part but the manifest, by name."""
        tables = {table_part(name): table.sha256 for name, table in self.tables.items()}
        return tables | {photo_part(digest): digest for digest in self.photos}


def table_part(name: str) -> str:
    """Where a table's rows are: a JSON array a line."""
    return f"tables/{name}.jsonl"


def photo_part(digest: str) -> str:
    """Where a photo is."""
    return f"evidence/{digest}"


def sha256_of(file: Path) -> str:
    """The SHA-256 of a whole file: whoever keeps it apart from the file can tell that the file is the same."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
