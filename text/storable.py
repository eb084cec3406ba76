"""What a database keeps of a text, whatever was typed or sent."""

from __future__ import annotations


def storable(text: str) -> str:
    """The text with U+FFFD for what no database keeps and no platform sends: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
