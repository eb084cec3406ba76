"""Objections, rectifications, and what waits for a second officer."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit
from storage.models.scoring import Entry, Evidence, Round


class Objection(Model):
    """A household's dispute of an entry 异议."""

    id = fields.BigIntField(primary_key=True)
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False
    )
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    content = fields.TextField()
    source = fields.TextField()
    phone = fields.TextField(null=True)
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    opened_ms = fields.BigIntField()
    due = fields.TextField()
    holds = fields.BigIntField()
    state = fields.TextField()
    decided_ms = fields.BigIntField(null=True)
    decider: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="decided_by", related_name=False, null=True
    )
    second: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="second_id", related_name=False, null=True
    )
    answer = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "objections"


class Rectification(Model):
    """What a deduction was for, put right, and what was given back for it."""

    id = fields.BigIntField(primary_key=True)
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False
    )
    evidence: fields.ForeignKeyRelation[Evidence] = fields.ForeignKeyField(
        "models.Evidence", source_field="evidence_id", related_name=False
    )
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    note = fields.TextField()
    points = fields.BigIntField()
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)
    second: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="second_id", related_name=False, null=True
    )
    given: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="given_id", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "rectifications"


class Proposal(Model):
    """What one officer wants and another has to confirm."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.TextField()
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False
    )
    objection: fields.ForeignKeyNullableRelation[Objection] = fields.ForeignKeyField(
        "models.Objection", source_field="objection_id", related_name=False, null=True
    )
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    points = fields.BigIntField(null=True)
    reason = fields.TextField()
    evidence: fields.ForeignKeyNullableRelation[Evidence] = fields.ForeignKeyField(
        "models.Evidence", source_field="evidence_id", related_name=False, null=True
    )
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "proposals"
