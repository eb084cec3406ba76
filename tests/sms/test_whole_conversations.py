"""Whole conversations of people who slip at each step: what they read, and what is done in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sms.august import code_of, lived_to_august, says
from tests.sms.village import Village

CLAIMS, OBJECTIONS, RESERVED, OUT, CALLED = "claims", "objections", "redemptions", "optouts", "callbacks"
Step = tuple[str, str]
"""What is texted, with {code} for that of the order, and what is read in the reply."""

CONVERSATIONS: list[tuple[list[Step], dict[str, int]]] = [
    ([("申报", "做了什么"), ("啥意思", "申报"), ("就是献血", "申报1号")], {CLAIMS: 1}),
    ([("我要报个好事", "申报"), ("昨天帮邻居修了水管", "申报1号")], {CLAIMS: 1}),
    ([("昨天我去献血了", "回1"), ("是", "申报1号"), ("什么时候答复", "申报1号"), ("谢谢", "不客气")], {CLAIMS: 1}),
    ([("昨天我去献血了", "回1"), ("不是，发错了", ""), ("积分", "8月108分")], {}),
    ([("申报 献血 2月30日", "看不懂"), ("8月3日献血", "申报1号")], {CLAIMS: 1}),
    ([("申报 明天献血", "还没做"), ("哦那明天再说", ""), ("1", "8月108分")], {}),
    ([("申报 献血 8月9日", "申报1号"), ("申报 献血 8月9日", "报过了"), ("撤回1", "撤回")], {CLAIMS: 1}),
    ([("为什么扣我家分", "#1"), ("不对啊我家分好的", "哪一条"), ("1", "异议1号收下了")], {OBJECTIONS: 1}),
    ([("扣错了", "#1"), ("哪个编号", ""), ("1号", "异议1号收下了")], {OBJECTIONS: 1}),
    ([("异议", "#1"), ("3", ""), ("1", "哪里不对"), ("那天我不在家", "异议1号收下了")], {OBJECTIONS: 1}),
    ([("异议 1", "哪里不对"), ("嗯", "异议1号收下了")], {OBJECTIONS: 1}),
    ([("异议 1", "哪里不对"), ("算了算了", "不办了"), ("排名", "第1名")], {}),
    ([("那次扣分不对", "哪一条"), ("我也不晓得哪条", ""), ("找人", "已告诉村里")], {CALLED: 1}),
    (
        [("能换什么", "洗衣粉"), ("1", "洗衣粉"), ("好", "内回"), ("好的", "确认码"), ("{code}", "兑好了")],
        {RESERVED: 1},
    ),
    ([("洗衣粉要几分", "20分"), ("换一袋", "洗衣粉"), ("算了", ""), ("谢谢", "不客气")], {}),
    ([("兑 1", "内回"), ("不要了", "洗衣粉不兑了"), ("物品", "洗衣粉")], {}),
    ([("洗衣粉要几分", "20分"), ("来两袋", "洗衣粉2件用40分"), ("{code}", "兑好了")], {RESERVED: 1}),
    ([("能换什么", "洗衣粉"), ("来两袋", "")], {}),
    ([("怎么申报", "申报 做的事"), ("献血 8月9日", "申报1号")], {CLAIMS: 1}),
    ([("怎么申报", "申报 做的事"), ("晓得了", ""), ("没做啥", "")], {}),
    ([("怎么提异议", "异议 编号 原因"), ("1 那天没扔", "异议1号收下了")], {OBJECTIONS: 1}),
    ([("兑 1", "内回"), ("2号", ""), ("取消", "")], {}),
    ([("兑盐", "食盐"), ("要", "内回"), ("{code} 谢谢", "兑好了"), ("取消", "取消了")], {RESERVED: 1}),
    ([("兑 1", "内回"), ("确认码 {code}哦谢谢侬", "兑好了")], {RESERVED: 1}),
    ([("怎么退订", "还没退订"), ("那不退了", ""), ("积分", "8月108分")], {}),
    ([("退订", "不再发通知"), ("按错了", "订阅"), ("订阅", "以后每季度")], {}),
    ([("别发了", "不再发通知"), ("积分", "8月108分")], {OUT: 1}),
    ([("老头子摔了起不来", "120"), ("好的", ""), ("不用来了 儿子到了", "不用来了")], {CALLED: 1}),
    ([("积分多少？排第几？", "看排名回3"), ("3", "第1名"), ("还差几分", "")], {}),
    ([("你是谁", "秦望村"), ("哦 那查查我家分", "8月108分"), ("怎么少了2分", "#1"), ("认了", "")], {}),
    ([("asdf", "没看明白"), ("积", ""), ("积分", "8月108分"), ("上个月呢", "7月")], {}),
    ([("规则 环境", "哪一项"), ("2", ""), ("规则", "")], {}),
]


@pytest.mark.parametrize(("steps", "done"), CONVERSATIONS, ids=[steps[0][0] for steps, _ in CONVERSATIONS])
async def test_what_is_read_and_what_is_done(sqlite_village: Village, steps: list[Step], done: dict[str, int]) -> None:
    village = sqlite_village
    await lived_to_august(village)
    for text, part in steps:
        village.now += timedelta(seconds=50)
        body = text.format(code=await code_of(village)) if "{code}" in text else text
        reply = await says(village, body)
        assert reply, body
        assert part in reply, (body, reply)
    counted = {table: await village.count(table) for table in (CLAIMS, OBJECTIONS, RESERVED, OUT, CALLED)}
    assert {table: many for table, many in counted.items() if many} == done
