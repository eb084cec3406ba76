"""``jifen sms explain``: how a villager's text is understood; ``jifen sms cost``."""

from __future__ import annotations

import json
import sys

import click

from app.commands.sms.cost import cost
from app.terminal.groups import NearestGroup
from sms.understanding.engine import understand


@click.group("sms", cls=NearestGroup)
def sms() -> None:
    """短信。"""


sms.add_command(cost)


@sms.command("explain")
@click.argument("text")
def explain(text: str) -> None:
    """说明一条短信会被怎样理解；TEXT 为 - 时从标准输入一行一条读。"""
    if text != "-":
        click.echo(_explained(text))
        return
    for line in sys.stdin.buffer:
        click.echo(_explained(line.decode("utf-8", "replace").rstrip("\r\n")))


def _explained(text: str) -> str:
    request = understand(text)
    return json.dumps({"intent": request.intent.value, "args": dict(request.args)}, ensure_ascii=False)
