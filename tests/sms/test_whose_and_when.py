"""Texts that name a place, a number or a day beside what they want: it is read, or nothing is done."""

from __future__ import annotations

import pytest

from tests.sms.august import lived_to_august, says
from tests.sms.village import LI, QINWANG, SHARED, Village

OTHER_DAY = "是哪一天的事？这条没有收下，请只写一天再发"


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    wang = await lived_to_august(sqlite_village, ("李福根", LI))
    await sqlite_village.record(wang, "环3", -3, "鸡鸭散养")
    return sqlite_village


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("申报 献血 11-3", "11-3不是用您这个手机登记的，这条没有收下。"),
        ("申报 献血8-3", "8-3不是用您这个手机登记的，这条没有收下。"),
        ("申报 9-9 献血", "9-9不是用您这个手机登记的，这条没有收下。"),
        ("申报 献血 8月7日 8月8日", f"写了8月7日和8月8日，{OTHER_DAY}"),
        ("申报 昨天和前天献血", OTHER_DAY),
        ("申报 20260833献血", "日子“20260833”看不懂"),
        ("申报 端午节献血", "日子“端午节”看不懂"),
        ("申报 国庆献血", "日子“国庆”看不懂"),
        ("申报 献血 8月5日-8日", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 献血 8月5-8日", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 8月5号到八号献血", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 献血 8.5-8.8", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 从8月1日到8月3日献血", f"写了8月1日和8月3日，{OTHER_DAY}"),
        ("申报 7月31号至8月2号献血", f"写了7月31日和8月2日，{OTHER_DAY}"),
        ("申报 8月5-8献血", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 献血 8月5日到8", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("申报 献血 8月5日-40日", "日子“8月5日-40日”看不懂"),
        ("申报 8月5日-8日", f"写了8月5日和8月8日，{OTHER_DAY}"),
        ("shenbao xianxue shangzhou", "日子“上周”看不懂"),
        ("shenbao xianxue zuotian he qiantian", f"写了8月9日和8月8日，{OTHER_DAY}"),
        ("shenbao zuotian", "请写上做了什么、哪一天"),
    ],
)
async def test_a_claim_with_what_is_no_day_and_no_place_of_ones_own_opens_nothing(
    told: Village, text: str, reply: str
) -> None:
    assert reply in await says(told, text)
    assert await told.count("claims") == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("申报 20260807献血", "8月7日"),
        ("申报 帮李国庆家扫雪 8月7日", "8月7日"),
        ("申报 国庆晚会值班 8月7日", "8月7日"),
        ("申报 帮9-9扫雪 8月7日", "8月7日"),
        ("申报 捐1.5斤米 8月7日", "8月7日"),
        ("申报 8月7日 2026年8月7日献血", "8月7日"),
        ("申报 献血 8月7日到8组", "8月7日"),
        ("申报 8月7日到9号楼扫地", "8月7日"),
        ("申报 8月7日到9村扫地", "8月7日"),
        ("申报 8月7日-9人去扫地", "8月7日"),
        ("申报 昨天到三岔口扫雪", "8月9日"),
        ("申报 昨天到一中献血", "8月9日"),
        ("申报 捐1.5-2斤米", "8月10日"),
        ("申报 8月7日看望3-4", "8月7日"),
        ("申报 8月7日照顾老人3组4号", "8月7日"),
        ("shenbao xianxue 8yue7hao", "8月7日"),
        ("SHENBAO zuotian XIANXUE", "8月9日"),
        ("shenbao xianxueqiantian", "8月8日"),
        ("shenbao xianxue shang ge xing qi wu", "8月7日"),
    ],
)
async def test_what_belongs_to_the_deed_is_neither_its_day_nor_its_household(
    told: Village, text: str, day: str
) -> None:
    assert f"按{day}" in await says(told, text)


async def test_the_day_is_completed_by_the_next_text(told: Village) -> None:
    assert "按8月8日、献血办" in await says(told, "申报 献血 8月7日 8月8日", "8月8日")


@pytest.mark.parametrize(
    ("claim", "day", "filed"),
    [
        ("申报 昨天和前天献血", "前天", "：献血 前天。按8月8日、献血办"),
        ("申报 献血 8月7日到8月8日", "8月8日", "：献血 8月8日。按8月8日、献血办"),
        ("申报 献血 8月7日、8月8日", "是昨天的", "：献血 是昨天的。按8月9日、献血办"),
        ("申报 献血 8月5日-8日", "8月8日", "：献血 8月8日。按8月8日、献血办"),
        ("申报 献血 8月7日和8月8日", "8号", "：献血 8号。按8月8日、献血办"),
        ("申报 昨天和前天献血", "zuotian", "：献血 昨天。按8月9日、献血办"),
    ],
)
async def test_what_joins_two_days_goes_with_them(told: Village, claim: str, day: str, filed: str) -> None:
    assert filed in await says(told, claim, day)


