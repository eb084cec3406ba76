"""From a message's text to the handler of its command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.context import Context, Unread
from bot.grammar import called, for_another, parse
from bot.grammar.commands import (
    AcceptClaim,
    AddGoods,
    Appoint,
    Assess,
    CancelRedemption,
    ChangeGoods,
    ChangeHousehold,
    ClaimList,
    Collect,
    Command,
    DismissObjection,
    EndRole,
    ExcuseHousehold,
    Fault,
    FileClaims,
    GoodsList,
    Help,
    IncludeHousehold,
    Inspect,
    Join,
    LogEntries,
    Mistakes,
    ObjectFor,
    ObjectionList,
    ProposeVeto,
    Query,
    QueueNotices,
    Ranking,
    Redeem,
    RedemptionList,
    RejectClaim,
    ReviewYear,
    Rules,
    SetHome,
    Settle,
    ShowFile,
    ShowObjection,
    ShowPhotos,
    Supervise,
    Undo,
    UpholdObjection,
    Withdraw,
)
from bot.grammar.names import Name
from bot.handlers import (
    appointing,
    claims,
    households,
    joining,
    mall,
    notices,
    objections,
    photos,
    reading,
    rounds,
    scoring,
    supervising,
    vetoes,
)
from bot.reply import Reply, Say
from bot.wording.reading import NO_COMMAND
from domain.model.errors import Refused
from domain.model.rulebook import Rulebook
from rules.find import mentions_item, names_item
from text.names import folded_name

_HANDLERS: dict[type[Command], Callable[[Context, Any], Awaitable[list[Reply]]]] = {
    LogEntries: scoring.score,
    Undo: scoring.undo,
    ProposeVeto: vetoes.propose_veto,
    Query: reading.query,
    ShowPhotos: photos.show_photos,
    Ranking: reading.ranking,
    Rules: reading.rules,
    Help: reading.help_,
    Join: joining.bang,
    ClaimList: claims.claims,
    FileClaims: claims.file_claims,
    AcceptClaim: claims.accept,
    RejectClaim: claims.refuse,
    ObjectionList: objections.listed,
    ShowObjection: objections.show,
    ObjectFor: objections.object_for_household,
    UpholdObjection: objections.uphold,
    DismissObjection: objections.dismiss,
    QueueNotices: notices.notice,
    GoodsList: mall.listed,
    AddGoods: mall.add,
    ChangeGoods: mall.change,
    RedemptionList: mall.waiting_list,
    Redeem: mall.redeem,
    CancelRedemption: mall.cancel_redemption,
    Collect: mall.hand_over,
    Settle: rounds.settle_round,
    Withdraw: rounds.withdraw_round,
    ExcuseHousehold: rounds.excuse_household,
    IncludeHousehold: rounds.include_household,
    ShowFile: households.show_file,
    ChangeHousehold: households.change_household,
    Supervise: supervising.supervise,
    Inspect: supervising.inspect,
    ReviewYear: supervising.review_year,
    Assess: supervising.assess_unit,
    Appoint: appointing.appoint_officer,
    SetHome: appointing.set_home_of,
    EndRole: appointing.dismiss_officer,
}


_TOWNS = {Name.JIAN, Name.GUI, Name.BANG, Name.HELP}
"""What can be asked where there is no village in particular."""
_ANYONES = {Fault.UNKNOWN_COMMAND, Fault.BAD_CODE}
"""What somebody who is no officer can get wrong; with the other commands they hear that they are none."""


@dataclass(slots=True)
class _Words:
    """What the grammar can know of the words: the books' items, and those heads that were looked up.

    ``wondered`` gathers the words that it asked about, so that only these are looked up.
    """

    books: tuple[Rulebook, ...]
    today: date
    heads: frozenset[str] = frozenset()
    wondered: set[str] = field(default_factory=set)

    def is_item(self, token: str) -> bool:
        return any(names_item(book, token) for book in self.books)

    def mentions_item(self, token: str) -> bool:
        return any(mentions_item(book, token) for book in self.books)

    def is_head(self, token: str) -> bool:
        self.wondered.add(token)
        return token in self.heads


async def answer(ctx: Context, bot_name: str) -> list[Reply]:
    """Parse, handle, reply. Raises Refused("no-unit"), and what the handlers raise: Refused, Several, Unread, Ask."""
    command = await _parse(ctx, bot_name)
    if command is None:
        return [Say(NO_COMMAND)] if ctx.private and not for_another(ctx.text, bot_name) else []
    if ctx.of_town and called(ctx.text) not in {*_TOWNS, None}:
        raise Refused("no-unit")
    if isinstance(command, Mistakes):
        if not _ANYONES & {mistake.code for mistake in command.mistakes}:
            ctx.require_officer()
        match command.sound:
            case LogEntries() as sound:
                return await scoring.score(ctx, sound, command.mistakes)
            case FileClaims() as sound:
                return await claims.file_claims(ctx, sound, command.mistakes)
            case None:
                raise Unread(command)
    return await _HANDLERS[type(command)](ctx, command)


def concerns(text: str, bot_name: str, today: date) -> bool:
    """Whether a message is a command for this bot, right or wrong."""
    return parse(text, _Words((), today), bot_name) is not None


async def means(ctx: Context, bot_name: str) -> bool:
    """Whether the message in hand is a command for this bot, right or wrong."""
    return await _parse(ctx, bot_name) is not None


async def _heads(ctx: Context, unit: str, words: Collection[str]) -> frozenset[str]:
    """Which of those folded words are the folded name of a head, however it is stored."""
    if not words:
        return frozenset()
    return frozenset(folded_name(head) for head in await ctx.store.roster.heads(unit)).intersection(words)


async def _parse(ctx: Context, bot_name: str) -> Command | Mistakes | None:
    unit, today = ctx.unit_or_none, ctx.sent_on or ctx.now.date()
    if unit is None:
        return parse(ctx.text, _Words((), today), bot_name)
    words = _Words((ctx.services.town.current(unit).book,), today)
    command = parse(ctx.text, words, bot_name)
    if isinstance(command, Mistakes) and (before := await _books_before(ctx, unit)):
        words = _Words((*words.books, *before), today)
        command = parse(ctx.text, words, bot_name)
    heads = await _heads(ctx, unit, words.wondered)
    return parse(ctx.text, _Words(words.books, today, heads), bot_name) if heads else command


async def _books_before(ctx: Context, unit: str) -> list[Rulebook]:
    """Other rulebooks of this and last year's rounds: what happened then may be an item that is none any more."""
    rounds = [one for year in (ctx.now.year - 1, ctx.now.year) for one in await ctx.store.rounds.of_year(unit, year)]
    current = ctx.services.town.current(unit).hash
    return [await ctx.store.rounds.book(one) for one in sorted({one.book_hash for one in rounds} - {current})]
