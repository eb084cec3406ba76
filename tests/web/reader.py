"""Somebody who reads pages: gets them over real HTTP, and sees their words and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from aiohttp import ClientSession, FormData

_BREAKS = frozenset({"p", "li", "tr", "h1", "h2", "h3", "div", "section", "dt", "dd", "summary", "th", "td", "br"})


class _Words(HTMLParser):
    """The text of a page, a line for each block, and its rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    html: str
    words: str = field(init=False)
    rows: list[list[str]] = field(init=False)

    def __post_init__(self) -> None:
        parser = _Words()
        parser.feed(self.html)
        lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(parser.pieces).split("\n"))
        object.__setattr__(self, "words", "\n".join(filter(None, lines)))
        object.__setattr__(self, "rows", [[" ".join(cell.split()) for cell in row] for row in parser.rows if row])


@dataclass(frozen=True)
class Reader:
    """``url`` is where the pages are."""

    url: str
    session: ClientSession

    async def opens(self, path: str, **headers: str) -> Answer:
        """Open a page as a browser does."""
        wanted = {"Accept": "text/html,application/xhtml+xml", **headers}
        async with self.session.get(self.url + path, headers=wanted, allow_redirects=False) as response:
            return Answer(response.status, response.headers, await response.text("utf-8"))

    async def sends(self, path: str, fields: Mapping[str, str], photo: bytes | None = None) -> Answer:
        """Send a form as a browser does, and follow it back to its page."""
        data: FormData | Mapping[str, str] = fields
        if photo is not None:
            data = FormData(dict(fields))
            data.add_field("photo", photo, filename="IMG_0001.jpg", content_type="image/jpeg")
        async with self.session.post(self.url + path, data=data) as response:
            return Answer(response.status, response.headers, await response.text("utf-8"))

    async def photo(self, path: str) -> tuple[int, str, bytes]:
        """Open a picture: status, kind, content."""
        async with self.session.get(self.url + path) as response:
            return response.status, response.content_type, await response.read()
