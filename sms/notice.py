"""The wording of the quarterly notice 季度通知: one message segment with its signature."""

from __future__ import annotations

from dataclasses import dataclass

from domain.calendar import Period
from domain.ports import NoticeTarget
from sms.segments import count
from sms.spoken import household_name, period_name, rank_name

_HOW_TO = "回1查分，回T退订。"


@dataclass(frozen=True, slots=True)
class QuarterNotice:
    """``domain.notices.NoticeWriter``.

    【张堰积分】王建国户三季度得358分，全年358分，第12名，可用358分。回1查分，回T退订。
    """

    def write(self, target: NoticeTarget, quarter: Period, signature: str) -> str:
        """The text of one household's notice."""
        standing = target.standing
        account = standing.account
        points = "未计分" if target.quarter_points is None else f"得{target.quarter_points}分"
        figures = [f"{household_name(standing.household)}{period_name(quarter)}{points}", f"全年{account.earned}分"]
        if account.vetoes:
            figures.append("被一票否决，不参加排名和兑换")
        else:
            figures += [rank_name(standing.rank), f"可用{standing.spendable}分"]
        return f"【{signature}】{'，'.join(figures)}。{_HOW_TO}"

    def segments(self, text: str) -> int:
        """How many message segments a text costs."""
        return count(text)
