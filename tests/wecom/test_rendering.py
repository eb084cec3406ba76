"""How messages look: cut, escaped, as cards, with numbered choices; and which number chooses what."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.channels.wecom import cards
from bot.channels.wecom.choices import LAST_NUMBER, chosen, numbered, with_choices
from bot.channels.wecom.ids import delivery_of, mark, task_id
from bot.channels.wecom.limits import Limits
from bot.channels.wecom.rendering import as_answer, as_pushed_card, as_text, pieces
from bot.channels.wecom.text import MOST_BYTES, fitting, markdown
from bot.incoming import Message
from bot.pieces import AGAIN, split
from bot.reply import Button, Say
from domain.model.delivery import Delivery, Queue
from domain.model.offer import Offer
from tests.wecom.chat import Memory

GROUP = "wecom:group:g"
NOW = datetime(2026, 11, 28, 8, 30, tzinfo=UTC)
YES_NO = (Button("是", "o:t:0"), Button("否", "o:t:1"))


def delivery(target: str = GROUP, *, repeated: bool = False, attempts: int = 1, number: int = 7) -> Delivery:
    return Delivery(number, Queue.CHAT, target, {}, attempts, NOW, repeated=repeated)


def message(text: str, user: str | None = "wecom:wang", quotes: str | None = None) -> Message:
    return Message("k", GROUP, False, user, "id", text, NOW, replies_to=quotes)


@pytest.mark.parametrize("filler", ["户", "a", "😀", "好\n", "很长的一行\n短\n"])
def test_a_long_text_is_cut_at_the_platforms_length_and_nothing_is_lost(filler: str) -> None:
    text = (filler * 30000)[:30000]
    cut = split(text, fitting(MOST_BYTES))
    assert all(len((AGAIN + piece).encode()) <= 20480 for piece in cut)
    assert "".join(cut).replace("\n", "") == text.replace("\n", "")
    assert len(cut) <= len(text.encode()) // MOST_BYTES + 2


def test_a_text_that_fits_is_one_message() -> None:
    assert split("户" * (MOST_BYTES // 3), fitting(MOST_BYTES)) == ["户" * (MOST_BYTES // 3)]
    assert len(split("户" * (MOST_BYTES // 3 + 1), fitting(MOST_BYTES))) == 2


@pytest.mark.parametrize("count", [0, 1, 6, 7, 40])
async def test_a_text_with_its_choices_fits_as_well(count: int) -> None:
    buttons = tuple(Button(f"第 {number} 个 *", f"o:t:{number}") for number in range(count))
    several = pieces(delivery(repeated=True), Say("户" * 6820, (buttons,)), None)
    looks = [await as_text(one, Memory()) for one in several]
    assert all(len((look.text or "").encode()) <= 20480 for look in looks)
    assert sum((look.text or "").count("户") for look in looks) == 6820


def test_only_the_last_piece_has_the_buttons() -> None:
    several = pieces(delivery(), Say("户" * 10000, (YES_NO,)), None)
    assert [bool(one.buttons) for one in several] == [False, True]
    assert len({one.stream for one in several}) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("加 3*2", "加 3＊2"),
        ("# 标题", "＃ 标题"),
        ("3#楼", "3#楼"),
        (">5 分", "＞5 分"),
        ("a > b", "a > b"),
        ("<@wang> 你好", "＜@wang> 你好"),
        ("[点我](http://x)", "[点我] (http://x)"),
        ("`码`", "｀码｀"),
        ("第一行\n# 第二行", "第一行\n＃ 第二行"),
        ("✅ 3-5 张三 环1 +5", "✅ 3-5 张三 环1 +5"),
    ],
)
def test_a_text_looks_in_markdown_as_it_reads(text: str, shown: str) -> None:
    assert markdown(text) == shown
    assert mark(markdown(text)) == mark(text)


def test_a_short_question_is_a_card() -> None:
    look = as_answer(pieces(delivery(), Say("加 5 分？\n3-5 张三", (YES_NO,)), None)[0])
    assert look is not None
    assert look.text is None
    assert look.card == {
        "card_type": "button_interaction",
        "main_title": {"title": "加 5 分？"},
        "sub_title_text": "3-5 张三",
        "button_list": [
            {"text": "是", "style": 1, "key": "o:t:0"},
            {"text": "否", "style": 1, "key": "o:t:1"},
        ],
        "task_id": f"jifen-7-1r-{int(NOW.timestamp() * 1000)}",
    }


def test_a_long_question_stands_above_its_card() -> None:
    look = as_answer(pieces(delivery(), Say("很长" * 100, (YES_NO,)), None)[0])
    assert look is not None
    assert look.text == "很长" * 100
    assert look.card is not None
    assert look.card["main_title"] == {"title": "请选择"}


@pytest.mark.parametrize(
    "buttons",
    [
        tuple(Button(str(number), f"o:t:{number}") for number in range(7)),
        (Button("是", "same"), Button("否", "same")),
        (Button("是", "键" * 342),),
        (),
    ],
)
def test_what_no_card_takes(buttons: tuple[Button, ...]) -> None:
    assert not cards.takes(buttons)


def test_the_limits_of_a_card() -> None:
    assert cards.takes(tuple(Button(str(number), f"o:t:{number}") for number in range(6)))
    assert cards.takes((Button("是", "键" * 341),))


@pytest.mark.parametrize(("target", "card"), [(GROUP, False), ("wecom:wangwu", True)])
def test_cards_are_pushed_to_persons_only(target: str, card: bool) -> None:
    piece = pieces(delivery(target), Say("加 5 分？", (YES_NO,)), None)[0]
    assert (as_pushed_card(piece) is not None) == card


def test_task_ids_are_never_the_same_and_name_their_delivery() -> None:
    piece = pieces(delivery(), Say("?", (YES_NO,)), None)[0]
    again = pieces(delivery(attempts=2), Say("?", (YES_NO,)), None)[0]
    ids = {piece.task("r"), piece.task("p"), again.task("r"), again.task("p")}
    assert len(ids) == 4
    assert all(re.fullmatch(r"[0-9A-Za-z_@-]{1,128}", one) for one in ids)
    assert {delivery_of(one) for one in ids} == {7}


@pytest.mark.parametrize("task", ["", "jifen", "jifen-x-1-2", "other-1-2-3", "jifen-１-2-3", "jifen-1-2-3-4"])
def test_a_foreign_task_is_no_delivery_of_ours(task: str) -> None:
    assert delivery_of(task) is None


def test_an_id_fits_whatever_the_numbers() -> None:
    assert len(task_id(10**12, "57r", NOW)) <= 128


def test_choices_are_numbered_below_the_text() -> None:
    assert with_choices("加 5 分？", YES_NO, range(4, 6), group=True) == (
        "加 5 分？\n\n4. 是\n5. 否\n选哪个，请回 @我 4 这样的序号"
    )
    assert with_choices("?", YES_NO, range(1, 3), group=False).endswith("选哪个，请回 1 这样的序号")


def offer(first: int, *data: str, number: int = 1, shown: str = "?") -> Offer:
    return Offer(GROUP, number, first, data, mark(shown))


@pytest.mark.parametrize(
    ("offers", "number", "expected"),
    [
        ([], 7, range(1, 3)),
        ([offer(1, "a", "b", "c")], 7, range(4, 6)),
        ([offer(4, "a"), offer(1, "b", "c", "d")], 7, range(5, 7)),
        ([offer(97, "a", "b")], 7, range(1, 3)),
        ([offer(96, "a", "b")], 7, range(98, 100)),
        ([offer(9, "x"), offer(3, "a", "b", number=7)], 7, range(3, 5)),
    ],
)
def test_numbers_go_on_within_a_chat(offers: list[Offer], number: int, expected: range) -> None:
    assert numbered(YES_NO, offers, number) == expected
    assert expected.stop <= LAST_NUMBER + 1


OFFERS = [offer(3, "new-a", "new-b", number=2, shown="新的问题"), offer(1, "old-a", "old-b", shown="旧的问题")]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("3", "new-a"),
        ("４", "new-b"),
        ("①", "old-a"),
        ("二", "old-b"),
        ("2。", "old-b"),
        ("选3", "new-a"),
        ("第4个", "new-b"),
        (" 1 ", "old-a"),
        ("5", ""),
        ("0", ""),
        ("3 4", None),
        ("3-4", None),
        ("+3", None),
        ("查 3", None),
        ("三组", None),
        ("", None),
        ("103", None),
    ],
)
def test_a_bare_number_chooses(text: str, data: str | None) -> None:
    press = chosen(message(text), OFFERS)
    assert (press.data if press else None) == data
    if press:
        assert (press.key, press.user, press.callback) == ("k", "wecom:wang", "id")


def test_a_quoted_question_is_the_one_that_is_answered() -> None:
    same = [offer(1, "new", shown="新的问题"), offer(1, "old", shown="旧的问题")]
    quoting_old = chosen(message("1", quotes=mark("旧的问题")), same)
    assert quoting_old is not None
    assert quoting_old.data == "old"
    no_third = chosen(message("3", quotes=mark("旧的问题")), OFFERS)
    assert no_third is not None
    assert no_third.data == "", "no button at all"
    plain = chosen(message("1", quotes=mark("别的话")), same)
    assert plain is not None
    assert plain.data == "new"


def test_somebody_without_an_identity_chooses_nothing() -> None:
    assert chosen(message("3", user=None), OFFERS) is None


def test_a_chat_is_told_at_most_so_much() -> None:
    at = 0.0
    limits = Limits(lambda: at)
    for _ in range(30):
        assert limits.wait("g") == 0
        limits.take("g")
    assert limits.wait("g") == 60
    assert limits.wait("other") == 0
    at = 45
    assert limits.wait("g") == 15
    at = 60
    assert limits.wait("g") == 0


def test_an_hour_has_its_own_limit() -> None:
    at = 0.0
    limits = Limits(lambda: at)
    for number in range(1000):
        at = number * 3.0
        assert limits.wait("g") == 0
        limits.take("g")
    assert limits.wait("g") == 3600 - at
    at = 3600.0
    assert limits.wait("g") == 0
