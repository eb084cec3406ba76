"""A claim that corrects itself, 不是献血是扫雪, is of what is said last; one that names no one day is asked for it."""

from __future__ import annotations

import pytest

from sms.understanding.corrected import Corrected, corrected
from tests.sms.august import says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import Village

TWO_DAYS = "申报 献血 8月1日和8月3日"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("昨天不是献血是扫雪", "昨天扫雪"),
        ("昨天不是献血，是扫雪", "昨天扫雪"),
        ("昨天并不是献血 而是去扫雪", "昨天去扫雪"),
        ("扫雪 不是献血", "扫雪"),
        ("是扫雪，不是献血", "扫雪"),
        ("昨天不是献血，扫雪", "昨天扫雪"),
        ("打错了，是扫雪", "扫雪"),
        ("扫雪 改成捐款", "捐款"),
        ("昨天扫雪，改成捐款", "昨天 捐款"),
        ("扫雪 不对，是捐款", "捐款"),
        ("献血改成昨天", "献血 昨天"),
        ("8月8日献血 应该是8月9日", "献血 8月9日"),
        ("刚才说错了应该是扫雪", "扫雪"),
        ("不是昨天是前天", "前天"),
        ("不是8月3日，是8月4日献血", "8月4日献血"),
    ],
)
def test_what_is_said_last_is_meant(said: str, meant: str) -> None:
    assert corrected(said) == Corrected(meant, True)


@pytest.mark.parametrize(
    "said",
    [
        "昨天扫雪",
        "是不是献血",
        "不是昨天扫雪是前天",
        "邻居不是在家是住院，我帮他收稻",
        "不是我家的狗，我捡了狗屎",
        "献血不是第一次了",
        "献血 不是昨天就是前天",
        "献血，不是昨天，就是前天",
        "昨天不是献血就是扫雪",
        "献血 不是昨天，也不是前天，是大前天",
        "不是",
        "把杂物间改成活动室",
        "昨天将打扫好的旧屋改成阅览室",
        "旧屋改成阅览室",
        "昨天打扫旧屋，改成志愿服务站",
        "昨天打扫完仓库改为捐款点",
        "昨天帮老人换成新灯泡打扫",
        "帮老人打扫，旧被子换成捐赠的新被子",
        "昨天巡逻，应该是志愿服务",
        "昨天打扫的，应该是属于志愿服务",
    ],
)
def test_what_corrects_nothing_stays(said: str) -> None:
    assert corrected(said) == Corrected(said, False)


@pytest.mark.parametrize(
    "piece",
    ["不是", "不是献血", "是", "不是献血，", "打错了", "应该", "昨天不是", "献血改成", "不对是", " ", "，", "献血不是"],
)
def test_twice_the_corrections_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: corrected(f"{text}x"))


@pytest.mark.parametrize(
    ("answer", "filed"),
    [
        ("昨天不是献血是扫雪", "：昨天扫雪。按8月9日的事办"),
        ("扫雪，不是献血，昨天", "：扫雪，昨天。按8月9日的事办"),
        ("不是8月1日，是8月2日", "：献血 8月2日。按8月2日、献血办"),
        ("写错了，是昨天", "：献血 昨天。按8月9日、献血办"),
        ("改成昨天扫雪", "：昨天扫雪。按8月9日的事办"),
    ],
)
async def test_a_claim_that_waits_for_its_day_is_put_right(told: Village, answer: str, filed: str) -> None:
    assert filed in await says(told, TWO_DAYS, answer)


async def test_another_deed_waits_for_its_day_instead(told: Village) -> None:
    assert "“扫雪”是哪一天的事？" in await says(told, TWO_DAYS, "不是献血是扫雪")
    assert "：扫雪 昨天。按8月9日的事办" in await says(told, "昨天")


async def test_a_claim_may_correct_itself_in_one_text(told: Village) -> None:
    assert "：昨天扫雪。按8月9日的事办" in await says(told, "申报 昨天不是献血是扫雪")


@pytest.mark.parametrize("answer", ["不是献血是扫雪", "打错了，是扫雪", "不是我，是我老公献的"])
async def test_what_is_filed_is_not_changed(told: Village, answer: str) -> None:
    assert "报好的不能改。请先发“撤回”，再重新申报" in await says(told, "申报 献血 昨天", answer)
    assert await told.count("claims") == 1


