"""A claim and an objection open only where a deed or a contradiction is told; of the rest it is asked."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent
from tests.sms.test_kinds import listed

DEEDS = """
    申报 献血 昨天 | 申报 捡垃圾 今天 | 申报 帮隔壁老太买菜 11月25日 | 申报：参加志愿巡逻3小时 11.20
    申报 孙女得了三好学生
    申报 我家被评为美丽庭院 | 申报 调解了两家邻居吵架 | 申 报 植树 3月12日 | 申报 现血 昨天 | shenbao zhiyuanzhe
    申报 送隔壁阿婆去医院 | 申报 建议村口装路灯 | 申报 没收礼金 | 申报 邻居家失火我去救了 | 申报 帮我妈扫地
"""
NO_DEEDS = """
    申报 老王 | 申报 那个 | 申报 三组 | 申报 房子翻建 | 申报 天气真好 | 申报 我家电灯坏了 | 申报 路灯不亮
    申报 身体不好
    申报 手机没电了 | 申报 等儿子回来再报 | 申报 5分 | 申报 别人献血了 | 申报 隔壁老张扫了马路 | 申报 垃圾没人清理
    申报 帮我修一下水管 | 申报 献血证丢了 | 申报 没有人打扫 | 申报 派人来清理河道 | 申报 没参加活动
    申报 打扫卫生那个人偷懒
"""
REASONS = """
    异议 5 不是我家扔的 | 异议 5 我家没养鸡 | 异议 5 袋口扎好的 | 异议 5 算错了，应该扣1分 | 异议 5 为什么扣我2分
    异议 5 凭什么
    异议 5 那天在医院 | 异议 5 柴火第二天就搬走了 | 异议 5 早就整改好了 | 异议 5 隔壁的 | yiyi 5 bu shi wo jia
    异议 5 扣多了 | 异议 5 请重新核实 | 异议 5 明明知道我不在家
"""
NO_REASONS = """
    异议 5 天气 | 异议 5 老王 | 异议 5 吃饭 | 异议 5 吃饭了 | 异议 5 查一下 | 异议 5 有空来我家坐坐
    异议 5 今天天气不错
    异议 5 13812345678 | 异议 5 我家门口 | 异议 5 10月3日
    异议 5 我是王建国 | 异议 5 我叫李秀英 | 异议 5 找书记评理 | 异议 5 村长好
"""
ACCEPTED = "异议 5 是对的 | 异议 5 再说 | 异议 5 发错 | 异议 5 扣得对 | 异议 5 没错 | 异议 5 好的 | 异议 5 应该的"


@pytest.mark.parametrize("text", listed(DEEDS))
def test_a_known_deed_is_a_claim(text: str) -> None:
    assert understand(text).intent is Intent.CLAIM


@pytest.mark.parametrize("text", listed(NO_DEEDS))
def test_what_may_be_no_deed_is_kept_and_asked_about(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.UNCLEAR
    assert request.args["problem"] == "deed"
    assert str(request.args["content"]) in text


@pytest.mark.parametrize("text", listed(REASONS))
def test_a_contradiction_or_a_plain_reason_is_an_objection(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.OBJECTION
    assert request.args["entry"] == 5


@pytest.mark.parametrize("text", listed(NO_REASONS))
def test_what_says_nothing_is_wrong_is_kept_and_asked_about(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.UNCLEAR
    assert (request.args["problem"], request.args["entry"]) == ("reason", 5)


@pytest.mark.parametrize("text", listed(ACCEPTED))
def test_what_is_accepted_or_put_off_is_neither(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.UNCLEAR
    assert "problem" not in request.args
