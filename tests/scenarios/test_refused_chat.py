"""What a person can get wrong in the group: one plain sentence that says what to do, and nothing is written."""

from __future__ import annotations

import re

import pytest

from bot.incoming import Attached, FileKind
from tests.scenarios.conftest import Homes
from tests.village import CHEN, JIANNONG, STRANGER, SUN, ZHOU, Village, at

PHOTO = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000)
WRITTEN = ("entries", "confirmations", "evidence", "prompts", "officers", "chats", "notices", "optouts")
PLAIN = re.compile(r"[\u3400-\u9fff0-9A-Za-z“”#/，。；：、？！+. -]+")

NO_ITEM = "没写是哪一项，例如 环4 或 垃圾；发 /gui 看全部项目。"
UNKNOWN_ITEM = "没有“吃饭”这一项，发 /gui 可看全部项目。"
HOW = "后面要写户、项目和原因，例如：/kou 3-12 垃圾 2 门口没分类"
NO_NUMBER = "没写编号，例如：/che 123 记错户；也可以回复那条确认发：/che 记错户"
NOT_AN_OFFICER = "您还不是这里的考核人员。有邀请码请发：/bang 邀请码"

WRONG_COMMAND = [
    (ZHOU, "/飞 3-13", "没有“/飞”这个命令，发 /help 看能做什么。"),
    (ZHOU, "/kuo 3-13 垃圾 2 乱", "没有“/kuo”这个命令，是不是 /kou？请改好再发。"),
    (ZHOU, "/kou", HOW),
    (ZHOU, "、扣", HOW),
    (ZHOU, "/jia \u3000\n ", "后面要写户和项目，例如：/jia 3-12 献血"),
    (ZHOU, "/fou", "后面要写户、否决项和原因，例如：/fou 3-12 秸秆 田里烧秸秆"),
]
SECOND_HOUSEHOLD = (
    "“3-14”没有记：几户记同一项，请把户都写在项目前面，例如：/kou 3-12、3-13 垃圾 2 没分类；不同的项请分行写。"
)
WRONG_ITEM = [
    (ZHOU, "/kou 3-13 吃饭 2 乱", UNKNOWN_ITEM),
    (ZHOU, "/kou 3-13 环99 2 乱", "没有“环99”这一项，发 /gui 可看全部项目。"),
    (ZHOU, "/jia 3-13", NO_ITEM),
    (ZHOU, "/fou 3-13", "没写是哪个否决项，例如 否2 或 秸秆；发 /gui 看全部项目；请在后面写上原因。"),
    (ZHOU, "/fou 3-13 喝茶", "没有“喝茶”这个否决项，发 /gui 可看全部项目。"),
    (ZHOU, "/kou 3-13 环3 环4 1 乱", "一行只能写一项，多了“环4”。"),
    (ZHOU, "/kou 3-13 秸秆 2 冒烟", "“秸秆”是一票否决的事，要记请用 /fou，例如：/fou 3-12 秸秆 原因"),
    (
        ZHOU,
        "/fou 3-13 垃圾 乱扔",
        "没有“垃圾”这个否决项，可用：否1新增违法建筑、否2秸秆焚烧行为、否3违纪违法行为",
    ),
    (ZHOU, "/gui 吃饭", "没有“吃饭”这一项，发 /gui 可看全部项目。"),
]
WRONG_HOUSEHOLD = [
    (ZHOU, "/kou 9-99 垃圾 1 乱", "没有找到“9-99”这一户，请写 3-12 或户码再试。"),
    (ZHOU, "/kou 12345 垃圾 1 乱", "户码 12345 不对，请看门牌再输一遍。"),
    (ZHOU, "/kou 尾号9999 垃圾 1 乱", "没有找到“尾号9999”这一户，请写 3-12 或户码再试。"),
    (ZHOU, "/kou 诸葛亮 垃圾 1 乱", "没有找到“诸葛亮”这一户，请写 3-12 或户码再试。"),
    (ZHOU, "/kou 垃圾 1 乱", "没写是哪一户，请写 3-12、户码或户主姓名。"),
    (ZHOU, "/kou 3-13 垃圾 1 乱 3-14", SECOND_HOUSEHOLD),
    (ZHOU, "/jia 3-13到3-15 献血", "“3-13到3-15”是哪几户看不准，请一户一户写，例如：3-13、3-14、3-15"),
    (ZHOU, "/cha 尾号00012", "“尾号00012”看不懂，尾号要写号码的后四位，例如：尾号1234"),
    (ZHOU, "/cha 13800300012", "不用写整个号码“13800300012”，请写尾号，例如：尾号0012"),
    (ZHOU, "/kou 3-13 垃圾 半分 乱", "分数“半分”看不懂，要写 1 到 120 的整数，例如：2 或 2分。"),
    (ZHOU, "/kou 3-13 垃圾 1 9月31日 乱", "日子“9月31日”看不懂，请写成 11月20日 或 昨天。"),
    (ZHOU, "/cha 9-99", "没有找到“9-99”这一户，请写 3-12 或户码再试。"),
    (ZHOU, "/cha", "没写是哪一户，请写 3-12、户码或户主姓名。"),
    (ZHOU, "/fou 9-99 秸秆 冒烟", "没有找到“9-99”这一户，请写 3-12 或户码再试。"),
]
WRONG_NUMBER = [
    (ZHOU, "/che 99 记错", "本村没有 #99 这条记录，请核对编号。"),
    (ZHOU, "/che 记错", NO_NUMBER),
    (ZHOU, "/che 0 记错", NO_NUMBER),
    (ZHOU, "/che -1 记错", NO_NUMBER),
    (SUN, "/che 1 记错", "只能撤销自己 24 小时内记的，其他的请找管理专员。"),
    (ZHOU, "/che 2 记错", "#2 已经撤销过了。"),
    (ZHOU, "/che 3 记错", "#3 本身就是撤销，不能再撤；请重新记一条。"),
    (ZHOU, "/pai 99", "本村没有99组。"),
    (CHEN, "/tong 2026Q5", "季度“2026Q5”看不懂，请写成 2026Q3 这样。"),
    (CHEN, "/tong 2030Q1", "2030Q1 还没开始，不能发通知。"),
    (ZHOU, "/bang 123", "邀请码“123”不对，请照原样再输一遍。"),
    (ZHOU, "/bang ABCD2345", "邀请码不对或已过期，请向镇里再要一个。"),
]
WRONG_POINTS = [
    (ZHOU, f"/kou 3-13 垃圾 {points} 乱", f"分数“{points}”不对，要写 1 到 120 的整数。")
    for points in ("0", "121", "1.5", "9999")
] + [
    (ZHOU, "/kou 3-13 2 垃圾 乱 3分", "分数写了两个，多了“3分”。"),
]
MISSING_REASON = [
    (ZHOU, "/kou 3-13 垃圾 2", "请在后面写上原因。"),
    (ZHOU, "/fou 3-13 秸秆", "请在后面写上原因。"),
    (ZHOU, "/che 1", "请在后面写上原因。"),
]
WRONG_PERSON = [
    *((STRANGER, f"/{command}", NOT_AN_OFFICER) for command in ("kou 3-13 垃圾 1 乱", "kou", "cha 3-13", "che 1 乱")),
    (None, "/kou 3-13 垃圾 1 乱", "匿名管理员不能记分，请关掉“匿名”再发。"),
    (ZHOU, "/tong 2026Q3", "这件事只有管理专员能做。"),
    (CHEN, "/kou 4-2 垃圾 1 乱", "4组2号 陈国强是您自己家，请别的考核人员来办。"),
    (CHEN, "/jia 陈小弟 献血", "4组3号 陈小弟是您家亲属，请别的考核人员来办。"),
    (CHEN, "/fou 4-2 秸秆 冒烟", "4组2号 陈国强是您自己家，请别的考核人员来办。"),
]


