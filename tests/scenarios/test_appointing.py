"""The town's supervisor appoints and dismisses officers, and says where they live."""

from __future__ import annotations

import asyncio

import pytest

from bot.reply import Say
from domain.model.errors import Refused
from domain.model.people import Role
from tests.scenarios.supervisors import GU, TOWN_GROUP, jian
from tests.village import CHEN, GROUP, ZHOU, Village, named

QIAN = 501
"""钱进, no head of any household."""


async def test_a_supervisor_appoints_and_dismisses(supervised: Village) -> None:
    told = await jian(supervised, "/jian 请 秦望村 组员 钱进")
    assert told.startswith("已邀请钱进任秦望村考核组员。请转告对方 14 天内在群里或私聊我发：/bang INVITEDBYTOWN\n")
    assert "钱进，您现在是秦望村的考核组员" in (await supervised.says(QIAN, "/bang INVITEDBYTOWN")).text
    assert (await jian(supervised, "/jian 免 秦望村 钱进")).startswith("钱进不再担任秦望村考核组员。")
    assert (await supervised.posted()).text == "钱进不再担任秦望村考核组员。"
    assert "还不是这里的考核人员" in (await supervised.says(QIAN, "/jia 3-13 献血")).text


NONE_LEFT = "⚠️ 秦望村没有管理专员了，结算、申报、兑换都办不成。请镇里再请一位：/jian 请 秦望村 专员 姓名"


async def test_that_no_specialist_is_left_is_said_when_the_last_is_dismissed(supervised: Village) -> None:
    await jian(supervised, "/jian 请 秦望村 专员 钱进")
    await supervised.says(QIAN, "/bang INVITEDBYTOWN")
    assert "没有管理专员" not in await jian(supervised, "/jian 免 秦望村 钱进")
    assert (await jian(supervised, "/jian 免 秦望村 陈国强")).startswith(f"陈国强不再担任秦望村管理专员。\n{NONE_LEFT}")
    assert (await supervised.posted(GROUP)).text.endswith(NONE_LEFT)


async def test_and_when_the_last_leaves_the_group(supervised: Village) -> None:
    assert (await supervised.leaves(ZHOU)).text.count("没有管理专员") == 0
    answer = await supervised.leaves(CHEN)
    assert [(reply.text, reply.chat) for reply in answer.replies if isinstance(reply, Say)][1:] == [
        (NONE_LEFT, None),
        (NONE_LEFT, named(TOWN_GROUP)),
    ]


async def test_and_when_the_last_becomes_an_assessor(supervised: Village) -> None:
    code = await supervised.invitation("陈国强", Role.ASSESSOR)
    assert NONE_LEFT in (await supervised.whispers(CHEN, f"/bang {code}")).text
    assert (await supervised.posted(GROUP)).text == NONE_LEFT


async def test_a_unit_has_two_specialists_at_most(supervised: Village) -> None:
    assert "已邀请" in await jian(supervised, "/jian 请 秦望村 专员 钱进")
    assert await jian(supervised, "/jian 请 秦望村 专员 孙浩") == "这个单位已有 2 位管理专员，先免去一位再请。"
    await jian(supervised, "/jian 免 秦望村 钱进")
    assert "已邀请" in await jian(supervised, "/jian 请 秦望村 专员 孙浩")


async def test_of_many_invitations_at_once_two_make_specialists(village: Village) -> None:
    async def invited(name: str) -> str:
        try:
            await village.invitation(name, Role.SPECIALIST)
        except Refused as refused:
            return refused.code
        return "invited"

    answers = await asyncio.gather(*(invited(name) for name in ("钱进", "孙浩", "李明", "吴斌")))
    assert sorted(answers) == ["enough-specialists"] * 3 + ["invited"]


async def test_an_officer_is_known_to_live_where_a_head_has_the_name(supervised: Village) -> None:
    told = await jian(supervised, "/jian 请 秦望村 组员 赵丽华")
    assert "本人家按户主同名认定：5组1号 赵丽华。" in told


async def test_an_officer_who_is_no_head_is_asked_for_the_household(supervised: Village) -> None:
    told = await jian(supervised, "/jian 请 秦望村 组员 钱进")
    assert "不知道本人是哪一户，没法回避。请发：/jian 户 秦望村 钱进 3-12（不住本村写“无”）" in told
    await supervised.says(QIAN, "/bang INVITEDBYTOWN")
    assert await jian(supervised, "/jian 户 秦望村 钱进 4-3") == (
        "已记：秦望村考核组员钱进家在4组3号 陈小弟，这户和登记的亲属户的事由别人办。"
        "\n已记：秦望村考核组员钱进家在4组3号 陈小弟，这户和登记的亲属户的事由别人办。"
    )
    assert "是您自己家" in (await supervised.says(QIAN, "/jia 4-3 献血")).text
    assert "是您家亲属" in (await supervised.says(QIAN, "/jia 4-2 献血")).text
    assert "✅" in (await supervised.says(QIAN, "/jia 3-13 献血")).text


