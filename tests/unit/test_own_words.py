"""What a household says is kept whole up to its longest, and beyond it is seen to be cut."""

from __future__ import annotations

from domain.cases.own_words import LONGEST, kept, kept_last


def test_the_longest_is_kept_whole() -> None:
    words = "先" + "字" * (LONGEST - 2) + "后"
    assert kept(f" {words} ") == words
    assert kept_last(words) == words


def test_what_is_longer_is_seen_to_be_cut_where_it_matters_least() -> None:
    words = "先" + "字" * (LONGEST - 1) + "后"
    assert (len(kept(words)), kept(words)[0], kept(words)[-1]) == (LONGEST, "先", "…")
    assert (len(kept_last(words)), kept_last(words)[0], kept_last(words)[-1]) == (LONGEST, "…", "后")
