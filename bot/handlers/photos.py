"""/zhao: the photos of an entry, a claim or an objection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Ask, Context, Option
from bot.grammar.records import Fault, ShowPhotos
from bot.handlers.replied import replied_to, unread
from bot.reply import Reply
from bot.wording import photos as wording
from domain.cases.objecting import case_of
from domain.model.about import About, Subject
from domain.model.errors import Refused
from domain.model.people import Household, check_impartial, check_may_score


@dataclass(frozen=True, slots=True)
class _Shown:
    """Something of this unit, and its photo if it has one."""

    about: About
    household: Household
    evidence_id: int | None
    put_right: int | None = None
    """The photo of it after it was put right."""

    @property
    def first(self) -> int | None:
        """The first of its photos."""
        return self.put_right if self.evidence_id is None else self.evidence_id


async def show_photos(ctx: Context, command: ShowPhotos) -> list[Reply]:
    """The photos of what was named, or of what the message is about that was replied to."""
    check_may_score(ctx.officer, ctx.unit)
    abouts = await _meant(ctx, command)
    found = [one for about in abouts if (one := await _find(ctx, about))]
    if not found:
        raise _not_found(abouts[0])
    return await _show(ctx, found)


async def press_entry(ctx: Context, number: int) -> list[Reply]:
    """The button under an entry."""
    return await show_photos(ctx, ShowPhotos(Subject.ENTRY, number))


async def press_claim(ctx: Context, number: int) -> list[Reply]:
    """The button under a claim."""
    return await show_photos(ctx, ShowPhotos(Subject.CLAIM, number))


async def press_objection(ctx: Context, number: int) -> list[Reply]:
    """The button under an objection."""
    return await show_photos(ctx, ShowPhotos(Subject.OBJECTION, number))


async def _meant(ctx: Context, command: ShowPhotos) -> Sequence[About]:
    """Everything that may be meant. Raises Unread where there is nothing."""
    if command.number is None:
        abouts = await replied_to(ctx)
        if not abouts:
            raise unread(Fault.NO_PHOTO_NUMBER)
        return abouts
    kinds = [command.kind] if command.kind else list(Subject)
    return [About(kind, command.number) for kind in kinds]


async def _find(ctx: Context, about: About) -> _Shown | None:
    """None for what this unit does not have."""
    found: _Shown | None = None
    match about.kind:
        case Subject.ENTRY:
            entry = await ctx.store.ledger.get(about.number)
            found = (
                _Shown(about, entry[1], entry[0].evidence_id, await _put_right(ctx, about.number)) if entry else None
            )
        case Subject.CLAIM:
            claim = await ctx.store.claims.get(about.number)
            found = _Shown(about, claim.household, claim.evidence_id) if claim else None
        case Subject.OBJECTION:
            found = await _of_objection(ctx, about)
    return found if found and found.household.unit == ctx.unit else None


async def _put_right(ctx: Context, entry: int) -> int | None:
    rectification = (await ctx.store.rectifications.of_entries([entry])).get(entry)
    return rectification.wanted.evidence_id if rectification else None


async def _of_objection(ctx: Context, about: About) -> _Shown | None:
    """An objection's photos are those of the entry that it disputes."""
    case = await case_of(ctx.work, about.number)
    if isinstance(case, Refused):
        return None
    return _Shown(about, case.household, case.entry.evidence_id)


def _not_found(about: About) -> Refused:
    match about.kind:
        case Subject.ENTRY:
            return Refused("no-entry", entry=about.number)
        case Subject.CLAIM:
            return Refused("no-claim", claim=about.number)
        case Subject.OBJECTION:
            return Refused("no-objection", case=about.number)


async def _show(ctx: Context, found: Sequence[_Shown]) -> list[Reply]:
    pictured = {one.first: one for one in reversed(found) if one.first is not None}
    if not pictured:
        return [wording.none([one.about for one in found])]
    chosen = ctx.answers.get("photos")
    if len(pictured) > 1 and chosen not in pictured:
        options = tuple(Option(wording.label(one.about, one.household), one.first) for one in pictured.values())
        raise Ask("photos", wording.WHICH, options[::-1])
    one = pictured[chosen if isinstance(chosen, int) and chosen in pictured else next(iter(pictured))]
    check_impartial(ctx.officer, one.household, await ctx.store.roster.kin(one.household.id))
    replies: list[Reply] = []
    for evidence_id, when in ((one.evidence_id, wording.BEFORE), (one.put_right, wording.AFTER)):
        if evidence_id is not None:
            photos = await ctx.store.evidence.photos(evidence_id)
            replies += wording.asked(one.about, photos, one.household, when if one.put_right else "")
    return replies
