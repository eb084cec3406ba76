"""Who decides on a claim."""

from __future__ import annotations

from domain.model.people import Role
from tests.scenarios.claiming import LIU, claimed
from tests.scenarios.conftest import Homes
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village


async def test_only_a_specialist_decides(village: Village, homes: Homes) -> None:
    await claimed(village)
    for user, why in ((ZHOU, "这件事只有管理专员能做。"), (STRANGER, "您还不是这里的考核人员")):
        for button in ("a:claim-yes:1", "a:claim-no:1"):
            assert why in (await village.presses(user, button)).toast
    assert (await village.says(ZHOU, "/shen 准 1 志2")).text == "这件事只有管理专员能做。"
    assert await village.entries(homes.wang) == []


async def test_nobody_decides_on_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    await village.officer(LIU, "刘文清", Role.SPECIALIST)
    for number, place in ((1, "4-2"), (2, "4-3")):
        await village.says(ZHOU, f"/shen {place} 志2 9月8日献血")
        for button in (f"a:claim-yes:{number}", f"a:claim-no:{number}"):
            assert "请别的考核人员来办" in (await village.presses(CHEN, button)).toast
        assert "只有管理专员" in (await village.presses(SUN, f"a:claim-yes:{number}")).toast
        assert "已同意（刘文清）" in (await village.presses(LIU, f"a:claim-yes:{number}")).text


async def test_when_the_only_specialist_is_not_impartial_an_assessor_stands_in(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/shen 4-2 志2 9月8日献血")
    answer = await village.presses(SUN, "a:claim-yes:1")
    assert "申报 1 已同意（孙志明），没有手机号，请当面告诉村民。" in answer.text
    assert len(await village.entries(homes.chen)) == 1
