"""Texts as many different people write them: nearly all are understood, and nothing is done that nobody meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.commands.sms.explain import explain
from sms.intents import INTENTS
from sms.understanding import acts, deeds_told, menu, sentences
from sms.understanding.corpus import judge
from sms.understanding.examples import all_examples
from sms.understanding.labelled import LabelledText
from sms.understanding.learned.learning import learn
from sms.understanding.learned.sayings import all_sayings
from sms.understanding.request import Intent

LOWEST_RATE = 0.98
LOWEST_RATE_HELD_OUT, LOWEST_HELPED_HELD_OUT = 0.92, 0.96


def test_nearly_all_are_understood_and_none_does_harm(capsys: pytest.CaptureFixture[str]) -> None:
    judgement = judge(all_examples())
    with capsys.disabled():
        print(f"\ncorpus: {judgement.total} texts, rate {judgement.rate:.2%}, harm {len(judgement.harm)}")
    assert judgement.harm == []
    assert judgement.rate >= LOWEST_RATE, judgement.misses


@pytest.mark.long
def test_texts_that_were_not_learned_are_understood_nearly_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fifth is kept from the learning; the grammars know them."""
    corpus = all_examples()
    others = learn([one for number, one in enumerate(corpus) if number % 5], all_sayings())
    for module in (acts, deeds_told, menu, sentences):
        monkeypatch.setattr(module, "weights", lambda: others)
    judgement = judge(corpus[::5])
    with capsys.disabled():
        print(f"\nheld out: rate {judgement.rate:.2%}, or asked with the right choice {judgement.helped:.2%}")
    assert judgement.harm == []
    assert judgement.rate >= LOWEST_RATE_HELD_OUT, judgement.misses
    assert judgement.helped >= LOWEST_HELPED_HELD_OUT, judgement.misses


def test_a_third_at_least_must_not_act_and_every_intent_is_there() -> None:
    corpus = all_examples()
    idle = [one for one in corpus if not INTENTS[one.intent].acts]
    assert len(idle) * 3 >= len(corpus)
    assert {one.intent for one in corpus} == set(Intent)


def test_an_act_that_nobody_meant_is_harm_and_a_question_more_is_not() -> None:
    judgement = judge(
        [LabelledText("退订", Intent.BALANCE), LabelledText("你好", Intent.CLAIM), LabelledText("1", Intent.BALANCE)]
    )
    assert [(miss.expected.text, miss.harmful) for miss in judgement.misses] == [("退订", True), ("你好", False)]
    assert judgement.rate == pytest.approx(1 / 3)
    assert judgement.helped == pytest.approx(1 / 3)


def test_whoever_is_offered_what_was_meant_is_helped() -> None:
    judgement = judge([LabelledText("不要退订", Intent.OPTOUT), LabelledText("不要退订", Intent.CLAIM)])
    assert (judgement.rate, judgement.helped, judgement.harm) == (0.0, 0.5, [])


def test_the_command_lists_what_is_missed_and_sums_up(tmp_path: Path) -> None:
    file = tmp_path / "texts.tsv"
    file.write_text("1\tbalance\n\n退订\tbalance\n发自\\n我\tclaim\n", "utf-8")
    result = CliRunner().invoke(explain, ["--corpus", str(file)])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "误办\toptout\t应为 balance\t'退订'"
    assert lines[1].startswith("不对\t")
    assert lines[-1] == "共 3 条，对 1 条（33.33%），误办 1 条。"


@pytest.mark.parametrize("line", ["积分 balance", "积分\tpoints", "\tbogus"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "texts.tsv"
    file.write_text(f"1\tbalance\n{line}\n", "utf-8")
    result = CliRunner().invoke(explain, ["--corpus", str(file)])
    assert result.exit_code == 1
    assert "line 2" in result.output


@pytest.mark.parametrize("arguments", [[], ["积分", "--corpus", __file__]])
def test_either_a_text_or_a_file(arguments: list[str]) -> None:
    assert CliRunner().invoke(explain, arguments).exit_code == 2
