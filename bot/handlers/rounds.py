"""/jie: previewing a round, settling and publishing it by button; excusing households."""

from __future__ import annotations

from datetime import datetime

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records import ExcuseHousehold, IncludeHousehold, Settle, Withdraw
from bot.group import in_group_too
from bot.publishing import announcements
from bot.reply import Reply, Say, Unbutton
from bot.wording import quarter as quarter_wording
from bot.wording import rounds as wording
from bot.wording.refusals import refusal
from domain.boundary import unwrap
from domain.households.excusing import excuse
from domain.households.resting import rest, resume
from domain.ledger.rounds import ensure_current
from domain.model.calendar import Period, parse_quarter
from domain.model.errors import Refused
from domain.model.people import check_specialist
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.settlement.preview import preview
from domain.settlement.quarter import Summary, summarise
from domain.settlement.round_seconds import agree, propose_early, propose_withdrawal
from domain.settlement.settling import check_settleable, settle, to_settle, too_early
from domain.settlement.withdrawing import Withdrawn
from domain.town.trust import surely


async def settle_round(ctx: Context, command: Settle) -> list[Reply]:
    """Show what is odd; settle and publish once the button is pressed. A settled round's table is shown again.

    A round that is not over takes a second officer. A quarter whose rounds are months has a summary.
    """
    check_specialist(ctx.officer, ctx.unit)
    unit = ctx.services.town.units[ctx.unit]
    round_ = await _meant(ctx, command.round)
    if isinstance(round_, Period):
        return [Say(quarter_wording.summary(await _summary(ctx, round_), unit))]
    if round_.state != "open":
        if ctx.answers.get("table") != round_.period.key:
            raise Ask("table", wording.state(round_), (Option("看公示表", round_.period.key),))
        return [Say(text) for text in await announcements(ctx.store, round_, unit, ctx.now)]
    await check_settleable(ctx.store, round_)
    policy = (await ctx.store.books.version(round_.book_hash)).policy
    if refused := await too_early(ctx.store, round_, policy, ctx.now):
        return [await _shown(ctx, round_, policy, refused)]
    sure = await surely(ctx.store, ctx.now)
    if ctx.answers.get("settle") != round_.period.key:
        raise await _preview(ctx, round_, policy, sure)
    if sure.date() < round_.period.after:
        number = unwrap(await propose_early(ctx.work, ctx.officer, round_))
        return await in_group_too(ctx, [wording.early(ctx.officer, round_, number)])
    published = unwrap(await settle(ctx.work, ctx.officer, round_))
    return await in_group_too(ctx, await _published(ctx, published))


async def _shown(ctx: Context, round_: Round, policy: Policy, refused: Refused) -> Say:
    """The preview of a round that it is too early to settle."""
    seen = await preview(ctx.store, round_, ctx.now)
    return Say(f"{wording.preview(seen, policy)}\n{refusal(refused)}", wording.looks(seen.unseen_large))


async def _preview(ctx: Context, round_: Round, policy: Policy, now: datetime) -> Ask:
    seen = await preview(ctx.store, round_, now)
    publish = Option("提前结算（要另一位确认）" if seen.unfinished else "结算并公示", round_.period.key)
    text = wording.preview(seen, policy)
    if seen.unfinished and ctx.now.date() >= round_.period.after:
        text = f"{wording.MAYBE_OVER}\n{text}"
    return Ask("settle", text, (publish,), beside=wording.looks(seen.unseen_large))


async def _published(ctx: Context, round_: Round) -> list[Reply]:
    texts = await announcements(ctx.store, round_, ctx.services.town.units[ctx.unit], ctx.now)
    return [Say(text) for text in texts]


async def withdraw_round(ctx: Context, command: Withdraw) -> list[Reply]:
    """``/jie 撤 9月``: another officer's button opens the round again."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = await _meant(ctx, command.round) if command.round else await _last_settled(ctx)
    if isinstance(round_, Period):
        raise Refused("no-such-round", round=round_.key, latest=(await _last_settled(ctx)).period.key)
    number = unwrap(await propose_withdrawal(ctx.work, ctx.officer, round_, command.reason))
    return await in_group_too(ctx, [wording.to_withdraw(ctx.officer, round_, command.reason, number)])


async def press_agree(ctx: Context, number: int) -> list[Reply]:
    """Another officer agrees to what was proposed about a round: it is done."""
    agreed = unwrap(await agree(ctx.work, ctx.officer, number))
    if isinstance(agreed.done, Withdrawn):
        replies: list[Reply] = [Say(wording.withdrawn(agreed.done, agreed.proposer, ctx.officer))]
    else:
        replies = [Say(wording.agreed_early(agreed.done, ctx.officer)), *await _published(ctx, agreed.done)]
    return await in_group_too(ctx, [Unbutton(), *replies])


async def excuse_household(ctx: Context, command: ExcuseHousehold) -> list[Reply]:
    """Take a household out of the round that is settled next."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = unwrap(await to_settle(ctx.work))
    household = await resolve.household(ctx, command.household)
    if command.for_long:
        unwrap(await rest(ctx.work, ctx.officer, round_, household, command.reason))
        return await in_group_too(ctx, [Say(wording.excused_for_long(round_, household, command.reason))])
    unwrap(await excuse(ctx.work, ctx.officer, round_, household, command.reason))
    return await in_group_too(ctx, [Say(wording.excused(round_, household, command.reason))])


async def include_household(ctx: Context, command: IncludeHousehold) -> list[Reply]:
    """Take it back in."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = unwrap(await to_settle(ctx.work))
    household = await resolve.household(ctx, command.household)
    from_, points = unwrap(await resume(ctx.work, ctx.officer, round_, household))
    return await in_group_too(ctx, [Say(wording.included(from_, household, points))])


async def _meant(ctx: Context, said: str | None) -> Round | Period:
    """The round with that key, or its latest one with that ending; None = the one to settle next.

    A quarter, where rounds are months, is meant as a whole.
    """
    if said is None:
        return unwrap(await to_settle(ctx.work))
    current = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    years = (current.period.year, current.period.year - 1)
    rounds = [round_ for year in years for round_ in reversed(await ctx.store.rounds.of_year(ctx.unit, year))]
    for round_ in rounds:
        if round_.period.key.endswith(said):
            return round_
    if "Q" in said:
        return parse_quarter(said if said[:1].isdigit() else f"{current.period.year}{said}")
    raise Refused("no-such-round", round=said, latest=current.period.key)


async def _last_settled(ctx: Context) -> Round:
    """The unit's round settled last. Raises Refused("nothing-to-withdraw")."""
    current = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    years = (current.period.year, current.period.year - 1)
    rounds = [round_ for year in years for round_ in reversed(await ctx.store.rounds.of_year(ctx.unit, year))]
    settled = next((round_ for round_ in rounds if round_.state != "open"), None)
    if settled is None:
        raise Refused("nothing-to-withdraw")
    return settled


async def _summary(ctx: Context, quarter: Period) -> Summary:
    """Raises Refused("quarter-not-settled")."""
    summary = await summarise(ctx.store, ctx.unit, quarter, ctx.now)
    if summary is None:
        raise Refused("quarter-not-settled", quarter=quarter.key)
    return summary
