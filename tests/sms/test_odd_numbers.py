"""Numbers that are none of a list: nothing is done, and what was meant is asked."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand

MENU = ["balance", "detail", "help"]


@pytest.mark.parametrize(
    "text", ["+1", "＋2", "1%", "2 %", "#1", "# 3", "负1", "负一", "-1", "1/2", "一点五", "半", "$1"]
)
def test_a_number_that_is_not_on_the_menu_does_nothing(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("choices")) == ("unclear", MENU)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "兑 1.5",
            "兑 一点五",
            "兑 1/2",
            "兑 半份",
            "兑 1 1.5",
            "兑 1 半",
            "兑 1 两份半",
            "兑 1 +1",
            "兑 0.5",
            "兑 1%",
        ),
        *("兑 1 50%", "兑 1 0", "兑 1 零", "兑 负1", "兑 1 负2", "兑 2 -1", "兑 -1", "换 2 +2 谢谢", "兑换 3号 半个"),
    ],
)
def test_a_quantity_that_nobody_can_have_is_named(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("problem")) == ("unclear", "bad-quantity")


@pytest.mark.parametrize(
    "text", ["异议 1/2", "异议 1.5", "异议 半", "异议 1%", "异议 负1", "异议 -1", "异议 1/2 没有扔垃圾"]
)
def test_an_entry_that_cannot_be_is_asked_about(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args["choices"]) == ("unclear", ["objection", "detail"])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        *(("1", "balance"), ("①", "balance"), ("1。", "balance"), ("0", "help"), ("零", "help"), ("2!", "detail")),
        *(
            ("兑 1", "redeem"),
            ("兑 #1", "redeem"),
            ("兑1 x 2", "redeem"),
            ("兑 3 两份", "redeem"),
            ("换3号2个", "redeem"),
            ("兑+3", "redeem"),
            ("兑 0", "goods"),
        ),
        *(("异议 #1", "objection"), ("异议 12 没有扔垃圾", "objection"), ("异议 12 不该扣1.5分", "objection")),
        *(("申报 献血 11.3", "claim"), ("申报 献血 13月1日", "claim"), ("异议 11月3日扣错了", "objection")),
    ],
)
def test_what_is_plain_stays_plain(text: str, intent: str) -> None:
    assert understand(text).intent == intent