@pytest.mark.parametrize("claim", ["申报 昨天和前天献血", "申报 献血 2月30日", "申报 端午节献血"])
@pytest.mark.parametrize("answer", ["两天都去了", "都是", "不记得了", "献血", "在镇上献的"])
async def test_a_claim_that_was_asked_for_its_day_waits_until_one_is_named(
    told: Village, claim: str, answer: str
) -> None:
    assert "“献血”是哪一天的事？" in await says(told, claim, answer)
    assert await told.count("claims") == 0
    assert "：献血 8月9日。按8月9日、献血办" in await says(told, "8月9日")


@pytest.mark.parametrize("other", ["积分", "排名", "规则 献血", "0"])
async def test_a_claim_waits_for_its_day_while_something_else_is_looked_up(told: Village, other: str) -> None:
    await says(told, "申报 昨天和前天献血", other)
    assert "：献血 8月9日。按8月9日、献血办" in await says(told, "8月9日")


async def test_a_claim_that_waits_for_its_day_is_given_up(told: Village) -> None:
    assert "刚才的不办了" in await says(told, "申报 昨天和前天献血", "积分", "不要了")
    assert "申报发“申报 做的事”" in await says(told, "8月9日")


@pytest.mark.parametrize("day", ["8月8日", "写错了 是8月8号", "不是今天，是前天", "是昨天献的", "qiantian"])
async def test_another_day_for_a_filed_claim_is_told_how_to_put_it_right(told: Village, day: str) -> None:
    assert "报好的不能改。请先发“撤回”，再重新申报" in await says(told, "申报 献血", day)
    assert "王建国户：" in await says(told, "1")


@pytest.mark.parametrize("day", ["8月9日", "昨天", "zuotian"])
async def test_a_day_alone_may_be_that_of_a_deed_or_of_a_deduction(told: Village, day: str) -> None:
    assert "申报发“申报 做的事”，看明细回2。" in await says(told, "申报 修路灯", "积分", day)


async def test_another_claim_is_none_of_the_words_of_the_first(told: Village) -> None:
    assert "“老王”是您家做的事吗" in await says(told, "申报 献血 2月30日", "申报 老王")


async def test_who_needs_somebody_is_not_asked_for_the_day_of_a_claim(told: Village) -> None:
    assert "已告诉村里" in await says(told, "申报 献血 2月30日", "老人摔倒了")


async def test_who_needs_somebody_and_names_a_day_claims_nothing(told: Village) -> None:
    assert "已告诉村里" in await says(told, "申报 献血 2月30日", "老人昨天摔倒了，快来人")
    assert await told.count("claims") == 0


# --- when


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("8月明细", "王建国户2026年8月：\n#2 8月10日鸡鸭扣3分"),
        ("这个月扣了几分", "王建国户2026年8月：\n#2"),
        ("三季度扣分明细", "王建国户2026年三季度：\n#2"),
        ("今年的明细", "王建国户2026年：\n#2"),
        ("上个月为什么扣分", "王建国户2026年7月没有加分或扣分的记录。看最近的回2。"),
        ("去年扣分明细", "王建国户2025年没有加分或扣分的记录。"),
        ("8月10号为什么扣我分", "王建国户2026年8月10日：\n#2"),
        ("昨天扣了几分", "王建国户2026年8月9日没有加分或扣分的记录。"),
        ("2月30日扣了几分", "“2月30日”的明细看不了"),
        ("明天扣几分", "王建国户2026年8月11日没有加分或扣分的记录。"),
        ("12号明细", "王建国户最近：\n#2"),
        ("8月1日到8月5日的明细", "“8月1日到8月5日”的明细看不了"),
        ("8月1-5日扣了几分", "“8月1-5日”的明细看不了"),
        ("昨天和前天为什么扣分", "“昨天、前天”的明细看不了"),
        ("8月1日到现在扣了几分", "王建国户最近：\n#2"),
        ("8月5日以后扣了几分", "王建国户最近：\n#2"),
        (f"{'、'.join(f'{month}月份' for month in range(1, 13))}明细", "…”的明细看不了"),
        (f"{'、'.join(f'{month}月份' for month in range(1, 13))}排名", "…”的排名，只有今年的。王建国户在秦望村排第1名"),
        ("7月份和8月份的分", "王建国户2026年7月得110分。2026年8月还没结算，现在105分。"),
        ("6月明细和7月明细", "“6月、7月”的明细看不了"),
        ("去年12月积分", "王建国户2025年12月没有计分的记录。"),
        ("13月明细", "“13月”的明细看不了，请只写一天或一个月"),
        ("上季度排名", "短信里没有“上季度”的排名，只有今年的。王建国户在秦望村排第1名"),
        ("本月排名", "短信里没有“本月”的排名，只有今年的。"),
        ("昨天排名", "短信里没有“昨天”的排名，只有今年的。王建国户在秦望村排第1名"),
        ("8月5日我家排第几", "短信里没有“8月5日”的排名，只有今年的。"),
        ("去年我家排第几", "短信里没有“去年”的排名，只有今年的。"),
    ],
)
async def test_the_time_that_is_asked_of_is_answered_or_named(told: Village, text: str, reply: str) -> None:
    assert reply in await says(told, text)


