"""/shen: listing claims, entering paper forms, approving and rejecting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from bot import resolve
from bot.context import Ask, Context, Option
from bot.entry_days import day_of
from bot.grammar.records import AcceptClaim, ClaimList, EntryLine, FileClaims, Mistake, RejectClaim
from bot.group import in_group_too
from bot.handlers.awaiting import waiting_for_another
from bot.handlers.doubts import doubt, is_correction, known
from bot.handlers.evidence import keep_photo
from bot.lines import LineHandling
from bot.reply import Reply, Unbutton
from bot.wording import claims as wording
from bot.wording.long_lists import behind
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, Filed, claimed_items, file, hold
from domain.cases.deciding import Approval, Approved, approve, reject, to_decide
from domain.cases.large_corrections import propose_award
from domain.entries.award import NothingToTake
from domain.entries.correcting import SettledRound
from domain.entries.second_look import LargeCorrection
from domain.ledger.rounds import book_of_day, ensure_current
from domain.model.claim import Claim
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.people import check_may_score
from domain.model.rulebook import Item, Rulebook
from domain.scoring.repeats import Repeated
from rules.suggest import likely_items
from text.days import without_days
from text.periods import short_period

_ANOTHER_ROUND = {"no-round", "not-joined", "excused"}
"""Why the round of a claim's day takes no entry, while today's of the same year may: none then, or not in it."""


async def claims(ctx: Context, command: ClaimList) -> list[Reply]:
    """The open claims of the unit and what waits for a second officer, or one claim with what became of it."""
    check_may_score(ctx.officer, ctx.unit)
    if command.number is not None:
        claim = await ctx.store.claims.get(command.number)
        if claim is None or claim.household.unit != ctx.unit:
            raise Refused("no-claim", claim=command.number)
        return [wording.one(claim, await _items(ctx, [claim]))]
    waiting = await ctx.store.claims.open_of_unit(ctx.unit)
    listed = wording.listed(waiting, await _items(ctx, waiting), ctx.now.date())
    return [listed, *await waiting_for_another(ctx)]


async def press_on(ctx: Context, number: int) -> list[Reply]:
    """The open claims behind that one."""
    check_may_score(ctx.officer, ctx.unit)
    waiting = behind(await ctx.store.claims.open_of_unit(ctx.unit), lambda claim: claim.number, number)
    return [wording.listed_on(waiting, await _items(ctx, waiting), ctx.now.date())]


async def _items(ctx: Context, found: Sequence[Claim]) -> Mapping[int, Item]:
    return await claimed_items(ctx.store, ctx.services.town, found)


async def file_claims(ctx: Context, command: FileClaims, mistakes: Sequence[Mistake] = ()) -> list[Reply]:
    """Enter villagers' paper forms, all or none; they are approved like any other claim."""
    check_may_score(ctx.officer, ctx.unit)
    lines = LineHandling(command.lines, mistakes)
    evidence_id = await keep_photo(ctx)
    forms = await lines.each(lines.read, lambda _, line: _form(ctx, line, evidence_id))
    lines.ask()
    await hold(ctx.store, [form.household for _, form in forms], ctx.now)
    filed = await lines.each(forms, lambda _, form: _file(ctx, form))
    lines.tell()
    done = [one for _, one in filed]
    said = [wording.filed(done, await _items(ctx, [one.claim for one in done]), ctx.now.date())]
    return await in_group_too(ctx, said) if any(one.new for one in done) else [*said]


async def _file(ctx: Context, form: ClaimForm) -> Filed:
    return unwrap(await file(ctx.work, ctx.officer, form))


async def _form(ctx: Context, line: EntryLine, evidence_id: int | None) -> ClaimForm:
    household = await resolve.household(ctx, line.household, line.mark)
    day = day_of(ctx, line)
    book = await book_of_day(ctx.store, ctx.services.town, ctx.unit, day)
    return ClaimForm(
        household=household,
        content=line.reason,
        day=day,
        item=resolve.item_of(ctx, book, line).code,
        source=Source.CHAT,
        key=f"chat:{ctx.key}:{line.mark}",
        points=line.points,
        evidence_id=evidence_id,
    )


