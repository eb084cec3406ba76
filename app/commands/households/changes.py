"""``jifen households add|end|return|head|phones|move|split|merge``: what the operator changes about households."""

from __future__ import annotations

import click

from app.commands.households.desk import HouseholdDesk, Words, changing
from app.commands.households.words import read_place
from bot.wording import households as wording
from domain.boundary import unwrap
from domain.households.transferring import transfer
from domain.households.wanted import Wanted, WantedKind
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.ports.store import Store
from text.phones import to_e164


@changing("add", "UNIT PLACE NAME [PHONE…]")
async def add(desk: HouseholdDesk, words: Words) -> str:
    """UNIT（单位代码或村名）新来一户，住 PLACE（如 3-18）。"""
    unit, rest = _next(words, "单位")
    place, rest = _next(rest, "组号，如 3-18")
    name, rest = _next(rest, "户主的姓名")
    code = desk.runtime.town.find_unit(unit)
    wanted = Wanted(WantedKind.ADD, desk.day, place=read_place(code, place), head=name, phones=_phones(rest))
    return await desk.make(code, wanted)


@changing("end", "[UNIT] HOUSEHOLD REASON")
async def end(desk: HouseholdDesk, words: Words) -> str:
    """一户（户码，或单位和 3-12）迁出，要写原因。"""
    household, rest = await desk.find(words)
    wanted = Wanted(WantedKind.LEAVE, desk.day, household=household.id, reason=" ".join(rest))
    return await desk.make(household.unit, wanted)


@changing("return", "[UNIT] HOUSEHOLD [PLACE]")
async def return_(desk: HouseholdDesk, words: Words) -> str:
    """迁出的一户迁回；原来的门牌有人住了，写新的 PLACE（如 3-22）。"""
    household, rest = await desk.find_who_left(words)
    place = read_place(household.unit, rest[0]) if rest else None
    wanted = Wanted(WantedKind.RETURN, desk.day, household=household.id, place=place, reason=" ".join(rest[1:]))
    return await desk.make(household.unit, wanted)


@changing("head", "[UNIT] HOUSEHOLD NAME")
async def head(desk: HouseholdDesk, words: Words) -> str:
    """换户主。"""
    household, rest = await desk.find(words)
    name, rest = _next(rest, "新户主的姓名")
    wanted = Wanted(WantedKind.HEAD, desk.day, household=household.id, head=name, reason=" ".join(rest))
    return await desk.make(household.unit, wanted)


@changing("phones", "[UNIT] HOUSEHOLD [PHONE…]")
async def phones(desk: HouseholdDesk, words: Words) -> str:
    """电话改成这些；一个也不写就是都去掉。"""
    household, rest = await desk.find(words)
    wanted = Wanted(WantedKind.PHONES, desk.day, household=household.id, phones=_phones(rest))
    return await desk.make(household.unit, wanted)


@changing("split", "[UNIT] HOUSEHOLD PLACE NAME [PHONE…]")
async def split(desk: HouseholdDesk, words: Words) -> str:
    """分户：从一户分出新的一户，住 PLACE（如 3-21），户主 NAME；积分都留在原户。"""
    household, rest = await desk.find(words)
    said, rest = _next(rest, "新的组号，如 3-21")
    name, rest = _next(rest, "新户主的姓名")
    place, numbers = read_place(household.unit, said), _phones(rest)
    wanted = Wanted(WantedKind.SPLIT, desk.day, household=household.id, place=place, head=name, phones=numbers)
    return await desk.make(household.unit, wanted)


@changing("merge", "[UNIT] HOUSEHOLD OTHER REASON")
async def merge(desk: HouseholdDesk, words: Words) -> str:
    """并户：OTHER 并进 HOUSEHOLD，没用完的可用分转过去，要写原因。"""
    household, rest = await desk.find(words)
    other, rest = await desk.find((household.unit, *rest))
    wanted = Wanted(WantedKind.MERGE, desk.day, household=household.id, other=other.id, reason=" ".join(rest))
    return await desk.make(household.unit, wanted)


@changing(
    "move",
    "[UNIT] HOUSEHOLD PLACE [REASON]",
    click.option("--unit", "there", help="搬到别的单位：代码或村名；要两边各一位管理专员同意，写明原因"),
    click.option("--agreed-here", metavar="NAME", help="原单位同意的管理专员"),
    click.option("--agreed-there", metavar="NAME", help="新单位同意的管理专员"),
)
async def move(
    desk: HouseholdDesk, words: Words, there: str | None, agreed_here: str | None, agreed_there: str | None
) -> str:
    """一户搬到 PLACE（如 3-20）；在本单位搬，户码、积分、档案跟着走。"""
    household, rest = await desk.find(words)
    said, rest = _next(rest, "新的组号，如 3-20")
    if (agreed_here or agreed_there) and not there:
        raise click.UsageError("写了同意的管理专员，还要用 --unit 写搬到哪个单位")
    unit = desk.runtime.town.find_unit(there) if there else household.unit
    place = read_place(unit, said)
    wanted = Wanted(WantedKind.MOVE, desk.day, household=household.id, place=place, reason=" ".join(rest))
    if unit == household.unit:
        return await desk.make(unit, wanted)
    if not (agreed_here and agreed_there):
        raise click.UsageError("搬到别的单位要写 --agreed-here 和 --agreed-there：两边同意的管理专员的姓名")
    ours = await _specialist(desk.store, household.unit, agreed_here)
    theirs = await _specialist(desk.store, unit, agreed_there)
    done = unwrap(await transfer(desk.work(household.unit), ours, theirs, wanted, household))
    text = wording.transferred(done, desk.runtime.town.units)
    for one in (done.left.household, done.came):
        await desk.tell_group(one, text)
    return text


async def _specialist(store: Store, unit: str, name: str) -> Officer:
    """Raises Refused("no-officer") when no active specialist of the unit is called so."""
    for officer in await store.officers.of_unit(unit):
        if officer.name == name and officer.role is Role.SPECIALIST:
            return officer
    raise Refused("no-officer", name=name)


def _next(words: Words, what: str) -> tuple[str, Words]:
    if not words:
        raise click.UsageError(f"还要写{what}")
    return words[0], words[1:]


def _phones(words: Words) -> tuple[str, ...]:
    numbers = [to_e164(word) for word in words]
    found = tuple(dict.fromkeys(number for number in numbers if number is not None))
    if None in numbers:
        raise Refused("bad-phone")
    return found


CHANGES = (add, end, return_, head, phones, move, split, merge)
"""Every command of this file."""
