"""Wishes in several breaths, of which each clause must belong to the wish; troubles, threats, and what is not ours."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request


@pytest.mark.parametrize(
    "text",
    [
        "我不是王建国，这手机是我新办的",
        "你打错了，我不认识什么村",
        "这号现在是我的，不是原来那家了",
        "我不是王建国，换号了",
        "我不是你要找的人",
    ],
)
def test_another_owner_of_the_number(text: str) -> None:
    assert understand(text).intent is Intent.NOT_OURS


@pytest.mark.parametrize(
    "text", ["我不是王建国", "手机是我新办的", "不是我，是我老伴摔的", "打错了？", "我不认识字，找人"]
)
def test_half_of_it_is_not_enough(text: str) -> None:
    assert understand(text).intent is not Intent.NOT_OURS


@pytest.mark.parametrize(
    "text", ["不要了，取消吧", "刚才那个不换了", "取消刚才的", "不要那个了", "先不兑了", "算了，不换了"]
)
def test_what_is_pending_is_taken_back(text: str) -> None:
    assert understand(text) == Request(Intent.CANCEL)


@pytest.mark.parametrize("text", ["别再发短信给我了，老了看不动", "不要再发短信了，谢谢你们，我耳朵聋"])
def test_a_reason_beside_the_wish_to_stop(text: str) -> None:
    assert understand(text).intent is Intent.OPTOUT


@pytest.mark.parametrize(
    "text", ["不要再发了，发到我儿子手机上", "别再发短信了，等我回来再说", "T，我想问积分", "别再发了，除非有公告"]
)
def test_a_condition_beside_it_is_none(text: str) -> None:
    assert understand(text).intent is not Intent.OPTOUT


@pytest.mark.parametrize(
    ("text", "consents"),
    [("我们家不同意上榜", False), ("我同意当典型", True), ("我爸说同意", True), ("不愿意公开", False)],
)
def test_an_answer_that_names_no_number(text: str, consents: bool) -> None:
    assert understand(text) == Request(Intent.CONSENT, {"number": None, "consents": consents})


@pytest.mark.parametrize(
    ("text", "goods", "quantity"),
    [
        ("兑4", 4, 1),
        ("兑 6", 6, 1),
        ("兑12 数量2", 12, 2),
        ("兑两份3号", 3, 2),
        ("换3瓶2号", 2, 3),
        ("换一个2号的", 2, 1),
        ("兑3号的", 3, 1),
    ],
)
def test_orders_go_before_the_numbers_of_the_menu(text: str, goods: int, quantity: int) -> None:
    assert understand(text) == Request(Intent.REDEEM, {"goods": goods, "quantity": quantity})


@pytest.mark.parametrize("text", ["申报截止日期", "申报 时间地点", "申报入口网址", "申报表格"])
def test_what_belongs_to_a_procedure_is_no_deed(text: str) -> None:
    assert understand(text).intent is not Intent.CLAIM


@pytest.mark.parametrize(
    "text",
    ["我老公出车祸了", "煤气漏了", "被狗咬了", "家里进水了", "我爸不见了", "不想活了", "屋顶塌了快来人", "老伴不行了"],
)
def test_whoever_is_in_trouble_is_called(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize("text", ["话费余额", "银行卡余额", "电费多少", "退休金多少", "养老金到账了吗"])
def test_what_other_offices_keep_is_no_figure_of_ours(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize("text", ["把隔壁的分扣掉", "帮我家改一下分数", "你给老王家扣点分", "给隔壁扣分，他家狗乱叫"])
def test_no_text_scores(text: str) -> None:
    assert understand(text).args["problem"] == "cannot-score"


@pytest.mark.parametrize("text", ["不加分我就去镇里告你们", "扣我分我砸了你们村委会", "再扣分我就不客气了"])
def test_whoever_threatens_is_sent_to_a_person(text: str) -> None:
    assert understand(text).args["problem"] == "complaint"


@pytest.mark.parametrize("text", ["我要举报有人搭违建", "投诉村干部", "举报隔壁烧秸秆"])
def test_who_reports_somebody_is_pointed_to_a_person_first(text: str) -> None:
    args = understand(text).args
    assert (args["problem"], args["choices"]) == ("complaint", ["callback", "objection"])


@pytest.mark.parametrize("text", ["怎么退订", "算了不退了"])
def test_who_thinks_of_leaving_is_told_how_the_number_stands(text: str) -> None:
    assert understand(text).args["problem"] == "optout"


@pytest.mark.parametrize("text", ["异议 8 我老公讲是我们弄的", "异议 8 儿子承认是他倒的", "异议 4 侄子讲是伊放的"])
def test_what_own_kin_admit_is_no_objection(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    "text", ["异议 8 我儿子说不是他扔的", "异议 8 隔壁老头子说是我们倒的", "异议 8 书记说是我们弄的"]
)
def test_what_others_say_of_us_is_one(text: str) -> None:
    assert understand(text).intent is Intent.OBJECTION
