"""Deeds and slips that nobody put a keyword to: they are asked about, and nothing is done."""

from __future__ import annotations

import pytest

from sms.understanding.deeds_joined import deeds_joined
from sms.understanding.engine import understand
from sms.understanding.request import Intent
from sms.understanding.worth import worth_asked
from tests.sms.august import says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import Village


@pytest.mark.parametrize(
    "text",
    [
        "献血 昨天",
        "10月18日给邻居修水管",
        "11.3给敬老院送菜",
        "昨天我去献血了想加分",
        "我今朝在村里做志愿者扫地，帮我报一下",
        "报一下，今天扫了村口的路",
        "我献血了",
        "给村里修了路灯",
        "帮五保户挑了水",
        "给老人送了菜",
        "扶老人过马路了",
        "把村口的垃圾都捡了",
        "村里的路我铺了石子",
        "我捡到手机还给失主了",
        "前天帮邻居修屋顶",
        "8.8帮邻居修屋顶",
    ],
)
def test_a_deed_of_a_day_or_for_others_is_asked_about(text: str) -> None:
    found = understand(text)
    assert (found.intent, found.args["problem"]) == (Intent.UNCLEAR, "deed")


@pytest.mark.parametrize(
    "text",
    [
        "今天晚上有活动",
        "昨天开会说什么",
        "昨天我妈被送医院了",
        "昨天我家水管坏了",
        "前天有人来捐款吗",
        "昨天申报献血被退了",
        "举报昨天邻居乱倒垃圾",
        "昨天差点去献血",
        "路灯坏了修一下",
        "昨天村里的路灯坏了修一下",
        "村里的路修了一半就不管了",
        "村口的垃圾没人捡了",
        "村口的路修好了吗",
        "邻居给我家送了菜",
        "隔壁老人走丢了",
        "献血了没加分",
        "给大家添麻烦了",
        "救了一个小孩 快叫医生",
        "帮隔壁阿公打了120还没来",
        "给村里交了卫生费",
        "给村里打过电话了",
        "献血了头晕得厉害",
        "献血了 现在吐血",
        "帮邻居救火烧伤了",
        "扶老人时我自己摔断腿了",
        "救起一个小孩没呼吸了",
        "给隔壁阿婆送菜发现她没气了",
        "给五保户送饭他喝了农药",
        "给邻居骂了",
        "给邻居打了",
        "给隔壁占了地",
        "给邻居家的车撞了",
        "为邻居吵了一架",
        "给村里罚了",
    ],
)
def test_what_only_happened_is_no_deed(text: str) -> None:
    assert understand(text).args.get("problem") != "deed"


async def test_the_deed_is_claimed_by_a_yes(told: Village) -> None:
    assert "献血 昨天" in await says(told, "献血 昨天")
    assert await told.count("claims") == 0
    assert "申报1号" in await says(told, "是的")


async def test_a_good_deed_is_asked_what_it_was(told: Village) -> None:
    assert "请写上做了什么" in await says(told, "申报 做好事")
    assert "申报1号" in await says(told, "扫了村口的路")


@pytest.mark.parametrize("text", ["打错了", "不好意思发错了", "按错了"])
async def test_whoever_slips_while_he_is_asked_gives_it_up(told: Village, text: str) -> None:
    assert "刚才的不办了" in await says(told, "申报", text)
    assert await told.count("optouts") == 0


async def test_whoever_was_just_answered_speaks_of_a_slip(told: Village) -> None:
    assert "机主换了发“不是我”" in await says(told, "兑 1", "打错了")
    assert await told.count("optouts") == 0


@pytest.mark.parametrize("text", ["不是", "不是我做的", "没有"])
async def test_whoever_did_it_not_gives_it_up(told: Village, text: str) -> None:
    assert "刚才的不办了" in await says(told, "申报 修路灯", text)


async def test_a_wrong_number_of_an_entry_may_be_tried_again(told: Village) -> None:
    assert "没有找到您家#99" in await says(told, "异议", "99 不是我")
    assert "异议1号收下了：#1" in await says(told, "1 袋口扎好的")


@pytest.mark.parametrize(
    ("text", "reply"),
    [("1 不要了", "刚才的不办了"), ("1 算了", "刚才的不办了"), ("1 没意见", "没看明白"), ("1 对的", "没看明白")],
)
async def test_an_entry_that_is_accepted_is_not_objected_to(told: Village, text: str, reply: str) -> None:
    assert reply in await says(told, "异议", text)
    assert await told.count("objections") == 0


async def test_politeness_behind_an_entry_takes_nothing_back(told: Village) -> None:
    assert "#1哪里不对" in await says(told, "异议", "1 谢谢")


@pytest.mark.parametrize(("before", "reply"), [("异议", "觉得不对发“异议”"), ("申报", "刚才的不办了")])
async def test_who_denies_what_was_asked_about_keeps_the_number(told: Village, before: str, reply: str) -> None:
    assert reply in await says(told, before, "不是我")
    assert await told.count("optouts") == 0


