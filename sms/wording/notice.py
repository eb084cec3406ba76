"""The wording of the quarterly notice 季度通知: one message segment with its signature."""

from __future__ import annotations

from dataclasses import dataclass

from domain.ledger.lapsing import Ending
from domain.model.calendar import Period
from domain.model.notice import NoticeTarget
from domain.model.standing import Standing
from sms.segments import count
from sms.wording.spoken import can_spend, household_name, period_name, rank_name
from text.days import month_day

_HOW_TO = "回1查分，回T退订。"
_HOW_TO_SPEND = "看能换什么回4，回T退订。"


@dataclass(frozen=True, slots=True)
class QuarterNotice:
    """``domain.notices.planning.NoticeWriter``.

    【张堰积分】王建国户三季度得358分，全年358分，第12名，可用358分。回1查分，回T退订。
    """

    def write(self, target: NoticeTarget, quarter: Period, signature: str, ending: Ending | None = None) -> str:
        """The text of one household's notice; with a warning when the year's points are about to lapse."""
        return f"【{signature}】{self.figures(target, quarter, ending)}{_HOW_TO}"

    def figures(self, target: NoticeTarget, quarter: Period, ending: Ending | None = None) -> str:
        """What the notice says of the household's points, for whoever tells it in person."""
        standing = target.standing
        account = standing.account
        points = "未计分" if target.quarter_points is None else f"得{target.quarter_points}分"
        figures = [f"{household_name(standing.household)}{period_name(quarter)}{points}", f"全年{account.earned}分"]
        if account.vetoes:
            figures += [f"欠{standing.debt}分"] if standing.debt else []
            figures.append("被一票否决，不参加排名和兑换")
        else:
            figures += [rank_name(standing.rank)] if account.rounds else []
            figures.append(_spendable(standing, ending))
        return f"{'，'.join(figures)}。"

    def warn(self, target: NoticeTarget, signature: str, ending: Ending) -> str:
        """The warning alone.

        【张堰积分】王建国户年底前可用236分，过期清零。看能换什么回4，回T退订。
        """
        standing = target.standing
        return f"【{signature}】{household_name(standing.household)}{_spendable(standing, ending)}。{_HOW_TO_SPEND}"

    def segments(self, text: str) -> int:
        """How many message segments a text costs."""
        return count(text)


def _spendable(standing: Standing, ending: Ending | None) -> str:
    """What can be spent, and until when once the year's end is near."""
    if ending is None or not (standing.spendable or ending.over):
        return can_spend(standing.spendable, standing.debt)
    if ending.over:
        return "没用完的已清零"
    last = ending.last
    day = "年底" if (last.month, last.day) == (12, 31) else month_day(last)
    return f"{day}前可用{standing.spendable}分，过期清零"


def released(signature: str) -> str:
    """To a number that is no household's any more, whoever has it by then: nothing about the household."""
    return f"【{signature}】这个号码不再收村里的积分短信了。要是弄错了，请找村里。"
