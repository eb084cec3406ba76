"""The wording of callbacks 回电, and whom a reply names that cannot help."""

from __future__ import annotations

import re

from sms.segments import count, fit, page

_PEOPLE = re.compile("管理专员|回6(?![0-9])|村委会")
"""A reply that says one of these names somebody already; 请回6471 is a code."""


def asked(telephone: str, *, new: bool, urgent: str | None = None) -> str:
    """Somebody calls or comes; ``new``: the officers hear of it only now; ``urgent``: the number that helps at once."""
    head = "好的，已告诉村里，会有人打您电话或上门找您。" if new else "村里已经知道了，会有人找您，请再等一等。"
    return fit(f"{at_once(urgent)}{head}", f"也可以打村里电话{telephone}。" if telephone else "")


def at_once(urgent: str | None) -> str:
    """What comes before anything else where a text tells of an emergency: the number that helps."""
    return f"急事请马上打{urgent}！" if urgent else ""


def declined(*, told: bool) -> str:
    """Nobody need call or come; ``told``: somebody was asked for, and the officers hear that it is not needed."""
    return "知道了，已告诉村里不用来了。又要人来回6。" if told else "知道了，没请过就不会有人来。查积分回1，要找人回6。"


def with_person(reply: str, telephone: str) -> str:
    """A reply that cannot help, with whom to turn to, on its first page."""
    if _PEOPLE.search(page(reply)[0]):
        return fit(reply, f"村里电话{telephone}。" if telephone else "")
    whom = (f"找人回6，或打{telephone}。", "找人回6。") if telephone else ("找人回6。",)
    said = next((both for ending in whom if count(both := f"{reply}{ending}") == 1), None)
    return said or f"找人回6。{reply}"
