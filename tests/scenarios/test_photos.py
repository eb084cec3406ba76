"""/zhao: whoever may decide looks at the photos of an entry, a claim or an objection."""

from __future__ import annotations

from typing import Any

import pytest

from bot.incoming import Attached, FileKind
from bot.reply import Picture
from domain.model.people import Role
from domain.model.photo import EXPIRED, FORGOTTEN, PhotoState
from tests.scenarios.conftest import Homes
from tests.scenarios.test_replied import replies
from tests.village import CHEN, JIANNONG, STRANGER, ZHOU, Answer, Village

ONE, OTHER = (Attached(FileKind.PICTURE, f"file-{n}", f"unique-{n}", 1000) for n in (1, 2))
SHA = "ab" * 32


async def fetched(
    village: Village, photo: int = 1, state: PhotoState = PhotoState.KEPT, error: str | None = None
) -> None:
    """What became of fetching a photo."""
    async with village.transactions.writing() as store:
        kept = state is PhotoState.KEPT
        await store.evidence.settle(photo, state, SHA if kept else None, 9 if kept else None, error)


def pictures(answer: Answer) -> list[str]:
    """The captions of the photos that were sent."""
    return [reply.caption for reply in answer.replies if isinstance(reply, Picture)]


@pytest.fixture
async def deducted(village: Village, homes: Homes) -> Village:
    """Entry 1 of 3组13号 李秀芳 has a photo that was fetched."""
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", photo=ONE)
    await fetched(village)
    return village


@pytest.mark.parametrize(
    ("kind", "told"),
    [(FileKind.PICTURE, "照片没有命令，没有记"), (FileKind.SOUND, "录音没有看"), (FileKind.FILE, "文件没有看")],
)
@pytest.mark.parametrize("where", [{"chat": ZHOU, "private": True}, {"replies_to": "1"}], ids=["alone", "a reply"])
async def test_a_file_without_a_word_is_answered(
    village: Village, homes: Homes, kind: FileKind, told: str, where: dict[str, Any]
) -> None:
    answer = await village.says(ZHOU, "", photo=Attached(kind, "f", "u", 9), **where)
    assert told in answer.text
    assert await village.count("evidence") == 0


async def test_pictures_of_an_album_wait_for_the_one_with_the_command(village: Village, homes: Homes) -> None:
    part = Attached(FileKind.PICTURE, "f", "u", 9, album="1")
    assert (await village.says(ZHOU, "", chat=ZHOU, private=True, photo=part)).replies == ()


async def test_a_sticker_to_the_bot_alone_is_answered_like_talk(village: Village, homes: Homes) -> None:
    assert "/help" in (await village.whispers(ZHOU, "")).text


@pytest.mark.parametrize("text", ["/zhao 1", "/zhao #1", "/照片 1号", "/photo 1", "／zhao　１", "/zhao 记录1"])
async def test_the_photo_of_an_entry(deducted: Village, text: str) -> None:
    assert pictures(await deducted.says(CHEN, text)) == ["📷 #1 3组13号 李秀芳"]
    (*_, last) = await deducted.deliveries_of_photos()
    assert (last["kind"], last["photo"]) == ("picture", SHA)


async def test_the_photo_of_the_message_that_is_replied_to(deducted: Village) -> None:
    assert pictures(await replies(deducted, CHEN, "/zhao")) == ["📷 #1 3组13号 李秀芳"]


async def test_a_card_has_a_button_for_each_photo(deducted: Village) -> None:
    await deducted.says(ZHOU, "/kou 3-13 环1 1 乱堆")
    card = await deducted.says(CHEN, "/cha 3-13")
    assert card.labels == ["看照片 #1"]
    assert pictures(await deducted.presses(CHEN, card.button("看照片"))) == ["📷 #1 3组13号 李秀芳"]


