"""Kinds of texts beside plain questions and acts: others' households, points ordered, adverts, procedures, periods."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent

ACTS = {Intent.CLAIM, Intent.OBJECTION, Intent.REDEEM, Intent.WITHDRAW, Intent.OPTOUT, Intent.OPTIN}


def listed(texts: str) -> list[str]:
    return [text.strip() for line in texts.splitlines() for text in line.split(" | ") if text.strip()]


NO_CLAIM = """
    社保申报 | 车险申报 | 税务申报 | 医保申报 | 我要申报个税 | 申报低保 | 养老金申报 | 申报算了 | 申报啊
    申报好麻烦 | 申报 3-12 | 申报1 | 申报太麻烦了
    申报真难 | 申报没用 | 申报 做的事 哪一天 | 申报危房补贴 | 残疾证申报材料
"""


@pytest.mark.parametrize("text", listed(NO_CLAIM))
def test_other_offices_moods_and_numbers_are_no_claim(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


NO_OBJECTION = (
    "异议 7 算了 | 异议 7 没有异议 | 异议算了 | 异议 内容 | 异议 编号 内容 | 异议 5 算了 | 异议 7 没事了 | 异议7不用了"
)


@pytest.mark.parametrize("text", listed(NO_OBJECTION))
def test_a_dispute_given_up_or_copied_from_the_help_is_none(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("王建国积分", "王建国"),
        ("隔壁王建国家多少分", "王建国"),
        ("李福根家的积分", "李福根"),
        ("查一下张秀英家排名", "张秀英"),
        ("邻居家多少分", ""),
        ("书记家扣了几分", ""),
        ("别人家几分", ""),
    ],
)
def test_another_household_is_known_as_one(text: str, person: str) -> None:
    assert understand(text).args.get("person") == person


@pytest.mark.parametrize(
    "text", listed("我家积分 | 王阿姨让我问问我家积分有多少 | 向你查积分 | 书记你好我家现在几分了 | 高分是多少")
)
def test_the_own_household_is_nobody_else(text: str) -> None:
    assert "person" not in understand(text).args


@pytest.mark.parametrize(
    "text", listed("给3-12扣2分 | 扣王建国 垃圾 2 | 给我加5分 | 我家加10分谢谢 | 帮我加两分 | 给李福根家扣3分")
)
def test_a_text_cannot_score(text: str) -> None:
    assert understand(text).args.get("problem") == "cannot-score"


FOREIGN = """
    恭喜您中奖了！兑换码8888，请速联系领取 | 【工商银行】您尾号5678账户收入300.00元，余额2100.00元
    【菜鸟驿站】您的包裹已到，取件码1-2-3456，请及时领取 | 【中国移动】您的话费余额为12.5元，积分可兑换流量，回复TD退订
    您的验证码是4821，5分钟内有效 | 【自动回复】我正在开车，稍后联系您 | 积分即将到期！点击 http://x.cn 兑换大奖
"""


@pytest.mark.parametrize("text", listed(FOREIGN))
def test_adverts_and_banks_get_no_figures(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("积分什么时候清零", "expiry"),
        ("年底会清零吗", "expiry"),
        ("积分能换钱吗", "cash"),
        ("兑换在哪里领", "pickup"),
        ("去哪里领", "pickup"),
        ("什么时候去领东西", "pickup"),
        ("你是谁", "who"),
        ("你们是什么单位", "who"),
        ("怎么换手机号", "phone"),
    ],
)
def test_a_question_about_a_procedure_has_its_answer(text: str, topic: str) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("topic")) == (Intent.HELP, topic)


@pytest.mark.parametrize(
    ("text", "first", "problem"),
    [
        ("怎么申报", "claim", "claim"),
        ("申报要怎么写", "claim", "claim"),
        ("怎么提异议", "objection", "objection"),
        ("扣错了怎么办", "objection", "objection"),
        ("谢谢", "balance", "thanks"),
        ("在吗", "balance", "greeting"),
        ("书记家怎么不扣分？就知道欺负老百姓", "objection", "complaint"),
    ],
)
def test_what_is_not_a_wish_is_known_for_what_it_is(text: str, first: str, problem: str) -> None:
    args = understand(text).args
    assert isinstance(args["choices"], list)
    assert (args["choices"][0], args.get("problem")) == (first, problem)


@pytest.mark.parametrize("text", listed("垃圾分类 | 违建 | 一票否决 | 秸秆 | 环3 | 鸡鸭的事 | 河道"))
def test_the_name_of_an_item_asks_for_its_rule(text: str) -> None:
    assert understand(text).intent is Intent.RULES


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("上个月几分", "上个月"),
        ("10月几分", "10月"),
        ("第三季度多少分", "第三季度"),
        ("去年的积分还在吗", "去年"),
        ("我家十月份积分", "十月份"),
        ("2025年积分", "2025年"),
        ("三季度", "三季度"),
        ("7月", "7月"),
        ("这个月几分", None),
        ("今年攒了多少分", None),
    ],
)
def test_a_month_a_quarter_or_a_year(text: str, period: str | None) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("period")) == (Intent.BALANCE, period)


@pytest.mark.parametrize(
    ("text", "intent", "also"),
    [
        ("查积分，我要退订", Intent.BALANCE, ["optout"]),
        ("退订。顺便查一下积分", Intent.BALANCE, ["optout"]),
        ("我家几分？申报献血", Intent.BALANCE, ["claim"]),
        ("看下排名，兑3", Intent.RANK, ["redeem"]),
    ],
)
def test_of_several_wishes_the_question_is_answered_and_the_act_named(
    text: str, intent: Intent, also: list[str]
) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("also")) == (intent, also)


@pytest.mark.parametrize("text", listed("How many points do I have | my points | check my points | what is my score"))
def test_english(text: str) -> None:
    assert understand(text).intent is Intent.BALANCE
