"""What the intents declare: they are understood as they say, offered, helped with, and told of in the documents."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from sms.intent import TextIntent
from sms.intents import INTENTS
from sms.intents.help import text as help_text
from sms.segments import count
from sms.understanding.engine import understand
from sms.understanding.request import Intent

ROOT = Path(__file__).parents[2]
DECLARED = pytest.mark.parametrize("intent", INTENTS.values(), ids=lambda intent: intent.name.value)


def test_there_is_a_file_for_each_and_no_other() -> None:
    files = {file.stem for file in (ROOT / "sms/intents").glob("[a-z]*.py")}
    assert files == {intent.value for intent in Intent}


@DECLARED
def test_its_words_and_its_number_are_understood_as_it(intent: TextIntent[Any]) -> None:
    said = [*intent.words.split(), *([intent.digit] if intent.digit else [])]
    assert {text: understand(text).intent for text in said} == dict.fromkeys(said, intent.name)


def test_no_word_no_sound_and_no_number_is_two_intents() -> None:
    said = [{*intent.words.split(), *intent.sounds.split(), intent.digit} - {""} for intent in INTENTS.values()]
    assert [word for word, times in Counter(chain(*said)).items() if times > 1] == []


@DECLARED
def test_what_is_offered_is_one_of_the_texts_that_do_it(intent: TextIntent[Any]) -> None:
    if intent.offer:
        quoted = re.search("“(.+?)”|回([0-9A-Z])$", intent.offer)
        assert quoted, intent.offer
        text = (quoted[1] or quoted[2]).replace("编号", "1")
        assert understand(text).intent is intent.name


def test_the_help_is_one_segment_and_names_every_act_that_begins_something() -> None:
    assert count(help_text()) == 1
    assert [intent.name for intent in INTENTS.values() if intent.acts and not intent.help] == [
        Intent.WITHDRAW,
        Intent.CONSENT,
        Intent.NOT_OURS,
        Intent.CANCEL,
        Intent.OPTIN,
    ]


@DECLARED
def test_only_acts_have_a_grammar_and_no_act_is_done_for_a_phrase(intent: TextIntent[Any]) -> None:
    assert (intent.read is not None) == intent.acts
    assert not (intent.acts and (intent.words or intent.of_a_household))


def test_the_villagers_card_names_every_number() -> None:
    handbook = (ROOT / "docs/handbook.md").read_text("utf-8")
    card = handbook[handbook.index("## 给村民的短信卡") :]
    numbers = {intent.digit for intent in INTENTS.values() if intent.digit.isdigit()}
    assert set(re.findall(r" 或 (\d)", card)) == numbers


def test_adding_one_touches_four_files() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = guide.partition("## How to add an SMS intent\n")[2].partition("\n## ")[0]
    touched = re.findall(r"^\d\. \w+ .*?`([\w/<> .]+?\.(?:py|md))`", section, re.MULTILINE)
    assert len(touched) == 4
    assert all((ROOT / path).exists() for path in touched if "<" not in path)
