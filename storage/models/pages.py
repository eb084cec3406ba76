"""Links to pages that one reader has, and the forms sent there."""

from __future__ import annotations

from tortoise import fields

from storage.models.model import Model
from storage.models.people import Household, Officer


class PageLink(Model):
    """A link to a page of one household or one supervisor."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.TextField()
    household: fields.ForeignKeyNullableRelation[Household] = fields.ForeignKeyField(
        "models.Household", source_field="household_id", related_name=False, null=True
    )
    phone = fields.TextField(null=True)
    officer: fields.ForeignKeyNullableRelation[Officer] = fields.ForeignKeyField(
        "models.Officer", source_field="officer_id", related_name=False, null=True
    )
    made_ms = fields.BigIntField()
    until_ms = fields.BigIntField()
    ended_ms = fields.BigIntField(null=True)

    class Meta:
        """The table."""

        table = "page_links"


class PagePost(Model):
    """A form that was sent, once."""

    id = fields.BigIntField(primary_key=True)
    link: fields.ForeignKeyRelation[PageLink] = fields.ForeignKeyField(
        "models.PageLink", source_field="link_id", related_name=False
    )
    key = fields.TextField()
    handled = fields.TextField(null=True)
    reply = fields.TextField(null=True)
    at_ms = fields.BigIntField()

    class Meta:
        """The table."""

        table = "page_posts"
