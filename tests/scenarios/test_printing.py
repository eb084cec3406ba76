"""/yin: what is asked for waits in the outbox, and nothing is printed within the transaction."""

from __future__ import annotations

import pytest

from domain.model.delivery import Queue
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import settled
from tests.village import CHEN, GROUP, QINWANG, ZHOU, Village, at


async def jobs(village: Village) -> list[tuple[str, str, str]]:
    """What waits to be printed: the document, of what, and under which words."""
    waiting = [one for one in await village.deliveries(Queue.CHAT, GROUP) if one["kind"] == "print"]
    return [(one["document"], one["which"], one["caption"]) for one in waiting]


async def with_links(village: Village, chat: int) -> list[bool]:
    """For each document that waits in that chat, whether it has codes to households' own pages."""
    return [one["links"] for one in await village.deliveries(Queue.CHAT, chat) if one["kind"] == "print"]


async def test_the_last_settled_month_is_meant_where_none_is_named(village: Village) -> None:
    assert (await village.says(CHEN, "/yin 公示表")).text == "还没有结算过一轮，没有可打印的；结算以后再发。"
    village.now = at("2026-10-02 09:00")
    await settled(village)
    for command in ("/yin 公示表", "/yin 汇总", "/yin 检查表", "/yin 领取单"):
        await village.says(CHEN, command)
    assert await jobs(village) == [
        ("board", "2026-09", "🖨️ 秦望村2026年9月公示表"),
        ("quarter", "2026Q3", "🖨️ 秦望村2026年第三季度汇总"),
        ("inspection", "2026-10", "🖨️ 秦望村2026年10月检查表"),
        ("redemptions", "2026Q4", "🖨️ 秦望村2026年第四季度领取单"),
    ]
    (board, *_) = [one for one in await village.deliveries(Queue.CHAT, GROUP) if one["kind"] == "print"]
    assert board["page"] == f"{village.desk.handling.services.public_url}/u/{QINWANG}/r/2026-09"


@pytest.mark.parametrize("document", ["存折", "未通知"])
async def test_codes_to_own_pages_are_printed_in_private_only(village: Village, document: str) -> None:
    village.now = at("2026-10-02 09:00")
    await settled(village)
    said = await village.says(CHEN, f"/yin {document}")
    assert "要带码请私聊我打" in said.text
    assert "私聊" not in (await village.whispers(CHEN, f"/yin {document}")).text
    assert [await with_links(village, chat) for chat in (GROUP, CHEN)] == [[False], [True]]


async def test_without_a_document_it_is_asked_which(village: Village) -> None:
    question = await village.says(CHEN, "/yin")
    assert question.text == "打印什么？也可以直接写，例如：/yin 公示表 9月"
    await village.presses(CHEN, question.button("短信卡"))
    assert await jobs(village) == [("card", "", "🖨️ 秦望村短信卡")]


async def test_a_households_file_is_of_one_household(village: Village, homes: Homes) -> None:
    assert "没写是哪一户" in (await village.says(CHEN, "/yin 户档案")).text
    await village.says(CHEN, "/yin 户档案 3-13")
    assert await jobs(village) == [("file", homes.li.code, "🖨️ 秦望村3组13号 李秀芳 户档案")]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/yin 公告", "村里还没有公布过公告"),
        ("/yin 公告 9月", "“9月”看不懂，请写：/yin 公告 5"),
        ("/yin 报纸", "打印什么没看懂：“报纸”"),
        ("/yin 汇总 9月", "“9月”看不懂，请写：/yin 汇总 三季度"),
        ("/yin 门牌 3-12", "“3-12”看不懂，请只写：/yin 门牌"),
    ],
)
async def test_what_is_not_understood_prints_nothing(village: Village, command: str, answer: str) -> None:
    assert answer in (await village.says(CHEN, command)).text
    assert await jobs(village) == []


async def test_only_specialists_print(village: Village) -> None:
    assert "管理专员" in (await village.says(ZHOU, "/yin 短信卡")).text
    assert await jobs(village) == []


async def test_the_last_announcement_is_meant_where_none_is_named(village: Village) -> None:
    for words in ("停水", "大扫除"):
        preview = await village.says(CHEN, f"/xuan {words}")
        await village.presses(CHEN, preview.button("发布"))
    await village.says(CHEN, "/yin 公告")
    await village.says(CHEN, "/yin 公告 1号")
    assert await jobs(village) == [
        ("announcement", "2", "🖨️ 秦望村2号公告"),
        ("announcement", "1", "🖨️ 秦望村1号公告"),
    ]
