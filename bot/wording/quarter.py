"""What the group reads when a quarter's last round is settled: the summary 汇总考评."""

from __future__ import annotations

from bot.wording.rounds import corrections
from domain.settlement.quarter import QuarterLine, Summary
from text.periods import period_name, short_period


def summary(seen: Summary, unit: str) -> str:
    """The quarter's rounds side by side, then what was corrected and what was redeemed."""
    rounds = "、".join(short_period(one.period.key) for one in seen.rounds)
    return "\n".join(
        [
            f"📋 {unit}{period_name(seen.quarter.key)}汇总考评（{rounds}）",
            *_unsettled(seen),
            *(_line(line, average=seen.average) for line in seen.lines),
            *(corrections(seen.corrections) or ["公示后没有更正。"]),
            _redeemed(seen),
        ]
    )


def _unsettled(seen: Summary) -> list[str]:
    names = "、".join(short_period(one.period.key) for one in seen.unsettled)
    return [f"{names}还没有结算，没有算在里面。"] if names else []


def _line(line: QuarterLine, *, average: bool) -> str:
    home = f"{line.household.group}-{line.household.number} {line.name}"
    redeemed = f"，兑换{line.redeemed}分" if line.redeemed else ""
    if line.vetoed:
        return f"— {home} 一票否决，不参加排名{redeemed}"
    if line.points is None:
        return f"— {home} 没有参加考评{redeemed}"
    return f"{line.rank}. {home} {_sum(line, average=average)}{redeemed}"


def _sum(line: QuarterLine, *, average: bool) -> str:
    if len(line.scores) == 1:
        return f"{line.points}分"
    scores = ["免" if score is None else str(score) for score in line.scores.values()]
    return f"{'、'.join(scores)} 平均{line.points}分" if average else f"{'+'.join(scores)}={line.points}分"


def _redeemed(seen: Summary) -> str:
    homes = [line.redeemed for line in seen.lines if line.redeemed]
    return f"本季兑换：{len(homes)}户，共{sum(homes)}分。" if homes else "本季没有兑换。"
