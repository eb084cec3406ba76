"""/tong: the specialist sees what would be sent, presses once, and later sees who has to be told in person."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, SUN, ZHOU, Village, at

OCTOBER = at("2026-10-05 09:00")


async def october(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = OCTOBER
    await village.close_months()


async def test_the_preview_counts_prices_and_shows_samples(village: Village) -> None:
    await october(village)
    preview = await village.says(CHEN, "/tong")
    lines = preview.text.splitlines()
    assert lines[:2] == ["📨 2026年3季度通知", "要发 3 户，共 3 条短信，约 0.15 元"]
    assert lines[2].startswith("例：【张堰积分】王建国户三季度得110分，全年110分，")
    assert lines[4] == "另有 4 户发不到，要上门告知："
    assert lines[5] == "· 4组1号 王建国（没有手机号）"
    assert preview.labels == ["发送"]
    assert await village.count("notices") == await village.count("outbox", "lane = 'sms'") == 0


async def test_the_button_queues_once_and_the_next_look_shows_the_state(village: Village) -> None:
    await october(village)
    button = (await village.says(CHEN, "/tong 2026Q3")).button("发送")
    village.restart()
    assert "通知已排队 3 户" in (await village.presses(CHEN, button)).text
    assert (await village.presses(CHEN, button)).toast == "这个按钮已经点过了。"
    status = await village.says(CHEN, "/tong")
    assert status.text.startswith("📨 2026年3季度通知：已发 0 户，待发 3 户\n发不到 4 户，请上门告知：")
    assert status.buttons == []
    assert await village.count("outbox", "lane = 'sms' AND urgent = 0") == 3
    assert await village.count("notices") == 7


async def test_two_open_previews_send_nothing_twice(village: Village) -> None:
    await october(village)
    first, second = await village.says(CHEN, "/tong"), await village.says(CHEN, "/tong Q3")
    await village.presses(CHEN, first.button("发送"))
    assert "待发 3 户" in (await village.presses(CHEN, second.button("发送"))).text
    assert await village.count("outbox", "lane = 'sms'") == 3


async def test_who_came_later_is_previewed_alone(village: Village) -> None:
    await october(village)
    await village.presses(CHEN, (await village.says(CHEN, "/tong")).button("发送"))
    await village.household(6, 1, "钱新", "+8619900000009")
    assert "要发 1 户" in (await village.says(CHEN, "/tong")).text


async def test_who_opted_out_is_listed_and_not_texted(village: Village) -> None:
    await october(village)
    async with village.transactions.writing() as store:
        await store.optouts.add("+8619900000002", village.now)
    preview = await village.says(CHEN, "/tong")
    assert "要发 2 户" in preview.text
    assert "· 3组13号 李秀芳（已退订）" in preview.text


async def test_sent_at_night_it_waits_for_the_morning(village: Village) -> None:
    await october(village)
    village.now = at("2026-10-05 21:30")
    await village.presses(CHEN, (await village.says(CHEN, "/tong")).button("发送"))
    morning = int(at("2026-10-06 08:00").timestamp() * 1000)
    assert await village.count("outbox", f"lane = 'sms' AND due_ms = {morning}") == 3


async def test_a_quarter_that_is_not_over_is_marked(village: Village) -> None:
    assert "⚠️ 本季度还没结束" in (await village.says(CHEN, "/tong 2026Q3")).text


async def test_only_a_specialist_sends_and_only_a_real_quarter(village: Village) -> None:
    assert (await village.says(ZHOU, "/tong")).text == "这件事只有管理专员能做。"
    assert (await village.says(CHEN, "/tong 2026Q4")).text == "2026Q4 还没开始，不能发通知。"
    assert "看不懂，请写成 2026Q3 这样" in (await village.says(CHEN, "/tong 春天")).text


async def test_the_button_is_the_specialists_own(village: Village, homes: Homes) -> None:
    await october(village)
    button = (await village.says(CHEN, "/tong")).button("发送")
    assert (await village.presses(SUN, button)).toast == "这个按钮是给别人的，您不能点。"
    assert (await village.presses(CHEN, button, chat=GROUP - 1)).toast == "这个按钮已失效，请重新发一次命令。"
    assert await village.count("notices") == 0
