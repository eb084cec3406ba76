"""What pieces of texts speak for is learned from lessons, and by everybody alike."""

from __future__ import annotations

from text.learning import Learner, digest, shuffled

BALANCE, GOODS = range(2)
LESSONS = [(["多", "少", "分"], BALANCE), (["换", "什", "么"], GOODS), (["换", "大", "米"], GOODS)]


def learned(margin: int, meanings: int = 2) -> dict[str, dict[int, int]]:
    learner = Learner(rounds=20, margin=margin, meanings=meanings)
    return {piece: dict(told) for piece, told in learner.learn(LESSONS).items()}


def test_pieces_speak_for_what_their_lessons_mean() -> None:
    weights = learned(6)
    for pieces, right in LESSONS:
        assert sum(weights[piece][right] for piece in pieces) > sum(weights[piece][1 - right] for piece in pieces)


def test_what_more_lessons_share_speaks_more() -> None:
    weights = learned(12)
    assert weights["换"][GOODS] > weights["米"][GOODS]


def test_of_two_meanings_a_piece_speaks_as_much_for_one_as_against_the_other() -> None:
    assert all(told[BALANCE] == -told[GOODS] for told in learned(6).values())


def test_a_lesson_that_leads_by_the_margin_teaches_nothing() -> None:
    assert Learner(rounds=5, margin=0, meanings=2).learn(LESSONS) == {}


def test_whoever_learns_learns_the_same() -> None:
    assert learned(6) == learned(6)
    assert digest("积分\n\ud800") == digest("积分\n\ud800") != digest("积分")
    assert sorted("甲乙丙丁", key=shuffled) == sorted("丁丙乙甲", key=shuffled) != ["丙", "丁", "乙", "甲"]
