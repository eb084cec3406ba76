"""宣传: announcements with a preview, and models that are named only while their household consents."""

from __future__ import annotations

import json
from datetime import timedelta

from app.duties.consents import give_up
from app.duties.duty import Due
from app.duties.publicity import propose_good_deeds
from bot.wording.publicity import preview
from domain.model.announcement import Announcement
from domain.model.delivery import Queue
from domain.work import Work
from sms.segments import MORE
from sms.wording.notice import QuarterNotice
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.supervisors import jian
from tests.village import CHEN, GROUP, QINWANG, ZHOU, Village, at

WANG, LI = "+8619900000001", "+8619900000002"


async def public(village: Village) -> list[Announcement]:
    """What everybody can see."""
    async with village.transactions.reading() as store:
        return list(await store.announcements.public(QINWANG, 10))


async def announced(village: Village, words: str) -> str:
    """The specialist looks at the preview and publishes; what the group reads."""
    preview = await village.says(CHEN, f"/xuan {words}")
    return (await village.presses(CHEN, preview.button("发布"))).text


async def test_nothing_is_public_before_the_button(village: Village, homes: Homes) -> None:
    preview = await village.says(CHEN, "/xuan 明天上午八点大扫除，3组先扫")
    assert preview.text.startswith("📢 秦望村公告（还没发布）：\n明天上午八点大扫除，3组先扫\n")
    assert await public(village) == []
    assert await village.texts(WANG, "公告") == "村里还没有发过公告。"
    done = await village.presses(CHEN, preview.button("发布"))
    assert done.text == "📢 秦望村公告 1\n明天上午八点大扫除，3组先扫\n\n撤下发：/xuan 撤 1"
    assert [one.text for one in await public(village)] == ["明天上午八点大扫除，3组先扫"]
    assert await village.texts(WANG, "8") == "9月10日公告：明天上午八点大扫除，3组先扫。"
    assert await audited(village) == []


async def test_the_last_one_is_told_and_a_long_one_page_by_page(village: Village, homes: Homes) -> None:
    await announced(village, "大扫除")
    await announced(village, "开会" * 60)
    told = await village.texts(LI, "公告")
    assert told is not None
    assert told.startswith("9月10日公告：开会开会")
    assert told.endswith("…回9看下面")
    assert len(told) <= 70
    rest = await village.texts(LI, "9")
    assert f"{told}{rest}".replace(MORE, "") == f"9月10日公告：{'开会' * 60}。"
    assert await village.count("outbox", "queue = 'sms'") == 0


async def test_a_preview_says_what_a_text_to_each_who_asks_costs(village: Village, homes: Homes) -> None:
    shown = await village.says(CHEN, f"/xuan {'开会' * 60}")
    await village.presses(CHEN, shown.button("发布"))
    replies = [await village.texts(LI, "公告")]
    while replies[-1].endswith(MORE):
        replies.append(await village.texts(LI, "9"))
    assert f"谁发短信来问才回，看完 {len(replies)} 条，约 {len(replies) * 0.05:.2f} 元。" in shown.text
    assert len(replies) > 1


async def test_only_a_specialist_announces_and_only_words(village: Village, homes: Homes) -> None:
    assert (await village.says(ZHOU, "/xuan 大扫除")).text == "这件事只有管理专员能做。"
    assert "没写内容" in (await village.says(CHEN, "/xuan ！！")).text
    assert "最多 500 个" in (await village.says(CHEN, f"/xuan {'长' * 501}")).text
    assert "有村民姓名：李秀芳" in (await village.says(CHEN, "/xuan 表扬李秀芳拾金不昧")).text
    assert await public(village) == []


async def test_what_was_announced_is_listed_and_taken_down(village: Village, homes: Homes) -> None:
    assert (await village.says(CHEN, "/xuan")).text.startswith("还没有发过公告。")
    await announced(village, "大扫除")
    assert "1. 公告（9月10日，已公布）大扫除" in (await village.says(CHEN, "/xuan")).text
    assert "公告 1 已撤下" in (await village.says(CHEN, "/xuan 撤 1")).text
    assert (await village.says(CHEN, "/xuan 撤 1")).text == "1 号没有公布，不用撤。"
    assert "没有 7 号" in (await village.says(CHEN, "/xuan 撤 7")).text
    assert await public(village) == []


async def test_a_model_is_named_once_its_household_consents(village: Village, homes: Homes) -> None:
    answer = await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")
    assert answer.text == "🌟 典型 1：会发短信问3组12号 王建国，回“同意 1”才公布。\n事迹：十年照顾邻居老人"
    asked = "【张堰积分】村里想宣传您家（写户主姓名）：十年照顾邻居老人。同意回“同意 1”，不愿意回“不同意 1”。"
    assert await village.texted(WANG) == [asked]
    assert await public(village) == []
    assert await village.texts(LI, "同意 1") == "没有问过您家1号事情，请核对编号。找人回6。"
    assert await village.texts(WANG, "同意 1") == "谢谢！已公布。以后不愿意了，发“不同意 1”就撤下来。"
    assert "3组12号 王建国同意，已公布" in (await village.posted()).text
    assert [one.household for one in await public(village)] == [homes.wang]
    assert await audited(village) == []


