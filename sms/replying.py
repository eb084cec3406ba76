"""A reply to a text, and what became of the text by it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.model.message import Handled
from sms.listed import Listed, paged, whole
from sms.memory import Memory


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person reads, and what the inbox notes.

    ``listed``: what is listed behind the text.
    ``asks``: what the next text of the number may answer.
    ``kept``: what a text that is brought again gets instead, as the reply holds a secret; None = the reply once more.
    """

    text: str
    handled: Handled = Handled.DONE
    kept: str | None = None
    asks: Memory | None = None
    listed: Listed | None = None

    def also(self, words: str) -> Reply:
        """With these words behind what is said first."""
        if self.listed is None:
            return replace(self, text=f"{self.text}{words}")
        return replace(self, listed=replace(self.listed, tail=f"{self.listed.tail or '。'}{words}"))

    def also_at_once(self, words: str, first: str = "") -> Reply:
        """With these words on its first page: behind what is said first, or before it where they would not fit.

        ``first`` stays before all else, and nothing is glued to a secret, which may be a link.
        """
        behind = self.also(words)
        if self.kept is None and words in behind.first_page().text:
            return behind
        first = first if self.text.startswith(first) else ""
        return replace(self, text=f"{first}{words}{self.text.removeprefix(first)}")

    def first_page(self) -> Reply:
        """One segment, and the rest when it is asked for; a secret is not kept, so its reply is not parted."""
        if self.kept is not None:
            return self.all_at_once()
        pages = paged(self.text, self.listed)
        shown = replace(self, text=pages.text, listed=None)
        if not (pages.rest or pages.listed):
            return shown
        return replace(shown, asks=replace(self.asks or Memory(), rest=pages.rest, listed=pages.listed))

    def all_at_once(self) -> Reply:
        """In as many segments as it takes: there will be no next page."""
        return replace(self, text=whole(self.text, self.listed), listed=None)


def refused(text: str) -> Reply:
    """Says why nothing was done."""
    return Reply(text, Handled.REFUSED)


def asked(text: str, asks: Memory | None = None, listed: Listed | None = None) -> Reply:
    """Asks what was meant, or for the code that only then does it; what there is to choose from may be ``listed``."""
    return Reply(text, Handled.ASKED, asks=asks, listed=listed)
