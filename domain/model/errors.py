"""What a person got wrong, as data. The wording lives at the edges (chat, SMS, CLI)."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is an answer, not a failure of the program
    """A request that is not carried out, and nothing of it is.

    ``code`` names the reason in kebab-case; ``data`` holds what the sentence needs (names, numbers, limits).
    """

    def __init__(self, code: str, /, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data
