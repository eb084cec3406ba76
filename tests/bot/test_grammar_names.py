"""Which command a message is: three spellings, widths, the bot's name, glued arguments, plain chat."""

from __future__ import annotations

import pytest

from tests.bot.village import understood

ENTRY = "3-12 环4 2 没扔"
SPELLINGS = [
    ("jia 加 add JIA Add 加分 ｊｉａ ａｄｄ", ENTRY, "+1 3-12|环4|2|没扔"),
    ("kou 扣 sub KOU Sub 扣分 ｋｏｕ ｓｕｂ", ENTRY, "-1 3-12|环4|2|没扔"),
    ("fou 否决 veto FOU Veto 否 ｆｏｕ 否決", "3-12 否2 烧了", "veto 3-12|否2||烧了"),
    ("che 撤销 undo CHE Undo 撤 ｃｈｅ 撤銷", "#12 记错", "undo 12|记错"),
    ("cha 查 query CHA Query 查询 查分 ｃｈａ 查詢", "3-12", "card 3-12"),
    ("pai 排名 rank PAI Rank ｐａｉ", "3", "ranking 3"),
    ("gui 规则 rules GUI Rules ｇｕｉ 規則", "垃圾", "rules 垃圾"),
    ("tong 通知 notice TONG Notice ｔｏｎｇ", "2026Q3", "notice 2026Q3"),
    ("bang 绑定 join BANG Join ｂａｎｇ 綁定", "k7m2p9", "join K7M2P9"),
    ("help 帮助 HELP Help ｈｅｌｐ 幫助 start", "", "help"),
    ("shen 申报 claims SHEN", "", "claims"),
    ("yi 异议 objections", "3", "objection 3"),
    ("jie 结算 settle", "2026-11", "settle 2026-11"),
    ("wu 物品 goods", "加 大米 30 5", "addgoods 大米 30 5"),
    ("dui 兑换 redeem", "3-12 大米", "redeem 3-12|大米|1"),
    ("ling 领取 collect", "1234 5678", "collect 12345678 self"),
    ("jian 监督 supervise", "", "supervise"),
]


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [(name, arguments, expected) for names, arguments, expected in SPELLINGS for name in names.split()],
)
@pytest.mark.parametrize(
    "shape", ["/{} {}", "／{}　{}", "/{}@jifen_bot {}", "  /{}  {}  ", "/{}＠JIFEN_BOT {}", "/ {} {}"]
)
def test_every_spelling_is_the_same_command(shape: str, name: str, arguments: str, expected: str) -> None:
    assert understood(shape.format(name, arguments)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "大家好",
        "加油",
        "扣子掉了",
        "查一下",
        "扣分太多了",
        "今天/kou了谁",
        "3-12 垃圾 2袋没拿走",
        "/",
        "／",
        "/ ",
        "//",
        "/@jifen_bot",
        "、加油",
        "/kou@other_bot 3-12 环4 2 没扔",
        "/扣@other_bot 3-12 环4 2 没扔",
        "/nonsense@other_bot",
        "/help@jifen_bot2",
        "👍",
    ],
)
def test_what_is_not_for_this_bot_is_left_alone(text: str) -> None:
    assert understood(text) == "chat"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/weather", "!unknown-command@1:/weather"),
        ("/weather 3-12", "!unknown-command@1:/weather"),
        ("/weather@jifen_bot", "!unknown-command@1:/weather"),
        ("/骂 3-12", "!unknown-command@1:/骂"),
        ("／ＦＯＯ", "!unknown-command@1:/ＦＯＯ"),
        ("/3-12 垃圾", "!unknown-command@1:/3-12"),
        ("/addition 3-12", "!unknown-command@1:/addition"),
    ],
)
def test_an_unknown_command_is_named(text: str, expected: str) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("记分", "/加 /扣"),
        ("取货", "/领取"),
        ("礼品", "/物品"),
        ("申诉", "/异议"),
        ("撒销", "/撤销"),
        ("排明", "/排名"),
        ("排", "/排名"),
        ("koufen", "/kou"),
        ("chexiao", "/che"),
        ("kuo", "/kou"),
        ("paiming", "/pai"),
    ],
)
def test_an_unknown_name_that_says_what_is_meant_is_answered_with_the_right_one(typed: str, meant: str) -> None:
    assert understood(f"/{typed} 3-12").startswith(f"!misspelt-command@1:/{typed} {meant}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/加3-12 环4 2", "+1 3-12|环4|2|"),
        ("/加3-12垃圾2", "+1 3-12|垃圾|2|"),
        ("/扣王建国 垃圾 2 没扔", "-1 name:王建国|垃圾|2|没扔"),
        ("/扣分3-12 环4 2 没扔", "-1 3-12|环4|2|没扔"),
        ("/扣2分 3-12 环4 没扔", "-1 3-12|环4|2|没扔"),
        ("/kou3-12 环4 2 没扔", "-1 3-12|环4|2|没扔"),
        ("/kou王建国 环4 2 没扔", "-1 name:王建国|环4|2|没扔"),
        ("/扣：3-12 环4 2 没扔", "-1 3-12|环4|2|没扔"),
        ("/扣，3-12 环4 2 没扔", "-1 3-12|环4|2|没扔"),
        ("/查3-12", "card 3-12"),
        ("/查王建国", "card name:王建国"),
        ("/查询王建国", "card name:王建国"),
        ("/排名3组", "ranking 3"),
        ("/撤销12 记错", "undo 12|记错"),
        ("/规则环4", "rules 环4"),
        ("/通知三季度", "notice Q3"),
        ("/绑定k7m2p9", "join K7M2P9"),
        ("/否决3-12秸秆 烧了", "veto 3-12|秸秆||烧了"),
    ],
)
def test_a_name_needs_no_space_where_it_can_be_told(text: str, expected: str) -> None:
    assert understood(text) == expected
