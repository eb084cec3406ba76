"""Numbers of a reason: what they tell, and those that nobody reads."""

from __future__ import annotations

import pytest

from bot.grammar.entry_line.accounted import unaccounted
from bot.grammar.words.numerals import further_amount, unread_numeral

TELL = (
    "门口3袋垃圾 第3次 20:15乱倒 8点30分没扫 沪C8T213运来 打110 赔80 201路车站旁 上次扣2分没改"
    " 张府发〔2024〕15号 照片3 5、6袋 和3-13吵架 音量80分贝 2小时 90后"
)
ARE_NOT_READ = "没扫2 2没扫 敬2 脏3脏 没分2了 1/2 0.5 记2 一3二 扣2 3-5"


@pytest.mark.parametrize("reason", [*TELL.split(), "堆了 3 捆柴", "罚款 200"])
def test_a_number_that_tells_something(reason: str) -> None:
    assert unaccounted(reason) is None


@pytest.mark.parametrize("reason", ARE_NOT_READ.split())
def test_a_number_that_nobody_reads(reason: str) -> None:
    assert unaccounted(reason) is not None


def test_the_first_of_several_is_named() -> None:
    assert unaccounted("3袋 没扫2 脏4") == (5, 6)


IN_WORDS = (
    "三轮车挡路 乱七八糟 堆了两堆 二百毫升 三好学生 上周五没扫 第二次 三番五次 一直没扫 十分脏 一样乱 两边堆物"
    " 三组群里骂人 二十几袋 记一下 罚一次没改 没收拾 夫妻俩吵 一半没扫 半夜倒的 九牛一毛 8点没扫 堆了2块砖"
    " 一点没分 上午9点到11点 捐款100元 药瓶3个 巡逻两晚"
    " 捐款五百元 二老堆柴 小四轮挡路 两大堆柴 二叔堆的 两兄弟吵 阿四堆的 二道门口 二桥边 四合院里"
    " 接二连三 说一不二 推三阻四 张三李四都看到 夫妇俩没分 爷儿俩没扫"
)
MAY_BE_POINTS = (
    "贰没分 没分类贰 俩没分 仨没分 半没分 零没分 没分2块 没分两元 没分2点"
    " x2没分 iv没分 liang没分 翻倍没分 多扣没分 几没分 廿没分 同上没分 十来没分 2多没分 没分2x"
    " 罚二没分类 记两个 按二算 给三 没扫算三 罚一没分类 扣一 二没分 脏乱差三"
    " 扣二老是不扫 记三道歉了 罚四合计两家 没分五十元"
)
ONE_MORE = "不对两分 写错了三分没扫 哦二分 应该五分"
NO_MORE = "上次扣两分没改 八点三分没扫 五分钟没动 十分脏 两分地荒着 三分之一荒着 扣过两分还不改 干湿二分法没做"


@pytest.mark.parametrize("reason", IN_WORDS.split())
def test_a_numeral_of_a_word_or_that_counts(reason: str) -> None:
    assert unread_numeral(reason) is None


@pytest.mark.parametrize("reason", MAY_BE_POINTS.split())
def test_a_numeral_that_nobody_reads(reason: str) -> None:
    assert unread_numeral(reason) is not None


@pytest.mark.parametrize("reason", ONE_MORE.split())
def test_one_more_amount(reason: str) -> None:
    assert further_amount(reason) is not None


@pytest.mark.parametrize("reason", NO_MORE.split())
def test_fen_that_ends_no_amount_of_this_entry(reason: str) -> None:
    assert further_amount(reason) is None
