"""兑换物品: what is on offer, for how much and how many; the stock is corrected only with a reason."""

from __future__ import annotations

from datetime import timedelta

from tests.village import CHEN, SUN, ZHOU, Village


async def test_the_list_says_what_the_village_owes(mall: Village) -> None:
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20\n2. 肥皂 10分，库存 5\n各户可用积分共 770 分，在兑库存共值 1250 分。"
    )
    await mall.says(CHEN, "/wu 改 大米 停")
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20，停兑\n2. 肥皂 10分，库存 5\n"
        "各户可用积分共 770 分，在兑库存共值 50 分。\n⚠️ 库存不够兑，还差 720 分的物品。"
    )


async def test_only_a_specialist_changes_goods(mall: Village) -> None:
    changes = ("改 大米 分 1", "改 大米 库存 1 想改", "改 大米 停", "改 大米 限 1每年", "加 油 80 3")
    for text in (f"/wu {change}" for change in changes):
        assert (await mall.says(ZHOU, text)).text == "这件事只有管理专员能做。"
    assert await mall.count("goods", "price = 60 AND stock = 20 AND offered = 1 AND most IS NULL") == 1


async def test_the_stock_is_corrected_only_with_a_reason(mall: Village) -> None:
    assert (await mall.says(CHEN, "/wu 改 大米 库存 18")).text == "请写上原因。"
    done = await mall.says(CHEN, "/wu 改 大米 库存 18 两袋破了")
    assert done.text == "✅ 大米库存 -2，现在 18（陈国强：两袋破了）"
    assert await mall.count("stock_movements", "kind = 'correct' AND quantity = -2") == 1


async def test_a_large_correction_takes_another_officer(mall: Village) -> None:
    asked = await mall.says(CHEN, "/wu 改 1 库存 50 新到一车")
    assert "要另一位考核人员点“确认”" in asked.text
    assert await mall.count("goods", "stock = 20") == 1
    assert (await mall.presses(CHEN, asked.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    await mall.says(CHEN, "/dui 3-13 大米")
    mall.restart()
    done = await mall.presses(SUN, asked.button("确认"))
    assert "大米库存 +30，现在 49" in done.text
    assert done.unbuttoned
    assert (await mall.presses(ZHOU, asked.button("确认"))).toast == "这条已经确认过了。"
    assert await mall.count("stock_movements", "kind = 'correct' AND confirmed_by <> officer_id") == 1


async def test_a_large_correction_cut_into_small_ones_takes_another_officer(mall: Village) -> None:
    assert "现在 12" in (await mall.says(CHEN, "/wu 改 大米 库存 12 破了")).text
    assert "现在 10" in (await mall.says(CHEN, "/wu 改 大米 库存 10 又破了")).text
    asked = await mall.says(CHEN, "/wu 改 大米 库存 9 又破了")
    assert asked.labels == ["确认"]
    assert "库存 -1" in (await mall.presses(ZHOU, asked.button("确认"))).text
    mall.now += timedelta(days=1)
    assert "现在 4" in (await mall.says(CHEN, "/wu 改 大米 库存 4 受潮")).text, "another day"


async def test_whoever_counts_hears_what_is_set_aside(mall: Village) -> None:
    await mall.says(CHEN, "/dui 3-13 大米")
    done = await mall.says(CHEN, "/wu 改 大米 库存 18 破了一袋")
    assert done.text == "✅ 大米库存 -1，现在 18（另预留 1）（陈国强：破了一袋）"


async def test_goods_are_known_by_number_and_name_once(mall: Village) -> None:
    assert "已经有“大米”了，60 分。" in (await mall.says(CHEN, "/wu 加 大米 50 3")).text
    assert (await mall.says(CHEN, "/wu 改 2 分 15")).text == "✅ 已改：\n2. 肥皂 15分，库存 5"
    await mall.says(CHEN, "/wu 加 大豆油 80 3")
    assert (await mall.says(CHEN, "/dui 3-13 面粉")).text == "没有“面粉”这样的物品，发 /wu 看有什么。"


async def test_a_name_that_fits_several_goods_is_asked_back(mall: Village) -> None:
    await mall.says(CHEN, "/wu 加 大豆油 80 3")
    question = await mall.says(CHEN, "/dui 3-13 大")
    assert question.text == "“大”可以是好几样，是哪一样？"
    assert question.labels == ["1号 大米", "3号 大豆油"]
    mall.restart()
    assert "大豆油×1，用 80 分" in (await mall.presses(CHEN, question.button("大豆油"))).text
    question = await mall.says(CHEN, "/wu 改 大 库存 1 漏了")
    assert "大豆油库存 -1" in (await mall.presses(CHEN, question.button("大豆油"))).text


async def test_no_limit_is_said_in_several_ways(mall: Village) -> None:
    assert "每户每季限 2" in (await mall.says(CHEN, "/wu 改 大米 限 2每季")).text
    assert (await mall.says(CHEN, "/wu 改 大米 限 0每季")).text == "✅ 已改：\n1. 大米 60分，库存 20"


async def test_two_goods_in_one_message_are_not_one(mall: Village) -> None:
    refused = "一条只能添加一样物品，请一样发一条，例如：/wu 加 大米 60 20"
    assert (await mall.says(CHEN, "/wu 加 毛巾 10 5\n油 80 3")).text == refused
    assert await mall.count("goods") == 2


async def test_what_cannot_be_so_many_is_refused(mall: Village) -> None:
    for text in ("/wu 加 毛巾 10 100001", "/wu 改 大米 库存 100001 新到"):
        assert (await mall.says(CHEN, text)).text == "数量要写 0 到 100000 的整数。"
    assert await mall.count("goods") == 2


async def test_a_price_is_from_one_point_to_as_many_as_the_stock(mall: Village) -> None:
    for price in ("0", "100001"):
        assert (await mall.says(CHEN, f"/wu 加 毛巾 {price} 5")).text == "分要写 1 到 100000 的整数。"
    assert await mall.count("goods") == 2
    assert "毛巾 100000分，库存 100000" in (await mall.says(CHEN, "/wu 加 毛巾 100000 100000")).text


async def test_a_stock_that_is_so_already_is_not_corrected(mall: Village) -> None:
    assert (await mall.says(CHEN, "/wu 改 大米 库存 20 数过了")).text == "大米的库存本来就是 20，不用改。"


async def test_what_was_reserved_meanwhile_cannot_be_taken_off(mall: Village) -> None:
    asked = await mall.says(CHEN, "/wu 改 大米 库存 0 全受潮了")
    await mall.says(CHEN, "/dui 3-13 大米")
    told = (await mall.presses(SUN, asked.button("确认"))).toast
    assert told == "大米的库存只剩 19，不够减，请重新点数。"
    assert await mall.count("goods", "stock = 19 AND held = 1") == 1
