"""``jifen sms``: how texts are understood, and what they cost."""

from __future__ import annotations

import click

from app.commands.sms.cost import cost
from app.commands.sms.explain import explain
from app.terminal.groups import NearestGroup


@click.group("sms", cls=NearestGroup)
def sms() -> None:
    """短信。"""


sms.add_command(cost)
sms.add_command(explain)
