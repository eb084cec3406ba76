"""More ways to want no notices, and to want them again; and what only sounds like it."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.opting import wants_after_all
from tests.sms.august import says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import Village


@pytest.mark.parametrize(
    "text", ["不再接收", "不收", "停", "短信不要了", "quxiao dingyue", "bie fa le", "bu yao zai fa le", "退訂，謝謝"]
)
def test_no_more(text: str) -> None:
    assert understand(text).intent == "optout"


@pytest.mark.parametrize("text", ["撤销退订", "开启通知", "訂閱", "unstop"])
def test_again(text: str) -> None:
    assert understand(text).intent == "optin"


@pytest.mark.parametrize("text", ["怎么退订", "退订了吗", "要不要退订", "停水了吗", "不退订", "T恤怎么换", "停电"])
def test_neither(text: str) -> None:
    assert understand(text).intent not in ("optout", "optin")


AFTER_ALL = """
    还是要的|还是要的 刚才火气大|还是要收|还是要收的|算了还是发吧
    我又要了|还是给我发|后悔了|我后悔了 还是发吧|要的要的|算了 还是要看看的
    发吧|还发|继续|算了|取消|不要了
"""


@pytest.mark.parametrize("text", AFTER_ALL.replace("\n", "|").replace("    ", "").strip("|").split("|"))
async def test_who_wants_them_after_all_is_told_how_it_stands_and_how_to_get_them_again(
    told: Village, text: str
) -> None:
    reply = await says(told, "不要发了", text)
    assert reply.startswith("您这个号码已退订，村里不再发通知；您发来的短信照样答复。再收通知发“订阅”。")
    assert await told.count("optouts") == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("积分", "王建国户：8月108分"),
        ("谢谢", "不客气"),
        ("收到", "不客气"),
        ("那盐还要的", "能兑：2食盐5分"),
        ("我要洗衣粉", "要兑洗衣粉"),
        ("再发我报警", "没看明白"),
        ("昨天献血，发一下", "是您家做的事吗"),
        ("异议 1号 我看看", "#1哪里不对"),
        ("给我加10分，要", "短信不能加分"),
    ],
)
async def test_another_wish_behind_an_opting_out_is_none_for_notices(told: Village, text: str, answer: str) -> None:
    assert answer in await says(told, "不要发了", text)


@pytest.mark.parametrize("piece", ["还是要", "算了", "发吧 ", "要的，", "短信", "要了", "想想", "帮我", "我", "还"])
def test_twice_the_wishes_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, wants_after_all)
