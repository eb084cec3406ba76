"""``/kou 3-12 环1 1 原因``."""

from __future__ import annotations

import re
from datetime import tzinfo

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, Update
from tortoise.exceptions import IntegrityError
from tortoise.expressions import F
from tortoise.functions import Sum
from tortoise.transactions import in_transaction

from bench.peer.models import Entry, Household, Inbox, Officer, Outbox, Score

CAPS = {"环1": 15, "环2": 5, "环3": 5, "环4": 5, "环5": 5, "环6": 5, "环7": 5, "环8": 5, "环9": 5}
_LINE = re.compile(r"(?P<group>\d+)-(?P<number>\d+)\s+(?P<item>\S+)\s+(?P<points>\d+)\s+(?P<reason>.+)")

router = Router()


@router.message(Command("kou"))
async def kou(message: Message, command: CommandObject, event_update: Update, zone: tzinfo) -> None:
    """Deduct in the round of the village's day; once for each update, however often it comes."""
    try:
        async with in_transaction():
            reply = await _deduct(message, command.args or "", zone)
            await Inbox.create(source="chat", key=str(event_update.update_id), reply=reply)
            await Outbox.create(chat=message.chat.id, text=reply)
    except IntegrityError:  # it was handled before
        return


async def _deduct(message: Message, said: str, zone: tzinfo) -> str:
    officer = await Officer.get_or_none(chat_user=message.from_user.id if message.from_user else 0)
    if officer is None:
        return "您还不是考核组员，请先绑定。"
    line = _LINE.fullmatch(said)
    if line is None or line["item"] not in CAPS:
        return "没有看懂，请按这样发：/kou 3-12 环1 1 原因"
    household = await Household.get_or_none(unit=officer.unit, group=line["group"], number=line["number"])
    if household is None:
        return f"没有 {line['group']}-{line['number']} 这一户。"
    round_ = message.date.astimezone(zone).strftime("%Y-%m")
    item, points = line["item"], int(line["points"])
    ((taken,),) = (
        await Entry.filter(household=household, round=round_, item=item)
        .annotate(taken=Sum("points"))
        .values_list("taken")
    )
    left = max(CAPS[item] + (taken or 0), 0)
    counted = min(points, left)
    entry = await Entry.create(
        household=household, officer=officer, round=round_, item=item, points=-points, reason=line["reason"]
    )
    await Score.filter(household=household, round=round_).update(points=F("points") - counted)
    score = await Score.get(household=household, round=round_)
    return (
        f"已扣 {line['group']}-{line['number']} {household.head} {item} {points} 分，计 {counted} 分，"
        f"本项剩 {left - counted} 分，本轮 {score.points} 分。#{entry.id}"
    )
