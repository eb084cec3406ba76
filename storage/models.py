"""The tables as tortoise models, for the repositories that are not in the way of a message.

The schema itself is in ``migrations``; a test holds the two together. Instants are integer milliseconds.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Unit(Model):
    """A village or community 单位."""

    code = fields.CharField(primary_key=True, max_length=200)
    name = fields.TextField()

    class Meta:
        """The table."""

        table = "units"


class Household(Model):
    """A household 户."""

    id = fields.BigIntField(primary_key=True)
    code = fields.TextField()
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    grp = fields.BigIntField()
    number = fields.BigIntField()
    head = fields.TextField()
    joined_round = fields.TextField()
    joined_on = fields.TextField()
    left_on = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "households"


class HouseholdPhone(Model):
    """A number of a household, E.164."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    phone = fields.TextField()
    position = fields.BigIntField()

    class Meta:
        """The table."""

        table = "household_phones"


class Kin(Model):
    """Two households that do not score each other; kept in both directions."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    kin: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="kin_id", related_name=False
    )

    class Meta:
        """The table."""

        table = "kin"


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

    class Meta:
        """The table."""

        table = "scores"


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

    class Meta:
        """The table."""

        table = "accounts"


class Officer(Model):
    """Who may log points, from the invitation on."""

    id = fields.BigIntField(primary_key=True)
    unit_code = fields.TextField()
    role = fields.TextField()
    name = fields.TextField()
    status = fields.TextField()
    chat_user = fields.BigIntField(null=True)
    household_code = fields.TextField(null=True)
    invite_hash = fields.TextField(null=True)
    invited_ms = fields.BigIntField()
    joined_ms = fields.BigIntField(null=True)
    ended_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "officers"


class Chat(Model):
    """The group of a unit."""

    chat_id = fields.BigIntField(primary_key=True, generated=False)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    bound_ms = fields.BigIntField()
    binder: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="bound_by", related_name=False
    )

    class Meta:
        """The table."""

        table = "chats"


class Evidence(Model):
    """A photo."""

    id = fields.BigIntField(primary_key=True)
    file_unique_id = fields.TextField()
    file_id = fields.TextField()
    state = fields.TextField()
    sha256 = fields.TextField(null=True)
    bytes = fields.BigIntField(null=True)
    posted_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "evidence"


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


class Prompt(Model):
    """A question asked with buttons."""

    token = fields.CharField(primary_key=True, max_length=200)
    kind = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    chat_id = fields.BigIntField()
    payload = fields.TextField()
    made_ms = fields.BigIntField()
    used_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "prompts"


class Inbound(Model):
    """A message that came in, handled once."""

    id = fields.BigIntField(primary_key=True)
    source = fields.TextField()
    key = fields.TextField()
    received_ms = fields.BigIntField()
    sender = fields.TextField(null=True)
    replied = fields.BigIntField()
    reply = fields.TextField(null=True)
    error = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "inbox"


class Outbound(Model):
    """A parcel to deliver."""

    id = fields.BigIntField(primary_key=True)
    lane = fields.TextField()
    target = fields.TextField()
    payload = fields.TextField()
    key = fields.TextField()
    urgent = fields.BigIntField()
    state = fields.TextField()
    attempts = fields.BigIntField()
    due_ms = fields.BigIntField()
    posted_ms = fields.BigIntField()
    leased_ms = fields.BigIntField(null=True)
    settled_ms = fields.BigIntField(null=True)
    external_id = fields.TextField(null=True)
    error = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "outbox"


class OptOut(Model):
    """A number that wants no notices."""

    phone = fields.CharField(primary_key=True, max_length=200)
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "optouts"


class Notice(Model):
    """The one notice of a household, quarter and kind."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    unit_code = fields.TextField()
    quarter = fields.TextField()
    kind = fields.TextField()
    queued_ms = fields.BigIntField()
    phone = fields.TextField(null=True)
    outbox: fields.ForeignKeyNullableRelation[Outbound] = fields.ForeignKeyField(
        "models.Outbound", source_field="outbox_id", related_name=False, null=True
    )
    unreached = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "notices"


class Job(Model):
    """Periodic work done."""

    id = fields.BigIntField(primary_key=True)
    name = fields.TextField()
    period = fields.TextField()
    ran_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "jobs"
