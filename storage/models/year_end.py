"""Seals of published rounds and what is proposed about rounds, years that are closed, and the clock."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit
from storage.models.scoring import Entry, Round


class Seal(Model):
    """A seal 封条 over entries of one round, chained with the unit's seal before."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    number = fields.BigIntField()
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    previous = fields.TextField()
    hash = fields.TextField()
    entries = fields.BigIntField()
    last_entry = fields.BigIntField()
    sealed_ms = fields.BigIntField()
    withdraws = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "seals"


class RoundProposal(Model):
    """What an officer wants done with a round, and who confirmed it."""

    id = fields.BigIntField(primary_key=True)
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    kind = fields.TextField()
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    reason = fields.TextField()
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)
    second: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="second_id", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "round_proposals"


class SealedEntry(Model):
    """An entry that a seal covers."""

    id = fields.BigIntField(primary_key=True)
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False
    )
    seal: fields.ForeignKeyRelation[Seal] = fields.ForeignKeyField(
        "models.Seal", source_field="seal_id", related_name=False
    )
    hash = fields.TextField()

    class Meta:
        """The table."""

        table = "sealed_entries"


class Year(Model):
    """A unit's year that is closed."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    year = fields.BigIntField()
    closed_ms = fields.BigIntField()
    lapse_on = fields.TextField()
    lapsed_ms = fields.BigIntField(null=True)
    last_entry = fields.BigIntField(default=0)
    last_confirmation = fields.BigIntField(default=0)
    last_posting = fields.BigIntField(default=0)
    by_places = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "years"


class Honour(Model):
    """A household's place in the final ranking of a closed year."""

    id = fields.BigIntField(primary_key=True)
    year: fields.ForeignKeyRelation[Year] = fields.ForeignKeyField(
        "models.Year", source_field="year_id", related_name=False
    )
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    rank = fields.BigIntField(null=True)
    earned = fields.BigIntField()
    rounds = fields.BigIntField()
    unspent = fields.BigIntField()
    vetoed = fields.BigIntField()
    honoured = fields.BigIntField()
    welfare = fields.BigIntField()
    merits = fields.BigIntField(default=0)
    deductions = fields.BigIntField(default=0)
    honoured_tied = fields.BigIntField(default=0)
    welfare_tied = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "honours"


class Clock(Model):
    """One row: the newest instant that was trusted, and by how much the clock has jumped since."""

    id = fields.BigIntField(primary_key=True, generated=False)
    trusted_ms = fields.BigIntField()
    jumped_ms = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "clock"
