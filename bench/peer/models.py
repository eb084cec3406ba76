"""The peer's tables."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Household(Model):
    """A household, with what it has earned in the year."""

    id = fields.IntField(primary_key=True)
    unit = fields.CharField(12)
    group = fields.IntField()
    number = fields.IntField()
    head = fields.CharField(40)
    phone = fields.CharField(20, unique=True)
    earned = fields.IntField(default=0)

    class Meta:
        """A place is one household's; ranks are counted."""

        table = "households"
        unique_together = (("unit", "group", "number"),)
        indexes = (("unit", "earned"),)


class Officer(Model):
    """Who may deduct, and where."""

    id = fields.IntField(primary_key=True)
    chat_user = fields.BigIntField(unique=True)
    unit = fields.CharField(12)
    name = fields.CharField(40)

    class Meta:
        """The table."""

        table = "officers"


class Inbox(Model):
    """A message that was handled, with the reply that it got."""

    id = fields.IntField(primary_key=True)
    source = fields.CharField(10)
    key = fields.CharField(64)
    reply = fields.TextField()
    received_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        """Each message once."""

        table = "inbox"
        unique_together = (("source", "key"),)


class Entry(Model):
    """Points given or taken."""

    id = fields.IntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField("models.Household")
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField("models.Officer")
    round = fields.CharField(7)
    item = fields.CharField(10)
    points = fields.IntField()
    reason = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        """An item's points are summed up."""

        table = "entries"
        indexes = (("household_id", "round", "item"),)


class Score(Model):
    """A household's points in a round."""

    id = fields.IntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField("models.Household")
    round = fields.CharField(7)
    points = fields.IntField()

    class Meta:
        """One of each."""

        table = "scores"
        unique_together = (("household_id", "round"),)


class Outbox(Model):
    """A message to be sent to a chat."""

    id = fields.IntField(primary_key=True)
    chat = fields.BigIntField()
    text = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        """The table."""

        table = "outbox"
