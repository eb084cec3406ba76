"""Whatever the audit watches it can name to people, and reads with all its columns."""

from app.audit.database_checks import NAMES
from storage.audit.entries import EntryRow
from storage.watched import WATCHED


def test_every_watched_table_has_a_name() -> None:
    assert set(NAMES) == set(WATCHED)


def test_an_entry_is_read_with_every_watched_column_in_their_order() -> None:
    assert EntryRow._fields == ("id", *WATCHED["entries"].columns, "reversed_by", "digest")
