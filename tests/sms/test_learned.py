"""What a text is most like: the weights are those of the examples, and speak for what was never seen."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.examples import all_examples
from sms.understanding.labelled import LabelledText
from sms.understanding.learned import Meaning, read, weights, written
from sms.understanding.learned.learning import digest_of, learn
from sms.understanding.learned.sayings import all_sayings, spelt_out
from sms.understanding.pieces import LONGEST, pieces_of
from sms.understanding.request import Intent

KNOWN = [
    *(LabelledText(text, Intent.RANK) for text in ("离第一名差多少", "排第几", "前面是谁")),
    *(LabelledText(text, Intent.GOODS) for text in ("食用油要多少分", "食用油还有吗", "拿什么换")),
    *(LabelledText(text, Intent.UNCLEAR, "thanks") for text in ("停水了", "今天停水", "下雨", "知道了")),
]


def test_the_file_is_learned_from_the_examples_that_there_are() -> None:
    assert weights().digest == digest_of([*all_sayings(), *all_examples()]), "make texts"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("跟第一名差几分", Meaning(Intent.RANK)),
        ("食用油几分", Meaning(Intent.GOODS)),
        ("今天又停水", Meaning(Intent.UNCLEAR, "thanks")),
    ],
)
def test_what_speaks_most_for_it_leads(words: str, meaning: Meaning) -> None:
    assert learn(KNOWN).ranked(words)[0][1] == meaning


def test_everybody_learns_the_same_whatever_the_order_of_the_files() -> None:
    assert learn(KNOWN).of_pieces == learn(KNOWN[::-1]).of_pieces


def test_what_is_written_is_read_again() -> None:
    learned = learn(KNOWN)
    assert read(written(learned).splitlines()) == learned


def test_a_wish_and_its_object_are_one_piece_wherever_they_stand() -> None:
    assert "<exchange><how-many>" in pieces_of("换一袋要多少") & pieces_of("多少才能兑")


def test_only_the_beginning_of_a_text_is_looked_at_and_numbers_are_all_alike() -> None:
    assert pieces_of("停" * LONGEST + "食用油") == pieces_of("停" * LONGEST)
    assert pieces_of("对12号有意见") == pieces_of("对7号有意见")


def test_what_decided_is_said() -> None:
    assert dict(learn(KNOWN).strongest("食用油", Meaning(Intent.GOODS), 3))


@pytest.mark.parametrize("text", ["我老公说同意你们的事情", "差不多就取消了那个东西好了", "把那个2号给我留一份呗"])
def test_what_is_only_alike_never_acts(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


def test_every_alternative_of_a_saying_is_spelt_out_among_others() -> None:
    assert list(spelt_out("(分|积分)(清零|作废|)吗")) == [
        "分清零吗",
        "积分作废吗",
        "分吗",
        "积分作废吗",
        "分吗",
        "积分清零吗",
    ]


def test_a_saying_without_alternatives_stands_for_itself() -> None:
    assert list(spelt_out("积分清零吗")) == ["积分清零吗"]


def test_a_piece_of_one_text_only_is_not_learned() -> None:
    assert "食" in learn(KNOWN).of_pieces
    assert "雨" not in learn(KNOWN).of_pieces


def test_what_sounds_alike_to_a_speaker_of_wu_shares_pieces() -> None:
    assert "~fen.sen" in pieces_of("分生") & pieces_of("份身")
