"""Looking things up: /cha, /pai, /gui, /help."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.village import CHEN, JIANNONG, STRANGER, ZHOU, Village, at


async def test_a_card_says_everything_at_a_glance(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 门口没分类")
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.insists(ZHOU, "/jia 3-13 献血 2 又献一次")
    await village.says(ZHOU, "/che 1 记错户")
    lines = (await village.says(ZHOU, "/cha 李秀芳")).text.splitlines()
    assert lines[0] == f"🏠 3组13号 李秀芳（户码 {homes.li.code}）"
    assert lines[1] == "9月：112/120 分"
    assert lines[2] == "宅前屋后：环1 15/15 环2 10/10 环3 10/10 环4 5/5 环5 5/5"
    assert "志愿服务：志1 0/1 志2 2/2 志3 0/2" in lines
    assert "2026年已得 0 分，第 1 名，可用 0 分" in lines
    assert lines[-5:] == [
        "最近记分：",
        "#4 9月10日 撤销 #1（周美华）",
        "#3 9月10日 志2 加2分计0 又献一次（周美华）",
        "#2 9月10日 志2 加2分（周美华）",
        "#1 9月10日 环4 扣2分 门口没分类（周美华，已撤销）",
    ]


async def test_a_household_of_next_month_is_not_scored_yet(village: Village, homes: Homes) -> None:
    later = await village.household(6, 1, "钱新", joined=at("2026-10-05 00:00").date())
    assert "本轮不参加考评" in (await village.says(ZHOU, "/cha 6-1")).text
    assert (await village.says(ZHOU, "/kou 6-1 垃圾 1 乱")).text == (
        "6组1号 钱新2026年10月5日才加入，2026年9月10日那时还没有这户，不能记。"
    )
    village.now = at("2026-10-06 09:00")
    assert "✅" in (await village.says(ZHOU, "/kou 6-1 垃圾 1 乱")).text
    assert await village.points(later) == 109


async def test_a_card_knows_the_year_once_a_month_is_over(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 门口没分类")
    village.now = at("2026-10-01 00:00")
    await village.close_months()
    text = (await village.says(ZHOU, "/cha 3-13")).text
    assert "10月：110/120 分" in text
    assert "2026年已得 108 分，第 7 名，可用 108 分" in text


async def test_the_ranking_goes_by_the_open_month_until_one_is_over(village: Village) -> None:
    await village.says(ZHOU, "/jia 3-13 献血\n3-14 志愿\n5-1 志愿")
    await village.says(ZHOU, "/kou 3-12 窝棚 3 田里")
    lines = (await village.says(ZHOU, "/pai")).text.splitlines()
    assert lines == [
        "🏆 全村排名 · 9月（未结束）积分",
        "🥇 3组13号 李秀芳 112分",
        "🥈 3组14号 张伟 111分",
        "🥈 5组1号 赵丽华 111分",
        "4. 4组1号 王建国 110分",
        "4. 4组2号 陈国强 110分",
        "4. 4组3号 陈小弟 110分",
        "7. 3组12号 王建国 107分",
    ]


async def test_the_ranking_goes_by_the_year_afterwards(village: Village) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    village.now = at("2026-10-01 00:00")
    await village.close_months()
    await village.says(ZHOU, "/kou 3-13 窝棚 9 田里")
    lines = (await village.says(ZHOU, "/pai")).text.splitlines()
    assert lines[:2] == ["🏆 全村排名 · 2026年积分", "🥇 3组13号 李秀芳 112分"]


async def test_there_are_no_medals_for_a_tie_that_is_longer_than_they_are(village: Village) -> None:
    lines = (await village.says(ZHOU, "/pai")).text.splitlines()[1:]
    assert {line[:3] for line in lines} == {"1. "}


async def test_a_groups_ranking_keeps_the_villages_ranks(village: Village) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    lines = (await village.says(ZHOU, "/pai 4组")).text.splitlines()
    assert lines[0] == "🏆 4组排名 · 9月（未结束）积分"
    assert lines[1:] == ["2. 4组1号 王建国 110分", "2. 4组2号 陈国强 110分", "2. 4组3号 陈小弟 110分"]
    assert (await village.says(ZHOU, "/pai 9")).text == "本村没有9组。"


async def test_anyone_may_read_the_rules(village: Village) -> None:
    text = (await village.says(STRANGER, "/gui")).text
    assert text.splitlines()[0] == "📖 张堰镇乡村治理积分制实施细则（总分 120）"
    assert "【宅前屋后】45分\n环1 无违章搭建 15分\n" in text
    assert "志2 参加义务献血活动 2分（做到才加）" in text
    assert "否2 秸秆焚烧行为" in text
    item = (await village.says(STRANGER, "/规则 献血")).text
    assert item.startswith("志2 参加义务献血活动（志愿服务）\n最多 2 分，每轮从 0 分起，做到了加分\n也可以写：献血")
    assert "一票否决，2人确认后" in (await village.says(STRANGER, "/gui 否2")).text
    assert (await village.says(STRANGER, "/gui 飞碟")).text == "没有“飞碟”这一项，发 /gui 可看全部项目。"


async def test_help_says_what_this_person_can_do(village: Village) -> None:
    assessor, specialist = (await village.says(ZHOU, "/help")).text, (await village.says(CHEN, "/help")).text
    stranger = (await village.whispers(STRANGER, "/help")).text
    assert all(f"/{command}" in assessor for command in ("jia", "kou", "fou", "che", "cha", "pai", "gui"))
    for command in ("shen", "jie", "wu", "dui", "ling", "tong"):
        assert f"/{command}" not in assessor
        assert f"/{command}" in specialist
    assert "/jian" not in specialist
    assert "/bang 邀请码" in stranger
    assert "/kou" not in stranger


async def test_the_villages_do_not_see_each_other(village: Village) -> None:
    there = await village.household(1, 1, "钱多多", unit=JIANNONG)
    assert "没有找到“1-1”" in (await village.says(ZHOU, "/cha 1-1")).text
    assert (await village.says(ZHOU, f"/cha {there.code}")).text == f"户码 {there.code} 不是本村的户，请核对。"
    assert "没有找到“钱多多”" in (await village.says(ZHOU, "/cha 钱多多")).text
    assert "钱多多" not in (await village.says(ZHOU, "/pai")).text


async def test_an_unknown_command_points_to_help(village: Village) -> None:
    assert (await village.says(ZHOU, "/飞")).text == "没有“/飞”这个命令，发 /help 看能做什么。"


async def test_where_nobody_lives_the_neighbours_are_named(village: Village) -> None:
    assert (await village.says(ZHOU, "/cha 3-15")).text == (
        "没有找到“3-15”这一户，相近的有 3-12、3-13、3-14，请核对门牌。"
    )


async def test_an_example_is_never_what_was_not_found(new_village: Village) -> None:
    await new_village.household(1, 1, "周美华")
    await new_village.officer(ZHOU, "周美华")
    answer = await new_village.whispers(ZHOU, "/cha 3-12")
    assert answer.text == "没有找到“3-12”这一户，请写 2-5 或户码再试。"
