"""What buttons carry: short words that survive a restart and the platform's limit of 64 bytes.

Whatever comes back is checked against the stored question or entry again: a client can forge it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from bot.context import Ask, Context
from bot.incoming import Attached, FileKind
from bot.reply import Button, Say
from domain.model.errors import Refused
from domain.model.message import Prompt


@dataclass(frozen=True, slots=True)
class UndoButton:
    """撤销: for the officer who recorded the entry."""

    entry: int
    officer: int

    def __str__(self) -> str:
        return f"u:{self.entry}:{self.officer}"


@dataclass(frozen=True, slots=True)
class VetoButton:
    """确认否决: for any officer but the one who proposed the veto."""

    entry: int

    def __str__(self) -> str:
        return f"v:{self.entry}"


@dataclass(frozen=True, slots=True)
class OptionButton:
    """One answer to a stored question: for the officer who was asked."""

    token: str
    index: int

    def __str__(self) -> str:
        return f"o:{self.token}:{self.index}"


@dataclass(frozen=True, slots=True)
class ActButton:
    """An action on something that is stored, by its number: for whoever may do it, which the action itself checks."""

    action: str
    number: int

    def __str__(self) -> str:
        return f"a:{self.action}:{self.number}"


def read_button(data: str) -> UndoButton | VetoButton | OptionButton | ActButton:
    """Raises Refused("stale-button") for what is none of ours."""
    if found := re.fullmatch(r"u:(\d{1,15}):(\d{1,15})", data):
        return UndoButton(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"v:(\d{1,15})", data):
        return VetoButton(int(found[1]))
    if found := re.fullmatch(r"o:(\w{1,32}):(\d{1,2})", data):
        return OptionButton(found[1], int(found[2]))
    if found := re.fullmatch(r"a:([a-z-]{1,24}):(\d{1,15})", data):
        return ActButton(found[1], int(found[2]))
    raise Refused("stale-button")


async def ask(ctx: Context, question: Ask, new_id: Callable[[], str]) -> Say:
    """Keep the question with the message it is about, and word it with a button for each answer.

    Whoever sent the message may answer, officer or not; what they choose is checked when it is carried out.
    """
    token = new_id()
    payload = {
        "key": ctx.key,
        "text": ctx.text,
        "sent_on": ctx.sent_on.isoformat() if ctx.sent_on else None,
        "attached": asdict(ctx.attached) if ctx.attached else None,
        "message": ctx.message,
        "replies_to": ctx.replies_to,
        "answers": dict(ctx.answers),
        "action": ctx.action,
        "asked": question.key,
        "asker": ctx.user,
        "values": [option.value for option in question.options],
    }
    await ctx.store.prompts.ask(Prompt(token, "option", None, ctx.chat, payload, ctx.now))
    rows = tuple((Button(o.label, str(OptionButton(token, i))),) for i, o in enumerate(question.options))
    return Say(question.question, rows + question.beside)


async def chosen(ctx: Context, button: OptionButton, now: datetime) -> Context:
    """The message that a question was about, with one more answer; once.

    Raises Refused (stale-button, not-your-button, button-used).
    """
    prompt = await ctx.store.prompts.get(button.token)
    if prompt is None or prompt.chat_id != ctx.chat:
        raise Refused("stale-button")
    payload = prompt.payload
    if not _is_theirs(ctx, prompt):
        raise Refused("not-your-button")
    values, answers = payload["values"], payload["answers"]
    if not isinstance(values, list) or not isinstance(answers, dict) or button.index >= len(values):
        raise Refused("stale-button")
    if not await ctx.store.prompts.use(button.token, now):
        raise Refused("button-used")
    sent = payload.get("sent_on", prompt.made.date().isoformat())
    return replace(
        ctx,
        key=str(payload.get("key", ctx.key)),
        text=str(payload["text"]),
        attached=_attached(payload),
        message=_words(payload, "message"),
        replies_to=_words(payload, "replies_to"),
        sent_on=date.fromisoformat(sent) if isinstance(sent, str) else None,
        answers=_with(answers, str(payload["asked"]), values[button.index]),
        action=str(payload.get("action", "")),
    )


def _attached(payload: Mapping[str, object]) -> Attached | None:
    """The file of the message that was asked about; a question of an older version knows photos only."""
    match payload:
        case {
            "attached": {
                "kind": str(kind),
                "file_id": str(file_id),
                "unique_id": str(unique_id),
                "size": int() | None as size,
                **more,
            }
        }:
            album = more.get("album")
            in_reply = more.get("in_reply") is True
            return Attached(
                FileKind(kind), file_id, unique_id, size, album if isinstance(album, str) else None, in_reply
            )
        case {"photo": [str(file_id), str(unique_id), int() | None as size]}:
            return Attached(FileKind.PICTURE, file_id, unique_id, size)
        case _:
            return None


def _words(payload: Mapping[str, object], name: str) -> str | None:
    value = payload.get(name)
    return value if isinstance(value, str) else None


def _with(answers: dict[str, object], key: str, value: object) -> dict[str, object]:
    """The answers with one more; lists gather."""
    before = answers.get(key)
    return {**answers, key: [*before, *value] if isinstance(before, list) and isinstance(value, list) else value}


def _is_theirs(ctx: Context, prompt: Prompt) -> bool:
    """Whether the person was asked. A question of an older version names the officer instead of the person."""
    if prompt.officer_id is None:
        return prompt.payload.get("asker") == ctx.user
    return any(officer.id == prompt.officer_id for officer in ctx.acting.officers)
