"""A form that could not be carried out while nothing of its household can be read: its words, to be sent once more."""

from __future__ import annotations

from web.forms import PostedForm
from web.site import Page

_FIELDS = ("key", "content", "entry", "reason", "kind", "number")


def unsent(form: PostedForm, address: str, why: str, most_photo_bytes: int, *, status: int) -> Page:
    """The form as it was sent to ``address``, under its own key: sent once more it is the same form."""
    return Page(
        "unsent.html",
        {
            "form": address.rpartition("/")[2],
            "address": address,
            "typed": {name: form[name] for name in _FIELDS},
            "why": why,
            "most_photo_mb": most_photo_bytes // (1024 * 1024),
        },
        status=status,
        secret=True,
        scripted=True,
    )
