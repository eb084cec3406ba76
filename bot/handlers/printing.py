"""/yin: what is to be printed goes to the outbox; whoever delivers it sets it then, from the books as they stand."""

from __future__ import annotations

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records import Fault
from bot.grammar.records.printing import Print
from bot.handlers.replied import unread
from bot.printing import PrintJob
from bot.reply import PrintOut, Reply, Say
from bot.wording import printing as wording
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current
from domain.model.calendar import quarter_of
from domain.model.errors import Refused
from domain.model.people import check_specialist
from domain.model.printable import BOARD, INSPECTION, MISSED, PRINTABLES, QUARTER, Printable
from domain.notices.planning import which_quarter
from domain.publicity.announcing import find_public


async def print_document(ctx: Context, command: Print) -> list[Reply]:
    """Order a document into the chat; where it takes long, that is said first."""
    check_specialist(ctx.officer, ctx.unit)
    document = command.document or _chosen(ctx)
    which, title = await _which(ctx, document, command)
    caption = wording.caption(ctx.services.town.units[ctx.unit], document, title)
    job = PrintJob(document.name, ctx.unit, which, links=document.handed_out and ctx.private)
    ordered = PrintOut(job, caption, _page(ctx, document, which))
    if not document.long:
        return [ordered]
    return [Say(wording.takes_long(caption, links_kept_back=document.handed_out and not ctx.private)), ordered]


def _chosen(ctx: Context) -> Printable:
    """What was answered to the question which document. Raises Ask."""
    by_name = {one.name: one for one in PRINTABLES}
    name = ctx.answers.get("document")
    if isinstance(name, str) and name in by_name:
        return by_name[name]
    raise Ask("document", wording.WHICH, tuple(Option(one.chinese, one.name) for one in PRINTABLES))


async def _which(ctx: Context, document: Printable, command: Print) -> tuple[str, str]:
    """What it is of, as whoever prints it wants it, and as it is called. Raises Refused, Unread and Ask."""
    if document.which == "household":
        if command.household is None:
            raise unread(Fault.NO_HOUSEHOLD)
        household = await resolve.household_or_gone(ctx, command.household)
        return household.code, wording.household(household)
    which = command.which or await _last(ctx, document)
    return which, wording.of(document, which)


async def _last(ctx: Context, document: Printable) -> str:
    """What is most likely wanted when nothing was said: the last that was settled, or what is under way.

    Raises Refused (nothing-settled, nothing-public).
    """
    today = ctx.now.date()
    if document.which is None:
        return ""
    if document == INSPECTION:
        return (await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)).period.key
    if document.which == "announcement":
        return str(unwrap(await find_public(ctx.work, ctx.officer, None)).number)
    by_calendar = {"year": str(today.year - 1), "handover": quarter_of(today).key}
    if document.which in by_calendar:
        return by_calendar[document.which]
    if document == MISSED:
        return which_quarter(None, ctx.now).key
    settled = [one for one in await ctx.store.rounds.of_unit(ctx.unit) if one.state != "open"]
    if not settled:
        raise Refused("nothing-settled")
    last = max(settled, key=lambda one: one.period.first).period
    return last.key if document.which == "round" else quarter_of(last.first).key


def _page(ctx: Context, document: Printable, which: str) -> str | None:
    """Where the same can be seen, for a platform that takes no files."""
    part = {BOARD.name: "r", QUARTER.name: "q"}.get(document.name)
    return f"{ctx.services.public_url}/u/{ctx.unit}/{part}/{which}" if part else None
