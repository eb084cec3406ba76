"""回电: a villager asks to be called, the group hears of it, and an officer ticks it off."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.duties.callbacks import remind
from app.duties.duty import Due
from domain.model.delivery import Queue
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.supervisors import jian
from tests.village import CHEN, GROUP, QINWANG, STRANGER, ZHOU, Village, at

WANG, LI = "+8619900000001", "+8619900000002"
TOLD = "好的，已告诉村里，会有人打您电话或上门找您。"


async def heard(village: Village) -> list[str]:
    """What the group read of callbacks, oldest first."""
    said = [delivery["text"] for delivery in await village.deliveries(Queue.CHAT, GROUP) if "text" in delivery]
    return [text for text in said if text.startswith("☎️")]


@pytest.mark.parametrize("words", ["找人", "6", "给我打电话", "我不识字", "打电话给我", "人工", "电话"])
async def test_the_group_hears_of_it_at_once(village: Village, homes: Homes, words: str) -> None:
    assert await village.texts(WANG, words) == TOLD
    news = await village.posted()
    assert news.text.startswith("☎️ 3组12号 王建国（199****0001）要人打电话或上门")
    assert news.labels == ["已联系"]


async def test_what_the_household_says_beside_it_is_heard(village: Village, homes: Homes) -> None:
    await village.texts(LI, "我摔跤住院了")
    assert "，说：“我摔跤住院了”。" in (await village.posted()).text


@pytest.mark.parametrize(
    ("words", "number"),
    [("家里进贼了快来人", "110"), ("隔壁房子着火了", "119"), ("老伴昏过去了", "120"), ("我妈走丢了", "110")],
)
async def test_an_emergency_names_the_number_that_helps_first(
    village: Village, homes: Homes, words: str, number: str
) -> None:
    assert await village.texts(LI, words) == f"急事请马上打{number}！{TOLD}"
    assert words in (await village.posted()).text


@pytest.mark.parametrize("words", ["水管爆了满地是水", "我摔跤住院了", "没有小偷，来个人"])
async def test_what_is_no_emergency_names_none(village: Village, homes: Homes, words: str) -> None:
    assert await village.texts(LI, words) == TOLD


async def test_who_needs_nobody_any_more_says_so_and_may_ask_again(village: Village, homes: Homes) -> None:
    await village.texts(LI, "我摔跤住院了")
    assert await village.texts(LI, "不用来人了，儿子回来了") == "知道了，已告诉村里不用来了。又要人来回6。"
    assert "，说：“我摔跤住院了；不用了：不用来人了，儿子回来了”。" in (await heard(village))[-1]
    await village.texts(LI, "不用来人了，儿子回来了")
    assert len(await heard(village)) == 2
    assert await village.texts(LI, "6") == "村里已经知道了，会有人找您，请再等一等。"
    assert (await heard(village))[-1].count("；还是要人来”。") == 1
    assert await village.texts(LI, "6") == "村里已经知道了，会有人找您，请再等一等。"
    await village.texts(LI, "不用来人了，儿子回来了")
    assert len(await heard(village)) == 4
    assert await village.count("callbacks") == 1


async def test_that_nobody_need_come_is_heard_beyond_the_replies_of_an_hour(village: Village, homes: Homes) -> None:
    await village.texts(LI, "我摔跤住院了")
    for number in range(19):
        await village.texts(LI, f"积分{'。' * number}")
    assert await village.texts(LI, "不用来人了，儿子回来了") == ""
    assert len(await heard(village)) == 2


async def test_who_has_asked_for_nobody_is_told_that_nobody_comes(village: Village, homes: Homes) -> None:
    assert await village.texts(LI, "别叫人来了") == "知道了，没请过就不会有人来。查积分回1，要找人回6。"
    assert await heard(village) == []
    assert await village.count("callbacks") == 0
    assert await village.texts(LI, "还是叫人来吧") == TOLD


async def test_one_wish_is_open_however_often_it_is_asked(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "找人")
    for words in ("6", "打电话给我"):
        assert await village.texts(WANG, words) == "村里已经知道了，会有人找您，请再等一等。"
    assert len(await heard(village)) == 1
    await village.texts(WANG, "我摔跤住院了")
    assert "我摔跤住院了" in (await heard(village))[-1]
    assert await village.count("callbacks") == 1


async def test_who_asks_again_from_another_phone_is_called_there(village: Village, homes: Homes) -> None:
    asked = await village.says(CHEN, "/hu 电话 3-12 加 19900000099")
    await village.presses(ZHOU, asked.buttons[0])
    await village.texts(WANG, "找人")
    await village.texts("+8619900000099", "找人")
    assert ["0001" in text for text in await heard(village)] == [True, False]
    assert "（199****0099）" in (await village.says(CHEN, "/dian")).text
    assert await village.count("callbacks") == 1
    assert await audited(village) == []


async def test_an_officer_ticks_it_off_once(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "找人")
    news = await village.posted()
    assert (await village.presses(STRANGER, news.buttons[0])).toast
    village.now = at("2026-09-10 12:05")
    done = await village.presses(ZHOU, news.buttons[0])
    assert (done.unbuttoned, done.text) == (True, "☎️ 3组12号 王建国 周美华已联系，等了2小时。")
    assert (await village.presses(CHEN, news.buttons[0])).toast == "周美华已经联系过了。"
    assert (await village.says(CHEN, "/dian")).text == "没有等回电的户。"
    assert await village.texts(WANG, "找人") == TOLD
    assert await village.count("callbacks") == 2
    assert await audited(village) == []


async def test_the_list_has_a_button_for_each(village: Village, homes: Homes) -> None:
    await village.texts(WANG, "找人")
    await village.texts(LI, "我不识字")
    village.now = at("2026-09-10 10:20")
    listed = await village.says(ZHOU, "/dian")
    assert listed.text == (
        "☎️ 等回电的 2 户：\n1. 3组12号 王建国（199****0001），9月10日10:00，等了20分钟\n"
        "2. 3组13号 李秀芳（199****0002），9月10日10:00，等了20分钟"
    )
    answer = await village.presses(ZHOU, listed.button("已联系 2"))
    assert (answer.unbuttoned, "李秀芳 周美华已联系" in answer.text) == (False, True)
    assert "后面不用写“3-12”" in (await village.says(ZHOU, "/回电 3-12")).text


async def test_who_is_not_called_is_brought_up_each_day_and_counted(supervised: Village, homes: Homes) -> None:
    async def look(when: str) -> str:
        supervised.now = at(when)
        before = len(await supervised.deliveries(Queue.CHAT, GROUP))
        async with supervised.transactions.writing() as store:
            await remind(Due(Work(store, supervised.town, QINWANG, supervised.now, "duty"), QuarterNotice()))
        return "".join(one["text"] for one in (await supervised.deliveries(Queue.CHAT, GROUP))[before:])

    await supervised.texts(WANG, "找人")
    assert "等回电1户" in await jian(supervised, "/jian 秦望村")
    assert await look("2026-09-11 09:59") == ""
    assert await look("2026-09-11 21:00") == ""
    assert (await look("2026-09-12 08:00")).startswith("⏰ 还有 1 户等人打电话或上门：\n1. 3组12号 王建国")
    assert await look("2026-09-12 09:00") == ""
    assert "1户等回电超过一天" in await jian(supervised, "/jian 秦望村")
    assert "3组12号" in await look("2026-09-13 10:00")
    await supervised.presses(ZHOU, (await supervised.posted()).buttons[0])
    assert await look("2026-09-14 10:00") == ""
    assert "回电" not in await jian(supervised, "/jian 秦望村")


async def test_the_reply_names_the_telephone_of_the_village(village: Village, homes: Homes, tmp_path: Path) -> None:
    village.revise(tmp_path, 'telephone = ""', 'telephone = "021-57212345"')
    assert await village.texts(WANG, "找人") == f"{TOLD}也可以打村里电话021-57212345。"
    assert (await village.texts(WANG, "今天天气好") or "").endswith("找人回6，或打021-57212345。")
    assert (await village.texts(WANG, "积分 9-99") or "").endswith("村里电话021-57212345。")


async def test_a_reply_that_cannot_help_says_whom_to_turn_to(village: Village, homes: Homes) -> None:
    assert (await village.texts(WANG, "今天天气好") or "").endswith("找人回6。")
    assert (await village.texts(WANG, "兑 9") or "").endswith("找人回6。")


async def test_a_telephone_of_several_households_is_one_wish(village: Village, homes: Homes) -> None:
    await village.household(6, 1, "钱大", "+8619900000009")
    await village.household(6, 2, "钱二", "+8619900000009")
    assert await village.texts("+8619900000009", "找人") == TOLD
    assert "6组1号 钱大" in (await village.posted()).text
    assert await village.count("callbacks") == 1


async def test_a_strange_number_learns_where_to_go(village: Village) -> None:
    assert "请带户口本到村委会" in await village.texts("+8613700000000", "找人")
    assert await village.count("callbacks") == 0
