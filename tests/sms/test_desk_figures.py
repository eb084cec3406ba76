"""The figures and the words that villagers get back when they text, on both databases."""

from __future__ import annotations

import pytest

from sms.intents.help import text as help_text
from sms.segments import count
from tests.sms.village import LI, WANG, Village, at

# --- figures


async def test_points_of_the_round_the_year_what_can_be_spent_and_the_rank(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    await village.household("李秀芳", LI)
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    assert await village.text("积分") == "王建国户：7月108分，全年0分，第2名，可用0分。这一轮过完，分才计入全年。"
    village.now = at("2026-08-03 09:00")
    await village.close_months()
    await village.record(wang, "志2", 2, "市里献血")
    assert (
        await village.text("我家还有多少分")
        == "王建国户：8月112分，全年108分，第2名，可用108分。8月的还没算进全年。回2看明细。"
    )
    assert (
        await village.text("1", LI) == "李秀芳户：8月110分，全年110分，第1名，可用110分。8月的还没算进全年。回2看明细。"
    )


async def test_a_text_opens_the_round_that_nobody_has_opened_yet(village: Village) -> None:
    await village.household("王建国", WANG)
    village.now = at("2026-09-10 10:00")
    assert "全年0分" in (await village.text("积分") or "")
    await village.close_months()
    assert (
        await village.text("积分") == "王建国户：9月110分，全年220分，第1名，可用220分。9月的还没算进全年。回2看明细。"
    )


async def test_a_new_year_starts_from_nothing(village: Village) -> None:
    await village.household("王建国", WANG)
    village.now = at("2027-01-01 00:00")
    reply = "王建国户：1月110分，全年0分，第1名，可用0分。这一轮过完，分才计入全年。"
    assert await village.text("积分") == reply


async def test_detail_tells_numbers_points_and_reasons_newest_first(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    first = await village.record(wang, "环4", -2, "门口垃圾没分类")
    second = await village.record(wang, "志2", 1, "镇上献血")
    third = await village.record(wang, "志2", 2, "市里献血")
    assert await village.text("明细") == (
        "王建国户最近：\n"
        f"#{third.entry_id} 7月6日献血加2分(计1分)：市里献血\n"
        f"#{second.entry_id} 7月6日献血加1分：镇上献血\n"
        f"#{first.entry_id} 7月6日垃圾扣2分：门口垃圾没分类"
    )


async def test_detail_tells_what_was_taken_back(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    wrong = await village.record(wang, "环3", -3, "鸡鸭散养")
    await village.take_back(wrong.entry_id, "记错户了")
    reversal = wrong.entry_id + 1
    assert await village.text("扣了啥") == (
        "王建国户最近：\n"
        f"#{reversal} 7月6日撤销#{wrong.entry_id}，加3分：记错户了\n"
        f"#{wrong.entry_id} 7月6日鸡鸭扣3分，已撤销"
    )


async def test_detail_stops_where_the_segment_ends_and_never_skips_one(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    for points, reason in ((-1, "最早的"), (-1, "理由很长" * 8), (-1, "最近的")):
        await village.record(wang, "环4", points, reason)
    reply = await village.text("明细")
    assert reply is not None
    assert "最近的" in reply
    assert "最早的" not in reply
    assert count(reply) == 1


async def test_detail_of_a_household_without_entries(village: Village) -> None:
    await village.household("王建国", WANG)
    assert await village.text("明细") == "王建国户还没有加分或扣分的记录。"


async def test_rank_and_the_distance_to_the_next(village: Village) -> None:
    await village.household("王建国", WANG)
    li = await village.household("李秀芳", LI)
    await village.record(li, "环4", -3, "乱倒垃圾")
    assert await village.text("排名") == "王建国户在秦望村排第1名。"
    assert await village.text("排名", LI) == "李秀芳户在秦望村排第2名，离前一名差3分。"


async def test_a_veto_in_force_is_said_and_takes_the_household_out(village: Village) -> None:
    li = await village.household("李秀芳", LI)
    await village.veto(li, "在田里烧秸秆")
    out = "被一票否决，今年不参加排名和兑换。有疑问请找村里的管理专员。"
    assert await village.text("积分", LI) == f"李秀芳户：7月110分，全年0分，{out}"
    assert await village.text("排名", LI) == f"李秀芳户{out}"
    assert "一票否决(秸秆)：在田里烧秸秆" in (await village.text("明细", LI) or "")


async def test_a_veto_not_yet_confirmed_changes_no_figure(village: Village) -> None:
    li = await village.household("李秀芳", LI)
    await village.veto(li, "在田里烧秸秆", confirmed=False)
    assert "第1名" in (await village.text("积分", LI) or "")
    assert "一票否决(秸秆，待认定)：在田里烧秸秆" in (await village.text("明细", LI) or "")


# --- words


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ("规则", "每轮满分120分：环境卫生80分、乡风文明35分、志愿服务5分。查一项发“规则 违建”。另有3项一票否决。"),
        ("规则 垃圾", "垃圾分类投放：5分，每轮先给满，没做到就扣。"),
        ("规则 献血", "参加义务献血活动：每轮从0分起，做到了加分，最多2分。做了就发“申报 献血 哪天”。"),
        ("5 鸡鸭", "无不规范畜禽养殖：10分，每轮先给满，没做到就扣。"),
        ("规则 秸秆", "秸秆焚烧行为：一票否决，当年不参加排名和兑换。"),
        ("帮助", help_text()),
        ("？", help_text()),
        ("物品", "村里现在没有可以兑换的物品，过些日子再看，或问村里的管理专员。"),
        ("兑 3 两份", "没有3号物品。回4看能兑什么。找人回6。"),
        ("异议 12 没有扔垃圾", "没有找到您家#12这条记录。回2看明细和编号，再发：异议 编号 原因。找人回6。"),
        ("异议", "王建国户没有还能提异议的记录。有疑问请找村里的管理专员。"),
        ("", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。找人回6。"),
        ("🎉🎉", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。找人回6。"),
        ("呵呵\n\n" * 300, "没看明白您的意思。查积分回1，看明细回2，看帮助回0。找人回6。"),
        ("\x00", "没看明白您的意思。查积分回1，看明细回2，看帮助回0。找人回6。"),
    ],
)
async def test_words(sqlite_village: Village, body: str, reply: str) -> None:
    await sqlite_village.household("王建国", WANG)
    assert await sqlite_village.text(body) == reply
    assert await sqlite_village.count("entries") == 0


async def test_a_word_that_fits_several_items_is_asked_about(village: Village) -> None:
    await village.household("王建国", WANG)
    reply = await village.text("规则 分类和乱葬")
    assert reply is not None
    assert reply.startswith("您要查哪一项？请回编号：")
    assert "垃圾" in reply
    assert "乱埋" in reply
