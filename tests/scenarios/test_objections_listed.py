"""异议 as they are listed, shown, and written wrong."""

from __future__ import annotations

from datetime import timedelta

from app.duties.objections import remind
from tests.scenarios.disputes import LI_PHONE, disputed
from tests.scenarios.duties import brought_up
from tests.village import CHEN, ZHOU, Village

ZHANG_PHONE = "+8619900001234"


async def test_open_ones_are_listed_with_their_buttons(village: Village) -> None:
    assert (await village.says(CHEN, "/yi")).text == "没有等答复的异议。"
    await disputed(village)
    await village.says(ZHOU, "/kou 3-14 环2 1 门口乱")
    village.now += timedelta(days=1)
    await village.texts(ZHANG_PHONE, "异议 2")
    await village.texts(ZHANG_PHONE, "没有")
    answer = await village.says(CHEN, "/yi")
    assert answer.text == (
        "🙋 等答复的异议 2 件：\n1. 3组13号 李秀芳 #1 垃圾分类投放扣2分：没有扔垃圾（9月17日前答复）\n"
        "2. 3组14号 张伟 #2 宅前屋后保持干净扣1分：（没写原因）（9月18日前答复）"
    )
    assert answer.labels == ["1 成立", "1 不成立", "2 成立", "2 不成立"]


async def test_a_long_list_says_how_many_are_left(village: Village) -> None:
    for number in range(1, 13):
        await village.says(ZHOU, f"/kou 3-13 垃圾 1 第{number}回")
        await village.texts(LI_PHONE, f"异议 {number} " + "我家没有扔，" * 13)
        village.now += timedelta(minutes=11)
    answer = await village.says(CHEN, "/yi")
    assert answer.text.endswith("还有 2 件没列出。")
    assert len(answer.labels) == 21
    behind = await village.presses(CHEN, answer.button("看后面 2 个"))
    assert behind.labels == ["11 成立", "11 不成立", "12 成立", "12 不成立"]
    assert all(len(line) < 90 for line in answer.text.splitlines())


async def test_one_case_is_shown_with_its_history(village: Village) -> None:
    await disputed(village)
    await village.says(CHEN, "/yi 驳 1 有照片为证")
    village.now += timedelta(days=1)
    await village.texts(LI_PHONE, "异议 1 照片不是我家")
    answer = await village.says(CHEN, "/yi 2")
    assert answer.text == (
        "🙋 异议 2：3组13号 李秀芳\n#1 9月10日 环4“垃圾分类投放” 扣2分（周美华：没分类）\n"
        "9月11日户里说：照片不是我家\n异议 1（9月10日）：不成立（陈国强，9月10日）有照片为证\n9月18日前答复\n"
        "只是扣多了的，请发：/yi 准 2 该扣几分 原因"
    )
    assert answer.labels == ["成立", "不成立"]
    old = await village.says(CHEN, "/异议 1号")
    assert "结果：不成立（陈国强，9月10日）有照片为证" in old.text
    assert old.labels == []
    assert (await village.says(CHEN, "/yi 9")).text == "本村没有异议 9，发 /yi 看等答复的。"


async def test_what_is_written_wrong_is_explained(village: Village) -> None:
    usage = "替户里提异议请写：/yi 3-12 #123 原因；看一件请写：/yi 5"
    assert (await village.says(CHEN, "/yi 有人说不公平")).text == usage
    assert (await village.says(CHEN, "/yi 驳")).text == "没写是几号异议，例如：/yi 驳 5 现场核实过"
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await village.says(CHEN, "/yi 3-13 #1")).text == "请在后面写上原因。"


async def test_one_that_nobody_answers_is_brought_up_twice(village: Village) -> None:
    async def look(when: str) -> str:
        return await brought_up(village, remind, when)

    await disputed(village)
    assert await look("2026-09-13 12:00") == ""
    assert "垃圾分类投放" in await look("2026-09-14 09:00")
    assert await look("2026-09-15 09:00") == ""
    assert await look("2026-09-17 09:00") == ""
    assert "垃圾分类投放" in await look("2026-09-18 09:00")
    assert await look("2026-09-19 09:00") == ""