async def test_an_objection_shows_the_photo_of_its_entry(deducted: Village) -> None:
    said = await deducted.says(ZHOU, "/yi 3-13 #1 没有扔")
    assert "看照片" in said.labels
    assert pictures(await deducted.presses(CHEN, said.button("看照片"))) == ["📷 异议 1 3组13号 李秀芳"]
    assert pictures(await deducted.says(CHEN, "/zhao 异议 1")) == ["📷 异议 1 3组13号 李秀芳"]
    assert pictures(await deducted.says(CHEN, "/zhao 1")) == ["📷 #1 3组13号 李秀芳"], "it is the same photo"
    assert "看照片" in (await deducted.says(CHEN, "/yi 1")).labels


@pytest.mark.parametrize(
    ("error", "why"),
    [(EXPIRED, "照片保存期限已到，已经删去。"), (FORGOTTEN, "照片已按本户的要求删去。"), ("gone", "没有留住")],
)
async def test_a_photo_that_is_there_no_longer_says_why(deducted: Village, error: str, why: str) -> None:
    await fetched(deducted, state=PhotoState.LOST, error=error)
    assert why in (await deducted.says(CHEN, "/zhao 1")).text


async def test_a_claim_shows_the_photo_of_its_form(deducted: Village) -> None:
    said = await deducted.says(ZHOU, "/shen 3-14 志2 献血", photo=OTHER)
    await fetched(deducted, 2)
    assert pictures(await deducted.presses(CHEN, said.button("看照片"))) == ["📷 申报 1 3组14号 张伟"]
    question = await deducted.says(CHEN, "/zhao 1")
    assert question.labels == ["#1 3组13号 李秀芳", "申报 1 3组14号 张伟"]
    assert pictures(await deducted.presses(CHEN, question.button("申报 1"))) == ["📷 申报 1 3组14号 张伟"]
    listed = await deducted.says(CHEN, "/shen")
    assert "照片 1" in listed.labels


async def test_what_has_no_photo_is_said(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await village.says(CHEN, "/zhao 1")).text == "#1没有照片。"
    assert (await village.says(CHEN, "/zhao 7")).text == "本村没有 #7 这条记录，请核对编号。"
    assert (await village.says(CHEN, "/zhao 申报 7")).text == "本村没有 7 号申报，发 /shen 看等答复的。"
    assert (await village.says(CHEN, "/zhao 异议 7")).text == "本村没有异议 7，发 /yi 看等答复的。"
    assert (await village.says(CHEN, "/cha 3-13")).labels == []


@pytest.mark.parametrize(
    ("state", "error", "said"),
    [
        (PhotoState.PENDING, None, "照片还在取，过一会儿再发 /zhao #1 看。"),
        (PhotoState.LOST, "gone", "照片没有留住：聊天平台上已经没有这张照片。"),
        (PhotoState.REFUSED, "no-picture", "照片没有留住：发来的文件不是照片。"),
        (PhotoState.LOST, None, "照片没有留住：没有取到。"),
    ],
)
async def test_a_photo_that_is_not_there_is_said(
    deducted: Village, state: PhotoState, error: str | None, said: str
) -> None:
    await fetched(deducted, 1, state, error)
    answer = await deducted.says(CHEN, "/zhao 1")
    assert (answer.text, pictures(answer)) == (f"📷 #1 3组13号 李秀芳\n{said}", [])


async def test_photos_are_for_those_who_may_decide(deducted: Village) -> None:
    code = await deducted.invitation("外村干部", unit=JIANNONG)
    await deducted.whispers(301, f"/bang {code}")
    answers = [
        await deducted.says(301, "/zhao 1", chat=301, private=True),
        await deducted.says(301, "/zhao 1"),
        await deducted.says(STRANGER, "/zhao 1"),
    ]
    assert [(pictures(answer), bool(answer.text)) for answer in answers] == [([], True)] * 3


async def test_nobody_looks_alone_at_what_is_held_against_the_own_household(village: Village, homes: Homes) -> None:
    await village.officer(104, "林晓燕", Role.SPECIALIST)
    await village.says(104, "/kou 4-2 垃圾 2 没分类", photo=ONE)
    await fetched(village)
    answer = await village.says(CHEN, "/zhao 1", chat=CHEN, private=True)
    assert pictures(answer) == []
    assert "请别的考核人员来办" in answer.text
    assert pictures(await village.says(104, "/zhao 1")) != []
