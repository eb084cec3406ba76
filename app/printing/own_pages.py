"""Codes to households' own pages, handed over on paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.ids import page_token
from domain.model.page_link import NewLink
from domain.model.people import Household
from domain.pages.links import household_link
from domain.ports.store import Store
from domain.work import Work
from paper.codes import OwnPage


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Makes a link for each household on a document; they are good once they are stored.

    They are stored after the document's figures were read, so that nobody who writes waits for these.
    """

    public_url: str
    made: list[NewLink] = field(default_factory=list)

    def of(self, work: Work, household: Household) -> OwnPage:
        """What opens the household's own page."""
        token = page_token()
        link = household_link(work, household, None, token)
        self.made.append(link)
        return OwnPage(f"{self.public_url.rstrip('/')}/h/{token}", link.until.date())

    async def store(self, store: Store) -> None:
        """From the end of this transaction on the links are good."""
        await store.page_links.hand_over(self.made)
