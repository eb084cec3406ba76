"""The demo in English: whatever a villager is answered by text has its English beneath."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import FrameType

import sms.wording
from app.demo.english import REST, in_english
from domain.mall.redeeming import Balance
from domain.model.calendar import parse_round
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.rulebook import Item
from sms.listed import paged, whole
from sms.wording import callbacks, cancelling, claims, detail, notice, past, replies, rules
from sms.wording import mall as shop
from sms.wording.past import PastPoints
from tests.scenarios.conftest import Homes
from tests.village import CHEN, QINWANG, ZHOU, Village, at

WANG = "+8619900000001"
FOLDER = Path(sms.wording.__file__).parent
NO_REPLIES = {"count", "segments", "names", "can_spend", "household_name", "day_name", "rank_name", "dated_period"}
"""What words a part of a reply."""

QUESTIONS = """积分 明细 排名 物品 规则 规则,垃圾 规则,献血 规则,有没有 一票否决有哪些 否1 帮助 9 公告 网页 找人 找人
今年积分 8月积分 明年积分 去年积分 13月积分 积分什么时候清零 能换钱吗 你是谁 你好 谢谢 我要投诉 别人家为什么分比我多
7月明细 本月明细 去年排名 别叫人来了 12月积分 三季度 去哪里领 怎么申报 怎么提异议
上次申报批了没有 王小明家多少分 哈哈哈哈 大米 兑,7 兑,1,99 兑,1,0 取消 撤回 撤回,77 异议 异议,1 异议,999,不对 申报
申报,明天献血 申报,2月30日献血 申报,老王 同意 同意,5 退订 退订了吗 订阅 一个月几次 查分要钱吗 换手机号怎么办"""


@contextmanager
def called() -> Iterator[set[str]]:
    """The functions of the wording that are called meanwhile."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and Path(code.co_filename).parent == FOLDER:
            found.add(f"{Path(code.co_filename).stem}.{code.co_name}")

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)


def wordings() -> set[str]:
    """Every public function that words something."""
    return {
        f"{file.stem}.{node.name}"
        for file in FOLDER.glob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in NO_REPLIES
    }


async def talk(village: Village) -> list[str]:
    """What a villager hears who asks for everything, at a pace at which everything is answered."""
    heard: list[str] = []

    async def texts(*said: str) -> str:
        for text in said:
            village.now += timedelta(minutes=4)
            heard.append(await village.texts(WANG, text.replace(",", " ")))
        return heard[-1]

    await texts(*QUESTIONS.split())
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口没分类")
    await texts("明细", "异议 1", "没有扔垃圾", "异议 1 再说一次", "撤回", "申报 昨天献血200毫升", "撤回", "撤回 申报1")
    await texts(
        "上次申报批了没有",
        "申报 今天扫了河岸",
        "申报 今天扫了河岸",
        "申报 昨天扫雪",
        "申报 老王",
        "2",
        "1",
        "1组有几户，异议",
    )
    for answer in ("/shen 准 2 志2", "/shen 驳 3 没有这回事", "/yi 驳 1 有照片"):
        await village.says(CHEN, answer)
    await village.says(ZHOU, "/kou 3-12 垃圾 1 又没分类")
    await texts("异议 3 扔错了", "申报 今天扫了河岸" + "和路" * 500)
    await village.says(CHEN, "/yi 准 2 的确")
    await texts("上次申报批了没有", "撤回 申报3", "明细")
    await _made_known(village)
    await texts("公告", "同意", "同意 2", "不同意 2", "不同意 2")
    await texts("兑 1", "好", "取消")
    code = (await texts("兑 2")).partition("内回")[2][:4]
    await texts("0000" if code != "0000" else "1111", code, code, "物品")
    code = (await texts("兑 2")).partition("内回")[2][:4]
    await texts(code, "物品", "取消", "1", "取消")
    return heard


