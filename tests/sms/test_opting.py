"""Stopping, starting again, and what only sounds like it; signatures of phones; numbers that are none."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent
from sms.understanding.signature import without_signature
from tests.sms.village import WANG, Village

OUT = """
    REVOKE | revoke | Revoke. | OPTOUT | opt out | Opt-out | ARRET | arret | Arrêt | Please stop texting me
    stop texting me | Stop sending me messages | stop messages | stop sms | STOP ALL | please stop sending
    stop texting | Don't text me | do not text me | Don't message me anymore | No more texts
    no more messages please | remove me from the list | unsubscribe | unsubscribe me | Stop this | 关掉通知
    关闭通知 | 关了短信 | 请关掉短信通知 | 把通知关了 | 把短信关掉 | 停掉通知 | 停了短信 | 通知取消
    退订，谢谢配合 | 退订！感谢配合 | 退订 谢谢您的配合 | 请停止发送，谢谢合作 | 请停止发送 谢谢配合
    停止发送短信，感谢理解 | T 谢谢配合 | TD，谢谢合作 | 取消短信，谢谢 | 不要发了，谢谢配合
    以后别给我发短信了 | 麻烦停发 | 退訂，謝謝配合 | 我不想再收通知了 | 别再发通知了 | 拒收，谢谢 | 停发短信
    请不要再打扰 | T 发自我的华为手机 | 退订 来自我的iPhone | TD Sent from my iPhone | 退订\\n发自我的小米手机
    T\\n--\\n王建国 | N（来自我的OPPO手机） | 不要发了 发自我的手机 | STOP -- Sent from my Galaxy
    退出 | 退出通知 | T 祝好 | 退订 祝您健康 | do not text me again | don't message us again | stop it | 烦请退订
    烦请停发短信 | please stop it now
"""
IN = """
    我又想收通知了 | 我还想收通知 | 我还要收短信 | 想继续收通知 | 我要重新收通知 | 恢复通知，谢谢配合
    订阅 发自我的华为手机 | 又想收到你们的短信了 | START | resume | subscribe | 取消退订 | 重新订阅
    继续发 | 请继续发 | 继续给我发 | 恢复发送 | 烦请继续发短信
"""
OFFERED = """
    为什么回T没用 | 回了T怎么还发 | 回T了怎么还发 | 退订了怎么还给我发短信 | 为什么退订没用 | 怎么退订
    如何退订 | 不要退订 | 不想退订 | 别退订 | 能退订吗 | 怎么还给我发短信 | 发了TD还收到短信 | 要不要退订
    是不是退订了 | 我退订了没有 | 关掉通知怎么弄 | 退订有什么后果 | 回复T还是收到 | 怎么还在发 | 怎么才能停止
    不要停止发送 | 你们能不能停止发短信 | 短信给我停了 | 想再收短信 | 我想收通知
    注销 | 注销账号 | 退出群 | 退订 王建国 | 怎么退出
"""
NO_WAY = """
    T恤 | T恤能换吗 | N95口罩 | 停电了 | 关灯 | 手机关了 | 停车位怎么加分 | 又给我发通知了 | 收到通知了
    我收到短信了 | 发自我的手机 | 谢谢配合 | 垃圾短信怎么举报 | 他不要退订 | 没有收到通知 | stopwatch | arrests
    不关 | 我不退
