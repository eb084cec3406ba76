"""Rulebook versions, rounds, scores and accounts, entries with what confirms and shows them."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit


class RulebookVersion(Model):
    """The text of a rulebook as some round began with it."""

    hash = fields.CharField(primary_key=True, max_length=200)
    town_text = fields.TextField()
    overlay_text = fields.TextField()
    stored_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "rulebook_versions"


class Round(Model):
    """A round 考核轮次 of a unit."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    key = fields.TextField()
    year = fields.BigIntField()
    first_day = fields.TextField()
    after_day = fields.TextField()
    state = fields.TextField()
    rulebook: fields.ForeignKeyRelation[RulebookVersion] = fields.ForeignKeyField(
        "models.RulebookVersion", source_field="rulebook_hash", related_name=False
    )
    opened_ms = fields.BigIntField()
    closed_ms = fields.BigIntField(null=True)
    current = fields.BigIntField(default=0)
    final_on = fields.TextField(null=True)
    finalised_ms = fields.BigIntField(null=True)
    alone_until = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "rounds"


class Score(Model):
    """Where a household stands in a round; NULL = excused."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    unit_code = fields.TextField()
    score = fields.BigIntField(null=True)
    disputes = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "scores"


class Excuse(Model):
    """Why a household has no score in a round."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    reason = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    at_ms = fields.BigIntField()
    ended_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "excuses"


class Account(Model):
    """What a household earned in a year."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    unit_code = fields.TextField()
    year = fields.BigIntField()
    earned = fields.BigIntField()
    rounds = fields.BigIntField()
    vetoes = fields.BigIntField(default=0)
    balance = fields.BigIntField(default=0)
    lapsed = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "accounts"


class Posting(Model):
    """What moved an account."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    year = fields.BigIntField()
    kind = fields.TextField()
    points = fields.BigIntField()
    at_ms = fields.BigIntField()
    key = fields.TextField()

    class Meta:
        """The table."""

        table = "postings"


class Evidence(Model):
    """A photo."""

    id = fields.BigIntField(primary_key=True)
    file_unique_id = fields.TextField()
    file_id = fields.TextField()
    state = fields.TextField()
    sha256 = fields.TextField(null=True)
    bytes = fields.BigIntField(null=True)
    posted_ms = fields.BigIntField()
    error = fields.TextField(null=True)
    album = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "evidence"


class DiscardedPhoto(Model):
    """A photo that is shown nowhere any more, and whose file is to be deleted."""

    sha256 = fields.CharField(primary_key=True, max_length=200)
    discarded_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "discarded_photos"


class Album(Model):
    """Pictures that were sent together."""

    key = fields.CharField(primary_key=True, max_length=200)
    parts = fields.TextField()
    used = fields.BigIntField()
    seen_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "albums"


class Entry(Model):
    """A scoring record 记分; never changed, never deleted."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "models.Round", source_field="round_id", related_name=False
    )
    unit_code = fields.TextField()
    item = fields.TextField()
    points = fields.BigIntField()
    at_ms = fields.BigIntField()
    day = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    officer_name = fields.TextField()
    source = fields.TextField()
    reason = fields.TextField()
    reversed: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="reverses", related_name=False, null=True
    )
    evidence: fields.ForeignKeyNullableRelation[Evidence] = fields.ForeignKeyField(
        "models.Evidence", source_field="evidence_id", related_name=False, null=True
    )
    key = fields.TextField()

    class Meta:
        """The table."""

        table = "entries"


class Confirmation(Model):
    """An officer confirmed an entry."""

    id = fields.BigIntField(primary_key=True)
    entry: fields.ForeignKeyRelation[Entry] = fields.ForeignKeyField(
        "models.Entry", source_field="entry_id", related_name=False
    )
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "confirmations"