async def test_the_household_stays_known_when_the_officer_comes_back(supervised: Village) -> None:
    await jian(supervised, "/jian 户 秦望村 周美华 4-3")
    await supervised.leaves(ZHOU)
    await supervised.officer(ZHOU, "周美华")
    assert "是您自己家" in (await supervised.says(ZHOU, "/jia 4-3 献血")).text


async def test_a_namesake_of_a_head_may_live_elsewhere(supervised: Village) -> None:
    assert "是您自己家" in (await supervised.says(CHEN, "/jia 4-2 献血")).text
    assert "已记：秦望村管理专员陈国强家不在本村。" in await jian(supervised, "/jian 户 秦望村 陈国强 无")
    assert "✅" in (await supervised.says(CHEN, "/jia 4-2 献血")).text


async def test_a_name_that_fits_two_households_is_asked_back(supervised: Village) -> None:
    question = await supervised.says(GU, "/jian 户 秦望村 周美华 王建国", chat=TOWN_GROUP)
    assert question.labels == ["3组12号 王建国", "4组1号 王建国"]
    done = await supervised.presses(GU, question.buttons[1], chat=TOWN_GROUP)
    assert "周美华家在4组1号 王建国" in done.text


async def test_one_village_is_shown_with_its_officers_and_where_they_live(supervised: Village) -> None:
    await jian(supervised, "/jian 请 秦望村 专员 钱进")
    assert (
        "人员：陈国强（管理专员，家4-2）、钱进（管理专员，家没登记，已邀请）、"
        "周美华（考核组员，家没登记）、孙志明（考核组员，家没登记）"
    ) in await jian(supervised, "/jian 秦望村")


async def test_an_assessor_becomes_a_specialist(supervised: Village) -> None:
    await jian(supervised, "/jian 请 秦望村 专员 周美华")
    assert "您现在是秦望村的管理专员" in (await supervised.whispers(ZHOU, "/bang INVITEDBYTOWN")).text
    assert "结算预览" in (await supervised.says(ZHOU, "/jie")).text
    assert await supervised.count("officers", "name = '周美华' AND status = 'active'") == 1


async def test_dismissing_ends_every_role_and_invitation_of_that_name(supervised: Village) -> None:
    await jian(supervised, "/jian 请 秦望村 专员 周美华")
    told = await jian(supervised, "/jian 免 秦望村 周美华")
    assert told.splitlines()[0] == "周美华不再担任秦望村考核组员、管理专员。"
    assert "还不是这里的考核人员" in (await supervised.says(ZHOU, "/jia 3-13 献血")).text
    assert "邀请码不对" in (await supervised.whispers(ZHOU, "/bang INVITEDBYTOWN")).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/jian 户 秦望村 周美华", "看不懂，可以发：/jian、"),
        ("/jian 户 秦望村 周美华 9-9", "没有找到“9-9”这一户"),
        ("/jian 户 秦望村 王芳 3-12", "这个单位没有叫“王芳”的考核人员。"),
        ("/jian 户 东村 周美华 3-12", "没有“东村”这个单位"),
    ],
)
async def test_what_can_be_got_wrong(supervised: Village, said: str, told: str) -> None:
    assert (await jian(supervised, said)).startswith(told)


async def test_only_supervisors_say_where_officers_live(supervised: Village) -> None:
    assert (await supervised.says(CHEN, "/jian 户 秦望村 陈国强 无", chat=GROUP)).text == "这件事只有镇监督员能做。"


async def test_an_invitation_is_not_shown_where_anybody_could_take_it(supervised: Village) -> None:
    told = await supervised.says(GU, "/jian 请 秦望村 专员 钱进")
    assert told.text == "邀请码谁拿到谁能用，请在镇的群里或私聊我发。"
    assert await supervised.count("officers", "name = '钱进'") == 0
    assert "已邀请钱进" in (await supervised.whispers(GU, "/jian 请 秦望村 专员 钱进")).text


@pytest.mark.parametrize("said", ["", "/jian 户 秦望村 陈国强 4-2"])
async def test_the_household_stays_known_under_another_name(supervised: Village, said: str) -> None:
    if said:
        await jian(supervised, said)
    await jian(supervised, "/jian 免 秦望村 陈国强")
    await jian(supervised, "/jian 请 秦望村 专员 陈强")
    await supervised.whispers(CHEN, "/bang INVITEDBYTOWN")
    assert "是您自己家" in (await supervised.says(CHEN, "/jia 4-2 献血")).text
    assert "是您家亲属" in (await supervised.says(CHEN, "/jia 4-3 献血")).text
    assert "陈强（管理专员，家4-2）" in await jian(supervised, "/jian 秦望村")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("4-3", "本人家是先前登记的4组3号 陈小弟。不是的话请发：/jian 户 秦望村 周美华 3-12"),
        ("无", "先前登记的是不住本村。不是的话请发：/jian 户 秦望村 周美华 3-12"),
    ],
)
async def test_what_was_said_before_of_the_household_is_told_with_the_invitation(
    supervised: Village, said: str, told: str
) -> None:
    await jian(supervised, f"/jian 户 秦望村 周美华 {said}")
    assert told in await jian(supervised, "/jian 请 秦望村 专员 周美华")