"""


def listed(texts: str) -> list[str]:
    return [
        text.strip().replace("\\n", "\n") for line in texts.splitlines() for text in line.split(" | ") if text.strip()
    ]


@pytest.mark.parametrize("text", listed(OUT))
def test_whoever_wants_no_more_is_out_by_any_words(text: str) -> None:
    assert understand(text).intent is Intent.OPTOUT


@pytest.mark.parametrize("text", listed(IN))
def test_whoever_wants_them_again_is_in(text: str) -> None:
    assert understand(text).intent is Intent.OPTIN


@pytest.mark.parametrize("text", listed(OFFERED))
def test_whoever_only_talks_about_it_is_offered_it(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.UNCLEAR
    assert "optout" in str(request.args["choices"])


@pytest.mark.parametrize("text", listed(NO_WAY))
def test_what_only_sounds_like_it_stops_nothing(text: str) -> None:
    assert understand(text).intent not in (Intent.OPTOUT, Intent.OPTIN)


@pytest.mark.parametrize(
    ("text", "intent", "args"),
    [
        ("1 发自我的小米手机", Intent.BALANCE, {}),
        ("1 --- 来自我的华为手机", Intent.BALANCE, {}),
        ("1发自我的红米Note手机", Intent.BALANCE, {}),
        ("积分\n来自我的iPhone", Intent.BALANCE, {}),
        ("明细 Sent from my HUAWEI phone", Intent.DETAIL, {}),
        ("排名\n\n--\n王建国", Intent.RANK, {}),
        ("物品。发自荣耀手机", Intent.GOODS, {}),
        ("积分 Get Outlook for Android", Intent.BALANCE, {}),
        ("兑 2 发自我的vivo手机", Intent.REDEEM, {"goods": 2, "quantity": 1}),
        ("申报 献血 8月12日 —— 发自我的华为Mate60", Intent.CLAIM, {"content": "献血 8月12日"}),
        ("异议 12 没有扔垃圾 来自我的三星手机", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾"}),
        ("申报 捐了一部手机", Intent.CLAIM, {"content": "捐了一部手机"}),
        ("申报 捡到手机 -- 昨天", Intent.CLAIM, {"content": "捡到手机 -- 昨天"}),
    ],
)
def test_what_a_phone_puts_under_a_text_is_not_read(text: str, intent: Intent, args: dict[str, object]) -> None:
    request = understand(text)
    assert (request.intent, dict(request.args)) == (intent, args)


@pytest.mark.parametrize(
    ("text", "intent", "args"),
    [
        ("发自我的华为手机 积分", Intent.BALANCE, {}),
        ("来自小米手机 查分", Intent.BALANCE, {}),
        ("发自我的iPhone\n排名", Intent.RANK, {}),
        ("发自我的华为手机积分", Intent.BALANCE, {}),
        ("发自我的华为Mate60 明细", Intent.DETAIL, {}),
        ("（发自我的红米Note手机）物品", Intent.GOODS, {}),
        ("【来自OPPO手机】兑 2", Intent.REDEEM, {"goods": 2, "quantity": 1}),
        ("Sent from my iPhone 排名", Intent.RANK, {}),
        ("Sent from my HUAWEI phone\n1", Intent.BALANCE, {}),
        ("发自我的手机：异议 12 没有扔垃圾", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾"}),
        ("来自我的小米手机 退订", Intent.OPTOUT, {}),
    ],
)
def test_nor_what_it_puts_above(text: str, intent: Intent, args: dict[str, object]) -> None:
    request = understand(text)
    assert (request.intent, dict(request.args)) == (intent, args)


@pytest.mark.parametrize("text", ["来自我家手机的短信要退订", "来自村里电话说退订", "发自我手机的积分短信", "来自手机"])
def test_who_speaks_of_a_phone_signs_nothing(text: str) -> None:
    assert without_signature(text) in (text, "")


@pytest.mark.parametrize(
    "text",
    ["异议 1、2 没扔", "异议 12 和 13", "异议12,13号 没扔", "异议 12至14", "异议 12 第13号也错", "对12、13号有异议"],
)
def test_an_objection_to_several_entries_chooses_none(text: str) -> None:
    assert not understand(text).args.get("entry")


@pytest.mark.parametrize(
    "content", ["2次都没扔", "3月5日我不在家", "2只桶都分了", "8:30我就扔了", "1.5米的过道是通的", "三轮车不是我家的"]
)
def test_a_number_that_counts_something_is_no_second_entry(content: str) -> None:
    request = understand(f"异议 12 {content}")
    assert (request.args["entry"], request.args["content"]) == (12, content)


@pytest.mark.parametrize("text", ["兑 2 -1", "兑 2 0", "换2号 -3", "兑 2 −1个", "兑 2 零"])
def test_a_number_of_pieces_that_nobody_can_have_is_named(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args["problem"]) == (Intent.UNCLEAR, "bad-quantity")


@pytest.mark.parametrize(
    "text",
    [
        "兑 -1",
        "兑-2",
        "异议 -1",
        "异议-1 没扔",
        "-1",
        "-2",
        "－3",
        "$1",
        "$ 2",
        "¥5",
        "€4",
        "2-",
        "1-",
        "−1",
        "申报 -5分",
        "回复-1",
    ],
)
def test_numbers_with_a_minus_or_a_currency_do_nothing(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.UNCLEAR
    assert len(str(request.args["choices"])) > 0


@pytest.mark.parametrize(
    ("text", "intent"), [("异议 12 家里3-12没扔", Intent.OBJECTION), ("申报 献血 2026-08-12", Intent.CLAIM)]
)
def test_a_dash_between_numbers_is_no_minus(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


async def test_who_asks_why_it_did_not_stop_is_told_how_it_stands(village: Village) -> None:
    await village.household("王建国", WANG)
    assert await village.text("为什么回T没用") == "您这个号码还没退订。不收通知回T，看帮助回0。找人回6。"
    assert await village.count("optouts") == 0
    await village.text("退订，谢谢配合")
    assert await village.count("optouts") == 1
    reply = await village.text("回了T怎么还发")
    assert reply == "您这个号码已退订，村里不再发通知；您发来的短信照样答复。再收通知发“订阅”。找人回6。"
    await village.text("我又想收通知了")
    assert await village.count("optouts") == 0


async def test_a_wrong_number_of_pieces_is_told(village: Village) -> None:
    await village.household("王建国", WANG)
    assert await village.text("兑 2 -1") == "数量不对，要写1以上，如：兑 1 2。找人回6。"
