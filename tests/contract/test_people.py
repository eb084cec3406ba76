"""What is kept about a household is handed out to it, and erased at its wish; the books stay right."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.photo_folder import place
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, file
from domain.cases.deciding import reject
from domain.households.changing import change
from domain.households.wanted import Wanted, WantedKind
from domain.model.announcement import NewAnnouncement
from domain.model.award_proposal import NewAwardProposal
from domain.model.entry import Source
from domain.model.photo import Part, PhotoState
from sms.wording.villager_texts import SmsVillagerTexts
from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village

SAID = "去县里献血，我叫王秀英"


async def lived(village: Village) -> None:
    """A household that spoke, was scored, claimed with a photo, and moved away; its neighbour stays."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国", "+8613900003013")
    await village.record(wang, "环4", -3, "垃圾没有分类")
    await village.text("积分", WANG)
    await village.text("退订", WANG)
    await village.text("积分", "+8613900003013")
    await village.text("找人 我是王秀英，腿脚不便", WANG)
    async with village.transactions.writing() as store:
        await store.households.add_kin(wang.id, [li.id])
        model = NewAnnouncement(QINWANG, wang, "王秀英照顾邻居", village.assessor.id, village.now, "model")
        await store.announcements.add(model)
        number, _ = await store.evidence.keep(Part("unique", "file"), village.now)
        await store.evidence.settle(number, PhotoState.KEPT, "a" * 64, 1)
        form = ClaimForm(wang, SAID, None, "志2", Source.SMS, "form", phone=WANG, evidence_id=number)
        filed = unwrap(await file(village.work(store), None, form))
        await reject(village.work(store), village.assessor, filed.claim, "王秀英没有证明", SmsVillagerTexts())
        (round_,) = await store.rounds.of_unit(QINWANG)
        await store.award_proposals.make(
            NewAwardProposal(wang, round_.id, village.now.date(), "志2", 8, "王秀英救人", village.assessor.id, None),
            village.now,
        )
        head = Wanted(WantedKind.HEAD, village.now.date(), household=wang.id, head="王小明")
        unwrap(await change(village.work(store), None, head))


async def left(village: Village) -> None:
    await lived(village)
    async with village.transactions.writing() as store:
        (wang,) = await store.roster.by_head(QINWANG, "王小明")
        leave = Wanted(WantedKind.LEAVE, village.now.date(), household=wang.id, reason="随儿子进城")
        unwrap(await change(village.work(store), None, leave))


def code_of(desk: Desk) -> str:
    (code,) = [home["household"] for home in homes(desk) if home["head"] == "王小明"]
    return str(code)


def homes(desk: Desk) -> list[dict[str, object]]:
    return [*desk.lists("households", "list", QINWANG), *desk.lists("households", "list", QINWANG, "--left")]


def test_a_household_gets_everything_that_is_kept_about_it(desk: Desk, tmp_path: Path) -> None:
    desk.tell(lived)
    kept = json.loads(desk.says("people", "export", code_of(desk)))
    assert [row["phone"] for row in kept["household_phones"]] == [WANG]
    assert [row["reason"] for row in kept["entries"]] == ["垃圾没有分类"]
    assert [row["content"] for row in kept["claims"]] == [SAID]
    assert {row["sender"] for row in kept["inbox"]} == {WANG}
    assert len(kept["evidence"]) == 1
    desk.says("people", "export", code_of(desk), "--output", str(tmp_path / "all.xlsx"))
    assert set(load_workbook(tmp_path / "all.xlsx").sheetnames) == set(kept)


def test_who_still_lives_there_cannot_be_forgotten(desk: Desk) -> None:
    desk.tell(lived)
    assert "先办迁出" in desk.refuses("people", "forget", code_of(desk), "--yes")


def test_a_household_that_left_is_forgotten_and_the_books_stay_right(desk: Desk) -> None:
    desk.tell(left)
    code = code_of(desk)
    entries = desk.lists("entries", QINWANG)
    assert desk.says("audit").startswith("核对无误")
    assert "请在命令后面加 --yes" in desk.refuses("people", "forget", code)
    desk.says("people", "forget", code, "--yes")
    kept = desk.says("people", "export", code)
    assert [gone for gone in ("王秀英", "王小明", "献血", WANG, "随儿子进城") if gone in kept] == []
    assert desk.lists("entries", QINWANG) == entries
    assert desk.says("audit").startswith("核对无误")
    assert "已经删去" in desk.refuses("people", "forget", code, "--yes")


def test_nobody_can_try_out_by_a_digest_what_was_said(desk: Desk) -> None:
    left_over = []

    async def look(village: Village) -> None:
        erased = {"inbox": "source = 'sms' AND sender IS NULL", "outbox": "queue = 'sms' AND target = ''"}
        for table, rows in erased.items():
            assert await village.count(table, rows)
            left_over.append(await village.count(table, f"{rows} AND digest IS NOT NULL"))

    desk.tell(left)
    desk.says("people", "forget", code_of(desk), "--yes")
    desk.go_on(look)
    assert left_over == [0, 0]


def test_the_photos_of_who_is_forgotten_go_from_the_disk(desk: Desk) -> None:
    photo = place(Path(os.environ["JIFEN_DATA_DIR"]) / "evidence", "a" * 64)
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")
    desk.tell(left)
    desk.says("people", "forget", code_of(desk), "--yes")
    assert not photo.exists()


def test_the_neighbour_keeps_its_messages(desk: Desk) -> None:
    desk.tell(left)
    desk.says("people", "forget", code_of(desk), "--yes")
    (code,) = [home["household"] for home in homes(desk) if home["head"] == "李建国"]
    assert json.loads(desk.says("people", "export", str(code)))["inbox"]


@pytest.mark.parametrize("words", [("people", "export", "99999"), ("people", "forget", "99999", "--yes")])
def test_a_household_that_is_none_is_named(desk: Desk, words: tuple[str, ...]) -> None:
    desk.tell(lived)
    assert desk.refuses(*words) == "没有户码“99999”。"
