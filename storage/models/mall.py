"""The points mall: goods, what moved them, redemptions, and what waits for a confirmation."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer, Unit


class Goods(Model):
    """What a village gives for points."""

    id = fields.BigIntField(primary_key=True)
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", source_field="unit_code", related_name=False
    )
    number = fields.BigIntField()
    name = fields.TextField()
    price = fields.BigIntField()
    stock = fields.BigIntField(default=0)
    held = fields.BigIntField(default=0)
    collected = fields.BigIntField(default=0)
    most = fields.BigIntField(null=True)
    per = fields.TextField(null=True)
    offered = fields.BigIntField(default=1)

    class Meta:
        """The table."""

        table = "goods"


class Redemption(Model):
    """Goods reserved for a household, and what became of them."""

    id = fields.BigIntField(primary_key=True)
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    goods: fields.ForeignKeyRelation[Goods] = fields.ForeignKeyField(
        "models.Goods", source_field="goods_id", related_name=False
    )
    quantity = fields.BigIntField()
    price = fields.BigIntField()
    year = fields.BigIntField()
    state = fields.TextField()
    code = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    phone = fields.TextField(null=True)
    made_ms = fields.BigIntField()
    expires_ms = fields.BigIntField()
    ended_ms = fields.BigIntField(null=True)
    ender: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="ended_by", related_name=False, null=True
    )
    collector = fields.TextField(null=True)
    key = fields.TextField()

    class Meta:
        """The table."""

        table = "redemptions"


class StockMovement(Model):
    """A move of goods; never changed, never deleted."""

    id = fields.BigIntField(primary_key=True)
    goods: fields.ForeignKeyRelation[Goods] = fields.ForeignKeyField(
        "models.Goods", source_field="goods_id", related_name=False
    )
    kind = fields.TextField()
    quantity = fields.BigIntField()
    reason = fields.TextField()
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    confirmer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="confirmed_by", related_name=False, null=True
    )
    redemption: fields.ForeignKeyNullableRelation[Redemption] = fields.ForeignKeyField(
        "models.Redemption", source_field="redemption_id", related_name=False, null=True
    )
    at_ms = fields.BigIntField()
    key = fields.TextField()

    class Meta:
        """The table."""

        table = "stock_movements"


class StockProposal(Model):
    """A correction of the stock that waits for a second officer."""

    id = fields.BigIntField(primary_key=True)
    goods: fields.ForeignKeyRelation[Goods] = fields.ForeignKeyField(
        "models.Goods", source_field="goods_id", related_name=False
    )
    quantity = fields.BigIntField()
    reason = fields.TextField()
    officer: fields.ForeignKeyRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False
    )
    made_ms = fields.BigIntField()
    done_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "stock_proposals"


class Order(Model):
    """Goods asked for by text, until the code is sent back."""

    id = fields.BigIntField(primary_key=True)
    phone = fields.TextField()
    household: fields.ForeignKeyRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False
    )
    goods: fields.ForeignKeyRelation[Goods] = fields.ForeignKeyField(
        "models.Goods", source_field="goods_id", related_name=False
    )
    quantity = fields.BigIntField()
    price = fields.BigIntField()
    code = fields.TextField()
    made_ms = fields.BigIntField()
    expires_ms = fields.BigIntField()
    tries = fields.BigIntField(default=0)
    closed_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "orders"