def alone(wang: Household, rice: Goods) -> list[str]:
    """What is not said in that talk."""
    today = at("2026-10-15 09:00")
    return [
        replies.broken("K7M2"),
        callbacks.asked("", new=True, urgent="120"),
        callbacks.declined(told=False),
        f"{replies.NO_MORE}{replies.LAST_OF_THE_HOUR}",
        f"{replies.NO_MORE}{replies.with_more(['不收通知回T'])}",
        *_of_many(wang, rice),
        replies.to_an_older_text(replies.OPTED_IN, today - timedelta(days=1), today),
        cancelling.over("大米"),
        cancelling.question(claim=False),
        cancelling.question_before_goods(claim=True),
        cancelling.stands(cancelling.FILED, goods=True),
        cancelling.question_before_code("大米", 1, claim=True),
        claims.refusal(Refused("future-day")),
        claims.day_again("献血"),
        claims.whether_deed("献血", today.date()),
        claims.one_by_one(["扫雪", "献血"]),
        f"{replies.ONLY_OWN}{replies.NO_MORE}",
        claims.which_of_days(today.date(), today.date() - timedelta(days=1), today.date()),
        replies.refusal(Refused("not-your-household", place="9-9", claimed=True)),
        replies.refusal(Refused("not-your-household", place="9-9、9-8")),
        shop.whether(rice, 1),
        shop.whether(rice, 2),
        shop.how_many(rice),
        shop.none_called("脸盆"),
        notice.released("张堰积分"),
        past.no_points("十三月"),
        past.no_changes("十三月"),
        detail.detail(wang, [], today.date(), parse_round("2020-12"), older=True)[0],
        *_past_points(wang),
    ]


def _past_points(wang: Household) -> list[str]:
    """Of one time and of another beside it."""
    july, quarter = parse_round("2026-07"), parse_round("2026Q3")
    times = [
        PastPoints(july, 110, None, excused=False, to_come=False),
        PastPoints(july, None, None, excused=True, to_come=False),
        PastPoints(july, None, None, excused=False, to_come=False),
        PastPoints(july, None, (july, 110), excused=False, to_come=False),
        PastPoints(quarter, 110, (july, None), excused=False, to_come=False),
        PastPoints(quarter, None, (july, 110), excused=False, to_come=False),
        PastPoints(july, None, None, excused=False, to_come=True),
    ]
    return [past.points(wang, each) for one in times for each in ([one], [times[0], one])]


def _of_many(wang: Household, rice: Goods) -> list[str]:
    """Two pages of a list."""
    goods = [replace(rice, number=number) for number in range(1, 30)]
    first = paged(*shop.goods(wang, Balance(100, 0), goods))
    question, _, listed = rules.which([Item("志1", "献血", 5, "zero", ()), Item("志2", "扫雪", 5, "zero", ())])
    hurdles = [(rice, Refused("not-enough-points"))]
    return [
        shop.none(wang, Balance(3, 0), hurdles),
        first.text,
        paged("", first.listed).text,
        whole(*replies.which_household([wang, wang], {}, "积分 {}")),
        whole(question, listed),
        "还有3件回9",
        "更早的看网页，回7",
    ]


async def _rice(village: Village) -> Goods:
    async with village.transactions.reading() as store:
        return next(one for one in await store.inventory.of_unit(QINWANG) if one.name == "大米")


async def _made_known(village: Village) -> None:
    preview = await village.says(CHEN, "/xuan 明天上午八点大扫除，3组先扫")
    await village.presses(CHEN, preview.button("发布"))
    await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")


async def test_every_answer_to_a_villager_has_its_english(mall: Village, homes: Homes) -> None:
    with called() as seen:
        heard = [*await talk(mall), *await mall.texted(WANG), *alone(homes.wang, await _rice(mall))]
    lacking = {one: in_english(one) for one in heard if one and (not in_english(one) or REST in in_english(one))}
    assert lacking == {}
    assert sorted(wordings() - seen) == []
