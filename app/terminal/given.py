"""A file that is handed to a command to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

GIVEN: Final = click.Path(path_type=Path, readable=False)
"""Whoever reads it says in one line what is wrong with it; click would call one without permission a wrong usage."""
