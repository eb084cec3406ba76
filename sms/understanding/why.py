"""Why a text is understood as it is, for whoever wants to mend it."""

from __future__ import annotations

from sms.understanding.cleaned import clean
from sms.understanding.engine import decide, words_of
from sms.understanding.learned import Meaning, weights

_MOST_MEANINGS, _MOST_PIECES = 3, 5


def why(text: str) -> dict[str, object]:
    """The step that decided and the words that it read; of a sentence also what most spoke for which meaning."""
    step, _ = decide(text)
    told: dict[str, object] = {"step": step, "words": clean(text)[1].words}
    if step == "sentence":
        told["meanings"] = [_told(words_of(text), *one) for one in weights().ranked(words_of(text))[:_MOST_MEANINGS]]
    return told


def _told(words: str, told: int, meaning: Meaning) -> dict[str, object]:
    pieces = dict(weights().strongest(words, meaning, _MOST_PIECES))
    return {"meaning": str(meaning), "told": told, "pieces": pieces}
