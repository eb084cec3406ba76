"""What the group reads when a round is settled, published and final."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.places import place, signed
from bot.wording.scoring import look_button
from domain.entries.second_look import LargeAward
from domain.ledger.lapsing import Ending
from domain.mall.shop import Shop
from domain.model.people import Household, Officer
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.model.seal import Seal
from domain.settlement.preview import Preview
from domain.settlement.publication import Correction, Publication, PublishedLine
from domain.settlement.withdrawing import Withdrawn
from text.days import month_day
from text.periods import short_period

_SEAL_DIGITS = 16
_MOST_NAMED = 8
"""Households named in a row; the others are counted."""
_MOST_LOOKS = 60
"""Large awards that are named, each with its button: a platform takes a hundred."""


MAYBE_OVER = "⚠️ 系统时钟突然变快，核对好以前，这一轮算没过完。"
"""Before the preview of a round that only a clock that has jumped says is over."""


def preview(seen: Preview, policy: Policy) -> str:
    """The round as it would be published, and what somebody should look at first."""
    excused = f"，另有{seen.excused}户免考" if seen.excused else ""
    lines = [f"{short_period(seen.round.period.key)}结算预览：{seen.households}户{excused}，共{seen.entries}条记录"]
    lines += [f"⚠️ {line}" for line in _odd(seen)] or ["没有发现异常。"]
    lines.append(f"结算后本轮不能再记分，公示{policy.publicity_days}天，期间可以提异议。")
    return "\n".join(lines)


def looks(large: Sequence[LargeAward]) -> tuple[tuple[Button, ...], ...]:
    """A button for another officer under each large award that is named."""
    return tuple((look_button(award.entry.id),) for award in large[:_MOST_LOOKS])


def _unseen(large: Sequence[LargeAward]) -> str:
    awards = [f"#{award.entry.id} {place(award.household)}加{award.counted}分" for award in large]
    rest = f"……还有{len(awards) - _MOST_LOOKS}条，复核几条再看" if len(awards) > _MOST_LOOKS else ""
    return f"{len(awards)}条大额加分还没复核：{'、'.join(awards[:_MOST_LOOKS])}{rest}"


def _odd(seen: Preview) -> list[str]:
    odd = []
    if seen.unfinished:
        odd.append("这一轮还没过完，结算后剩下的日子不能再记，要另一位考核人员确认")
    if seen.unlooked:
        odd.append(f"{len(seen.unlooked)}户没人看过：{_named([place(home) for home in seen.unlooked])}")
    if seen.jumps:
        jumps = [f"{place(jump.household)} {jump.before}→{jump.now}分" for jump in seen.jumps]
        odd.append(f"{len(jumps)}户变化大：{_named(jumps)}")
    if seen.dominance is not None:
        most = seen.dominance
        odd.append(f"加分有{most.share:.0%}是{most.officer}一个人记的（{most.awards}条）")
    if seen.last_minute:
        odd.append(f"最后一天才记的有{seen.last_minute}条")
    if seen.unseen_large:
        odd.append(f"{_unseen(seen.unseen_large)}。您结算就算复核过；您自己记的，请别人先点“复核”")
    if seen.open_claims:
        odd.append(f"还有{seen.open_claims}件申报没答复，请先发 /shen")
    return odd + _promised(seen.shop)


def _promised(shop: Shop) -> list[str]:
    """More than the village has, said before it is promised."""
    owed = f"生效后各户可用积分共约{shop.owed}分"
    lines = [f"{owed}，在兑物品只值{shop.covered}分，请备货"] if shop.short_of_goods else []
    return [*lines, f"{owed}，全年兑换预算只剩{shop.left}分"] if shop.short_of_budget else lines


def _named(names: Sequence[str]) -> str:
    left = len(names) - _MOST_NAMED
    return "、".join(names[:_MOST_NAMED]) + (f"，还有{left}户" if left > 0 else "")


def published(table: Publication, unit: str) -> str:
    """The table for the group and the notice board."""
    round_ = table.round
    return "\n".join(
        [
            f"📢 {unit}{short_period(round_.period.key)}积分公示",
            _standing(round_),
            *(_line(line) for line in table.lines),
            *corrections(table.corrections),
            *([sealed(table.seal)] if table.seal else []),
        ]
    )


def _standing(round_: Round) -> str:
    if round_.state == "final":
        return "公示期满，已经生效。"
    return f"{_until(round_)}对得分有异议的，发短信“异议 记录编号 原因”，或找管理专员。"


def corrections(made: Sequence[Correction]) -> list[str]:
    """What was corrected after publication, one line each; nothing for none."""
    return [f"公示后更正{len(made)}条：", *map(_correction, made)] if made else []


def _correction(one: Correction) -> str:
    entry, household = one.entry, one.household
    what = f"撤销#{entry.reverses}" if entry.reverses is not None else f"{entry.item}{signed(entry.points)}"
    name = short_period(one.round.period.key)
    return f"#{entry.id} {household.group}-{household.number} {one.name} {name} {what}：{entry.reason}"


def sealed(seal: Seal) -> str:
    """The seal's first digits, as they stand under a table; the whole of it is told by ``jifen rounds seal``."""
    return f"🔒 第{seal.number}号封条 {seal.hash[:_SEAL_DIGITS]}（{seal.entries}条记录）"


