"""/jian: the town's supervision, its officers and appraisals."""

from __future__ import annotations

from bot.command import ChatCommand, route
from bot.grammar.arguments.town import read_supervise
from bot.grammar.records import Appoint, Assess, EndRole, Inspect, ReviewYear, SetHome, Supervise
from bot.handlers import appointing, supervising
from bot.wording.help import SUPERVISION

COMMAND = ChatCommand(
    names="jian 监督 supervise",
    nicknames="督查 督办 各村",
    menu="监督 [村]（镇）",
    english="the ten villages",
    place=170,
    reader=read_supervise,
    handlers=(
        route(Supervise, supervising.supervise)
        .route(Inspect, supervising.inspect)
        .route(ReviewYear, supervising.review_year)
        .route(Assess, supervising.assess_unit)
        .route(Appoint, appointing.appoint_officer)
        .route(SetHome, appointing.set_home_of)
        .route(EndRole, appointing.dismiss_officer)
    ),
    help={
        SUPERVISION: """/jian 各单位 · /jian 秦望村 · /jian 年
/jian 加 秦望村 1 原因 — 年度考核加分，扣 — 扣分
/jian 请 秦望村 专员 姓名 — 请干部，免 — 免去
/jian 户 秦望村 姓名 3-12 — 干部本人家，好回避"""
    },
    in_town=True,
)
