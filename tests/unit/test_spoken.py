"""Texts for the loudspeaker: numbers as they are said, one breath a sentence."""

from __future__ import annotations

import re

import pytest

from text.normalise import numeral
from text.spoken import LONGEST, aloud, number


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年9月10日", "二零二六年九月十日"),
        ("2026-09-10大扫除", "二零二六年九月十日大扫除"),
        ("早上8:30开始", "早上八点半开始"),
        ("下午2:05到14:00", "下午两点零五分到十四点"),
        ("3组12号得110分", "三组十二号得一百一十分"),
        ("2 户、2个人、2月2日、12户", "两户、两个人、二月二日、十二户"),
        ("8-10点，3~5户", "八到十点，三到五户"),
        ("3-12", "三杠十二"),
        ("前30%的户", "前百分之三十的户"),
        ("1.5公里，+5分", "一点五公里，加五分"),
        ("电话021-57212345", "电话零二幺，五七二幺二三四五"),
        ("打13812345678", "打幺三八，幺二三四，五六七八"),
        ("着火打119", "着火打幺幺九"),
        ("１２０分", "一百二十分"),
        ("大米20000斤", "大米两万斤"),
        ("编号007", "编号七"),
        ("卡号123456789012345", "卡号一二三四五六七八九零一二三四五"),
    ],
)
def test_figures_are_said_as_people_say_them(written: str, said: str) -> None:
    assert "".join(sentence.removesuffix("。") for sentence in aloud(written)) == said


@pytest.mark.parametrize(
    "value", [*range(0, 1200, 7), 10, 19, 20, 100, 101, 110, 999, 1000, 1001, 1010, 1100, 2002, 5050, 9999]
)
def test_what_is_said_is_the_number(value: int) -> None:
    assert numeral(number(value)) == value


@pytest.mark.parametrize(
    ("value", "said"), [(10000, "一万"), (20005, "两万零五"), (2003004, "二百万三千零四"), (20_300_000, "两千零三十万")]
)
def test_large_numbers_have_their_places(value: int, said: str) -> None:
    assert number(value) == said


def test_each_sentence_is_one_breath() -> None:
    text = (
        "明天上午八点，请每户派一个人，带上扫帚和铁锹，到村委会门口集合，一起把河边的垃圾清干净！下雨改到后天。\n谢谢"
    )
    said = aloud(text)
    assert said == [
        "明天上午八点，请每户派一个人，带上扫帚和铁锹。",
        "到村委会门口集合，一起把河边的垃圾清干净。",
        "下雨改到后天。",
        "谢谢。",
    ]
    assert max(map(len, said)) <= LONGEST + 1


def test_no_figure_is_left() -> None:
    assert not re.search("[0-9]", "".join(aloud("1 22 333 4444.5 66-77 88:99 0 ⑤ １２")))
