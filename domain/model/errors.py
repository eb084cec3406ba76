"""What stops a request of a person, as data. The wording lives at the edges (chat, SMS, CLI)."""

from __future__ import annotations

from typing import Literal, TypeVar

T = TypeVar("T")


class Stop(Exception):  # noqa: N818 - it is an answer, not a failure of the program
    """Nothing was done, and this says why: a refusal or a question.

    Raised within a room, returned at its boundary (``domain.boundary``, docs/decisions/0044).
    """


class Refused(Stop):
    """A request that is not carried out, and nothing of it is.

    ``code`` names the reason in kebab-case; ``data`` holds what the sentence needs (names, numbers, limits).
    """

    def __init__(self, code: str, /, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class Question(Stop):
    """What the officer may not have meant: it is done once the officer says so."""


def certain(found: T | Literal[False] | None, what: str) -> T:
    """What was made sure of before, under lock for instance. Raises LookupError, a mistake of ours: all is undone."""
    if found is None or found is False:
        raise LookupError(f"not there, though it has to be: {what}")
    return found
