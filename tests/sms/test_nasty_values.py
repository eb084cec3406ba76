"""Whatever names, reasons, goods and numbers: a reply is one segment, 9 brings the rest, and a person is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.segments import MORE, count, page
from sms.wording.callbacks import with_person
from tests.sms.village import LI, SHARED, WANG, Village, at

HEAD = "阿依古丽·买买提江·吐尔逊阿吉"
GOODS = "特级金龙鱼非转基因压榨一级花生调和油礼盒装五升"
REASON = "门前屋后柴草杂物堆放未清理并且占用公共通道经多次提醒仍未整改" * 4
QUESTIONS = """
    积分|明细|排名|物品|规则|公告|帮助|找人|9|上个月积分|去年积分|三季度积分|规则 垃圾分类|一票否决|怎么申报
    |积分什么时候清零|兑1|兑 1 3|好|兑2 999|兑 99|申报|申报了没批|异议|异议1|那天不在家|异议 1 那天不在家|撤回|取消
    |异议 999999999 没有的事|撤回 999999999|撤回异议|同意|同意 999999999|不同意 999999999|隔壁积分|王建国积分
    |给3-12扣2分|为什么书记家不扣分|谢谢|在吗|今天天气不错|兑 -1|申报 献血 2月30日|申报 献血 12月31日|异议 1/2
    |申报好了吗|积分 明细 排名|那次扣分不对|积分多少，叫人打电话给我|我妈昏倒了，积分多少
    |能换什么？排第几？|退订|订阅|怎么退订|我想要加点分|兑1|0000|取消|物品|2|我的申报批了没有
"""
CANNOT_HELP = """
    兑99|兑 2 999|异议 999999999 没有的事
    |撤回 999999999|同意 999999999|给3-12扣2分|为什么书记家不扣分|今天天气不错|隔壁积分
"""
WORDS = st.text(alphabet="积分户组垃圾\n，。；、：0123456789abc👍", max_size=400)


@pytest.fixture
async def nasty(sqlite_village: Village) -> Village:
    """A household with the longest names, more entries than a page holds, and goods that no page holds."""
    village = sqlite_village
    home = await village.household(HEAD, WANG)
    for _ in range(2):
        await village.household(HEAD, SHARED)
    await village.household("李福根", LI)
    village.now = at("2026-08-10 09:00")
    await village.close_months()
    for item in ("环4", "环3", "环5"):
        await village.record(home, item, -2, REASON)
    for number in range(9):
        await village.stock(f"{GOODS}{number}", 3, 999)
    return village


def named(reply: str) -> bool:
    """Whether somebody is named to turn to."""
    return any(whom in reply for whom in ("回6", "管理专员", "村委会"))


@pytest.mark.parametrize("sender", [WANG, SHARED])
async def test_every_reply_and_every_page_of_it_is_one_segment(nasty: Village, sender: str) -> None:
    for text in map(str.strip, QUESTIONS.split("|")):
        nasty.now += timedelta(hours=1)
        reply = await nasty.text(text, sender) or ""
        while reply.endswith(MORE):
            assert count(reply) == 1, (text, reply)
            nasty.now += timedelta(minutes=4)
            reply = await nasty.text("9", sender) or ""
        assert reply, text
        assert count(reply) == 1, (text, reply)


@pytest.mark.parametrize("text", [text.strip() for text in CANNOT_HELP.split("|")])
async def test_a_reply_that_cannot_help_names_a_person(nasty: Village, text: str) -> None:
    reply = await nasty.text(text)
    assert reply is not None
    assert named(reply), reply


@given(WORDS)
def test_no_page_is_longer_than_a_segment_and_nothing_is_lost(text: str) -> None:
    read, rest = "", text
    while rest:
        first, rest = page(rest)
        assert count(first) == 1
        read += first.removesuffix(MORE) if rest else first
    left_out = str.maketrans("", "", "\n，、；")
    assert read.translate(left_out) == text.translate(left_out)


@given(WORDS, st.sampled_from(["", "021-57210000", "13800001234"]))
def test_whoever_is_not_helped_reads_of_a_person_on_the_first_page(reply: str, telephone: str) -> None:
    said = with_person(reply, telephone)
    assert named(page(said)[0])
    assert all(line in said for line in reply.split("\n"))
