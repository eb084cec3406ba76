"""/xuan: announcements, with a preview first, and models, once their household consents."""

from __future__ import annotations

from datetime import date

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records.publicity import (
    Announce,
    AnnouncementList,
    ProposeModel,
    ReadAloud,
    ShowGoodDeeds,
    TakeDown,
)
from bot.group import in_group_too
from bot.reply import Reply, Say, Unbutton
from bot.wording import publicity as wording
from domain.boundary import unwrap
from domain.model.people import check_specialist
from domain.publicity.announcing import announce, check_words, find_public, named_in, take_down
from domain.publicity.good_deeds import good_deeds
from domain.publicity.models import propose


async def listed(ctx: Context, _: AnnouncementList) -> list[Reply]:
    """The last ones, and what became of them."""
    check_specialist(ctx.officer, ctx.unit)
    return [Say(wording.listed(await ctx.store.announcements.of_unit(ctx.unit, wording.MOST_LISTED + 1)))]


async def announce_words(ctx: Context, command: Announce) -> list[Reply]:
    """Show how it will read and where; publish it once the button is pressed."""
    check_specialist(ctx.officer, ctx.unit)
    words = check_words(command.words)
    unit = ctx.services.town.units[ctx.unit]
    if ctx.answers.get("announce") is not True:
        named = await named_in(ctx.work, words)
        raise Ask(
            "announce",
            wording.preview(unit, words, named, await _group(ctx), _cost(ctx, words)),
            (Option("发布", True),),
        )
    done = unwrap(await announce(ctx.work, ctx.officer, words))
    return await in_group_too(ctx, [Say(wording.published(unit, done))])


async def announce_good_deeds(ctx: Context, _: ShowGoodDeeds) -> list[Reply]:
    """Those of the last fortnight."""
    return await _deeds(ctx, ctx.work.today)


async def press_good_deeds(ctx: Context, number: int) -> list[Reply]:
    """Those that were proposed to the group; ``number``: the last day of their fortnight, as an ordinal."""
    return [Unbutton(), *await _deeds(ctx, date.fromordinal(number))]


async def _deeds(ctx: Context, last: date) -> list[Reply]:
    """Show a fortnight's good deeds; what was shown is published once the button is pressed, word for word."""
    unit, words = ctx.services.town.units[ctx.unit], ctx.answers.get("deeds")
    if not isinstance(words, str):
        words = wording.good_deeds(unwrap(await good_deeds(ctx.work, ctx.officer, last)))
        raise Ask(
            "deeds", wording.deeds_preview(unit, words, await _group(ctx), _cost(ctx, words)), (Option("发布", words),)
        )
    done = unwrap(await announce(ctx.work, ctx.officer, words))
    return await in_group_too(ctx, [Say(wording.published(unit, done))])


async def read_aloud(ctx: Context, command: ReadAloud) -> list[Reply]:
    """An announcement or model as the village loudspeaker has it."""
    one = unwrap(await find_public(ctx.work, ctx.officer, command.number))
    return [Say(wording.read_aloud(ctx.services.town.units[ctx.unit], one))]


async def propose_model(ctx: Context, command: ProposeModel) -> list[Reply]:
    """Ask the household by text; it is named once it consents."""
    household = await resolve.household(ctx, command.household)
    model = unwrap(await propose(ctx.work, ctx.officer, household, command.deeds, ctx.services.texts))
    return [Say(wording.asked(model))]


async def take_down_one(ctx: Context, command: TakeDown) -> list[Reply]:
    """Off the pages."""
    down = unwrap(await take_down(ctx.work, ctx.officer, command.number))
    return await in_group_too(ctx, [Say(wording.taken_down(down))])


def _cost(ctx: Context, words: str) -> str:
    return wording.asked_for(ctx.services.texts.announcement_replies(words, ctx.work.today), ctx.book.policy)


async def _group(ctx: Context) -> wording.GroupName:
    """Which group reads what is announced from this chat."""
    group = await ctx.store.officers.chat_of(ctx.unit)
    if group is None:
        return ""
    return "本群" if group == ctx.chat else "工作群"
