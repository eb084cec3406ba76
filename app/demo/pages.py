"""What a visitor of the demo may look at beside chat and phone: the pages, and the printed board.

The links to one household's page and to the town's are given as the product gives them, at each look anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.demo.english.tables import SECTIONS
from app.demo.village import PLAYED, TOWN
from app.ids import page_token
from app.printing.document import PrintOrder
from app.printing.made.published import BOARD
from app.runtime import Runtime
from domain.boundary import unwrap
from domain.model.people import Role
from domain.pages.links import give_household, give_supervisor
from paper.contact import Contact
from paper.typesetting import typeset
from sandbox.pages import WebPage
from sandbox.player import NotPossible


def pages_of(runtime: Runtime) -> tuple[WebPage, ...]:
    """The public pages first, then those that take a link, then paper."""
    seen = _Seen(runtime)
    return (
        WebPage("全镇", "Town", seen.public("/"), "/", SECTIONS["town"]),
        WebPage("秦望村", "Village", seen.public(f"/u/{PLAYED}"), "/u", SECTIONS["unit"]),
        WebPage("这部手机那户的网页", "This phone’s household", seen.household, "/h", SECTIONS["household"]),
        WebPage("镇里的图表", "Town’s charts", seen.town, "/town", SECTIONS["supervisor"]),
        WebPage("公示栏（打印）", "Notice board (print)", seen.board),
        WebPage("封条", "Seals", seen.public("/verify"), "/verify", SECTIONS["verify"]),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    runtime: Runtime

    @property
    def _url(self) -> str:
        return self.runtime.settings.public_url

    def public(self, path: str) -> Callable[[str], Awaitable[str]]:
        async def address(_: str) -> str:
            return self._url + path

        return address

    async def household(self, number: str) -> str:
        token = page_token()
        async with self.runtime.transactions.writing() as store:
            homes = await store.roster.by_phone(number)
            if not homes:
                raise NotPossible("这个号码不在名册里")
            await give_household(self.runtime.work(store, homes[0].unit), homes[0], number, token)
        return f"{self._url}/h/{token}"

    async def town(self, _: str) -> str:
        token = page_token()
        async with self.runtime.transactions.writing() as store:
            officers = await store.officers.of_unit(TOWN)
            supervisor = next((one for one in officers if one.role is Role.SUPERVISOR), None)
            if supervisor is None:
                raise NotPossible("镇里没有监督员")
            unwrap(await give_supervisor(self.runtime.work(store, TOWN), supervisor, token))
        return f"{self._url}/town/{token}"

    async def board(self, _: str) -> bytes:
        runtime, settings = self.runtime, self.runtime.settings
        contact, now = Contact(settings.public_url, settings.texts_number), runtime.clock.now()
        async with runtime.transactions.reading() as store:
            settled = [one.period.key for one in await store.rounds.of_unit(PLAYED) if one.state != "open"]
            if not settled:
                raise NotPossible("还没有公示过")
            sheet = await BOARD.gather(PrintOrder(store, runtime.town, PLAYED, max(settled), now, contact))
        return typeset(sheet, now).pdf
