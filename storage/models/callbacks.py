"""Who wishes to be called."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit


class Callback(Model):
    """A household's wish to be called or visited 回电."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    phone = fields.TextField()
    words = fields.TextField()
    asked_ms = fields.BigIntField()
    due_on = fields.TextField()
    key = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    done_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "callbacks"
