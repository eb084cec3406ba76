"""Commands of /xuan: what a village makes known."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef


@dataclass(frozen=True, slots=True)
class AnnouncementList:
    """``/xuan``: the last ones, and what became of them."""


@dataclass(frozen=True, slots=True)
class Announce:
    """``/xuan 内容``."""

    words: str


@dataclass(frozen=True, slots=True)
class ProposeModel:
    """``/xuan 典型 3-12 事迹``."""

    household: HouseholdRef
    deeds: str


@dataclass(frozen=True, slots=True)
class TakeDown:
    """``/xuan 撤 5``."""

    number: int


@dataclass(frozen=True, slots=True)
class ShowGoodDeeds:
    """``/xuan 好事``: the fortnight's, in sentences to be approved."""


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """``/xuan 广播 5``: an announcement as the loudspeaker has it; ``number`` None = the last one."""

    number: int | None
