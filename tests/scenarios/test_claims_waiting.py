"""Claims that wait for an answer: the list, and what is brought up again."""

from __future__ import annotations

from app.duties.claims import remind
from domain.model.claim import OpenClaims
from tests.scenarios.claiming import claimed
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import brought_up
from tests.village import CHEN, QINWANG, ZHOU, Village, at


async def test_the_list_is_empty_short_or_goes_on(village: Village, homes: Homes) -> None:
    assert (await village.says(CHEN, "/shen")).text == "没有等答复的申报。"
    for day in range(1, 6):
        await village.says(ZHOU, f"/shen 3-12 志2 9月{day}日献血")
        await village.says(ZHOU, f"/shen 3-13 志1 9月{day}日扫河道")
    await village.says(ZHOU, "/shen 3-14 志1 帮忙搬东西")
    village.now = at("2026-09-18 09:00")
    listed = await village.says(CHEN, "/申报")
    assert listed.text.startswith(
        "📝 等答复的申报 11 件：\n1. 3组12号 王建国“9月1日献血”（9月1日，志2“参加义务献血活动”2分），已超期\n"
    )
    assert listed.text.endswith("还有 1 件没列出。")
    assert len(listed.buttons) == 21
    behind = await village.presses(CHEN, listed.button("看后面 1 个"))
    assert behind.text.startswith("📝 后面的申报 1 件：\n11. 3组14号 张伟")
    assert behind.labels == ["同意 11", "不同意 11"]
    answer = await village.presses(CHEN, listed.button("不同意 10"))
    assert not answer.unbuttoned
    approved = await village.presses(CHEN, listed.buttons[0])
    assert (approved.unbuttoned, "申报 1 已同意" in approved.text) == (False, True)


async def test_a_claim_that_nobody_answers_is_brought_up_twice_and_then_overdue(village: Village, homes: Homes) -> None:
    async def look(when: str) -> str:
        return await brought_up(village, remind, when)

    async def tally() -> OpenClaims:
        async with village.transactions.reading() as store:
            return await store.claims.tally(QINWANG, village.now.date())

    await claimed(village)
    assert await look("2026-09-13 12:00") == ""
    assert await look("2026-09-14 07:00") == ""
    assert (await look("2026-09-14 09:00")).startswith("⏰ 还有 1 件申报没人答复：\n1. 3组12号 王建国")
    assert await look("2026-09-15 09:00") == ""
    assert "9月17日前答复" in await look("2026-09-17 09:00")
    assert await tally() == OpenClaims(open=1, overdue=0)
    assert await look("2026-09-18 09:00") == ""
    assert await tally() == OpenClaims(open=1, overdue=1)
    await village.presses(CHEN, (await village.posted()).buttons[0])
    assert await tally() == OpenClaims(open=0, overdue=0)
