"""A village lives through whatever hypothesis thinks of; after every step the reference and the audit agree."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from pathlib import Path

import pytest

from tests.model.stories import live
from tests.model.story_mall import Shopping
from tests.model.story_people import People
from tests.model.story_points import Points
from tests.model.story_rounds import Rounds
from tests.postgres import emptied

pytestmark = pytest.mark.long


class VillageYear(Points, Rounds, People, Shopping):
    """All of it, in any order."""


def test_the_village_and_the_reference_agree_whatever_happens(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = itertools.count()

    class OnSqlite(VillageYear):
        def __init__(self) -> None:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copyfile(sqlite_template, file)
            super().__init__(f"sqlite://{file}")

    live(OnSqlite, examples=35, steps=60)


def test_they_agree_on_postgres_too(postgres_url: str) -> None:
    class OnPostgres(VillageYear):
        def __init__(self) -> None:
            asyncio.run(emptied(postgres_url))
            super().__init__(postgres_url)

    live(OnPostgres, examples=6, steps=50)
