"""What supervisors and groups read about officers: invited, where they live, dismissed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.wording.joining import ROLES
from bot.wording.places import place
from domain.model.appointment import Appointed
from domain.model.people import Household, Officer

AtHome = tuple[Appointed, Sequence[Household]]
"""An officer, and the households that count as his own."""


def appointed(unit: str, officer: Officer, code: str, homes: Sequence[Household]) -> str:
    """An invitation to pass on, and which household the officer will have to leave to others."""
    return (
        f"已邀请{officer.name}任{unit}{ROLES[officer.role]}。请转告对方 14 天内在群里或私聊我发：/bang {code}\n"
        f"{_avoids(unit, officer, homes)}"
    )


def _avoids(unit: str, officer: Officer, homes: Sequence[Household]) -> str:
    say = f"/jian 户 {unit} {officer.name} 3-12"
    if officer.household is not None:
        where = f"本人家是先前登记的{_named(homes)}" if homes else "先前登记的是不住本村"
        return f"{where}。不是的话请发：{say}（不住本村写“无”）"
    if not homes:
        return f"没有叫{officer.name}的户主，不知道本人是哪一户，没法回避。请发：{say}（不住本村写“无”）"
    return f"本人家按户主同名认定：{_named(homes)}。不是的话请发：{say}（不住本村写“无”）"


def lives(unit: str, officer: Officer, home: Household | None) -> str:
    """Which household an officer leaves to others from now on."""
    where = f"家在{place(home)}，这户和登记的亲属户的事由别人办" if home else "家不在本村"
    return f"已记：{unit}{ROLES[officer.role]}{officer.name}{where}。"


def dismissed(unit: str, ended: Sequence[Officer]) -> str:
    """The roles of one person ended."""
    return f"{ended[0].name}不再担任{unit}{'、'.join(ROLES[officer.role] for officer in ended)}。"


def no_specialist(unit: str) -> str:
    """The last specialist of a unit is gone: what stands still, and how there is one again."""
    return f"⚠️ {unit}没有管理专员了，结算、申报、兑换都办不成。请镇里再请一位：/jian 请 {unit} 专员 姓名"


def officer_line(one: Appointed, homes: Sequence[Household]) -> str:
    """``王芳（管理专员，家3-12）``."""
    notes = [ROLES[one.officer.role]]
    if homes:
        notes.append(f"家{'、'.join(f'{home.group}-{home.number}' for home in homes)}")
    elif one.officer.household is None:
        notes.append("家没登记")
    if not one.joined:
        notes.append("已邀请")
    return f"{one.officer.name}（{'，'.join(notes)}）"


def _named(homes: Sequence[Household]) -> str:
    return "、".join(place(home) for home in homes)
