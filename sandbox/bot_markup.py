"""Reading what a bot writes: HTML into text and entities, reply markup into buttons.

Source: https://core.telegram.org/bots/api#html-style. MarkdownV2 is not understood here.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from sandbox.bot_parameters import Parameters, bad_request
from sandbox.model import Button, Entity, Keyboard

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?(?!\w)")
_MOST_BUTTONS = 100
_MOST_CALLBACK_BYTES = 64


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def commands(text: str) -> tuple[Entity, ...]:
    """The ``/latin_commands`` in what a person writes, which clients mark by themselves."""
    return tuple(
        Entity("bot_command", units(text[: found.start()]), units(found[0]))
        for found in _COMMAND.finditer(text)
        if found.start() == 0 or text[found.start() - 1].isspace()
    )


def formatted(parameters: Parameters, name: str) -> tuple[str, tuple[Entity, ...]]:
    """A text parameter with its parse_mode applied, trimmed as Telegram trims it. Raises BotApiError."""
    text = parameters.text(name) or ""
    mode = parameters.text("parse_mode")
    if not mode:
        return text.strip(), ()
    if mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode (the sandbox understands HTML only): {mode}")
    parser = _Html()
    parser.feed(text)
    parser.close()
    return parser.result()


def inline_keyboard(markup: Any) -> Keyboard:
    """The buttons of an InlineKeyboardMarkup; other kinds of markup have none. Raises BotApiError."""
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        return ()
    rows = tuple(tuple(_button(shape) for shape in row) for row in markup["inline_keyboard"])
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(row for row in rows if row)


def _button(shape: dict[str, Any]) -> Button:
    text, data, url = shape.get("text", ""), shape.get("callback_data"), shape.get("url")
    if not text:
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if data is None and url is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if data is not None and not 1 <= len(data.encode()) <= _MOST_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(text, data, url)


class _Html(HTMLParser):
    """Telegram's little HTML. Anything but its own tags is refused, as the real server does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text = ""
        self._open: list[tuple[str, int, str | None]] = []
        self._entities: list[Entity] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KINDS:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self._bytes()}')
        self._open.append((tag, units(self._text), dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {self._bytes()}")
        _, start, url = self._open.pop()
        if length := units(self._text) - start:
            self._entities.append(Entity(_KINDS[tag], start, length, url))

    def handle_data(self, data: str) -> None:
        self._text += data

    def result(self) -> tuple[str, tuple[Entity, ...]]:
        if self._open:
            tag = self._open[-1][0]
            raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")
        return self._text.rstrip(), tuple(sorted(self._entities, key=lambda mark: (mark.offset, -mark.length)))

    def _bytes(self) -> int:
        return len(self._text.encode())
