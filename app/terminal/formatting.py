"""Help pages that line up and stay within the terminal: a Chinese character is two columns wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import click

_RAW = "\b\n"
"""What click's help says before a paragraph whose lines stay as they are."""


class HelpFormatter(click.HelpFormatter):
    """Measures by columns, and parts lines between Chinese characters."""

    def write_text(self, text: str) -> None:
        """A text, its paragraphs parted by empty lines."""
        indent = " " * self.current_indent
        blocks = [self._lines(block, self.width - self.current_indent) for block in _paragraphs(text)]
        self.write("\n\n".join("\n".join(f"{indent}{line}".rstrip() for line in block) for block in blocks) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names and what they mean, side by side; a name that is too long has a line of its own."""
        from text.columns import width  # noqa: PLC0415 - for those who read help

        listed = list(rows)
        first = min(max((width(name) for name, _ in listed), default=0), col_max) + col_spacing
        margin = " " * (self.current_indent + first)
        for name, meaning in listed:
            told = [
                line for block in _paragraphs(meaning) for line in self._lines(block, max(self.width - first - 2, 10))
            ]
            beside = width(name) <= first - col_spacing
            head = " " * self.current_indent + name
            lines = [head + " " * (first - width(name)) + told[0], *told[1:]] if beside and told else [head, *told]
            self.write("\n".join([lines[0].rstrip(), *(f"{margin}{line}".rstrip() for line in lines[1:])]) + "\n")

    def _lines(self, block: str, columns: int) -> Sequence[str]:
        from text.columns import wrapped  # noqa: PLC0415 - the same

        return block.removeprefix(_RAW).split("\n") if block.startswith(_RAW) else wrapped(_joined(block), columns)


def _paragraphs(text: str) -> list[str]:
    return [block.strip(" \n") for block in re.split(r"\n[ ]*\n", text.strip(" \n")) if block.strip(" \n")]


def _joined(block: str) -> str:
    """The lines of a paragraph in one: between Chinese characters there is no blank."""
    return re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", block).replace("\n", " ")
