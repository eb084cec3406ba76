"""What is worth trying in the demo, by who one is."""

from __future__ import annotations

from bot.wording.joining import ROLES
from domain.model.people import Role
from sandbox.play_views import Try

_SPECIALIST, _SUPERVISOR = (ROLES[Role.SPECIALIST],), (ROLES[Role.SUPERVISOR],)
_OFFICERS = (ROLES[Role.SPECIALIST], ROLES[Role.ASSESSOR])

TRIES = (
    Try("chat", "/kou 3-12 垃圾 2 门口没分类", "扣分", "take points", _OFFICERS),
    Try("chat", "/jia 王建国 志愿 扫河岸", "加分", "give points", _OFFICERS),
    Try("chat", "/cha 3-12", "查一户", "look up a household", _OFFICERS),
    Try("chat", "/pai", "排名", "ranking", _OFFICERS),
    Try("chat", "/shen", "批申报", "claims", _SPECIALIST),
    Try("chat", "/jie", "结算", "settle the month", _SPECIALIST),
    Try("chat", "/tong", "发通知", "send notices", _SPECIALIST),
    Try("chat", "/jian", "看各村", "compare villages", _SUPERVISOR),
    Try("chat", "/jian 年", "看全年", "the whole year", _SUPERVISOR),
    Try("chat", "/help", "帮助", "help"),
    Try("phone", "我家还有多少分", "问积分", "ask for points"),
    Try("phone", "物品", "看物品", "goods"),
    Try("phone", "申报 昨天献血", "申报加分", "claim points"),
    Try("phone", "网页", "要网页", "own page"),
)
