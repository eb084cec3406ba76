"""撤回: which texts withdraw a claim or an objection, which ask for the number, and which do nothing."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request

ORDERS: list[tuple[str, int, str | None, str]] = [
    ("撤回 3", 3, None, ""),
    ("撤 回 3", 3, None, ""),
    ("撤回3号。", 3, None, ""),
    ("撤回#３", 3, None, ""),
    ("3号撤回", 3, None, ""),
    ("chehui 3", 3, None, ""),
    ("撤回申报3", 3, "claim", ""),
    ("撤回申报第三号，谢谢", 3, "claim", ""),
    ("我要撤回3号申报", 3, "claim", ""),
    ("申报3不要了", 3, "claim", ""),
    ("申報３號撤回", 3, "claim", ""),
    ("撤回异议 3", 3, "objection", ""),
    ("撤销异议12", 12, "objection", ""),
    ("取消异议12", 12, "objection", ""),
    ("3号异议撤回吧", 3, "objection", ""),
    ("异议5我不提了", 5, "objection", ""),
    ("撤回 3，搞错了", 3, None, "搞错了"),
    ("撤回异议5 是我记错了", 5, "objection", "是我记错了"),
]


@pytest.mark.parametrize(("text", "number", "kind", "reason"), ORDERS)
def test_it_is_withdrawn(text: str, number: int, kind: str | None, reason: str) -> None:
    assert understand(text) == Request(Intent.WITHDRAW, {"number": number, "kind": kind, "reason": reason})


@pytest.mark.parametrize(
    "text", ["撤回", "我不申报了", "不申报了", "取消申报", "撤回申报", "不提异议了", "异议 撤销", "撤回异议谢谢"]
)
def test_without_its_number_it_is_asked_which(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args["number"]) == (Intent.WITHDRAW, None)


@pytest.mark.parametrize(
    "text",
    [
        *("撤回3吗", "怎么撤回3", "撤回3成功了吗", "撤回 3 失败了", "不要撤回3", "别撤回3", "没有撤回3", "如果撤回3"),
        *("是谁撤回3的", "撤回 3 5", "撤回申报3和异议5", "撤回 -3", "撤回 3.5", "撤回 8月3日的申报", "撤回3个"),
        *("撤 3", "异议3 没有扔 不要扣", "申报 献血 不要了", "申报 献血 撤回"),
    ],
)
def test_nothing_is_withdrawn(text: str) -> None:
    request = understand(text)
    assert request.intent is not Intent.WITHDRAW


@pytest.mark.parametrize("text", ["撤回3吗", "别撤回3", "撤回 3 5"])
def test_how_it_is_texted_is_offered(text: str) -> None:
    assert understand(text) == Request(Intent.UNCLEAR, {"choices": ["withdraw", "cancel"]})
