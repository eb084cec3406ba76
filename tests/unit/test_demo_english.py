"""What the demo's visitors read beneath the Chinese: the tables fit, and nothing unknown is passed over in silence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.demo.english import REST, in_english
from app.demo.english.slots import name
from app.demo.english.tables import LINES, SECTIONS
from app.demo.tries import STEPS, TRIES
from bot.grammar.records import Fault
from bot.wording import claims, rulings
from bot.wording.refusals import refusal
from bot.wording.refusals.faults import FAULTS
from domain.model.people import Role
from domain.model.printable import PRINTABLES
from storage.database import Database
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.unit.test_refusals import BY_TEXT, RAISED, REACHED_BY_TEXT, ROOT, Raised, sentences
from tests.village import CHEN, STRANGER, TOWN_CODE, ZHOU, Village, at, in_its_group

_SLOT = re.compile(r"\{(\w+)\}")


TEXTS = {
    "✅ #7 3组12号 王建国": "✅ #7 3-12 Wang Jianguo",
    "环4“垃圾分类投放”扣2分，计 2 分": "H4 “waste sorted” −2, counts 2",
    "王建国户：11月111分，全年222分，第13名，可用212分。回2看明细。": (
        "Wang Jianguo’s household: Nov 111 points, this year 222, rank 13, 212 to spend. 2 for details."
    ),
    "⚠️ 2户没人看过：1组1号 胡阿根、1组4号 李志强等": (
        "⚠️ 2 households that nobody looked at: 1-1 Hu Agen, 1-4 Li Zhiqiang and others"
    ),
    "📨 2026年第三季度通知": "📨 Notices of Q3 2026",
    "撤销 #7": "undo #7",
    "13. 3组5号 姚月琴 222分": "13. 3-5 Yao Yueqin 222 points",
    "能兑：1大米60分，2洗衣粉25分。": "enough for: 1 rice (60), 2 washing powder (25)",
    "例：【张堰积分】胡阿根户三季度得110分，全年218分，第40名，可用218分。回1查分，回T退订。": (
        "For example: [Zhangyan points] Hu Agen’s household: Q3 110 points, this year 218, rank 40, 218 to spend."
        " 1 points, T no more notices."
    ),
    "⚠️旧港村：结算1轮，兑换0次，看过80%的户，待答异议0、申报0，等回电2户，年度考核+2分": (
        "⚠️ Jiugang village: 1 rounds settled, 0 redemptions, 80 % of households looked at, open objections 0, claims 0,"
        " 2 wait for a call, appraisal +2 points"
    ),
    "申报超期1件；12月7日前（还有2天）：还有8户没看过、今年还没兑换": (
        "1 claims overdue; by 7 Dec: 2 days left, 8 households not looked at, nothing redeemed this year"
    ),
    "⏳2026年结清前要办完：秦望村（异议2件、申报1件）；旧港村（申报1件）。": (
        "⏳ To be done before 2026 is closed: Qinwang village: 2 objections, 1 claims; Jiugang village: 1 claims"
    ),
    "有2户主动提出可行性意见建议，并被采纳。": "2 households: a proposal was taken up.",
    "旧港村 +0分：3季10月1日、4季还没有；兑换0次": "Jiugang village +0 points: Q3 1 Oct, Q4 not yet; 0 redemptions",
    "王芳今天已给马引娣户“垃圾分类投放”扣2分（#12），还要再记一次吗？": (
        "Wang Fang noted “waste sorted” −2 for Ma Yindi’s household today (#12). Note it once more?"
    ),
    "收到邀请码的考核人员，请发：/bang 邀请码": "Officers with an invitation: send /bang and the code",
    "谁都没见过的一句话。": "",
    "🎁 兑换物品：\n谁都没见过的一句话。": f"🎁 Goods:\n{REST}",
    "一条都没有记，请改好再发：\n第2行：请在后面写上原因；分数“0”不对，要写 1 到 120 的整数。": (
        "Nothing was noted; correct it and send it again:\n"
        "Line 2: Write a reason behind it. The points “0” are wrong; write a whole number from 1 to 120."
    ),
    "没有“张三”这一项，发 /gui 可看全部项目。是不是：环4、环2？": (
        "There is no item “张三”; /gui shows all of them. Is it 环4、环2?"
    ),
}


@pytest.mark.parametrize(("chinese", "english"), TEXTS.items())
def test_a_text_in_english(chinese: str, english: str) -> None:
    assert in_english(chinese) == english


_PUT_IN = (("{{ book.name }}", "…实施细则"), ("{{ parts.take_part(number) }}", '<h2 id="take-part">发短信就能办</h2>'))
"""What a heading or a part comes to."""


@pytest.mark.parametrize("template", SECTIONS)
def test_every_section_of_a_page_has_its_english(template: str) -> None:
    """The figures on top as well; a section that has another heading while it is empty is told once."""
    page = (ROOT / "web" / "templates" / f"{template}.html").read_text("utf-8")
    for name_, shown in _PUT_IN:
        page = page.replace(name_, shown)
    found = re.findall('<h2 id="([^"]+)">(.+?)</h2>|<div><dt>(.+?)</dt>', page)
    headings = {ident or figure: heading or figure for ident, heading, figure in reversed(found)}
    assert len(re.findall("<h2", page)) == sum(bool(ident) for ident, _, _ in found)
    assert [re.sub(r"\{\{.+?\}\}", "…", one) for one in reversed(headings.values())] == list(SECTIONS[template])


_TO_SEND = re.compile('/[a-z]+ [^ ，；)。]+( [(]or [扣免][)])?|[“"]?(申报|异议|兑|积分|好)[”"]?( 1)?')
"""What a visitor would send as it stands."""


@pytest.fixture
async def village(sqlite_database: Database) -> Village:
    """With two officers, a supervisor, and two months of points."""
    founded = await in_its_group(sqlite_database)
    await founded.says(GU, f"/bang {await founded.invitation('顾敏', Role.SUPERVISOR, TOWN_CODE)}", chat=TOWN_GROUP)
    await founded.household(3, 8, "马引娣", "+8619900000001")
    await founded.household(3, 12, "王建国", "+8619900000002")
    founded.now = at("2026-10-20 09:00")
    await founded.close_months()
    await founded.says(CHEN, "/wu 加 大米 60 20")
    return founded


LED_TO = [(one.side, one.text) for one in TRIES] + [
    (one.side, one.what) for one in STEPS if one.side in ("chat", "phone")
]


@pytest.mark.parametrize(("side", "words"), LED_TO)
async def test_what_a_visitor_is_led_to_is_answered_in_english_all_through(
    village: Village, side: str, words: str
) -> None:
    """By an officer, by one more who does the same, by nobody in particular, in the town's group, and by text."""
    for text in await answers(village, side, words):
        assert lacks(text) == ""


