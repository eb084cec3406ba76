"""Whatever the audit watches it can name to people."""

from app.audit.database_checks import NAMES
from storage.watched import WATCHED


def test_every_watched_table_has_a_name() -> None:
    assert set(NAMES) == set(WATCHED)
