"""What happens to households: the changes made, those that wait for a confirmation, and who is excused for long."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer


class HouseholdChange(Model):
    """One change in a household's life; never changed, never deleted."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    sequence = fields.BigIntField()
    kind = fields.TextField()
    day = fields.TextField()
    was = fields.TextField()
    became = fields.TextField()
    other: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="other_id", related_name=False, null=True
    )
    reason = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    confirmer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="confirmed_by", related_name=False, null=True
    )
    at_ms = fields.BigIntField()
    was_hash = fields.TextField(default="")

    class Meta:
        """The table."""

        table = "household_changes"


class HouseholdProposal(Model):
    """A change that waits for a second officer."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    wanted = fields.TextField()
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "household_proposals"


class StandingExcuse(Model):
    """Why a household is excused from every round that begins."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    reason = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    at_ms = fields.BigIntField()
    ended_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "standing_excuses"
