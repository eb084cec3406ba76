"""The audit tells where a second officer is missing who must have agreed, or is nobody who may."""

from __future__ import annotations

import pytest

from domain.boundary import unwrap
from domain.cases.large_corrections import confirm_award, propose_award
from domain.entries.award import Award
from domain.entries.recording import record
from domain.entries.second_look import LargeCorrection
from domain.ports.store import Store
from domain.settlement.round_seconds import agree, propose_early, propose_withdrawal
from sms.wording.villager_texts import SmsVillagerTexts
from tests.contract.desk import Desk
from tests.contract.test_audit import named
from tests.sms.village import QINWANG, WANG, Village, at
from text.codes import make


async def two_agreed(village: Village) -> None:
    """A large correction of July was confirmed; August was settled on its last day, opened again and settled again."""
    wang = await village.household("王秀英", WANG)
    await village.both_join()
    village.now = at("2026-08-20 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        await _corrects(store, village, Award(wang, "环1", 8, "棚拆了", "", day=at("2026-07-20 10:00").date()))
    village.now = at("2026-08-31 20:00")
    async with village.transactions.writing() as store:
        august = await store.rounds.current(QINWANG)
        assert august is not None
        one, other, work = village.assessor, village.other, village.work(store)
        unwrap(await agree(work, other, unwrap(await propose_early(work, one, august))))
        august = await store.rounds.by_id(august.id)
        unwrap(await agree(work, other, unwrap(await propose_withdrawal(work, one, august, "错了"))))
        august = await store.rounds.by_id(august.id)
        unwrap(await agree(work, other, unwrap(await propose_early(work, one, august))))


async def _corrects(store: Store, village: Village, award: Award) -> None:
    wanted = Award(award.household, award.item, award.points, award.reason, "x", day=award.day, correction=True)
    large = await record(village.work(store), village.assessor, [wanted])
    assert isinstance(large, LargeCorrection)
    waits = await propose_award(village.work(store), village.assessor, large)
    unwrap(await confirm_award(village.work(store), village.other, waits.number, SmsVillagerTexts()))


WHERE = f"秦望村 户 {make(1001)} 2026-07"
CASES = {
    "confirmed by whoever proposed it": (
        "UPDATE award_proposals SET second_id = officer_id",
        [f"{WHERE} 加分更正 1 由提的人自己确认", f"{WHERE} 加分更正 1 记成 #1，确认"],
    ),
    "confirmed by nobody's officer": (
        "UPDATE award_proposals SET second_id = 9",
        [f"{WHERE} 加分更正 1 由谁办的", f"{WHERE} 加分更正 1 记成 #1，确认"],
    ),
    "recorded otherwise than proposed": (
        "UPDATE award_proposals SET points = 7",
        [f"{WHERE} 加分更正 1 记成 #1"],
    ),
    "a confirmation gone": (
        "DELETE FROM confirmations",
        [f"{WHERE} 加分更正 1 记成 #1，确认", f"{WHERE} 记录 #1 公示后加8分，另一人确认"],
    ),
    "a round settled early by one": (
        "UPDATE round_proposals SET second_id = officer_id WHERE id = 1",
        ["秦望村 2026-08 提前结算 由提的人自己确认"],
    ),
    "a round opened again by nobody's officer": (
        "UPDATE round_proposals SET second_id = 9 WHERE kind = 'withdraw'",
        ["秦望村 2026-08 撤回结算 由谁确认"],
    ),
    "an early settling that nobody agreed to": (
        "DELETE FROM round_proposals WHERE kind = 'settle'",
        ["秦望村 2026-08 提前结算，两人同意"],
    ),
    "a settling taken back that nobody agreed to": (
        "DELETE FROM round_proposals WHERE kind = 'withdraw'",
        ["秦望村 2026-08 撤回结算，两人同意"],
    ),
}
STRANGER = (
    "INSERT INTO officers (id, unit_code, role, name, status, invited_ms)"
    " VALUES (9, '310116103212', 'specialist', '某人', 'ended', 0)"
)


@pytest.mark.parametrize("case", CASES)
def test_what_second_officers_did_is_checked(desk: Desk, case: str) -> None:
    statement, lines = CASES[case]
    desk.tell(two_agreed)
    assert desk.says("audit").startswith("核对无误")
    desk.tamper(STRANGER)
    desk.tamper(statement)
    assert [line.partition("：")[0] for line in named(desk)] == lines


def test_what_one_officer_did_before_this_was_watched_accuses_nobody(desk: Desk) -> None:
    desk.tell(two_agreed)
    desk.tamper("DELETE FROM award_proposals")
    desk.tamper("DELETE FROM round_proposals WHERE kind = 'settle'")
    desk.tamper("DELETE FROM confirmations")
    desk.tamper("UPDATE rounds SET alone_until = 1")
    assert named(desk) == []