@pytest.fixture
async def begun(village: Village, homes: Homes) -> Village:
    """#1 stands, #2 was taken back by #3; all of them are 周美华's."""
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-14 垃圾 2 没分类")
    await village.says(ZHOU, "/che 2 记错")
    return village


async def written(village: Village) -> dict[str, int]:
    """Rows of everything that a command can write."""
    return {table: await village.count(table) for table in WRITTEN}


async def test_one_sentence_and_nothing_is_written(begun: Village, subtests: pytest.Subtests) -> None:
    before = await written(begun)
    for who, text, sentence in (
        *WRONG_COMMAND,
        *WRONG_ITEM,
        *WRONG_HOUSEHOLD,
        *WRONG_NUMBER,
        *WRONG_POINTS,
        *MISSING_REASON,
        *WRONG_PERSON,
    ):
        with subtests.test(text):
            answer = await begun.says(who, text, photo=PHOTO)
            assert (answer.text, answer.buttons) == (sentence, [])
            assert PLAIN.fullmatch(sentence)
            assert await written(begun) == before


async def test_a_household_of_another_village(begun: Village) -> None:
    there = await begun.household(1, 1, "钱多多", unit=JIANNONG)
    before = await written(begun)
    answer = await begun.says(ZHOU, f"/kou {there.code} 垃圾 1 乱", photo=PHOTO)
    assert answer.text == f"户码 {there.code} 不是本村的户，请核对。"
    assert await written(begun) == before