async def accept(ctx: Context, command: AcceptClaim) -> list[Reply]:
    """``/shen 准 12 志2``: approve, for the item named or else the claim's own. A photo proves it."""
    claim = unwrap(await to_decide(ctx.work, ctx.officer, command.number))
    named = command.item and resolve.item(ctx, await _book(ctx, claim), command.item).code
    wanted = replace(
        claim,
        item=named or claim.item,
        points=command.points or (None if named else claim.points),
        evidence_id=await keep_photo(ctx) or claim.evidence_id,
    )
    return await _approve(ctx, wanted)


async def refuse(ctx: Context, command: RejectClaim) -> list[Reply]:
    """``/shen 驳 12 原因``."""
    claim = unwrap(await to_decide(ctx.work, ctx.officer, command.number))
    return await _reject(ctx, claim, command.reason)


async def press_yes(ctx: Context, number: int) -> list[Reply]:
    """The approve button."""
    return await _approve(ctx, unwrap(await to_decide(ctx.work, ctx.officer, number)))


async def press_no(ctx: Context, number: int) -> list[Reply]:
    """The reject button."""
    return await _reject(ctx, unwrap(await to_decide(ctx.work, ctx.officer, number)), None)


async def press_yes_alone(ctx: Context, number: int) -> list[Reply]:
    """The approve button under a message about that claim alone: its buttons have done."""
    return [*_unbutton(ctx), *await press_yes(ctx, number)]


async def press_no_alone(ctx: Context, number: int) -> list[Reply]:
    """The reject button under a message about that claim alone."""
    return [*_unbutton(ctx), *await press_no(ctx, number)]


def _unbutton(ctx: Context) -> list[Reply]:
    """An answered question loses its own buttons anyway."""
    return [] if ctx.answers else [Unbutton()]


async def _approve(ctx: Context, claim: Claim) -> list[Reply]:
    item, today = _item(ctx, await _book(ctx, claim), claim), ctx.answers.get("today") is True
    approval = Approval(
        claim,
        item.code,
        claim.points or item.points,
        today=today,
        known=known(ctx),
        correction=is_correction(ctx, claim.day),
    )
    done = await approve(ctx.work, ctx.officer, approval, ctx.services.texts)
    match done:
        case Approved():
            return await in_group_too(ctx, wording.approved(done, ctx.officer, ctx.now.date()))
        case Repeated() | SettledRound() | NothingToTake():
            raise doubt(ctx, done, "1")
        case LargeCorrection():
            one = await propose_award(ctx.work, ctx.officer, done, claim.number)
            unit = ctx.services.town.units[ctx.unit]
            return await in_group_too(ctx, [wording.approval_waits(claim, one, ctx.officer, unit, ctx.now.date())])
        case Refused(code=code):
            if not today and code in _ANOTHER_ROUND:
                await _ask_for_today(ctx, claim)
            raise done
        case other:
            assert_never(other)


async def _ask_for_today(ctx: Context, claim: Claim) -> None:
    """Whether the claim is to count in today's round of the same year; nothing to ask where that is its own."""
    if claim.day.year != ctx.now.year:
        return
    round_ = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    if claim.day not in round_.period:
        name = short_period(round_.period.key)
        raise Ask("today", wording.other_round(claim, name), (Option(f"记到{name}", True),))


async def _book(ctx: Context, claim: Claim) -> Rulebook:
    """By which the claim is judged: that of its day's round, or today's when it is to count there."""
    day = ctx.now.date() if ctx.answers.get("today") is True else claim.day
    return await book_of_day(ctx.store, ctx.services.town, ctx.unit, day)


def _item(ctx: Context, book: Rulebook, claim: Claim) -> Item:
    """The item of the claim or of the answer. Raises Ask with the likeliest few."""
    chosen = ctx.answers.get("item", claim.item)
    if isinstance(chosen, str) and chosen in book.items:
        return book.items[chosen]
    likely = likely_items(book, without_days(claim.content, ctx.now.date()))[: resolve.MOST_OPTIONS]
    options = tuple(Option(f"{item.code} {item.wording}", item.code) for item in likely)
    raise Ask("item", wording.which_item(claim), options)


async def _reject(ctx: Context, claim: Claim, reason: str | None) -> list[Reply]:
    reason = reason or str(ctx.answers.get("reason", ""))
    if not reason:
        options = tuple(Option(stock, stock) for stock in wording.STOCK_REASONS)
        raise Ask("reason", wording.which_reason(claim), options)
    done = await reject(ctx.work, ctx.officer, claim, reason, ctx.services.texts)
    return await in_group_too(ctx, [wording.rejected(done, ctx.officer)])
