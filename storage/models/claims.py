"""Claims, large awards that wait for a second officer, and reviews of households."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit
from storage.models.scoring import Entry, Evidence, Round


class Claim(Model):
    """A villager's own request for points 申报."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    content = fields.TextField()
    day = fields.TextField()
    item = fields.TextField(null=True)
    points = fields.BigIntField(null=True)
    source = fields.TextField()
    phone = fields.TextField(null=True)
    filer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="filed_by", related_name=False, null=True
    )
    made_ms = fields.BigIntField()
    due_on = fields.TextField()
    state = fields.TextField()
    decider: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="decided_by", related_name=False, null=True
    )
    decided_ms = fields.BigIntField(null=True)
    answer = fields.TextField()
    entry: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False, null=True
    )
    key = fields.TextField()
    evidence: fields.ForeignKeyNullableRelation[Evidence] = fields.ForeignKeyField(
        "models.Evidence", source_field="evidence_id", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "claims"


class AwardProposal(Model):
    """A large award for a settled round that waits for a second officer."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    day = fields.TextField()
    item = fields.TextField()
    points = fields.BigIntField()
    reason = fields.TextField()
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    claim: fields.ForeignKeyNullableRelation[Claim] = fields.ForeignKeyField(
        "models.Claim", source_field="claim_id", related_name=False, null=True
    )
    evidence: fields.ForeignKeyNullableRelation[Evidence] = fields.ForeignKeyField(
        "models.Evidence", source_field="evidence_id", related_name=False, null=True
    )
    last_entry = fields.BigIntField()
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)
    second: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="second_id", related_name=False, null=True
    )
    entry: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "award_proposals"


class Review(Model):
    """Somebody looked at a household in a round."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    officer_name = fields.TextField()
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "reviews"
