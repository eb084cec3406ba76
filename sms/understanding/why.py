"""Why a text is understood as it is, for whoever wants to mend it."""

from __future__ import annotations

from sms.understanding.engine import decide, said_in
from sms.understanding.examples import guess
from sms.understanding.phrases import core, squeeze
from sms.understanding.signals import spoken_for


def why(text: str) -> dict[str, object]:
    """The step that decided and the words that it read; of a sentence also what spoke for which intent, by weight,
    and the known text that is most like it.
    """
    step, _ = decide(text)
    said = said_in(text)[1]
    told: dict[str, object] = {"step": step, "words": said.words}
    if step != "sentence":
        return told
    told["signals"] = {str(intent): list(found) for intent, found in spoken_for(said.sentence).items()}
    if like := guess(core(squeeze(said.sentence))):
        shares = {"alike": round(like.alike, 2), "share": round(like.share, 2)}
        told["example"] = {"text": like.example.text, "intent": str(like.example.intent), **shares}
    return told
