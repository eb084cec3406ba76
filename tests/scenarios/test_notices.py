"""/tong: the specialist sees what would be sent, presses once, and later sees who has to be told in person."""

from __future__ import annotations

import json

from app.duties.duty import Due
from app.duties.notices import report
from app.town import LoadedTown
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage import digests
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, QINWANG, SUN, ZHOU, Village, at

OCTOBER = at("2026-10-05 09:00")


async def october(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = OCTOBER
    await village.close_months()


async def test_the_preview_counts_prices_and_shows_samples(village: Village) -> None:
    await october(village)
    preview = await village.says(CHEN, "/tong")
    lines = preview.text.splitlines()
    assert lines[:2] == ["📨 2026年第三季度通知", "要发 3 户，共 3 条短信，约 0.15 元"]
    assert lines[2].startswith("例：【张堰积分】王建国户三季度得110分，全年110分，")
    assert lines[4] == "另有 4 户发不到，要上门告知："
    assert lines[5] == "· 4组1号 王建国（没有手机号）"
    assert preview.labels == ["发送"]
    assert await village.count("notices") == await village.count("outbox", "queue = 'sms'") == 0


async def test_the_button_queues_once_and_the_next_look_shows_the_state(village: Village) -> None:
    await october(village)
    button = (await village.says(CHEN, "/tong 2026Q3")).button("发送")
    village.restart()
    assert "通知已排队 3 户" in (await village.presses(CHEN, button)).text
    assert (await village.presses(CHEN, button)).toast == "这个按钮已经点过了。"
    status = await village.says(CHEN, "/tong")
    assert status.text.startswith("📨 2026年第三季度通知：已发 0 户，待发 3 户\n发不到 4 户，请上门告知：")
    assert status.buttons == []
    assert await village.count("outbox", "queue = 'sms' AND urgent = 0") == 3
    assert await village.count("notices") == 7


async def test_two_open_previews_send_nothing_twice(village: Village) -> None:
    await october(village)
    first, second = await village.says(CHEN, "/tong"), await village.says(CHEN, "/tong Q3")
    await village.presses(CHEN, first.button("发送"))
    assert "待发 3 户" in (await village.presses(CHEN, second.button("发送"))).text
    assert await village.count("outbox", "queue = 'sms'") == 3


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
    assert await village.count("outbox", f"queue = 'sms' AND due_ms = {morning}") == 3


async def test_a_quarter_that_is_not_over_has_no_notices_yet(village: Village) -> None:
    assert (await village.says(CHEN, "/tong 2026Q3")).text == "2026年第三季度还没过完，10月1日起才能发通知。"


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


async def sent(village: Village, sql: str, *args: object) -> None:
    async with village.database.transaction() as connection:
        await connection.execute(f"UPDATE outbox SET {sql}", *args)


async def duty(village: Village) -> list[str]:
    """What the group is told when the scheduler looks."""
    before = await village.count("outbox", "queue = 'chat'")
    async with village.transactions.writing() as store:
        assert isinstance(village.town, LoadedTown)
        await report(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT payload FROM outbox WHERE queue = 'chat' ORDER BY id")
    return [json.loads(row["payload"])["text"] for row in rows[before:]]


async def queued(village: Village) -> None:
    await village.says(CHEN, "/bang")
    await october(village)
    await village.presses(CHEN, (await village.says(CHEN, "/tong")).button("发送"))
    await sent(village, "state = 'sending', attempts = 1 WHERE queue = 'sms'")


async def test_sent_is_not_arrived_and_what_turns_out_later_is_told(village: Village) -> None:
    await queued(village)
    assert await duty(village) == []
    await sent(village, "state = 'sent' WHERE queue = 'sms'")
    (first,) = await duty(village)
    assert first.splitlines()[:3] == [
        "📨 2026年第三季度通知：已发 3 户，待发 0 户",
        "其中 3 户还没有送达回执。",
        "发不到 4 户，请上门告知：",
    ]
    assert await duty(village) == []
    await sent(village, "state = 'failed' WHERE target = $1", "+8619900000002")
    assert await duty(village) == ["📨 2026年第三季度通知：又有 1 户没送到，请上门告知：\n· 3组13号 李秀芳（发送失败）"]
    await sent(village, "state = 'delivered' WHERE queue = 'sms' AND state = 'sent'")
    assert await duty(village) == []
    status = await village.says(CHEN, "/tong")
    assert status.text.startswith("📨 2026年第三季度通知：已发 2 户，待发 0 户\n发不到 5 户，请上门告知：")


async def test_all_have_arrived_only_when_every_receipt_says_so(village: Village) -> None:
    await queued(village)
    async with village.database.transaction() as connection:
        gone = await connection.fetch("DELETE FROM notices WHERE outbox_id IS NULL RETURNING id")
        await digests.note(connection, "notices", [row["id"] for row in gone])
    await sent(village, "state = 'sent' WHERE queue = 'sms'")
    assert "全部通知到了" not in (await duty(village))[0]
    await sent(village, "state = 'delivered' WHERE queue = 'sms'")
    assert await duty(village) == ["📨 2026年第三季度通知：全部通知到了。"]
    assert await duty(village) == []


async def test_where_no_notice_is_left_none_is_said_to_have_arrived(village: Village) -> None:
    await queued(village)
    await sent(village, "state = 'failed' WHERE queue = 'sms'")
    assert len(await duty(village)) == 1
    async with village.database.transaction() as connection:
        gone = await connection.fetch("DELETE FROM notices RETURNING id")
        await digests.note(connection, "notices", [row["id"] for row in gone])
    assert await duty(village) == []


async def test_who_was_not_reached_is_texted_again_on_purpose_and_nobody_else(village: Village) -> None:
    await queued(village)
    await sent(village, "state = 'delivered' WHERE queue = 'sms'")
    await sent(village, "state = 'failed' WHERE target = $1", "+8619900000002")
    shown = await village.says(CHEN, "/tong")
    assert shown.labels == ["再发给没发到的1户"]
    other = await village.says(CHEN, "/tong")
    assert "1 户再排一次队" in (await village.presses(CHEN, shown.button("再发"))).text
    assert "待发 1 户" in (await village.presses(CHEN, other.button("再发"))).text
    assert await village.count("outbox", "queue = 'sms'") == 4
    assert await village.count("outbox", "state = 'queued' AND queue = 'sms'") == 1
    assert await village.count("notices") == 7
    await sent(village, "state = 'failed' WHERE state = 'queued' AND queue = 'sms'")
    await village.presses(CHEN, (await village.says(CHEN, "/tong")).button("再发"))
    assert await village.count("outbox", "queue = 'sms'") == 5


async def test_to_send_again_may_be_written_as_well(village: Village) -> None:
    await october(village)
    assert (await village.says(CHEN, "/tong 重发 2026Q3")).text == (
        "2026年第三季度的通知还没有发过，要发请用 /tong 2026Q3。"
    )
    await queued(village)
    await sent(village, "state = 'delivered' WHERE queue = 'sms'")
    nobody = await village.says(CHEN, "/tong 重发 2026Q3")
    assert nobody.buttons == []
    assert nobody.text.startswith("没有能再发的户：")
    await sent(village, "state = 'failed' WHERE target = $1", "+8619900000002")
    assert (await village.says(ZHOU, "/tong 重发 2026Q3")).text == "这件事只有管理专员能做。"
    shown = await village.says(CHEN, "/tong 2026Q3 再发一次")
    assert shown.labels == ["再发给没发到的1户"]
    assert await village.count("outbox", "queue = 'sms'") == 3
    assert "1 户再排一次队" in (await village.presses(CHEN, shown.button("再发"))).text
    assert await village.count("outbox", "queue = 'sms'") == 4


async def test_who_has_left_need_not_be_visited(village: Village, homes: Homes) -> None:
    await queued(village)
    await sent(village, "state = 'failed' WHERE queue = 'sms'")
    gone = await village.says(CHEN, f"/hu 迁出 {homes.li.group}-{homes.li.number} 搬去上海")
    assert "已迁出" in (await village.presses(ZHOU, gone.button("确认"))).text
    status = await village.says(CHEN, "/tong")
    assert "已迁出 1 户，不用发。" in status.text
    assert "李秀芳" not in status.text


async def test_where_nothing_is_settled_there_is_nothing_to_tell(village: Village) -> None:
    village.now = at("2026-10-05 09:00")
    assert (await village.says(CHEN, "/tong")).text == "2026年第三季度还没有结算，没有可通知的。"
