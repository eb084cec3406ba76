"""From what a person called a household or an item to the thing itself; it asks rather than guesses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Ask, Context, Option
from bot.grammar.records import EntryLine, HouseholdBy, HouseholdRef, Redeem
from bot.grammar.words.household_forms import of_surname
from bot.wording.doubts import which_sign
from domain.boundary import unwrap
from domain.mall.stock import find as find_goods
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.rulebook import Item, Rulebook, Veto
from domain.ports.roster import Roster
from rules.described import described, described_vetoes
from rules.find import find_items, find_vetoes, mentions_item, names_veto
from text.codes import is_valid
from text.names import folded_name, plain_name
from text.pinyin import closest

MOST_OPTIONS = 6
"""The most guesses that are offered, the likeliest; what was really said fits all that are offered."""
_MOST_BESIDE = 4
MOST_BUTTONS = 60
"""A platform takes a hundred buttons below a message."""


async def household(ctx: Context, ref: HouseholdRef, line: int | str = 1, unit: str | None = None) -> Household:
    """The household meant, of the chat's unit or that one.

    Raises Refused (no-household, bad-code, household-elsewhere) and Ask.
    """
    unit = unit or ctx.unit
    chosen = ctx.answers.get(f"household:{line}")
    if isinstance(chosen, int):
        return await ctx.store.roster.by_id(chosen)
    found = await _candidates(ctx.store.roster, unit, ref)
    if ref.head and found and all(folded_name(one.head) != folded_name(ref.head) for one in found):
        named = await _called(ctx.store.roster, unit, HouseholdRef(HouseholdBy.NAME, ref.head))
        both = list({one.id: one for one in (*found, *named)}.values())
        question = f"“{ref.text}”和“{ref.head}”不是同一户，是哪一户？"
        raise _which_household(question if named else f"“{ref.text}”的户主不叫“{ref.head}”，是这一户吗？", both, line)
    if len(found) == 1 and not ref.unsure:
        return found[0]
    if len(found) == 1:
        raise _which_household(f"“{ref.text}”说的是这一户吗？", found, line)
    if found:
        raise _which_household(f"“{ref.text}”有{len(found)}户，是哪一户？", found, line)
    near = await _near(ctx.store.roster, unit, ref) if ref.by is HouseholdBy.NAME else []
    if near:
        raise _which_household(f"没有叫“{ref.text}”的户主，您要找的是：", near, line)
    if gone := await _gone(ctx, unit, ref):
        raise Refused("household-left", household=gone[0])
    said = f"尾号{ref.text}" if ref.by is HouseholdBy.TAIL else ref.text
    raise Refused("no-household", household=said, near=await _beside(ctx.store.roster, unit, ref))


async def _beside(roster: Roster, unit: str, ref: HouseholdRef) -> list[str]:
    """The places nearest to one where nobody lives, of its group."""
    if ref.group is None or ref.number is None:
        return []
    group, number = ref.group, ref.number
    numbers = [home.number for home in await roster.of_unit(unit) if home.group == group]
    nearest = sorted(numbers, key=lambda other: abs(other - number))[:_MOST_BESIDE]
    return [f"{group}-{other}" for other in sorted(nearest)]


async def household_or_gone(ctx: Context, ref: HouseholdRef) -> Household:
    """The same, or else one that has left: those have files, and may come back. Raises as ``household``."""
    chosen = ctx.answers.get("household:1")
    if isinstance(chosen, int):
        return await ctx.store.roster.by_id(chosen)
    if not await _candidates(ctx.store.roster, ctx.unit, ref) and (gone := await _gone(ctx, ctx.unit, ref)):
        if len(gone) > 1:
            raise _which_household(f"“{ref.text}”有{len(gone)}户迁出过，是哪一户？", gone, 1)
        return gone[0]
    return await household(ctx, ref)


async def _gone(ctx: Context, unit: str, ref: HouseholdRef) -> Sequence[Household]:
    """Those who have left and were called so, the last to leave first."""
    if ref.by is HouseholdBy.PLACE and ref.group is not None and ref.number is not None:
        return await ctx.store.households.left_at(unit, ref.group, ref.number)
    return await ctx.store.households.left_named(unit, ref.text) if ref.by is HouseholdBy.NAME else []


async def _candidates(roster: Roster, unit: str, ref: HouseholdRef) -> Sequence[Household]:
    match ref.by:
        case HouseholdBy.CODE:
            found = await roster.by_code(ref.text)
            if found is None and not is_valid(ref.text):
                raise Refused("bad-code", code=ref.text)
            if found is not None and found.unit != unit:
                raise Refused("household-elsewhere", household=found)
        case HouseholdBy.PLACE:
            if ref.group is None or ref.number is None:
                raise LookupError("a place without group and number")
            found = await roster.at(unit, ref.group, ref.number)
        case HouseholdBy.TAIL:
            return await roster.by_tail(unit, ref.text)
        case HouseholdBy.NAME:
            return await _called(roster, unit, ref)
    return [found] if found else []


async def _called(roster: Roster, unit: str, ref: HouseholdRef) -> Sequence[Household]:
    """Whose head is called so as it is stored; else those who differ in blanks, widths or a missing dot only."""
    typed = ref.typed or ref.text
    named = await roster.by_head(unit, typed)
    if not named:
        heads = await roster.heads(unit)
        alike = [head for head in heads if _without_dots(head) == _without_dots(typed)]
        named = [one for head in dict.fromkeys(alike) for one in await roster.by_head(unit, head)]
    return [one for one in named if ref.group in {None, one.group}]


def _without_dots(name: str) -> str:
    return plain_name(name).replace("·", "")


async def _near(roster: Roster, unit: str, ref: HouseholdRef) -> Sequence[Household]:
    """Folded alike (李昇 for 李升), alike in sound, within what was said (村东头金凤), or of a surname (老王)."""
    heads = list(dict.fromkeys(await roster.heads(unit)))
    names = [head for head in heads if folded_name(head) == folded_name(ref.text)] or closest(ref.text, heads)
    if not names:
        names = [head for head in heads if head in ref.text or head.endswith(ref.text)]
    if surname := of_surname(ref.text):
        names = names or [head for head in heads if head.startswith(surname)]
        if len(names) > MOST_OPTIONS:
            return []
    near = [found for name in names[:MOST_OPTIONS] for found in await roster.by_head(unit, name)]
    return near[:MOST_OPTIONS]


def _which_household(question: str, found: Sequence[Household], line: int | str) -> Ask:
    return which(f"household:{line}", question, [Option(f"{h.group}组{h.number}号 {h.head}", h.id) for h in found])


def which(key: str, question: str, options: Sequence[Option]) -> Ask:
    """The question which is meant: a button for each, as many as a message takes, and how many are not there."""
    left = len(options) - MOST_BUTTONS
    more = f"（还有 {left} 个没列出，不在下面就请写全一些重发）" if left > 0 else ""
    return Ask(key, f"{question}{more}", tuple(options[:MOST_BUTTONS]))


def item_of(ctx: Context, book: Rulebook, line: EntryLine) -> Item:
    """The item of an entry: what is said twice must be one, what a reason tells is asked about. Raises as ``item``."""
    key = f"item:{line.number}:{line.item}"
    if not (line.told or line.beside) or key in ctx.answers:
        return item(ctx, book, line.item, key)
    if line.told:
        raise _which_item(f"没写是哪一项，“{line.item}”说的是：", _told(ctx, book, line.item), key)
    one = item(ctx, book, line.item, key)
    for beside in line.beside:
        others = _rivals(ctx, book, beside, one)
        if others and one not in others:
            raise _which_item(f"“{line.item}”和“{beside}”不是同一项，是哪一项？", [one, *others], key)
    return one


def _rivals(ctx: Context, book: Rulebook, said: str, named: Item) -> list[Item]:
    """The items of which another word of a line speaks; what only tells some tells those that begin as the named."""
    told = _told(ctx, book, said)
    return told if mentions_item(book, said) else [one for one in told if one.start == named.start]


def _told(ctx: Context, book: Rulebook, said: str) -> list[Item]:
    """The items that a reason tells: of whose names it has one, else those that the book in force says it describes,
    else those that it sounds like.
    """
    known = [] if mentions_item(book, said) else described(ctx.services.town.current(ctx.unit).book, said)
    items = [book.items[hit.code] for hit in known if hit.code in book.items]
    return items or [hit for hit in find_items(book, said) if isinstance(hit, Item)]


def item(ctx: Context, book: Rulebook, said: str, key: str = "item") -> Item:
    """The item meant. Raises Refused (unknown-item, veto-not-item) and Ask, whose answer goes by ``key``."""
    chosen = ctx.answers.get(key)
    if isinstance(chosen, str) and chosen in book.items:
        return book.items[chosen]
    found = find_items(book, said)
    items = [hit for hit in found if isinstance(hit, Item)]
    if found and not items:
        raise Refused("veto-not-item", item=said)
    if not items:
        raise Refused("unknown-item", item=said)
    if len(items) > 1:
        raise _which_item(f"“{said}”可以是好几项，是哪一项？", items, key)
    if not mentions_item(book, said):
        raise _which_item(f"没有叫“{said}”的项目，说的是：", items, key)
    return items[0]


def sign(ctx: Context, line: EntryLine) -> int:
    """Whether points are added (1) or taken off (-1). Raises Ask where the line does not say, or says both; and
    Refused(no-reason) where points were to be taken off without one.
    """
    if not (line.against or line.open):
        return line.sign
    key = f"sign:{line.mark}"
    chosen = ctx.answers.get(key)
    if chosen not in {1, -1}:
        options = Option(f"扣{line.points}分", -1), Option(f"加{line.points}分", 1)
        raise Ask(key, which_sign(line), options if line.sign == -1 or line.open else options[::-1])
    if chosen == -1 and not line.reason:
        raise Refused("no-reason")
    return 1 if chosen == 1 else -1


def veto(ctx: Context, book: Rulebook, said: str, line: int = 1) -> Veto:
    """The veto meant. Raises Refused("unknown-veto") and Ask."""
    chosen = ctx.answers.get(f"item:{line}")
    if isinstance(chosen, str) and chosen in book.veto_by_code:
        return book.veto_by_code[chosen]
    vetoes = find_vetoes(book, said)
    if told := [] if vetoes else described_vetoes(ctx.services.town.current(ctx.unit).book, said):
        raise _which_item(f"“{said}”说的是哪个否决项：", told, f"item:{line}")
    if not vetoes:
        raise Refused("unknown-veto", item=said, vetoes=book.vetoes)
    if len(vetoes) > 1:
        raise _which_item(f"“{said}”可以是好几项，是哪一项？", vetoes, f"item:{line}")
    if not names_veto(book, said):
        raise _which_item(f"没有叫“{said}”的否决项，说的是：", vetoes, f"item:{line}")
    return vetoes[0]


async def goods(ctx: Context, said: str) -> Goods:
    """The goods meant. Raises Refused("no-goods") and Ask."""
    found = await find_goods(ctx.work, str(ctx.answers.get("goods", said)))
    if isinstance(found, Refused):
        there = {one.name: one for one in await ctx.store.inventory.of_unit(ctx.unit)}
        if near := [there[name] for name in closest(said, there)]:
            raise _which_goods(f"没有“{said}”这样的物品，是不是：", near)
    if len(found := unwrap(found)) > 1:
        raise _which_goods(f"“{said}”可以是好几样，是哪一样？", found)
    return found[0]


async def wanted(ctx: Context, command: Redeem) -> tuple[Goods, int]:
    """The goods to be redeemed, and how many; a number glued to a name is one where no goods is called so (大米2)."""
    if command.glued and isinstance(await find_goods(ctx.work, command.goods), Refused):
        name, quantity = command.glued
        return await goods(ctx, name), quantity
    return await goods(ctx, command.goods), command.quantity


def _which_goods(question: str, found: Sequence[Goods]) -> Ask:
    return which("goods", question, [Option(f"{one.number}号 {one.name}", one.number) for one in found])


def _which_item(question: str, found: Sequence[Item] | Sequence[Veto], key: str) -> Ask:
    return which(key, question, [Option(f"{hit.code} {hit.wording}", hit.code) for hit in found])
