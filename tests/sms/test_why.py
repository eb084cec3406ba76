"""What decided how a text is understood is said on request."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from app.commands.sms.explain import explain
from sms.understanding.why import why


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("谢谢", "courtesy"),
        ("异议 -5 错了", "sign"),
        ("异议 1/2", "no number"),
        ("积分", "word"),
        ("验证码 1234", "not ours"),
        ("申报 献血", "act"),
        ("1 积分", "label"),
        ("看下积分，顺便退订", "several"),
        ("垃圾分类", "name"),
        ("鸡分", "sound"),
        ("我屋里还剩几分啊", "sentence"),
    ],
)
def test_the_step_that_decided(text: str, step: str) -> None:
    assert why(text)["step"] == step


def test_of_a_sentence_what_speaks_for_which_meaning() -> None:
    told = why("我屋里还剩几分啊")
    assert told["words"] == "还剩几分"
    meanings = told["meanings"]
    assert isinstance(meanings, list)
    assert meanings[0]["meaning"] == "balance"
    assert [one["told"] for one in meanings] == sorted((one["told"] for one in meanings), reverse=True)
    assert meanings[0]["pieces"]


def test_the_command_prints_it_in_one_more_field() -> None:
    plain, told = (json.loads(CliRunner().invoke(explain, ["积分", *more]).output) for more in ([], ["--why"]))
    assert told == {**plain, "why": {"step": "word", "words": "积分"}}
