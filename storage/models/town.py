"""The supervisors' group, and what they give and take."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Officer, Unit


class TownChat(Model):
    """The supervisors' own group."""

    chat_id = fields.CharField(primary_key=True, max_length=200)
    prefix = fields.TextField()
    bound_ms = fields.BigIntField()
    binder: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="bound_by", related_name=False
    )
    closed_ms = fields.BigIntField(null=True)
    topic = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "town_chats"


class Assessment(Model):
    """An addition or deduction to a unit's appraisal."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    year = fields.BigIntField()
    points = fields.BigIntField()
    reason = fields.TextField()
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    at_ms = fields.BigIntField()
    key = fields.TextField()

    class Meta:
        """The table."""

        table = "assessments"


class Digest(Model):
    """What the program last wrote of a watched row; see ``storage.digests``."""

    subject = fields.CharField(64, primary_key=True)
    digest = fields.TextField()

    class Meta:
        """The table."""

        table = "digests"


class CipherKey(Model):
    """With which key numbers are hidden; see ``storage.cipher``."""

    id = fields.BigIntField(primary_key=True)
    fingerprint = fields.TextField()

    class Meta:
        """The table."""

        table = "cipher_key"


class Heartbeat(Model):
    """When a part last showed that it lives; see ``storage.heartbeat``."""

    name = fields.CharField(64, primary_key=True)
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "heartbeats"


class InboundMark(Model):
    """How far the texts that a channel took in are in the inbox; see ``storage.inbound_marks``."""

    channel = fields.CharField(64, primary_key=True)
    heard_ms = fields.BigIntField()
    began_ms = fields.BigIntField(default=0)

    class Meta:
        """The table."""

        table = "inbound_marks"


class OwnPhone(Model):
    """A phone of ours that sends texts; see ``storage.own_phones``."""

    name = fields.CharField(64, primary_key=True)
    day = fields.TextField()
    used = fields.BigIntField()
    next_ms = fields.BigIntField()
    heard_ms = fields.BigIntField(null=True)
    silent_ms = fields.BigIntField(null=True)
    held_day = fields.TextField(default="")

    class Meta:
        """The table."""

        table = "own_phones"


class Trouble(Model):
    """What is wrong at an endpoint; see ``storage.troubles``."""

    endpoint = fields.CharField(64, primary_key=True)
    kind = fields.TextField()
    detail = fields.TextField()
    since_ms = fields.BigIntField()
    last_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "troubles"
