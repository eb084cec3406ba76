"""What every model is made of."""

from __future__ import annotations

from typing import Any

from tortoise import models


class _Undocumented(models.ModelMeta):
    """tortoise reads and parses the source of each model for comments that describe its columns.

    There are none, and they would be used only to create tables, which the migrations do. Left out, loading the models
    takes a fifth of the time (30 instead of 150 ms).
    """

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> models.ModelMeta:
        return super().__new__(cls, name, bases, {**attrs, "_no_comments": True})


class Model(models.Model, metaclass=_Undocumented):
    """A table."""

    class Meta:
        """No table of its own."""

        abstract = True
