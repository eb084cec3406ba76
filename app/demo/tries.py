"""What is worth trying in the demo: by who one is, and as a way round for who has never seen it."""

from __future__ import annotations

from bot.wording.joining import ROLES
from domain.model.people import Role
from sandbox.play_views import Step, Try

_SPECIALIST, _SUPERVISOR = (ROLES[Role.SPECIALIST],), (ROLES[Role.SUPERVISOR],)
_OFFICERS = (ROLES[Role.SPECIALIST], ROLES[Role.ASSESSOR])

TRIES = (
    Try("chat", "/kou 3-8 垃圾 2 门口没分类", "扣分", "take points", _OFFICERS),
    Try("chat", "/jia 3-8 志愿 扫河岸", "加分", "give points", _OFFICERS),
    Try("chat", "/cha 3-8", "查一户", "look up a household", _OFFICERS),
    Try("chat", "/pai", "排名", "ranking", _OFFICERS),
    Try("chat", "/shen", "批申报", "claims", _SPECIALIST),
    Try("chat", "/jie", "结算", "settle the month", _SPECIALIST),
    Try("chat", "/tong", "发通知", "send notices", _SPECIALIST),
    Try("chat", "/jian", "看各村", "compare villages", _SUPERVISOR),
    Try("chat", "/jian 年", "看全年", "the year", _SUPERVISOR),
    Try("chat", "/yi", "看异议", "objections", _SPECIALIST),
    Try("chat", "/wu", "看物品", "goods", _OFFICERS),
    Try("chat", "/dian", "谁要回电", "who wants a call", _OFFICERS),
    Try("chat", "/yin 公示表", "打印公示表", "print the board", _SPECIALIST),
    Try("chat", "/help", "帮助", "help"),
    Try("phone", "我家还有多少分", "问积分", "ask for points"),
    Try("phone", "物品", "看物品", "goods"),
    Try("phone", "申报 昨天献血", "申报加分", "claim points"),
    Try("phone", "找人", "请人来", "call me"),
    Try("phone", "网页", "要网页", "own page"),
)
"""Every village has a household 3-8."""

STEPS = (
    Step(
        "chat",
        "/kou 3-12 垃圾 2 门口没分类",
        "村干部扣分",
        "Take points",
        "群里发一句话就记好了：扣几分、还剩几分都写清楚；点“撤销”可以收回。",
        "One line in the group, and it is in the books: what was taken and what is left; 撤销 undoes it.",
    ),
    Step(
        "phone",
        "积分",
        "村民发短信查分",
        "Ask by text",
        "老人机也能用：发“积分”，马上收到自家的分；刚扣的分已经在里面。",
        "Any old phone will do: 积分 (points) brings the household’s own figures, with what was just taken.",
    ),
    Step(
        "chat",
        "/shen",
        "答复村民的申报",
        "Answer a claim",
        "村民说自己献了血，请点“同意”：分就加上了，村民收到短信。",
        "A villager says that they gave blood. Press 同意 (agree): the points count, and a text tells them.",
    ),
    Step(
        "page",
        "2",
        "看这户的网页",
        "Household’s page",
        "一户一档：每一分的来历都在网页上，也能申报、提异议。",
        "One file a household: where every point comes from; they can claim and object there.",
    ),
    Step(
        "page",
        "4",
        "看公示栏",
        "Notice board",
        "这张表可以直接打印，贴在村里的公示栏。",
        "This sheet can be printed as it is and put on the village’s notice board.",
    ),
    Step(
        "days",
        "month",
        "过到下个月",
        "End the month",
        "一个月过完了，程序提醒村干部结算。",
        "The month is over, and the officers are reminded to settle it.",
    ),
    Step(
        "chat",
        "/jie",
        "结算公示",
        "Settle it",
        "先看预览，再点“结算并公示”：公示几天，没有异议就生效，可以换东西。",
        "A preview first; the button publishes the table. After some days without objection the points can be spent.",
    ),
)
"""Each is done by the played village's first officer, or by the phone on show."""
