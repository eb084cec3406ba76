"""A villager withdraws an own claim or objection by text."""

from __future__ import annotations

from dataclasses import dataclass

from domain.cases.withdrawing import Withdrawal, WithdrawalKind, waiting_for_answers, withdraw
from domain.model.errors import Refused
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.wording import withdrawals as wording


@dataclass(frozen=True, slots=True)
class WithdrawalWanted:
    """The number and what it counts, as far as they were named."""

    number: int | None
    kind: WithdrawalKind | None
    reason: str


async def withdraw_own(inquiry: Inquiry, wanted: WithdrawalWanted) -> Reply:
    """Withdraw it and tell the unit's group. Its number says of which of the phone's households it is."""
    own = [standing.household for standing in inquiry.standings]
    if wanted.number is None:
        waiting = await waiting_for_answers(inquiry.store, own)
        if not waiting.claims and not waiting.cases:
            return refused(wording.NOTHING)
        question, listed = wording.which(waiting)
        return asked(question, Memory(Asks.WITHDRAW), listed)
    done = await withdraw(inquiry.work(own[0]), own, Withdrawal(wanted.number, wanted.kind, wanted.reason))
    if isinstance(done, Refused):
        reply = wording.refusal(done)
        return asked(reply, Memory(Asks.WITHDRAW)) if done.code == "claim-or-objection" else refused(reply)
    chat = await inquiry.store.listeners.address_of(done.household.unit)
    await inquiry.store.post.post(inquiry.news.withdrawn(chat, done), inquiry.now)
    return Reply(wording.withdrawn(done))
