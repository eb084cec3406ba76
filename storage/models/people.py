"""Units, households with their phones and kin, officers and their chats."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model


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
    tail = fields.TextField(null=True)

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
    joined: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="joined_id", related_name=False, null=True
    )

    class Meta:
        """The table."""

        table = "kin"


class Officer(Model):
    """Who may log points, from the invitation on."""

    id = fields.BigIntField(primary_key=True)
    unit_code = fields.TextField()
    role = fields.TextField()
    name = fields.TextField()
    status = fields.TextField()
    chat_user = fields.TextField(null=True)
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

    chat_id = fields.CharField(primary_key=True, max_length=200)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    bound_ms = fields.BigIntField()
    binder: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="bound_by", related_name=False
    )
    closed_ms = fields.BigIntField(null=True)
    topic = fields.TextField(null=True)

    class Meta:
        """The table."""

        table = "chats"