DAYS = ("2026-10-31", "2026-11-01", "2026-12-07", "2026-12-31", "2027-01-01", "2027-01-20", "2027-02-01", "2028-02-29")
"""Of a month's and a year's beginning and end; the last month is not closed yet, or can still be spent."""


@pytest.mark.parametrize("day", DAYS)
async def test_on_whatever_day_a_visitor_is_answered_in_english(village: Village, day: str) -> None:
    village.now = at(f"{day} 09:00") - timedelta(days=10)
    await village.close_months()
    village.now = at(f"{day} 09:00")
    lacking = [lacks(text) for led in LED_TO for text in await answers(village, *led)]
    assert list(filter(None, lacking)) == []


async def answers(village: Village, side: str, words: str) -> list[str]:
    """All that is said to it, in the chats or by text; where nothing is said, nothing."""
    if side != "chat":
        said = [await village.texts("+8619900000001", words)]
    else:
        heard = [await village.says(who, words) for who in (CHEN, ZHOU, STRANGER)]
        heard.append(await village.says(GU, words, chat=TOWN_GROUP))
        said = [answer.text for answer in heard]
    return [text for text in said if text]


def lacks(text: str) -> str:
    """What was said, where it has no English, or not all through."""
    english = in_english(text)
    whole = english and REST not in english and not re.search("[一-鿿]", _TO_SEND.sub("", english))
    return "" if whole else f"{text} -> {english}"


