"""Reasons that may say that an entry is not meant: what the weights make of what they never saw."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import pytest

from bot.grammar.doubted import doubted, read, weights, written
from bot.grammar.doubted.learning import Example, all_examples, digest_of, learn
from bot.grammar.doubted.pieces import LONGEST, clauses_of, pieces_of
from bot.grammar.records import Sign
from tests.e2e.support.village import reasons

KNOWN = [
    *(Example(-1, reason, asked=True) for reason in ("不扣", "不用扣了", "先不扣", "隔壁也扣")),
    *(Example(-1, reason, asked=False) for reason in ("没扫", "没分类", "说了不听", "堆物", "在隔壁门口堆物")),
    Example(1, "没扫", asked=True),
    Example(1, "扫了", asked=False),
]


def test_the_file_is_learned_from_the_examples_that_there_are() -> None:
    assert weights().digest == digest_of(all_examples()), "make texts"


def test_no_reason_is_an_example_of_both() -> None:
    examples = all_examples()
    assert len({(one.sign, one.reason) for one in examples}) == len(examples)


@pytest.mark.parametrize("said", ["作废", "没分 作废", "没分，算了", "打错了", "没分 取消", "没分 先不扣"])
def test_what_is_taken_back_in_the_same_line_is_doubted(said: str) -> None:
    assert doubted(-1, said)


@pytest.mark.parametrize(
    ("sign", "reason", "clause"),
    [
        (-1, "暂不扣", "暂不扣"),
        (-1, "堆物，不要扣", "不要扣"),
        (-1, "没分", ""),
        (-1, "没扫", ""),
        (1, "没扫", "没扫"),
    ],
)
def test_the_clause_that_speaks_for_a_doubt_is_told(sign: Sign, reason: str, clause: str) -> None:
    assert learn(KNOWN).doubted(sign, reason) == clause


def test_everybody_learns_the_same_whatever_the_order_of_the_files() -> None:
    assert learn(KNOWN).of_pieces == learn(KNOWN[::-1]).of_pieces


def test_what_is_written_is_read_again() -> None:
    learned = learn(KNOWN)
    assert read(written(learned).split("\n")[:-1]) == learned


def test_numbers_are_all_alike_and_only_the_beginning_of_a_clause_is_looked_at() -> None:
    assert pieces_of(-1, "堆3袋") == pieces_of(-1, "堆12袋")
    assert pieces_of(-1, "堆" * LONGEST + "算了") == pieces_of(-1, "堆" * LONGEST)


def test_clauses_are_parted_by_their_stops() -> None:
    assert clauses_of("没分，算了（老人）") == ["没分，算了（老人）", "没分", "算了", "老人"]
    assert clauses_of("没分") == ["没分"]


def test_of_what_was_held_out_most_is_asked_about_and_little_in_vain() -> None:
    """A fifth. The examples were written to mislead, so that the rates of plain lines are better."""
    learned = learn([one for one in all_examples() if not _is_held_out(one)])
    held_out = [one for one in all_examples() if _is_held_out(one)]
    found = {one: bool(learned.doubted(one.sign, one.reason)) for one in held_out}
    assert _share(found[one] for one in held_out if one.asked) >= 0.8
    assert _share(found[one] for one in held_out if not one.asked) <= 0.05


def _is_held_out(one: Example) -> bool:
    return sha256(one.reason.encode()).digest()[0] % 5 == 0


def _share(found: Iterable[bool]) -> float:
    told = list(found)
    return sum(told) / len(told)


@pytest.mark.parametrize("sign", [1, -1])
def test_what_officers_of_long_runs_write_is_plain(sign: Sign) -> None:
    """They would be asked about it, and an entry be missed that nobody lost."""
    assert [one for one in reasons() if doubted(sign, one)] == []
