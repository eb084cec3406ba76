"""Paper forms, entered by an officer for a household."""

from __future__ import annotations

from domain.entry import Source
from tests.scenarios.claiming import WANG
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Village


async def test_a_paper_form_waits_like_any_other_claim(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen 3-12 志2 昨天去镇上献血")
    assert "📝 申报 1：3组12号 王建国\n“昨天去镇上献血”\n日子：9月9日，项目：志2" in said.text
    assert "已经报过了，是申报 1" in (await village.says(SUN, "/shen 3-12 志2 昨天去镇上献血")).text
    await village.presses(CHEN, said.buttons[0])
    [entry] = await village.entries(homes.wang)
    assert (entry.source, entry.officer_name, entry.reason) == (Source.CHAT, "陈国强", "昨天去镇上献血")
    [text] = await village.texted(WANG)
    assert "您家的申报1号通过了" in text


async def test_no_officer_enters_a_form_for_the_own_household(village: Village, homes: Homes) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/shen 4-2 志2 献血")).text
    assert "是您家亲属" in (await village.says(CHEN, "/shen 4-3 志2 献血")).text
    assert await village.count("claims") == 0
