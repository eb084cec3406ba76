"""What came in, what goes out, and what waits for an answer."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit


class Prompt(Model):
    """A question asked with buttons."""

    token = fields.CharField(primary_key=True, max_length=200)
    kind = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    chat_id = fields.TextField()
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
    outcome = fields.TextField(null=True)
    place = fields.TextField(null=True)

    memory = fields.TextField(null=True)
    said = fields.TextField(null=True)
    digest = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "inbox"


class Outbound(Model):
    """A delivery to deliver."""

    id = fields.BigIntField(primary_key=True)
    queue = fields.TextField()
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
    repeated = fields.BigIntField(default=0)
    closed = fields.BigIntField(default=0)
    digest = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "outbox"


class OptOut(Model):
    """A number that wants no notices."""

    phone = fields.CharField(primary_key=True, max_length=200)
    at_ms = fields.BigIntField()
    let_go = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "optouts"


class FailingNumber(Model):
    """A number at which texts fail for good."""

    phone = fields.CharField(primary_key=True, max_length=200)
    failed_ms = fields.BigIntField()
    set_aside_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "failing_numbers"


class ReleasedNumber(Model):
    """A number that no household has any more, and that was not told yet."""

    id = fields.BigIntField(primary_key=True)
    phone = fields.CharField(unique=True, max_length=200)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )

    class Meta:
        """The table."""

        table = "released_numbers"


class WrongCode(Model):
    """A code that nobody gave out."""

    id = fields.BigIntField(primary_key=True)
    person = fields.CharField(max_length=200)
    kind = fields.CharField(max_length=20)
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "wrong_codes"


class TextAttempt(Model):
    """One hand-over of a text."""

    id = fields.BigIntField(primary_key=True)
    outbox: fields.ForeignKeyRelation[Outbound] = fields.ForeignKeyField(
        "models.Outbound", source_field="outbox_id", related_name=False
    )
    attempt = fields.BigIntField()
    target = fields.TextField()
    external_id = fields.TextField(null=True)
    ended = fields.TextField(null=True)
    ours = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "text_attempts"


class TextPart(Model):
    """A part of a text that has arrived."""

    id = fields.BigIntField(primary_key=True)
    external_id = fields.TextField()
    part = fields.TextField()

    class Meta:
        """The table."""

        table = "text_parts"


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
    visited_ms = fields.BigIntField(null=True)
    visitor: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="visited_by", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "notices"


class Offer(Model):
    """Numbered choices below a message."""

    id = fields.BigIntField(primary_key=True)
    chat = fields.TextField()
    delivery = fields.BigIntField()
    first_number = fields.BigIntField()
    data = fields.TextField()
    mark = fields.TextField()

    class Meta:
        """The table."""

        table = "offers"


class Counted(Model):
    """How many messages a connection stored, less those that went with their time."""

    name = fields.CharField(primary_key=True, max_length=200)
    many = fields.BigIntField()

    class Meta:
        """The table."""

        table = "counted"


class Pruned(Model):
    """Up to which row a table was looked through for what is to be kept no longer."""

    name = fields.CharField(primary_key=True, max_length=200)
    upto = fields.BigIntField()

    class Meta:
        """The table."""

        table = "pruned"


class Job(Model):
    """Periodic work done."""

    id = fields.BigIntField(primary_key=True)
    name = fields.TextField()
    period = fields.TextField()
    ran_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "jobs"