async def test_a_consent_is_taken_back_for_good(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")
    await village.texts(WANG, "同意 1")
    assert await village.texts(WANG, "不同意1") == "好的，已经撤下来了，以后也不再登。"
    assert "收回了同意，已从网页撤下" in (await village.posted()).text
    assert await public(village) == []
    assert await village.texts(WANG, "同意 1") == "1号已经撤下来了，不用再答复。找人回6。"
    assert await public(village) == []


async def test_a_no_stays_a_no_and_a_yes_needs_its_number(village: Village, homes: Homes) -> None:
    assert await village.texts(WANG, "同意") == "村里现在没有要您家答复的事。找人回6。"
    await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")
    assert await village.texts(WANG, "同意") == "请带上编号：同意发“同意 1”，不愿意发“不同意 1”。"
    for words in ("同意吗", "同意 1 吗", "我同意扣分", "同意加分"):
        await village.texts(WANG, words)
    assert await public(village) == []
    assert await village.texts(WANG, "1号不同意") == "好的，不公布您家的事迹。"
    assert "不用再答复" in await village.texts(WANG, "同意 1")
    assert await public(village) == []


async def test_nobody_is_named_without_being_asked(village: Village, homes: Homes) -> None:
    assert "没有手机号，问不了本人" in (await village.says(CHEN, "/xuan 典型 5-1 修桥")).text
    assert "是您自己家" in (await village.says(CHEN, "/xuan 典型 4-2 修桥")).text
    assert "做了什么" in (await village.says(CHEN, "/xuan 典型 3-12")).text
    assert "做了什么" in (await village.says(CHEN, "/xuan 典型")).text
    assert await village.count("announcements") == 0


async def test_a_household_that_left_is_named_no_more(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/xuan 典型 3-13 修桥")
    await village.texts(LI, "同意 1")
    question = await village.says(CHEN, "/hu 迁出 3-13 搬走了")
    if question.buttons:
        await village.presses(CHEN, question.buttons[0])
    assert await village.count("households", "left_on IS NOT NULL") == 1
    assert await public(village) == []


async def test_the_town_sees_what_was_made_known_and_when(supervised: Village, homes: Homes) -> None:
    await announced(supervised, "大扫除")
    await supervised.says(CHEN, "/xuan 典型 3-12 照顾邻居老人")
    assert "；宣传1次（9月10日公告）" in await jian(supervised, "/jian 年")
    await supervised.texts(WANG, "同意 2")
    await supervised.texts(WANG, "不同意 2")
    assert "；宣传2次（9月10日公告、9月10日典型）" in await jian(supervised, "/jian 年")


async def test_a_household_consents_to_every_word_that_is_named(village: Village, homes: Homes) -> None:
    deeds = "每天给村里独居老人送饭洗衣" * 8 + "还把大病补助捐了"
    await village.says(CHEN, f"/xuan 典型 3-13 {deeds}")
    async with village.database.reading() as connection:
        (row,) = await connection.fetch("SELECT payload FROM outbox WHERE queue = 'sms'")
    assert f"（写户主姓名）：{deeds}。" in json.loads(row["payload"])["body"]


async def test_the_fortnights_good_deeds_are_published_as_they_were_shown(village: Village, homes: Homes) -> None:
    assert "以来还没有记过加分的好事" in (await village.says(CHEN, "/xuan 好事")).text
    await village.says(CHEN, "/jia 3-12 志1 1 扫街")
    await village.says(CHEN, "/jia 3-13 志1 1 王建国叫来的")
    await village.says(CHEN, "/jia 3-13 志2 献血")
    taken_back = await village.says(CHEN, "/jia 3-12 志2 献血")
    await village.presses(CHEN, taken_back.button("撤销"))
    await village.says(CHEN, "/kou 3-12 垃圾 2 乱扔")
    shown = await village.says(CHEN, "/xuan 好事")
    words = (
        "近两周村里的好事（8月28日到9月10日）：\n"
        "有2户积极参与志愿活动或公益服务。\n有1户参加义务献血活动。\n谢谢大家，欢迎更多人家一起来！"
    )
    assert words in shown.text
    await village.says(CHEN, "/jia 5-1 志1 1 扫街")
    assert await public(village) == []
    await village.presses(CHEN, shown.button("发布"))
    assert [one.text for one in await public(village)] == [words]
    assert (await village.says(ZHOU, "/xuan 好事")).text == "这件事只有管理专员能做。"


async def test_an_announcement_has_500_characters_at_most(village: Village) -> None:
    assert (await village.says(CHEN, f"/xuan {'会' * 501}")).text == "写了 501 个字，最多 500 个，请写短一点。"
    assert "发布" in "".join((await village.says(CHEN, f"/xuan {'会' * 500}")).labels)


async def test_deeds_of_earlier_are_not_told_again(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/jia 3-12 志1 1 9月1日 扫街")
    village.now += timedelta(days=13)
    assert "有1户" not in (await village.says(CHEN, "/xuan 好事")).text


async def proposed(village: Village) -> list[str]:
    """What the group reads of good deeds once the scheduler has looked."""
    async with village.transactions.writing() as store:
        work = Work(store, village.town, QINWANG, village.now, "look")
        await propose_good_deeds(Due(work, QuarterNotice()))
    said = [delivery.get("text", "") for delivery in await village.deliveries(Queue.CHAT, GROUP)]
    return [text for text in said if "不点就不发" in text]


async def test_each_fortnights_good_deeds_are_proposed_once_to_the_group(village: Village, homes: Homes) -> None:
    assert await proposed(village) == []
    village.now = at("2026-09-20 10:00")
    await village.says(CHEN, "/jia 3-12 志1 1 扫街")
    for early_or_late in ("2026-09-28 08:59", "2026-09-28 20:00"):
        village.now = at(early_or_late)
        assert await proposed(village) == []
    village.now = at("2026-09-28 09:00")
    words = "近两周村里的好事（9月14日到9月27日）：\n有1户积极参与志愿活动或公益服务。\n谢谢大家，欢迎更多人家一起来！"
    (said,) = await proposed(village)
    assert said.startswith(f"🌟 {words}\n")
    assert await proposed(village) == [said]
    offered = await village.posted()
    await village.says(CHEN, "/jia 3-13 志1 1 扫街")
    refused = await village.presses(ZHOU, offered.button("看一看再发布"))
    assert refused.toast == "这件事只有管理专员能做。"
    shown = await village.presses(CHEN, offered.button("看一看再发布"))
    assert words in shown.text
    assert await public(village) == []
    await village.presses(CHEN, shown.button("发布"))
    assert [one.text for one in await public(village)] == [words]
    assert await audited(village) == []


async def test_a_preview_says_which_group_reads_it(village: Village, homes: Homes) -> None:
    assert "8 时）和本群看得到" in (await village.says(CHEN, "/xuan 大扫除")).text
    assert "8 时）和工作群看得到" in (await village.whispers(CHEN, "/xuan 大扫除")).text
    assert "没有绑定工作群，群里看不到" in preview("秦望村", "大扫除", (), "", "")


async def test_what_is_public_can_be_read_aloud(village: Village, homes: Homes) -> None:
    assert (await village.says(CHEN, "/xuan 广播")).text == "村里还没有公布过公告。先发一条：/xuan 内容"
    await announced(village, "9月12日8:30大扫除，每户来1人")
    await announced(village, "停水2天")
    read = await village.says(CHEN, "/xuan 广播 1")
    assert read.text.splitlines() == [
        "📣 广播稿（公告 1，一行一口气）：",
        "秦望村的各位村民，请注意听广播。",
        "九月十二日八点半大扫除，每户来一人。",
        "播送完了，谢谢大家。",
    ]
    assert "停水两天。" in (await village.says(CHEN, "/xuan 广播")).text
    await village.says(CHEN, "/xuan 撤 1")
    assert (await village.says(CHEN, "/xuan 广播 1")).text == "1 号没有公布，不能广播、张贴。"
    assert "没有 9 号" in (await village.says(CHEN, "/xuan 广播 9")).text


async def test_words_that_only_begin_so_are_announced(village: Village, homes: Homes) -> None:
    for words in ("好事一桩：桥修好了", "广播操明天开始"):
        assert f"（还没发布）：\n{words}\n" in (await village.says(CHEN, f"/xuan {words}")).text


async def looked_after(village: Village) -> None:
    """The scheduler looks whether somebody has not answered."""
    async with village.transactions.writing() as store:
        work = Work(store, village.town, QINWANG, village.now, "look")
        await give_up(Due(work, QuarterNotice()))


async def given_up(village: Village) -> list[str]:
    """What the group read of those who did not answer."""
    said = [delivery.get("text", "") for delivery in await village.deliveries(Queue.CHAT, GROUP)]
    return [text for text in said if "没有答复" in text]


async def test_who_does_not_answer_within_a_fortnight_is_not_named_and_the_group_hears_of_it(
    village: Village, homes: Homes
) -> None:
    await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")
    village.now += timedelta(days=14)
    await looked_after(village)
    assert await given_up(village) == []
    village.now += timedelta(minutes=1)
    await looked_after(village)
    await looked_after(village)
    (told,) = await given_up(village)
    assert told.startswith("🌟 典型 1：3组12号 王建国14天没有答复，不公布，不再等了。")
    assert await village.texts(WANG, "同意 1") == "1号过了答复的日子，不用再答复。找人回6。"
    assert "户里一直没答复" in (await village.says(CHEN, "/xuan")).text
    assert await public(village) == []
    assert await audited(village) == []


async def test_who_has_answered_is_not_given_up(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/xuan 典型 3-12 十年照顾邻居老人")
    await village.texts(WANG, "同意 1")
    village.now += timedelta(days=30)
    await looked_after(village)
    assert await given_up(village) == []
    assert [one.household for one in await public(village)] == [homes.wang]
