"""Withdraw an own claim or objection that waits for its answer."""

from __future__ import annotations

from domain.cases.withdrawing import WithdrawalKind
from sms.intent import Args, TextIntent
from sms.understanding.request import Intent
from sms.understanding.withdrawals import read_withdrawal
from sms.withdrawing import WithdrawalWanted, withdraw_own


def _wanted(args: Args) -> WithdrawalWanted:
    number, kind = args.get("number"), args.get("kind")
    named: WithdrawalKind | None = "claim" if kind == "claim" else "objection" if kind == "objection" else None
    return WithdrawalWanted(int(str(number)) if number else None, named, str(args.get("reason") or ""))


INTENT = TextIntent(
    name=Intent.WITHDRAW,
    offer="撤回发“撤回 编号”",
    beside=Intent.HELP,
    acts=True,
    read=read_withdrawal,
    concepts="take-back",
    arguments=_wanted,
    answer=withdraw_own,
)
