"""Households leave 迁出 and come back 迁回: scored and ranked no more from that day, and restored exactly."""

from __future__ import annotations

from datetime import date

import pytest

from domain.model.people import Role
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, WANG_PHONE, code_in, spendable
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village, at

LIN = 104
"""林晓燕, the other specialist."""


async def test_who_has_left_is_scored_and_ranked_no_more(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 环1 5 搭棚")
    assert await village.rank(homes.li) == 7
    answer = await village.says(CHEN, "/hu 迁出 3-12 去世")
    assert answer.text == ("✅ 3组12号 王建国 已迁出\n从9月起不再计分、排名、发通知，档案留着。\n原因：去世")
    assert await village.points(homes.wang) is None
    assert await village.rank(homes.wang) is None
    assert await village.rank(homes.li) == 6
    village.now = at("2026-10-02 09:00")
    await village.close_months()
    assert await village.rank(homes.li) == 6
    assert await village.count("scores", f"household_id = {homes.wang.id} AND score IS NOT NULL") == 0
    assert "王建国" not in (await village.says(CHEN, "/pai 3")).text
    card = (await village.says(ZHOU, f"/cha {homes.wang.code}")).text
    assert "9月10日起已迁出，不再计分" in card
    assert await audited(village) == []


async def test_earlier_rounds_stay(mall: Village, homes: Homes) -> None:
    """September is final when it leaves in October."""
    answer = await mall.says(CHEN, "/hu 迁出 3-12 搬去上海")
    done = await mall.presses(SUN, answer.button("确认"))
    assert "从10月起不再计分" in done.text
    assert "可用的2026年110分留在档案里，不能再用；迁回还在。" in done.text
    file = (await mall.says(CHEN, "/hu 3-12")).text
    assert "各轮：9月110分、10月不计分" in file
    assert "2026年：110分（1轮），不排名，留110分" in file
    shown = await mall.says(CHEN, "/jie 9月")
    table = await mall.presses(CHEN, shown.button("公示表"))
    assert "3-12 王*国 110分" in table.text
    assert await audited(mall) == []


async def test_points_need_a_second_officer_and_goods_go_back(mall: Village, homes: Homes) -> None:
    await mall.says(CHEN, "/dui 3-12 大米")
    answer = await mall.says(CHEN, "/hu 迁出 3-12 去世")
    assert answer.text == (
        "📝 陈国强要办迁出：3组12号 王建国\n可用的2026年50分留在档案里，不能再用；迁回还在。\n"
        "预留的大米1份会退回。\n原因：去世\n要另一位考核人员点“确认”才算数。"
    )
    assert await mall.count("households", "left_on IS NOT NULL") == 0
    assert (await mall.presses(CHEN, answer.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    assert "您还不是这里的考核人员" in (await mall.presses(STRANGER, answer.button("确认"))).toast
    mall.restart()
    done = await mall.presses(SUN, answer.button("确认"))
    assert done.text.startswith("孙志明已确认：\n✅ 3组12号 王建国 已迁出")
    assert "预留的大米1份已退回。" in done.text
    assert done.unbuttoned
    assert (await mall.presses(ZHOU, answer.button("确认"))).toast == "这条已经确认过了。"
    assert await spendable(mall, homes.wang) == 0
    assert await mall.count("goods", "name = '大米' AND held = 0 AND stock = 20") == 1
    assert "起已迁出" in (await mall.says(CHEN, f"/dui {homes.wang.code} 大米")).text
    assert await audited(mall) == []


async def test_its_phone_is_free_for_others_at_once(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/hu 迁出 3-12 去世")
    assert "没有登记" in await village.texts(WANG_PHONE, "积分")
    added = await village.says(CHEN, f"/hu 加 3-12 王小明 {WANG_PHONE.removeprefix('+86')}")
    assert "已登记：3组12号 王小明" in added.text
    assert "同一个电话" not in added.text
    assert "王小明户" in await village.texts(WANG_PHONE, "积分")
    assert await audited(village) == []


async def test_claims_and_objections_are_answered_first(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    await village.texts(WANG_PHONE, "申报 献血")
    await village.texts(WANG_PHONE, "异议 1 不是我家")
    answer = await village.says(CHEN, "/hu 迁出 3-12 去世")
    assert answer.text == "3组12号 王建国还有没答复的：申报 1（/shen）、异议 1（/yi），请先答复再迁出。"
    assert await village.count("households", "left_on IS NOT NULL") == 0


async def test_coming_back_the_same_month_restores_exactly(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    before = await village.standing(homes.wang)
    asked = await village.says(CHEN, "/hu 迁出 3-12 弄错了")
    await village.presses(CHEN, asked.button("确定迁出"))
    village.now = at("2026-09-20 08:00")
    answer = await village.says(CHEN, "/hu 迁回 3-12")
    assert answer.text == "✅ 3组12号 王建国 已迁回，户码不变\n从9月起计分。"
    assert await village.standing(homes.wang) == before
    assert "9月10" not in (await village.says(CHEN, "/cha 3-12")).text.split("最近记分")[0]
    assert await audited(village) == []


async def test_rounds_in_between_are_not_scored(mall: Village, homes: Homes) -> None:
    answer = await mall.says(CHEN, "/hu 迁出 3-12 去外地")
    await mall.presses(SUN, answer.button("确认"))
    mall.now = at("2026-12-05 09:00")
    await mall.close_months()
    question = await mall.says(CHEN, "/hu 迁回 3-12")
    assert "可用2026年110分，照旧能用。" in question.text
    done = await mall.presses(SUN, question.button("确认"))
    assert "从12月起计分。" in done.text
    assert await spendable(mall, homes.wang) == 110
    assert "各轮：9月110分、10月不计分、12月110分" in (await mall.says(CHEN, "/hu 3-12")).text
    assert (await mall.standing(homes.wang)).account.earned == 110
    assert await audited(mall) == []


async def test_a_place_taken_meanwhile_is_another_s(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/hu 迁出 3-12 搬走")
    await village.says(CHEN, "/hu 加 3-12 周新")
    assert "住着周新，请写别的组号" in (await village.says(CHEN, "/hu 迁回 3-12")).text
    back = await village.says(CHEN, f"/hu 迁回 {homes.wang.code} 3-22")
    assert "3组22号 王建国 已迁回" in back.text
    assert "以前住这里" not in (await village.says(CHEN, "/hu 3-12")).text
    assert await audited(village) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/hu 迁出 3-12", "请写上原因。"),
        ("/hu 迁出 3-12 明天 搬走", "9月11日还没到"),
        ("/hu 迁出 3-12 11月31日 搬走", "“11月31日”看不懂"),
        ("/hu 迁出 3-12 今天", "请写上原因。"),
        ("/hu 迁出 3-12 去年就搬走了", "“去年”看不懂"),
        ("/hu 迁出 3-12 8月份搬走", "“8月”看不懂"),
        ("/hu 迁出 3-12 上个月搬走", "“上个月”看不懂"),
        ("/hu 迁出 3-12 9.31 搬走", "“9.31”看不懂"),
        ("/hu 迁出 3-12 8月20日 搬走", "8月20日时这一户还没有登记"),
        ("/hu 迁出 3-99 搬走", "没有找到“3-99”这一户"),
        ("/hu 迁出 3-12 3-13 搬走", "多了“3-13”，一条消息只办一户的事"),
        ("/hu 迁出 3-12 13812345 搬走", "“13812345”不知道是什么"),
        ("/hu 迁出 3-12 李秀芳 搬走", "户主不是李秀芳"),
        ("/hu 迁回 3-12", "没有迁出，不用迁回"),
        ("/hu 迁出 4-2 搬走", "是您自己家"),
        ("/hu 迁出 4-3 搬走", "是您家亲属"),
        ("/hu", "没写是哪一户"),
    ],
)
async def test_what_is_not_understood_or_not_right_changes_nothing(village: Village, said: str, answer: str) -> None:
    assert answer in (await village.says(CHEN, said)).text
    assert await village.count("household_changes") == 0
    assert await village.count("households", "left_on IS NOT NULL") == 0


async def test_only_a_specialist_may(village: Village) -> None:
    assert "只有管理专员能做" in (await village.says(ZHOU, "/hu 迁出 3-12 搬走")).text
    assert "只有管理专员能做" in (await village.says(ZHOU, "/hu 3-12")).text


async def test_a_day_in_a_settled_round_is_refused(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    answer = await village.says(CHEN, "/hu 迁出 3-12 9月20日 去世")
    assert answer.text == "9月20日在9月，那一轮已经结算，日子请写10月1日或以后。"
    assert await village.count("households", "left_on IS NOT NULL") == 0
    wished = await village.says(CHEN, "/hu 迁出 3-12 10月3日 去世")
    assert "（10月3日）" in (await village.presses(SUN, wished.button("确认"))).text
    assert await audited(village) == []


async def test_the_day_is_that_on_which_it_was_said(village: Village, homes: Homes) -> None:
    """Sent on the last evening of September, handled in October."""
    village.now = at("2026-10-01 08:00")
    sent = at("2026-09-30 22:00")
    answer = await village.says(CHEN, "/hu 迁出 3-12 去世", sent=sent)
    assert answer.text.startswith("✅ 3组12号 王建国 已迁出（9月30日）\n从9月起不再计分")
    answer = await village.says(CHEN, "/hu 迁出 3-13 昨天搬走", sent=sent)
    assert "已迁出（9月29日）" in answer.text
    assert await audited(village) == []


async def test_a_message_of_an_impossible_time_is_to_name_its_day(village: Village, homes: Homes) -> None:
    odd = at("2026-09-12 08:00")
    assert "请写上日子再发" in (await village.says(CHEN, "/hu 迁出 3-12 去世", sent=odd)).text
    assert "✅ 3组12号 王建国 已迁出" in (await village.says(CHEN, "/hu 迁出 3-12 9月10日 去世", sent=odd)).text


async def test_an_entry_for_the_time_before_still_counts(village: Village, homes: Homes) -> None:
    """September is not settled yet when it leaves in October."""
    village.now = at("2026-10-03 09:00")
    await village.standing(homes.wang)
    await village.says(CHEN, "/hu 迁出 3-12 搬走")
    refused = await village.says(ZHOU, f"/kou {homes.wang.code} 环1 5 搭棚")
    assert "10月3日起已迁出" in refused.text
    assert "10月3日起已迁出" in (await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")).text
    assert await village.count("scores", f"household_id = {homes.wang.id} AND score = 110") == 1
    assert await audited(village) == []


async def test_a_proposal_is_void_once_something_else_changed(mall: Village, homes: Homes) -> None:
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST)
    asked = await mall.says(CHEN, "/hu 迁出 3-12 去世")
    await mall.says(LIN, "/hu 户主 3-12 王小明")
    assert (await mall.presses(SUN, asked.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert await mall.count("households", "left_on IS NOT NULL") == 0


async def test_nobody_confirms_for_the_own_household(mall: Village, homes: Homes) -> None:
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST)
    asked = await mall.says(LIN, "/hu 迁出 4-3 搬走")
    assert "是您家亲属" in (await mall.presses(CHEN, asked.button("确认"))).toast


async def test_what_was_ordered_by_text_is_not_confirmed_any_more(mall: Village, homes: Homes) -> None:
    asked = await mall.texts(LI_PHONE, "兑 1")
    left = await mall.says(CHEN, "/hu 迁出 3-13 搬走")
    await mall.presses(SUN, left.button("确认"))
    code = asked.split("回")[1][:4]
    assert "领取码" not in await mall.texts(LI_PHONE, code)
    assert await mall.count("redemptions") == 0


async def test_a_pickup_code_of_who_has_left_hands_out_nothing(mall: Village, homes: Homes) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-12 肥皂")).text)
    left = await mall.says(CHEN, "/hu 迁出 3-12 搬走")
    await mall.presses(SUN, left.button("确认"))
    assert "取消" in (await mall.says(CHEN, f"/ling {code}")).text
    assert await mall.count("redemptions", "state = 'collected'") == 0


async def test_nobody_comes_back_before_having_left(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-20 09:00")
    await village.says(CHEN, "/hu 迁出 3-12 搬走")
    answer = await village.says(CHEN, "/hu 迁回 3-12 9月15日 又回来了")
    assert answer.text == "9月20日才迁出，迁回的日子不能更早。"
    assert await village.count("households", "left_on IS NOT NULL") == 1


async def test_a_day_before_the_first_round_is_refused(village: Village) -> None:
    await village.household(6, 1, "钱新", joined=date(2026, 3, 1))
    answer = await village.says(CHEN, "/hu 迁出 6-1 8月1日 搬走")
    assert answer.text.startswith("8月1日")
    assert await village.count("households", "left_on IS NOT NULL") == 0
