"""Becoming an officer, binding a group, moving, leaving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reply import Say
from domain.model.errors import Refused
from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, JIANNONG, QINWANG, STRANGER, SUN, TOWN_CODE, ZHOU, Village, named

SUPERGROUP, OTHER_GROUP = -1004001, -4002
NOT_AN_OFFICER = "您还不是这里的考核人员。有邀请码请发：/bang 邀请码"


async def test_an_invited_specialist_joins_and_binds_the_group_in_one_go(new_village: Village, homes: Homes) -> None:
    code = await new_village.invitation("陈国强", Role.SPECIALIST)
    answer = await new_village.says(CHEN, f"/bang {code}")
    assert answer.text.startswith("陈国强，您现在是秦望村的管理专员。\n本群已绑定秦望村。")
    assert "管理员" in answer.text
    assert "✅" in (await new_village.says(CHEN, "/kou 3-13 垃圾 1 没分类")).text


async def test_an_assessor_joins_in_private_and_works_there_too(new_village: Village, homes: Homes) -> None:
    code = await new_village.invitation("周美华")
    answer = await new_village.whispers(ZHOU, f"/绑定 {code.lower()}")
    said, for_the_group_to_come = answer.text.rsplit("\n", 1)
    assert said == "周美华，您现在是秦望村的考核组员。\n发 /help 看看能做什么。"
    assert for_the_group_to_come == "周美华现在是秦望村考核组员。"
    assert "✅" in (await new_village.whispers(ZHOU, "/kou 3-13 垃圾 1 没分类")).text


@pytest.mark.parametrize(
    ("role", "unit", "told"),
    [
        (Role.SPECIALIST, QINWANG, "村里还没有绑定工作群：请把我拉进群，在群里发 /bang。"),
        (Role.SUPERVISOR, TOWN_CODE, "镇里还没有绑定群，每周简报没处发：请把我拉进镇的群，在群里发 /bang。"),
        (Role.ASSESSOR, QINWANG, ""),
    ],
)
async def test_who_may_bind_a_group_hears_in_private_that_there_is_none(
    new_village: Village, role: Role, unit: str, told: str
) -> None:
    code = await new_village.invitation("吴敏", role, unit)
    said, *_ = (await new_village.whispers(CHEN, f"/bang {code}")).replies
    assert isinstance(said, Say)
    _, *between, last = said.text.splitlines()
    assert ("\n".join(between), last) == (told, "发 /help 看看能做什么。")


async def test_a_code_works_once_and_not_for_ever(new_village: Village) -> None:
    refused = "邀请码不对或已过期，请向镇里再要一个。"
    code = await new_village.invitation("周美华")
    await new_village.whispers(ZHOU, f"/bang {code}")
    assert (await new_village.whispers(SUN, f"/bang {code}")).text == refused
    assert (await new_village.whispers(SUN, "/bang ABCD2345")).text == refused
    just, late = await new_village.invitation("孙志明"), await new_village.invitation("林晓燕")
    new_village.now += timedelta(days=14)
    assert "您现在是秦望村的" in (await new_village.whispers(SUN, f"/bang {just}")).text
    new_village.now += timedelta(seconds=1)
    assert (await new_village.whispers(STRANGER, f"/bang {late}")).text == refused


@pytest.mark.parametrize("name", ["", " ", "阿" * 31, "王\n芳"])
async def test_nobody_is_invited_without_a_name_of_one_line(new_village: Village, name: str) -> None:
    with pytest.raises(Refused, match="bad-name"):
        await new_village.invitation(name)
    assert await new_village.invitation("阿" * 30)


async def test_who_is_an_officer_already_stays_what_they_are(village: Village) -> None:
    code = await village.invitation("周美华二", Role.SPECIALIST)
    assert (await village.whispers(ZHOU, f"/bang {code}")).text == "您已经是这个村的考核人员了。"
    assert "您现在是秦望村的管理专员" in (await village.whispers(STRANGER, f"/bang {code}")).text


async def test_a_code_of_another_village_is_not_taken_in_this_ones_group(village: Village) -> None:
    code = await village.invitation("钱进", Role.SPECIALIST, JIANNONG)
    assert (await village.says(201, f"/bang {code}")).text == "本群绑定的是别的村，请到您自己村的群里发。"
    assert "本群已绑定建农村" in (await village.says(201, f"/bang {code}", chat=OTHER_GROUP)).text


async def test_only_a_specialist_binds_and_only_in_a_group(village: Village) -> None:
    assert (await village.says(ZHOU, "/bang", chat=OTHER_GROUP)).text == "这件事只有管理专员能做。"
    assert "请在村的工作群里发 /bang" in (await village.whispers(CHEN, "/bang")).text


async def test_an_unbound_group_is_told_how_to_begin(village: Village) -> None:
    for command in ("/kou 3-13 垃圾 1 没分类", "/cha 3-13", "/pai", "/tong"):
        answer = await village.says(CHEN, command, chat=OTHER_GROUP)
        assert answer.text == "本群还没有绑定村，请管理专员在群里发 /bang"


async def test_binding_another_group_lets_the_first_one_go_and_tells_it(village: Village) -> None:
    answer = await village.says(CHEN, "/bang", chat=OTHER_GROUP)
    assert "本群已绑定秦望村" in answer.text
    assert "秦望村已改绑到另一个群，本群不再记分。" in answer.text
    assert await village.count("outbox", f"target = '{named(GROUP)}' AND payload LIKE '%改绑%'") == 1
    assert "还没有绑定村" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")).text
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类", chat=OTHER_GROUP)).text


async def test_binding_the_same_group_again_is_fine(village: Village) -> None:
    assert "本群已绑定秦望村" in (await village.says(CHEN, "/bang")).text
    assert await village.count("chats") == 1


async def test_another_villages_specialist_does_not_take_the_group_away(village: Village) -> None:
    code = await village.invitation("钱进", Role.SPECIALIST, JIANNONG)
    await village.whispers(201, f"/bang {code}")
    assert "本群绑定的是别的村" in (await village.says(201, "/bang")).text
    assert (await village.says(201, "/kou 3-13 垃圾 1 没分类")).text == NOT_AN_OFFICER


async def test_a_group_that_becomes_a_supergroup_goes_on_with_its_questions(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类")
    assert (await village.moves(GROUP, SUPERGROUP)).replies == ()
    assert await village.count("outbox", f"target = '{named(GROUP)}'") == 0
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类", chat=SUPERGROUP)).text
    await village.presses(ZHOU, question.button("3组12号"), chat=SUPERGROUP)
    assert await village.points(homes.wang) == 109


async def test_a_message_on_its_way_while_the_group_moves_follows_too(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'sending'")
    await village.moves(GROUP, SUPERGROUP)
    assert await village.count("outbox", f"target = '{named(GROUP)}'") == 0


async def test_leaving_the_group_ends_the_role(village: Village) -> None:
    answer = await village.leaves(ZHOU)
    assert answer.text == "周美华已退出本群，不再担任秦望村的考核人员。需要时请重新邀请。"
    assert (await village.leaves(ZHOU)).replies == ()
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")).text == NOT_AN_OFFICER
    assert (await village.whispers(ZHOU, "/kou 3-13 垃圾 1 没分类")).text == NOT_AN_OFFICER
    code = await village.invitation("周美华")
    assert "您现在是秦望村的考核组员" in (await village.says(ZHOU, f"/bang {code}")).text


async def test_old_buttons_are_dead_for_who_left(village: Village, homes: Homes) -> None:
    undo = (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")).button("撤销")
    question = await village.says(ZHOU, "/kou 王建国 垃圾 1 没分类")
    await village.leaves(ZHOU)
    assert (await village.presses(ZHOU, undo)).toast == "这个按钮是给别人的，您不能点。"
    assert "您还不是这里的考核人员" in (await village.presses(ZHOU, question.buttons[0])).toast
    assert await village.points(homes.li) == 109


async def test_leaving_some_other_group_ends_nothing(village: Village) -> None:
    assert (await village.leaves(ZHOU, chat=OTHER_GROUP)).replies == ()
    assert (await village.leaves(STRANGER)).replies == ()
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")).text


@pytest.mark.parametrize(
    "command", ["/jia 3-13 献血", "/kou 3-13 垃圾 1 乱", "/fou 3-13 秸秆 烧", "/che 1 错", "/cha 3-13"]
)
async def test_outsiders_and_the_nameless_do_nothing(village: Village, command: str) -> None:
    assert (await village.says(STRANGER, command)).text == NOT_AN_OFFICER
    assert (await village.whispers(STRANGER, command)).text == NOT_AN_OFFICER
    assert (await village.says(None, command)).text == "匿名管理员不能记分，请关掉“匿名”再发。"
    assert await village.count("entries") == 0


async def test_the_towns_supervisor_looks_and_does_not_touch(village: Village) -> None:
    code = await village.invitation("林主任", Role.SUPERVISOR, TOWN_CODE)
    await village.whispers(401, f"/bang {code}")
    assert "🏠 3组13号 李秀芳" in (await village.says(401, "/cha 3-13")).text
    for command in ("/kou 3-13 垃圾 1 乱", "/fou 3-13 秸秆 烧", "/che 1 错"):
        assert (await village.says(401, command)).text == "您在这里没有记分的权限。"
    assert (await village.says(401, "/tong")).text == "这件事只有管理专员能做。"


async def test_who_serves_two_villages_is_understood_in_their_groups(village: Village) -> None:
    code = await village.invitation("周美华", Role.ASSESSOR, JIANNONG)
    await village.whispers(ZHOU, f"/bang {code}")
    assert (await village.whispers(ZHOU, "/kou 3-13 垃圾 1 乱")).text == "您在几个村都有职务，请到那个村的群里发。"
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 乱")).text


async def test_who_serves_two_villages_binds_by_a_code_and_not_without(village: Village) -> None:
    await village.whispers(CHEN, f"/bang {await village.invitation('陈国强', Role.SPECIALIST, JIANNONG)}")
    answer = await village.says(CHEN, "/bang", chat=OTHER_GROUP)
    assert answer.text == "您在几个村都有职务，请到那个村的群里发。"