@pytest.mark.parametrize("text", ["我想不开", "老头子要寻短见", "活着没意思"])
def test_whoever_despairs_is_called(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("不是查分，我要申报", Intent.CLAIM),
        ("我不是问积分，是要撤回3", Intent.WITHDRAW),
        ("退订吧，先告诉我还剩几分", Intent.BALANCE),
        ("恢复通知 上次退错了", Intent.OPTIN),
        ("同意登报 3", Intent.CONSENT),
        ("我不是王建国 这号码我刚买的", Intent.NOT_OURS),
        ("这个手机号已经卖给别人了", Intent.NOT_OURS),
        ("对23号那笔扣分有异议 我家鸡早就关起来了", Intent.OBJECTION),
    ],
)
def test_what_is_meant_of_two_clauses(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize("text", ["手机卖了", "手机送人了", "我把旧手机给别人了"])
def test_who_gave_away_a_telephone_may_have_kept_its_number(text: str) -> None:
    assert understand(text).intent is not Intent.NOT_OURS


@pytest.mark.parametrize("day", ["8月9日", "昨天", "是昨天送的", "9号"])
async def test_the_day_alone_is_the_day_of_the_deed_that_was_asked_about(told: Village, day: str) -> None:
    assert f"“给老人送了菜 {day}”是您家做的事吗" in await says(told, "给老人送了菜", day)
    assert await told.count("claims") == 0
    assert "按8月9日" in await says(told, "1")


async def test_of_two_days_for_a_deed_that_was_asked_about_one_is_chosen(told: Village) -> None:
    assert "是哪一天的事" in await says(told, "给老人送了菜", "昨天和前天")
    assert "给老人送了菜 前天。按8月8日" in await says(told, "前天")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("昨天扫雪几分", "积极参与志愿活动或公益服务：每轮从0分起"),
        ("昨天我去献血能加多少分", "参加义务献血活动：每轮从0分起"),
        ("扫雪几分", "积极参与志愿活动或公益服务：每轮从0分起"),
        ("昨天扫雪加了几分", "王建国户2026年8月9日没有加分或扣分的记录"),
        ("昨天扫雪给我几分了", "王建国户2026年8月9日没有加分或扣分的记录"),
        ("昨天打扫了能给几分", "宅前屋后保持干净"),
        ("昨天几分", "“昨天”的积分查不了"),
        ("规则 搭棚", "1违建、2窝棚"),
    ],
)
async def test_what_a_deed_of_a_day_brings_is_a_rule_and_what_it_brought_a_change(
    told: Village, text: str, answer: str
) -> None:
    assert answer in await says(told, text)


async def test_what_it_brought_is_named_beside_the_rule(told: Village) -> None:
    assert "另外还没办：看明细回2。" in await says(told, "昨天扫雪几分")


@pytest.mark.parametrize(
    "claim",
    [
        "申报 扫雪和献血",
        "申报 昨天扫雪和献血",
        "申报 扫雪、献血",
        "申报 献血和捐款 8月9日",
        "申报 照顾老人跟献血",
        "申报 昨天看望老人，还有献血",
        "申报 扫雪，献血",
        "申报 昨天扫雪，献血",
        "申报 扫雪。献血",
    ],
)
async def test_one_text_claims_one_deed(told: Village, claim: str) -> None:
    asked = await says(told, claim)
    assert "是几件事，一条只报一件，这条没有收下。先回其中一件" in asked
    assert ",、" not in asked
    assert "、还有" not in asked
    assert await told.count("claims") == 0
    assert "献血。按8月" in await says(told, "献血")


@pytest.mark.parametrize(
    "claim",
    [
        "申报 帮王阿婆和李阿婆扫雪",
        "申报 和老伴献血",
        "申报 给老人和五保户送米",
        "申报 扫雪和扫路",
        "申报 扫雪，再看望老人",
        "申报 参加和平路志愿活动",
        "申报 主动参与扫雪",
        "申报 和志愿者、党员扫雪",
        "申报 义务植树和浇水",
        "申报 无偿，献血",
        "申报 献血，证书在家",
        "申报 做好事，献血",
        "申报 献血，村里组织",
        "申报 昨天去镇上，献血",
        "申报 扫雪，扫路",
        "申报 在村口值班，帮忙指路",
        "申报 参加志愿者，打扫河道",
        "申报 下雪，我把弄堂扫了",
    ],
)
async def test_one_deed_for_or_with_several_is_one(told: Village, claim: str) -> None:
    assert "收到王建国户申报1号" in await says(told, claim)


@pytest.mark.parametrize("piece", ["扫雪和", "献血、", "献血，", "昨天几", "扫雪几分", "几分"])
def test_twice_the_deeds_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: (deeds_joined(text, str), worth_asked(text)))
