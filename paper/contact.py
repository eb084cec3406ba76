"""How a household takes part, as a sheet prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the town's pages are, and the number that texts go to; None while the deployment has none."""

    public_url: str
    number: str | None

    def page_of(self, unit: str) -> str:
        """The address of a unit's page."""
        return f"{self.public_url.rstrip('/')}/u/{unit}"

    @property
    def to_number(self) -> str:
        """到 021-12345678; nothing without a number."""
        return f"到 {self.number}" if self.number else ""