@pytest.mark.parametrize(
    ("claim", "unread"),
    [
        ("申报 献血 8月3日至今", "8月3日至今"),
        ("申报 8月3日至今打扫", "8月3日至今"),
        ("申报 8月3日到现在一直扫路", "8月3日到现在"),
        ("申报 昨天开始巡逻", "昨天开始"),
        ("申报 8月3日以来值班", "8月3日以来"),
        ("申报 8月3日起巡逻", "8月3日起"),
        ("申报 从8月3日天天巡逻", "从8月3日"),
        ("申报 七夕给敬老院包饺子", "七夕"),
        ("申报 建军节慰问老兵", "建军节"),
        ("申报 前几日捐了两百块", "前几日"),
        ("申报 前阵子捐了两百块", "前阵子"),
        ("申报 上次献血", "上次"),
        ("申报 有天帮老人扫雪", "有天"),
        ("申报 8月1日后每天巡逻", "8月1日后"),
        ("申报 自8月1日起每天巡逻", "自8月1日起"),
        ("申报 每月5号扫街", "每月"),
        ("申报 周末扫街", "周末"),
        ("shenbao xianxue cong zuotian", "从 昨天"),
        ("shenbao xianxue zuotian zhijin", "昨天 至今"),
    ],
)
async def test_a_time_that_is_no_one_day_is_asked_about(told: Village, claim: str, unread: str) -> None:
    assert f"日子“{unread}”看不懂，这条没有收下" in await says(told, claim)
    assert await told.count("claims") == 0


@pytest.mark.parametrize(
    ("claim", "filed"),
    [
        ("申报 昨天起早扫雪", "8月9日"),
        ("申报 昨天起火我去救火", "8月9日"),
        ("申报 八一小学义务劳动 昨天", "8月9日"),
        ("申报 昨天后山植树", "8月9日"),
    ],
)
async def test_what_only_begins_like_it_is_a_day(told: Village, claim: str, filed: str) -> None:
    assert filed in await says(told, claim)


async def test_what_was_done_stays_of_a_claim_without_end(told: Village) -> None:
    assert "：献血 昨天。按8月9日、献血办" in await says(told, "申报 献血 8月3日至今", "昨天")


async def test_a_deed_put_right_before_it_is_filed_is_asked_for_its_day(told: Village) -> None:
    assert "“扫雪”是哪一天的事？" in await says(told, "昨天献血", "不是献血是扫雪")
    assert "：扫雪 昨天。按8月9日的事办" in await says(told, "昨天")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("不是查积分，是查排名", "第1名"), ("打错了，是查积分", "8月108分"), ("不是兑米，是兑油", "能兑：1洗衣粉")],
)
async def test_another_wish_behind_a_filed_claim_is_none_of_it(told: Village, said: str, answer: str) -> None:
    assert answer in await says(told, "申报 昨天献血", said)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("不是昨天是前天", "献血 前天"),
        ("不是昨天，前天", "献血 前天"),
        ("记错了 前天", "献血 前天"),
        ("啊呀记错了 是前天", "献血 前天"),
        ("不对是前天", "献血 前天"),
        ("改成前天", "献血 前天"),
        ("改成捐款", "昨天 捐款"),
        ("应该是捐款", "昨天 捐款"),
        ("不对，应该是捐款", "昨天 捐款"),
        ("错了 应该是前天", "献血 前天"),
    ],
)
async def test_the_deed_or_the_day_that_was_right_stays(told: Village, answer: str, asked: str) -> None:
    assert f"“{asked}”是您家做的事吗？" in await says(told, "昨天献血", answer)
    assert f"：{asked}。按8月" in await says(told, "1")


@pytest.mark.parametrize("answer", ["改成捐款", "应该是前天", "改为8月8日"])
async def test_a_change_of_what_is_filed_is_told_how(told: Village, answer: str) -> None:
    assert "报好的不能改" in await says(told, "申报 献血", answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("换成大米", "现在没有大米"),
        ("我换成洗衣粉", "1洗衣粉20分"),
        ("应该是几分", "没找到这一项"),
        ("改成好的", "不客气"),
    ],
)
async def test_what_puts_no_deed_and_no_day_in_its_place_is_another_wish(told: Village, answer: str, said: str) -> None:
    assert said in await says(told, "申报 献血", answer)


async def test_goods_are_none_of_a_claim_that_waits(told: Village) -> None:
    assert "1洗衣粉20分" in await says(told, TWO_DAYS, "换成大米")


async def test_what_was_asked_about_is_denied(told: Village) -> None:
    assert "刚才的不办了" in await says(told, "昨天献血", "不对")


@pytest.mark.parametrize("text", ["还有扫雪", "还有捐款100元", "另外还扫了雪"])
async def test_another_deed_behind_a_filed_claim_is_told_how_to_claim_it(told: Village, text: str) -> None:
    assert "做了好事就发“申报 做的事 哪天”" in await says(told, "申报 献血 昨天", text)
    assert await told.count("claims") == 1


@pytest.mark.parametrize("text", ["还有，昨天帮老人买菜", "还有扫雪 昨天", "另外我老婆也献血了"])
async def test_what_is_plainly_one_is_asked_about_there_as_well(told: Village, text: str) -> None:
    assert f"“{text}”是您家做的事吗？" in await says(told, "申报 献血 昨天", text)
    assert "申报2号" in await says(told, "1")


@pytest.mark.parametrize("text", ["两件都要报", "都要报", "两件都是", "都做了"])
async def test_all_of_several_deeds_are_no_deed(told: Village, text: str) -> None:
    said = await says(told, "申报 扫雪，献血", text)
    assert "是您家做的事吗" not in said
    assert await told.count("claims") == 0
    assert "收到王建国户申报1号" in await says(told, "扫雪")