async def test_of_a_time_that_was_not_looked_through_nothing_is_denied(
    told: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sms.figures._CHANGES_OF_A_TIME", 1)
    assert await says(told, "7月明细") == "王建国户2026年7月的记录短信里查不到，请看网页，回7。"


@pytest.mark.parametrize("text", ["今年排名", "2026年排名", "排名", "今天排名", "现在排名"])
async def test_the_rank_of_this_year_is_the_rank(told: Village, text: str) -> None:
    assert (await says(told, text)).startswith("王建国户在秦望村排第")


async def test_behind_the_changes_of_a_month_one_is_disputed(told: Village) -> None:
    assert "异议1号收下了：#1" in await says(told, "8月明细", "1 那天没扔")


# --- a number that is no place


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19900000002积分", "19900000002"),
        ("查一下13812345678的分", "13812345678"),
        ("李福根 138-1234-5678 明细", "138-1234-5678"),
        ("+8613812345678 排名", "+8613812345678"),
        ("积分 10016", "10016"),
        ("户码10016排名", "10016"),
        ("尾号1234积分", "尾号1234"),
        ("5号家多少分", "5号家"),
        ("门牌5号积分", "门牌5号"),
        ("积分 120", "120"),
    ],
)
async def test_another_number_is_told_nothing_of_ones_own_figures(told: Village, text: str, number: str) -> None:
    assert await says(told, text) == (f"“{number}”不是您家的户码、门牌或手机号，只能查自己家的。查自己家回1，找人回6。")


@pytest.mark.parametrize("text", ["3组积分", "三组的排名", "5组大家得分", "老李家排在我前头吗", "张秀英家排名靠前吗"])
async def test_the_figures_of_others_are_not_had_by_text(told: Village, text: str) -> None:
    assert "只能查自己家的" in await says(told, text)


@pytest.mark.parametrize(
    "text",
    [
        "积分 19900000001",
        "尾号0001积分",
        "1号家积分",
        "为什么扣我2分",
        "2026年积分",
        "10号扣了几分",
        "12345为什么扣分",
        "#12345为什么扣分",
        "积分 1",
    ],
)
async def test_ones_own_number_and_what_counts_something_else_is_answered(told: Village, text: str) -> None:
    assert "王建国户" in await says(told, text)


async def test_the_number_of_a_house_says_which_of_several_is_meant(told: Village) -> None:
    assert "张伟户：" in await says(told, "3号家积分", sender=SHARED)


# --- a phone with several households


async def test_the_place_or_the_head_says_which_household_is_meant(told: Village) -> None:
    async with told.transactions.reading() as store:
        zhang, zhao = [standing.household for standing in await store.standings.by_phone(SHARED, 2026)]
    place = f"{zhao.group}-{zhao.number}"
    assert "收到赵丽华户申报1号" in await says(told, f"申报 {place} 献血 8月7日", sender=SHARED)
    assert "赵丽华户：" in await says(told, place, sender=SHARED)
    assert "张伟户：" in await says(told, "积分", "张伟", sender=SHARED)
    assert "只能查自己家的" in await says(told, "9-9", sender=SHARED)
    assert "请一户一户分开发" in await says(told, f"{zhang.group}-{zhang.number} {place} 积分", sender=SHARED)
    both = f"{zhang.group}-{zhang.number} {place}"
    assert "请一户一户分开发" in await says(told, f"积分 {both}", sender=SHARED)
    assert "请一户一户分开发" in await says(told, "积分", both, sender=SHARED)


async def test_somebody_else_named_after_the_question_is_refused(told: Village) -> None:
    assert "只能查自己家的" in await says(told, "积分", "李福根", sender=SHARED)


async def test_the_announcement_of_their_one_village_is_read_without_a_question(told: Village) -> None:
    await told.announce("明天大扫除")
    assert "明天大扫除" in await says(told, "公告", sender=SHARED)


# --- what follows a list


@pytest.mark.parametrize("text", ["1 2", "1号2袋", "1x2", "1 号的 2"])
async def test_two_numbers_behind_the_list_of_goods_are_goods_and_pieces(told: Village, text: str) -> None:
    assert "兑洗衣粉2件用40分" in await says(told, "物品", text)


@pytest.mark.parametrize("text", ["1、2", "1，2", "1 2 3"])
async def test_what_may_be_several_goods_is_no_order_and_no_other_number(told: Village, text: str) -> None:
    reply = await says(told, "物品", text)
    assert "没看明白" in reply
    assert await told.count("orders") == 0


async def test_a_reason_before_its_number_is_kept(told: Village) -> None:
    assert "请写编号和原因" in await says(told, "异议", "没有扔")
    assert "异议1号收下了：#1" in await says(told, "1")
    async with told.transactions.reading() as store:
        (case,) = await store.objections.open_of_unit(QINWANG)
    assert case.content == "没有扔"
