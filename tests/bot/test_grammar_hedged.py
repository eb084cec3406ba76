"""Whoever hedges is asked, whatever it is about: each way of hedging in front of clauses that are plain."""

from __future__ import annotations

from itertools import product

import pytest

from bot.grammar.doubted import doubted
from bot.grammar.doubted.hedges import hedged
from bot.grammar.doubted.learning import all_examples


def _words(text: str) -> list[str]:
    return text.split()


HEDGES = _words(
    """
    看样子 看起来 看上去 看着像 瞧着像 看来 八成 八成是 九成 怕是 恐怕 恐怕是 只怕 八九不离十
    八九不离十是 十有八九 十之八九 说不定 说不定是 说不准 估摸着 估摸 估计 估计是 没准 没准是
    保不准 保不齐 备不住 指不定 像是 好像 好像是 似乎 貌似 仿佛 大概 大概率 大概是 大约是
    应该 应该是 应是 多半是 可能 可能是 很可能 有可能 极有可能 也许 或许 兴许 许是 想必 疑似
    疑似是 听说 据说 据称 听老徐说 邻居说 听人说 听别人说 有人说 有人讲 别人说 传闻 据传 我猜 猜是 我估计
    我觉得 我感觉 感觉像 推测 推测是 搞不好 弄不好 不知道是不是 不确定是不是 拿不准是不是 吃不准
    不晓得是不是 难道是 莫非是 大致是 差不多是 他家好像 昨晚可能 这家八成 看来是
    """
)
CLAUSES = _words(
    """
    没分类 没扫 垃圾没分 堆了柴 门口堆物 乱倒污水 占道停车 养鸡没圈 河里下网 偷倒建筑垃圾
    烧了秸秆 骂了保洁员 和邻居吵架 狗没拴 混投 没清 堆着建材 乱贴小广告 在河边洗拖把 砍了绿化树
    踩坏草坪 电鱼 晾晒占路 阳台漏水 厨余混在一起 菜皮扔沟里 屋后脏 违建没拆 把水倒路上
    """
)
PLAIN = _words(
    """
    应该分的没分 应分未分 大概三袋没分 大概有两平方 大概半桶没分 大概堆了三袋 可能倒的墙没修
    八成新的家具扔河里 多半桶没分 没准备垃圾桶 猜拳喝酒吵闹 听说了还不改 有人说他还骂人 别人说了不听
    人家讲两句就打人 可能引起火灾的柴堆 应该扫的没扫 群众反映没分 邻居反映偷倒 据实登记没分 听不进劝
    听干部讲了还倒 邻居说了不听
    听人劝不住 听人说了还倒 有人来看还堆着 估摸三车砖 差不多三车垃圾 可能伤人的狗没拴 好像垃圾场
    """
)


@pytest.mark.parametrize("hedge", HEDGES)
def test_a_clause_that_begins_with_a_hedge_is_asked_about(hedge: str) -> None:
    assert [clause for clause in CLAUSES if not doubted(-1, f"{hedge}{clause}")] == []


def test_so_is_one_behind_another_clause() -> None:
    said = product(("门口有水", "没人在家"), ("好像", "听说", "八成"), CLAUSES)
    assert [
        f"{first}，{hedge}{clause}" for first, hedge, clause in said if not doubted(-1, f"{first}，{hedge}{clause}")
    ] == []


def test_the_clauses_are_plain_by_themselves() -> None:
    assert [clause for clause in CLAUSES if doubted(-1, clause)] == []


@pytest.mark.parametrize("reason", PLAIN)
def test_other_words_that_begin_so_and_rough_numbers_are_no_hedges(reason: str) -> None:
    assert doubted(-1, reason) == ""


def test_no_reason_that_is_to_be_recorded_hedges() -> None:
    assert [one.reason for one in all_examples() if not one.asked and hedged(one.reason)] == []
