"""A figure that is not what it should be."""

from __future__ import annotations

from dataclasses import dataclass

Figure = int | str | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """What was found, where, and both figures. ``unit`` is a name; "" where there is none to tell."""

    what: str
    stored: Figure
    derived: Figure
    unit: str = ""
    household: str = ""
    round: str = ""

    def line(self) -> str:
        """One plain line."""
        home = f"户 {self.household}" if self.household else ""
        where = " ".join(part for part in (self.unit, home, self.round, self.what) if part)
        return f"{where}：库里是 {_shown(self.stored)}，应该是 {_shown(self.derived)}"


def _shown(figure: Figure) -> str:
    return "无" if figure is None else str(figure)