def _until(round_: Round) -> str:
    if round_.final_on is None:
        return ""
    last = round_.final_on - timedelta(days=1)
    return f"公示到{month_day(last)}。"


def _line(line: PublishedLine) -> str:
    home = f"{line.household.group}-{line.household.number} {line.name}"
    if line.vetoed:
        return f"— {home} 一票否决，不参加排名"
    if line.score is None:
        return f"— {home} 本轮免考"
    return f"{line.rank}. {home} {line.score}分"


def state(round_: Round) -> str:
    """A round that is settled already."""
    name = short_period(round_.period.key)
    if round_.state == "final":
        return f"{name}已经生效。"
    return f"{name}已经结算，正在公示。{_until(round_)}"


def final(round_: Round, held: int, ends: Ending | None) -> str:
    """To the group: the round's points count, and can be spent, near the year's end until which day."""
    waiting = f"，{held}户有异议还没答复，先不计" if held else ""
    return f"✅ {short_period(round_.period.key)}公示期满，积分已生效，{_spent_until(round_, ends)}{waiting}。"


def _spent_until(round_: Round, ends: Ending | None) -> str:
    if ends is None:
        return "可以兑换"
    if ends.over:
        return f"{round_.period.year}年的兑换已经截止，不能再兑换"
    return f"可以兑换到{month_day(ends.last)}，过期清零"


def early(officer: Officer, round_: Round, number: int) -> Say:
    """A specialist wants to settle a round that is not over; another officer has to confirm."""
    name, last = short_period(round_.period.key), month_day(round_.period.after - timedelta(days=1))
    text = (
        f"{officer.name}要提前结算{name}（{last}才过完），结算后剩下的日子不能再记。\n"
        "请另一位考核人员确认，不同意就不用点。"
    )
    return Say(text, ((Button("确认提前结算", str(ActButton("round", number))),),))


def agreed_early(round_: Round, second: Officer) -> str:
    """The round was settled before it was over."""
    return f"{second.name}确认，{short_period(round_.period.key)}提前结算。"


def to_withdraw(officer: Officer, round_: Round, reason: str, number: int) -> Say:
    """A specialist wants to take a settling back; another officer has to confirm."""
    name, why = short_period(round_.period.key), f"（{reason}）" if reason else ""
    text = (
        f"{officer.name}要撤回{name}的结算{why}：撤回后公示作废，{name}恢复记分，以后再结算。\n请另一位考核人员确认。"
    )
    return Say(text, ((Button("确认撤回", str(ActButton("round", number))),),))


def withdrawn(done: Withdrawn, proposer: Officer, second: Officer) -> str:
    """A settling was taken back: what that means, and what has to be done by hand."""
    name, notices = short_period(done.round.period.key), done.notices
    lines = [
        f"↩️ {name}的结算已撤回（{proposer.name}提出，{second.name}确认），恢复记分。",
        "贴出去的公示表请揭下来；改好后再发 /jie 结算。",
    ]
    if notices.unqueued:
        lines.append(f"还没发的{notices.unqueued}条季度短信已停发，结算后再发 /tong。")
    if notices.gone:
        lines.append(f"已有{notices.gone}条季度短信发出去了，里面算了{name}的分，请告诉这些户等重新公示。")
    return "\n".join(lines)


def unsettled(rounds: Sequence[Round]) -> str:
    """A reminder: months that are over and not settled."""
    names = "、".join(short_period(round_.period.key) for round_ in rounds)
    return f"⏰ {names}已经过完，还没有结算。请管理专员发 /jie"


def look_first(round_: Round, large: Sequence[LargeAward]) -> str:
    """The day has come to settle a round, and nobody else has looked at its large awards."""
    name = short_period(round_.period.key)
    return f"⏰ {name}该结算了，{_unseen(large)}。请另一位考核人员点“复核”，点完自动结算。"


def quarter_at_risk(days: int) -> str:
    """A reminder: the quarter is nearly over and no round of it is settled."""
    return f"⏰ 本季度还有{days}天，还没有结算过一轮。每季度至少要考核一次，请管理专员发 /jie"


def excused(round_: Round, household: Household, reason: str) -> str:
    """A household is out of a round."""
    return (
        f"{place(household)} {short_period(round_.period.key)}免考（{reason}）。恢复请发：/jie 考 {_where(household)}"
    )


def excused_for_long(round_: Round, household: Household, reason: str) -> str:
    """A household is out of a round and all after it."""
    where, first = _where(household), short_period(round_.period.key)
    return f"{place(household)} 从{first}起长期免考（{reason}），以后各轮都不计分。恢复请发：/jie 考 {where}"


def included(round_: Round, household: Household, points: int | None) -> str:
    """A household is back in a round; None = from the next one on, since that one is settled."""
    if points is None:
        return f"{place(household)} 恢复考评，{short_period(round_.period.key)}已经结算，从下一轮起计分。"
    return f"{place(household)} {short_period(round_.period.key)}恢复考评，现在 {points} 分。"


def _where(household: Household) -> str:
    return f"{household.group}-{household.number}"
