"""The tables that people decide by: which columns the digest of a row covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

_FIRST: Final = "0017_digests.sql"
_HOUSEHOLDS: Final = "0028_households_watched.sql"
_MORE: Final = "0036_more_watched.sql"
_ROUNDS: Final = "0092_rounds_and_photos_watched.sql"
_ORDERS: Final = "0105_orders_and_questions_watched.sql"
_PHOTOS: Final = "0120_photos_of_entries_watched.sql"
_WHOLE: Final = "0124_more_columns_watched.sql"


@dataclass(frozen=True, slots=True)
class Watched:
    """A table; the rows with the same ``subject`` column share a digest of the other ``columns``.

    ``name`` is the table's, or another one for further columns of the table ``of``. ``text``: the subject is no number.
    ``since``: the migration from which on the program notes them; what was written before is noted when it is applied.
    ``where``: SQL; other rows have no digest. ``added``: those of the columns that are watched since a later migration,
    ``added_since``. ``own``: the digest stands in the row itself, in the column of that name, from when it is stored.
    """

    name: str
    columns: Sequence[str]
    subject: str = "id"
    since: str = _FIRST
    of: str = ""
    text: bool = False
    where: str = "TRUE"
    added: Sequence[str] = ()
    added_since: str = ""
    own: str = ""

    @property
    def table(self) -> str:
        """Where the rows are."""
        return self.of or self.name

    def before(self, migration: str) -> Watched:
        """What was watched of it when that migration was not applied yet."""
        if migration > self.added_since:
            return self
        return replace(self, columns=[column for column in self.columns if column not in self.added], added=())


def _table(
    name: str,
    columns: str,
    *,
    subject: str = "id",
    since: str = _FIRST,
    text: bool = False,
    added: str = "",
) -> Watched:
    more = tuple(added.split())
    whole = (*columns.split(), *more)
    return Watched(name, whole, subject, since, text=text, added=more, added_since=_WHOLE if more else "")


def _photo(name: str, of: str) -> Watched:
    """Most have none: nothing is noted of those."""
    return Watched(name, ("evidence_id",), since=_PHOTOS, of=of, where="evidence_id IS NOT NULL")


_ALL: Final = (
    _table("officers", "unit_code role name status chat_user household_code", added="joined_ms ended_ms"),
    _table(
        "entries",
        "household_id round_id unit_code item points at_ms day officer_id officer_name source reason reverses key",
    ),
    _table("confirmations", "officer_id at_ms", subject="entry_id"),
    _table(
        "claims",
        "household_id unit_code content day item points source filed_by made_ms state answer entry_id decided_by",
        added="phone due_on decided_ms key",
    ),
    _table(
        "objections",
        "entry_id household_id round_id content source officer_id opened_ms due state decided_by second_id answer",
        added="phone decided_ms",
    ),
    _table(
        "household_changes",
        "sequence kind day was became other_id reason officer_id confirmed_by at_ms",
        subject="household_id",
        added="was_hash",
    ),
    _table("goods", "unit_code number name price most per offered"),
    _table(
        "redemptions",
        "household_id goods_id quantity price year state code officer_id made_ms expires_ms ended_by collector",
        added="phone ended_ms key",
    ),
    _table("households", "code unit_code grp number head joined_round joined_on left_on", since=_HOUSEHOLDS),
    _table("household_phones", "phone position", subject="household_id", since=_HOUSEHOLDS),
    _table("kin", "kin_id joined_id", subject="household_id", since=_HOUSEHOLDS),
    _table("household_proposals", "household_id wanted officer_id made_ms done_ms", since=_HOUSEHOLDS),
    _table("standing_excuses", "household_id reason officer_id at_ms ended_ms", since=_HOUSEHOLDS),
    _table(
        "award_proposals",
        "household_id round_id day item points reason officer_id claim_id evidence_id last_entry made_ms "
        "done_ms second_id entry_id",
        since="0035_award_proposals.sql",
    ),
    _table(
        "rectifications",
        "entry_id evidence_id officer_id note points made_ms done_ms second_id given_id",
        since="0052_rectifications.sql",
    ),
    _table("excuses", "household_id round_id reason officer_id at_ms ended_ms", since=_HOUSEHOLDS),
    Watched("invitations", ("invite_hash", "invited_ms"), since=_MORE, of="officers"),
    _table("chats", "chat_id bound_by", subject="unit_code", since=_MORE, text=True),
    _table("town_chats", "chat_id bound_by", subject="prefix", since=_MORE, text=True),
    _table("optouts", "at_ms", subject="phone", since=_MORE, text=True, added="let_go"),
    _table(
        "stock_movements",
        "goods_id kind quantity reason officer_id confirmed_by redemption_id at_ms key",
        since=_MORE,
    ),
    _table("stock_proposals", "goods_id quantity reason officer_id made_ms done_ms", since=_MORE),
    _table("round_proposals", "round_id kind officer_id reason made_ms done_ms second_id", since=_MORE),
    _table("proposals", "kind entry_id objection_id officer_id points reason evidence_id made_ms done_ms", since=_MORE),
    _table(
        "callbacks",
        "household_id unit_code phone words asked_ms due_on officer_id done_ms",
        since="0055_callbacks.sql",
    ),
    _table(
        "announcements",
        "unit_code household_id words officer_id made_ms state public_ms",
        since="0057_announcements.sql",
    ),
    Watched(
        "rounds",
        (
            *("unit_code", "key", "year", "first_day", "after_day", "state", "rulebook_hash", "opened_ms", "closed_ms"),
            *("current", "final_on", "finalised_ms", "alone_until"),
        ),
        since=_ROUNDS,
    ),
    Watched(
        "years",
        (
            *("unit_code", "year", "closed_ms", "lapse_on", "lapsed_ms", "last_entry", "last_confirmation"),
            *("last_posting", "by_places"),
        ),
        since=_ROUNDS,
    ),
    Watched("assessments", ("unit_code", "year", "points", "reason", "officer_id", "at_ms"), since=_ROUNDS),
    Watched("reviews", ("household_id", "round_id", "officer_id", "officer_name", "at_ms"), since=_ROUNDS),
    _table("evidence", "state sha256 bytes posted_ms album", since=_ROUNDS, added="file_unique_id file_id error"),
    _table(
        "page_links",
        "token_hash household_id officer_id made_ms until_ms ended_ms",
        since=_ROUNDS,
        added="phone",
    ),
    _table(
        "orders", "phone household_id goods_id quantity price code made_ms expires_ms tries closed_ms", since=_ORDERS
    ),
    _table("prompts", "kind officer_id chat_id payload made_ms used_ms", subject="token", since=_ORDERS, text=True),
    _table("pruned", "upto", subject="name", since=_ORDERS, text=True),
    _photo("entry_photos", "entries"),
    _photo("claim_photos", "claims"),
    Watched(  # the others have a text, which names them
        "notices",
        ("household_id", "unit_code", "quarter", "kind", "queued_ms", "unreached", "visited_ms", "visited_by"),
        since=_WHOLE,
        where="(unreached IS NOT NULL OR visited_ms IS NOT NULL)",
    ),
    Watched(  # of what was erased nothing is left, and no digest by which its words could be tried out
        "outbox",
        ("queue", "payload", "key", "posted_ms"),
        since=_WHOLE,
        where="""NOT (target = '' AND payload IN ('{}', '{"body": ""}'))""",
        own="digest",
    ),
    Watched(  # what came in a chat is answered by the outbox
        "inbox",
        ("source", "key", "received_ms", "sender", "replied", "reply", "outcome", "error", "memory", "said"),
        since=_WHOLE,
        where="(sender IS NOT NULL OR reply IS NOT NULL OR memory IS NOT NULL OR said IS NOT NULL)",
        own="digest",
    ),
)
WATCHED: Final[Mapping[str, Watched]] = {watched.name: watched for watched in _ALL}
"""By their names."""
