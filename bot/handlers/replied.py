"""What a command means that replies to one of our messages: the message knows what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Ask, Context, Option, Unread
from bot.grammar.records import Fault, Mistake, Mistakes
from bot.wording import photos as wording
from bot.wording.replied import which
from domain.model.about import About, Subject


async def replied_to(ctx: Context) -> Sequence[About]:
    """What the message is about that this one replies to."""
    return () if ctx.replies_to is None else await ctx.store.post.about(ctx.chat, ctx.replies_to)


async def number_of(ctx: Context, kind: Subject, written: int | None, otherwise: Fault) -> int:
    """The number that was written, or that of the message replied to. Raises Unread(otherwise) without either.

    Raises Ask when they are not the same, or when the message has several.
    """
    replied = [about.number for about in await replied_to(ctx) if about.kind is kind]
    if written is not None and (not replied or written in replied):
        return written
    numbers = list(dict.fromkeys([*([] if written is None else [written]), *replied]))
    if not numbers:
        raise unread(otherwise)
    chosen = ctx.answers.get(f"which-{kind}")
    if len(numbers) > 1 and chosen not in numbers:
        options = tuple(Option(wording.named([About(kind, number)]), number) for number in numbers)
        raise Ask(f"which-{kind}", which(kind, written), options)
    return chosen if isinstance(chosen, int) else numbers[0]


def unread(fault: Fault) -> Unread:
    """What was written cannot be carried out."""
    return Unread(Mistakes((Mistake(fault, 1),)))
