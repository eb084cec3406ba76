"""Template cards (模板卡片): a message whose buttons can be pressed.

Source: https://developer.work.weixin.qq.com/document/path/101032.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.channels.wecom.wording import CHOOSE
from bot.reply import Button, Say

MOST_BUTTONS, MOST_KEY_BYTES = 6, 1024
_TITLE, _BODY = 26, 112
"""Characters that are surely shown of a card's title and of the text below it."""

CardFields = dict[str, Any]


def takes(buttons: Sequence[Button]) -> bool:
    """Whether a card may have these buttons."""
    keys = [button.data for button in buttons]
    short = all(0 < len(key.encode()) <= MOST_KEY_BYTES for key in keys)
    return 1 <= len(keys) <= MOST_BUTTONS and len(set(keys)) == len(keys) and short


def holds(text: str) -> bool:
    """Whether a card shows the whole text."""
    title, _, body = text.partition("\n")
    return bool(title.strip()) and len(title) <= _TITLE and len(body) <= _BODY


def with_buttons(text: str, buttons: Sequence[Button], task: str) -> CardFields:
    """A card with its text, or with a word over its buttons when the text stands elsewhere."""
    shown = _texts(text) if holds(text) else _texts(CHOOSE)
    listed = [{"text": button.label, "style": 1, "key": button.data} for button in buttons]
    return {"card_type": "button_interaction", **shown, "button_list": listed, "task_id": task}


def without_buttons(said: Say | None, note: str, task: str) -> CardFields:
    """What a card becomes that has been answered: its own words while they are known, else the note."""
    shown = _texts(said.text) if said is not None and holds(said.text) else _texts(note)
    return {"card_type": "text_notice", **shown, "card_action": {"type": 0}, "task_id": task}


def _texts(text: str) -> CardFields:
    title, _, body = text.partition("\n")
    return {"main_title": {"title": title}, **({"sub_title_text": body} if body else {})}
