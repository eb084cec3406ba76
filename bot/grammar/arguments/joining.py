"""The arguments of /bang: an invitation."""

from __future__ import annotations

import re

from bot.grammar.records import Fault, Join, Lexicon, Mistake
from bot.grammar.rules import Numbered

_BLANKS = " \t\n,、;。"
_INVITATION = re.compile(r"[A-Z0-9]{4,64}")


def read_join(line: Numbered, _: Lexicon) -> Join | list[Mistake]:
    """Nothing, or an invitation code; case, blanks and dashes do not matter."""
    code = re.sub(rf"[{_BLANKS}-]", "", line.text.plain).upper()
    if code and not _INVITATION.fullmatch(code):
        return [Mistake(Fault.BAD_CODE, line.number, line.text.raw.strip())]
    return Join(code or None)
