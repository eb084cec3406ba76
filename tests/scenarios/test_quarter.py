"""The quarter's summary 汇总考评, told when its last round is settled."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.village import CHEN, ZHOU, Village, at


async def settled(village: Village) -> list[str]:
    """The specialist looks and presses; what the group reads, line by line."""
    answer = await village.presses(CHEN, (await village.says(CHEN, "/jie")).button("结算并公示"))
    return answer.text.splitlines()


async def test_the_last_round_of_a_quarter_brings_its_summary(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    village.now = at("2026-10-01 09:00")
    lines = await settled(village)
    begin = lines.index("📋 秦望村2026年第三季度汇总考评（9月）")
    assert lines[begin + 1] == "1. 3-13 李*芳 112分"
    assert lines[-2:] == ["公示后没有更正。", "本季没有兑换。"]


async def test_another_month_brings_none(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    village.now = at("2026-11-02 09:00")
    assert not any("汇总考评" in line for line in await settled(village))


async def test_rounds_stand_side_by_side_and_corrections_are_told(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    await village.says(ZHOU, "/kou 3-13 垃圾 2 门口没分类")
    village.now = at("2026-11-02 09:00")
    await settled(village)
    village.now = at("2026-12-02 09:00")
    await village.says(ZHOU, "/jia 3-13 献血")
    await settled(village)
    village.now = at("2027-01-02 09:00")
    lines = await settled(village)
    assert "📋 秦望村2026年第四季度汇总考评（10月、11月、12月）" in lines
    assert any("3-13 李*芳 108+110+112=330分" in line for line in lines)