@pytest.mark.parametrize(("chinese", "english"), [("王芳", "Wang Fang"), ("秦望村", "Qinwang village")])
def test_a_name_by_its_sound_or_its_word(chinese: str, english: str) -> None:
    assert name(chinese) == english


def test_the_english_has_no_place_that_the_chinese_lacks() -> None:
    lacking = [
        (chinese, english)
        for chinese, english in LINES.items()
        if any(int(place) >= len(_SLOT.findall(chinese)) for place in _SLOT.findall(english))
    ]
    assert lacking == []


@pytest.mark.parametrize("raised", RAISED, ids=lambda raised: f"{raised.code} {raised.place}")
def test_every_refusal_has_its_english(raised: Raised) -> None:
    """As it reads with the likeliest words; those that follow may make no sense."""
    english = in_english(next(sentences(raised, refusal)))
    assert english
    assert REST not in english


@pytest.mark.parametrize("raised", BY_TEXT, ids=lambda raised: f"{raised.code} {raised.place}")
def test_every_refusal_by_text_has_its_english(raised: Raised) -> None:
    english = in_english(next(sentences(raised, REACHED_BY_TEXT[raised.place.partition(":")[0]])))
    assert english
    assert REST not in english


TOKENS = ("3-12", "门口停车", "2组", "11月31日")
WITH_PARTS = {
    Fault.MISSPELT_COMMAND: ("/ku /kou /gui",),
    Fault.BAD_WHICH: ("公示表 十月", "门牌 十月"),
    Fault.LINE_TOO_LONG: ("400",),
}
"""What was not read and what it may be; or how many characters a line may have."""
WITHOUT = (Fault.NO_HOUSEHOLD, Fault.NO_ITEM, Fault.NO_VETO, Fault.NO_REASON, Fault.BAD_DOCUMENT, Fault.NO_NEW_HEAD)
"""Something is missing rather than unreadable."""
UNREAD = [
    *((fault, token) for fault in Fault for token in WITH_PARTS.get(fault, TOKENS)),
    *((fault, "") for fault in WITHOUT),
]


@pytest.mark.parametrize(("fault", "token"), UNREAD)
def test_whatever_was_not_read_has_its_english(fault: Fault, token: str) -> None:
    english = in_english(FAULTS[fault](token))
    assert english
    assert REST not in english


def _labels() -> Iterator[str]:
    """What is written on buttons where the source says it; {} for what is put in."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Button", "Option"}:
                yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))


PUT_IN = {
    "确认{}": ["确认", "确认 3-12 志2"],
    "不记了{}": ["不记了", "不记了 3-12 志2"],
    "记到{}": ["记到9月"],
    "{} {}": [
        "环4 垃圾分类投放",
        "确认 #12",
        "确认否决 #12",
        "确认撤销 #12",
        "确认 异议 5",
        "确认退还 #12",
        "确认 大米",
    ],
    "{}组{}号 {}": ["3组12号 王建国"],
    "{}号 {}": ["1号 大米"],
}
"""What stands in places that are no number."""
BUTTONS = {
    *(said for label in _labels() for said in PUT_IN.get(label, [label.replace("{}", "12")])),
    *(*claims.STOCK_REASONS, *rulings.STOCK_REASONS),
    *(one.chinese for one in PRINTABLES),
    *("恢复 #12", "改为少扣 2 分（扣 1 分）", "改为加 2 分", "成立", "#12 3组12号 王建国", "申报 3 3组12号 王建国"),
}


@pytest.mark.parametrize("label", sorted(BUTTONS))
def test_every_button_has_its_english(label: str) -> None:
    assert in_english(label)
