"""What a village makes known."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit


class Announcement(Model):
    """An announcement 公告, or a model 先进典型 of a household."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    household: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False, null=True
    )
    words = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    made_ms = fields.BigIntField()
    state = fields.TextField()
    public_ms = fields.BigIntField(null=True)
    changed_ms = fields.BigIntField(null=True)
    key = fields.TextField()
    in_group = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "announcements"
