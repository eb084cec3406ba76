"""兑 by text: nothing is reserved before the code has come back from the same phone."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from app.audit.audit import audit_parts
from sms.segments import MORE, count
from storage.roster import SqlRoster
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, WANG_PHONE, code_in, four_digits, spendable
from tests.village import CHEN, SUN, ZHOU, ZONE, Village, at

_BECAME = ("asked", "refused", "done")


async def test_ordered_by_text_and_reserved_by_the_code(mall: Village, homes: Homes) -> None:
    assert await mall.texts(LI_PHONE, "物品") == "李秀芳户可用110分，能兑：1大米60分，2肥皂10分。要换请发“兑 1”。"
    asked = await mall.texts(LI_PHONE, "兑 2 3个")
    assert asked == f"兑肥皂3件用30分。请在10分钟内回{four_digits(asked)}确认，不回不扣分。"
    assert await mall.count("redemptions") == 0
    reply = await mall.texts(LI_PHONE, four_digits(asked))
    assert reply == f"兑好了：肥皂3件用30分。领取码{code_in(reply)}，10月29日前到村里领。可请人带码代领。"
    assert await spendable(mall, homes.li) == 80
    assert (await mall.posted()).text == (
        "🎁 兑换 1：3组13号 李秀芳 短信兑了 肥皂×3，用 30 分，10月29日前来领。领时请户里出示领取码。"
    )


async def test_what_is_taken_back_by_text_need_not_be_kept(mall: Village, homes: Homes) -> None:
    await mall.texts(LI_PHONE, four_digits(await mall.texts(LI_PHONE, "兑 2 3个")))
    await mall.posted()
    assert "30分退回来了" in await mall.texts(LI_PHONE, "取消")
    assert await spendable(mall, homes.li) == 110
    assert (await mall.posted()).text == "↩️ 兑换 1：3组13号 李秀芳 短信取消了 肥皂×3，退回 30 分，货不用再留。"
    async with mall.database.reading() as connection:
        assert [one async for part in audit_parts(connection, ZONE) for one in part.deviations] == []


async def test_an_order_is_noted_as_a_question_until_its_code_comes_back(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    await mall.texts(LI_PHONE, "1111" if code != "1111" else "2222")
    await mall.texts(LI_PHONE, code)
    assert [await mall.count("inbox", f"source = 'sms' AND outcome = '{became}'") for became in _BECAME] == [1, 1, 1]


async def test_more_goods_than_one_text_holds_are_counted(mall: Village) -> None:
    for number in range(10):
        await mall.says(CHEN, f"/wu 加 洗衣液大瓶{number}号 {30 + number} 5")
    text = await mall.texts(LI_PHONE, "物品")
    assert text == (
        "李秀芳户可用110分，能兑：1大米60分，2肥皂10分，3洗衣液大瓶0号30分，4洗衣液大瓶1号31分，"
        "还有8样回9。要换请发“兑 1”。"
    )
    assert count(text) == 1


async def test_goods_that_a_household_has_had_are_not_called_too_dear(mall: Village) -> None:
    await mall.says(CHEN, "/wu 改 肥皂 限 1每季")
    await mall.says(CHEN, "/dui 3-13 大米")
    await mall.says(CHEN, "/dui 3-13 肥皂")
    assert (await offered(mall)).endswith("李秀芳户可用40分，还不够兑。最少的是1大米60分。")
    await mall.says(CHEN, "/wu 改 大米 停")
    assert (await offered(mall)).endswith("肥皂每户每季限1件，您家已兑1件。")
    await mall.says(CHEN, "/wu 改 肥皂 停")
    assert (await offered(mall)).endswith("村里现在没有可以兑换的物品，过些日子再看，或问村里的管理专员。")


async def offered(mall: Village) -> str:
    """The answer, which begins with what waits already."""
    mall.now += timedelta(minutes=2)
    return await whole(mall, "物品")


async def whole(mall: Village, body: str) -> str:
    """An answer with its further pages."""
    page = await mall.texts(LI_PHONE, body)
    assert count(page) == 1
    return page if MORE not in page else page.replace(MORE, "，") + await whole(mall, "9")


@pytest.mark.parametrize("body", ["物品", "领取码", "领取码忘了", "我的领取码丢了怎么办", "取货码是多少"])
async def test_a_code_that_was_lost_is_told_again(mall: Village, body: str) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    await mall.texts(LI_PHONE, four_digits(await mall.texts(LI_PHONE, "兑 2 3个")))
    first, second = (await whole(mall, body)).splitlines()
    assert first.startswith(f"等您来领：大米1件，码{code}，10月29日前；肥皂3件，码")
    assert second == "李秀芳户可用20分，能兑：2肥皂10分。要换请发“兑 2”。"
    assert code not in await mall.texts(WANG_PHONE, body), "nor anybody else's"


async def test_nothing_waits_any_more_once_it_is_collected(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    await mall.says(CHEN, f"/ling {code} 本人")
    assert await mall.texts(LI_PHONE, "领取码") == "李秀芳户可用50分，能兑：2肥皂10分。要换请发“兑 2”。"


async def test_three_wrong_codes_end_the_order(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    wrong = f"{(int(code) + 1) % 10000:04}"
    assert await mall.texts(LI_PHONE, wrong) == "确认码不对，还没有兑换。请看清再回一次，还可以试2次。找人回6。"
    assert "还可以试1次" in await mall.texts(LI_PHONE, wrong)
    assert await mall.texts(LI_PHONE, wrong) == "确认码错了三次，已经作废，没有扣分。还要换请重发“兑 1”。找人回6。"
    assert await mall.texts(LI_PHONE, code) == "确认码错了三次，已经作废，没有扣分。还要换请重发“兑 1”。找人回6。"
    assert await mall.count("redemptions") == 0


async def test_guessing_does_not_go_on_with_new_orders(mall: Village) -> None:
    for _ in range(3):
        code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
        for _ in range(3):
            await mall.texts(LI_PHONE, f"{(int(code) + 1) % 10000:04}")
        mall.now += timedelta(hours=1)
    assert await mall.texts(LI_PHONE, "兑 1") == "今天确认码错得太多，请明天再发，或找村里的管理专员兑换。"
    assert "确认，不回不扣分" in await mall.texts(WANG_PHONE, "兑 1"), "another phone may"
    mall.now += timedelta(days=1)
    assert "确认，不回不扣分" in await mall.texts(LI_PHONE, "兑 1")


@pytest.mark.parametrize("said", ["{}号", "兑 {}", "兑换{}", "同意{}", "OK {}", "Yes,{}", "{}，谢谢。"])
async def test_a_code_may_have_polite_words_around_it(mall: Village, said: str) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    assert "兑好了" in await mall.texts(LI_PHONE, said.format(code))


@pytest.mark.parametrize("said", ["{}?", "{}对吗", "不要{}了", "不兑 {}", "取消{}", "{}是什么"])
async def test_a_question_or_a_no_confirms_nothing(mall: Village, said: str) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    assert "兑好了" not in await mall.texts(LI_PHONE, said.format(code))
    assert await mall.count("redemptions") == 0


async def test_the_same_text_delivered_again_gets_the_same_answer(mall: Village, homes: Homes) -> None:
    asked = await mall.texts(LI_PHONE, "兑 2", sid="SM1")
    assert await mall.texts(LI_PHONE, "兑 2", sid="SM1") == asked
    done = await mall.texts(LI_PHONE, four_digits(asked), sid="SM2")
    assert [await mall.texts(LI_PHONE, four_digits(asked), sid="SM2") for _ in range(3)] == [done] * 3
    assert await mall.count("orders") == await mall.count("redemptions") == 1
    assert await spendable(mall, homes.li) == 100


async def test_the_code_of_the_order_before_costs_no_try(mall: Village) -> None:
    first = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    second = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    for _ in range(4):
        reply = await mall.texts(LI_PHONE, first)
        assert reply == f"那是前一次的码。这次兑肥皂1件，请回{second}，不要了回“取消”。找人回6。"
        mall.now += timedelta(seconds=30)
    assert "兑好了" in await mall.texts(LI_PHONE, second)


@pytest.mark.parametrize("yes", ["好", "同意", "我同意", "确认"])
async def test_yes_while_a_code_is_waited_for_brings_the_code(mall: Village, yes: str) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    assert code in (await mall.texts(LI_PHONE, yes) or "")
    assert "兑好了" in await mall.texts(LI_PHONE, code)


async def test_a_code_counts_for_ten_minutes_and_once(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    mall.now = at("2026-10-15 09:10")
    assert await mall.texts(LI_PHONE, code) == "确认码过了10分钟，没有兑换，没有扣分。还要换请重发“兑 1”。找人回6。"
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    assert "兑好了" in await mall.texts(LI_PHONE, f"回复 {code}。")
    assert await mall.texts(LI_PHONE, code) == "这个确认码已经用过了。再要兑换，请重发“兑 编号”。找人回6。"
    assert await mall.count("redemptions") == 1


async def test_the_code_comes_from_the_same_phone(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    assert "没看明白" in await mall.texts(WANG_PHONE, code)
    assert await mall.count("redemptions") == 0


async def test_without_an_order_four_digits_are_nothing_special(mall: Village) -> None:
    assert "没看明白" in await mall.texts(LI_PHONE, "4821")


async def test_nobody_pays_another_price_than_was_said(mall: Village, homes: Homes) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2 2"))
    await mall.says(CHEN, "/wu 改 肥皂 分 50")
    assert await mall.texts(LI_PHONE, code) == "肥皂改为50分了，没有兑换，没有扣分。还要换请重发“兑 2”。找人回6。"
    assert await spendable(mall, homes.li) == 110
    await mall.says(CHEN, "/wu 改 肥皂 分 10")
    assert await mall.texts(LI_PHONE, code) == "这个确认码已经用过了。再要兑换，请重发“兑 编号”。找人回6。"
    asked = await mall.texts(LI_PHONE, "兑 2 2")
    assert "用20分" in await mall.texts(LI_PHONE, four_digits(asked))


async def test_what_is_set_aside_keeps_its_price(mall: Village, homes: Homes) -> None:
    """Goods are switched off and become dearer: what was promised before is handed over at the old price."""
    code = code_in(await mall.texts(LI_PHONE, four_digits(await mall.texts(LI_PHONE, "兑 1"))))
    await mall.says(CHEN, "/wu 改 大米 分 90")
    await mall.says(CHEN, "/wu 改 大米 停")
    assert "余50分" in (await mall.says(CHEN, f"/ling {code} 本人")).text
    assert await spendable(mall, homes.li) == 50


async def test_a_phone_of_two_households_says_which(mall: Village, homes: Homes) -> None:
    async with mall.transactions.writing() as store:
        assert isinstance(store.roster, SqlRoster)
        await store.roster.replace_phones({homes.zhang.id: [LI_PHONE]})
    ask = "这个手机登记了2户，请带上户码，如：{}。3组13号10035，3组14号10043"
    assert await mall.texts(LI_PHONE, "物品") == ask.format("物品 10035")
    assert await mall.texts(LI_PHONE, "兑 2") == ask.format("10035 兑 1")
    asked = await mall.texts(LI_PHONE, f"兑 2 3 {homes.zhang.code}")
    assert "肥皂3件" in await mall.texts(LI_PHONE, four_digits(asked))
    assert [await spendable(mall, home) for home in (homes.li, homes.zhang)] == [110, 80]


async def test_six_deliveries_of_one_code_reserve_once(mall: Village, homes: Homes) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    replies = await asyncio.gather(*(mall.texts(LI_PHONE, code) for _ in range(6)))
    assert [reply[:4] for reply in replies].count("兑好了：") == 1
    assert {reply[:4] for reply in replies} <= {"兑好了：", "这个确认", ""}
    assert await spendable(mall, homes.li) == 100


async def test_a_veto_between_the_question_and_the_code(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    proposed = await mall.says(ZHOU, "/fou 3-13 秸秆 烧秸秆")
    await mall.presses(SUN, proposed.button("确认"))
    assert (await mall.texts(LI_PHONE, code)).startswith("李秀芳户被一票否决，今年不能兑换。")
    assert await mall.count("redemptions") == 0


async def test_the_goods_may_be_gone_by_then(mall: Village, homes: Homes) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2 5"))
    await mall.says(CHEN, "/dui 3-14 肥皂 5")
    assert await mall.texts(LI_PHONE, code) == "肥皂兑完了，没有扣您的分。找人回6。"
    assert await spendable(mall, homes.li) == 110


async def test_once_the_code_came_back_another_number_is_no_code(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2"))
    await mall.texts(LI_PHONE, code)
    told = await mall.texts(LI_PHONE, "1111" if code != "1111" else "2222")
    assert told.startswith("没看明白您的意思。")
    assert await mall.count("redemptions") == 1
