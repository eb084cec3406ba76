"""Sentences that answer how things go, each one message segment."""

from __future__ import annotations

from datetime import date

from text.days import month_day

TOPICS = {
    "claim": "做了好事就发“申报 做的事 哪天”，如：申报 献血 8月12日。村里看过就加分，会短信答复您。",
    "objection": "先回2看扣分的编号，再发“异议 编号 原因”，如：异议 12 那天没扔垃圾。村里会短信答复您。",
    "cash": "积分不能换钱，也不能转给别人，只能在村里换物品。看能换什么回4。",
    "pickup": "兑好以后，带领取码到村委会找管理专员领，也可请人带码代领。看领取码和物品回4。",
    "phone": "换手机号要到村委会办，带上户口本，短信里改不了，是怕别人冒名。找人回6。",
    "purpose": "积分记的是您家爱护环境、邻里和睦、做好事的情况，能换物品，年底还评先进。看规则回5。",
    "not-yet": "还没做的事不能申报，这条没有收下。做完了再发“申报 做的事 哪天”。找人回6。",
    "late": "分是每月考核的，月底结算、公示后才算进全年。看现在的分回1。",
    "household": "户主换人、分户、搬走、添人口，都要到村委会登记，短信里改不了。找人回6。",
    "scorers": "分由村里的考核组和管理专员记，每一笔都有编号和原因，看明细回2，觉得不对发“异议 编号 原因”。",
    "published": "每月结算后在村公示栏和网页上公示，要看网页回7，看自家的分回1。",
    "redress": "改好了请告诉村里来复看，能不能还分看村里规定；扣错了发“异议 编号 原因”，做好事发“申报”能加分。",
    "cost": "查积分不收钱，您发的短信按您手机套餐算话费。看帮助回0。",
    "amend": "报好的不能改。请先发“撤回”，再重新申报，如：申报 献血 8月8日。",
    "mistyped": "没关系，请把对的再发一次。看帮助回0。",
    "thanks": "不客气，有事随时发短信。查积分回1，看帮助回0。",
    "greeting": "您好，我在。查积分回1，看物品回4，找人回6，看帮助回0。",
    "cannot-score": "短信不能加分、扣分。做了好事发“申报 做的事”，扣得不对发“异议”，找人回6。",
    "not-listed": "刚才列的里面没有这个编号。请看清再回一次，不选了回“取消”。",
    "complaint": "您的意见请跟村里当面说：找人回6。自家的分觉得不对，发“异议”。别人家的分短信查不了。",
}
"""By topic, and by what is known of a text that is not clear."""


def who(unit: str) -> str:
    """Who answers, and what can be asked."""
    return f"这里是{unit}的积分短信，自动答复。查积分回1，看物品回4，看帮助回0，要找真人回6。"


def expiry(last: date) -> str:
    """Until when this year's points can be spent."""
    return f"今年的积分用到{last.year}年{month_day(last)}，过了就清零，新的一年从头算。看能换什么回4。"