async def test_a_round_that_is_over(begun: Village) -> None:
    begun.now = at("2026-09-30 23:50")
    await begun.says(ZHOU, "/kou 5-1 垃圾 1 乱")
    begun.now = at("2026-10-01 00:10")
    await begun.close_months()
    before = await written(begun)
    assert (await begun.says(ZHOU, "/che 4 记错")).text == (
        "9月已经结算，要撤销请管理专员发：/che 4 原因，会记为公示后更正。"
    )
    assert await written(begun) == before


@pytest.mark.parametrize(
    ("who", "text", "bad_lines"),
    [
        (ZHOU, "/jia 3-13 献血\n3-14 吃饭", [f"第2行：{UNKNOWN_ITEM}是不是：文2 荣誉、志1 志愿、志2 献血？"]),
        (ZHOU, "/kou 3-13 垃圾 1 乱\n\n3-14 垃圾 1", ["第3行：请在后面写上原因。"]),
        (ZHOU, "/kou\n3-13 垃圾 121 乱\n3-14 垃圾 1 乱", ["第2行：分数“121”不对，要写 1 到 120 的整数。"]),
        (
            ZHOU,
            "/kou 3-13 环99 1 乱\n3-14 垃圾 1\n9-99 垃圾 1 乱\n5-1 垃圾 1 乱",
            [
                "第1行：没有“环99”这一项，发 /gui 可看全部项目。",
                "第2行：请在后面写上原因。",
                "第3行：没有找到“9-99”这一户，请写 3-12 或户码再试。",
            ],
        ),
        (
            CHEN,
            "/jia 4-2 献血\n9-99 献血\n王建国 献血",
            [
                "第1行：4组2号 陈国强是您自己家，请别的考核人员来办。",
                "第2行：没有找到“9-99”这一户，请写 3-12 或户码再试。",
            ],
        ),
        (
            ZHOU,
            "/kou 3-13 吃饭\n垃圾 1",
            [f"第1行：{UNKNOWN_ITEM}", "第2行：没写是哪一户，请写 3-12、户码或户主姓名；请在后面写上原因。"],
        ),
    ],
    ids=["item", "after an empty line", "below the command", "of three kinds", "no question first", "none is right"],
)
async def test_every_bad_line_is_named_and_no_line_is_recorded(
    begun: Village, who: int, text: str, bad_lines: list[str]
) -> None:
    before = await written(begun)
    answer = await begun.says(who, text, photo=PHOTO)
    assert answer.text.split("\n") == ["一条都没有记，请改好再发：", *bad_lines]
    assert answer.buttons == []
    assert await written(begun) == before


async def test_a_bad_line_is_told_before_the_question_about_a_repeat(begun: Village) -> None:
    answer = await begun.says(SUN, "/kou 3-13 垃圾 1 又没分类\n9-99 垃圾 1 乱")
    assert "第2行" in answer.text
    assert answer.buttons == []


async def test_two_things_wrong_with_one_line_are_one_sentence(begun: Village) -> None:
    assert (await begun.says(ZHOU, "/kou 垃圾 1")).text == "没写是哪一户，请写 3-12、户码或户主姓名；请在后面写上原因。"


async def test_more_lines_than_anyone_reads(begun: Village) -> None:
    before = await written(begun)
    answer = await begun.says(ZHOU, "/jia " + "\n".join(["3-13 献血"] * 31))
    assert answer.text == "一次最多 30 行，请分几次发。"
    assert await written(begun) == before
