"""A dispute of an entry, that people will review."""

from __future__ import annotations

from sms.intent import Args, TextIntent
from sms.objecting import WantedObjection, object_to_entry
from sms.understanding.objections import read_objection
from sms.understanding.request import Intent


def _dispute(args: Args) -> WantedObjection:
    entry = args.get("entry")
    return WantedObjection(
        int(str(entry)) if entry else None,
        str(args.get("content") or ""),
        bool(args.get("several")),
        bool(args.get("told")),
    )


INTENT = TextIntent(
    name=Intent.OBJECTION,
    help="分不对发“异议”",
    offer="觉得不对发“异议”",
    beside=Intent.DETAIL,
    acts=True,
    read=read_objection,
    concepts="dispute wrong",
    arguments=_dispute,
    answer=object_to_entry,
)
