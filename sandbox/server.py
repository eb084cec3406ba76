"""The sandbox as one loopback server: Bot API, Twilio, a phone with SMS Gate, and the page to play on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox.keeper import Keeper
from sandbox.play import Play
from sandbox.play_views import Offer
from sandbox.player import Player
from sandbox.sms_network import Network
from sandbox.smsgate.server import SmsGate
from sandbox.telegram import Telegram
from sandbox.twilio import Twilio
from sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PING_SECONDS = 60.0
_LARGEST_BODY = 60 * 1024 * 1024
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running sandbox. ``url`` is at once the base of the Bot API, of Twilio and of the page.

    The phone with SMS Gate is at ``url`` + ``sandbox.smsgate.server.BASE``.
    """

    world: World
    url: str
    telegram: Telegram
    twilio: Twilio
    smsgate: SmsGate
    play: Play
    runner: web.AppRunner
    keeper: Keeper | None

    @property
    def player(self) -> Player:
        """Acts for the people in the chats."""
        return self.telegram.player

    @property
    def network(self) -> Network:
        """Acts for the phones."""
        return self.twilio.network

    async def close(self) -> None:
        """Stop answering, and save the world if it is kept in a file."""
        self.play.close()
        await self.telegram.wecom.close()
        await self.telegram.close()
        await self.twilio.close()
        await self.smsgate.close()
        await self.runner.cleanup()
        if self.keeper:
            await self.keeper.close()


async def start(
    world: World,
    address: tuple[str, int] = ("127.0.0.1", 0),
    app_url: str = "http://127.0.0.1:8080",
    public_url: str | None = None,
    *,
    save_to: Path | None = None,
    offer: Offer | None = None,
) -> Sandbox:
    """Serve a world on loopback, at a host and a port; port 0 takes a free one.

    ``app_url``: where texts and their status reports are posted; ``public_url``: what they are signed for, if that
    is another address; ``save_to``: a file that the world is kept in; ``offer``: what else the page offers.
    Raises OSError if the port is taken, ValueError for a host that is not loopback.
    """
    host, port = address
    if host not in _LOCAL_NAMES:
        raise ValueError(f"the sandbox is for loopback only, not {host}")
    offer = offer or Offer()
    telegram, twilio = Telegram(world), Twilio(world, Network(world, app_url, public_url))
    smsgate = SmsGate(world)
    play = Play(world, telegram.player, twilio.network, offer, smsgate if offer.by_phone else None)
    app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_only_local_names])
    app.add_routes([*telegram.routes(), *telegram.wecom.routes(), *twilio.routes(), *smsgate.routes(), *play.routes()])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    telegram.wecom.open(f"http://{host}:{runner.addresses[0][1]}")
    telegram.updates.start()
    twilio.network.resume()
    if offer.by_phone:
        smsgate.keep_pinging(_PING_SECONDS)
    keeper = Keeper(world, save_to) if save_to else None
    return Sandbox(world, f"http://{host}:{runner.addresses[0][1]}", telegram, twilio, smsgate, play, runner, keeper)


@web.middleware
async def _only_local_names(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse every other Host, so that no foreign page can reach us by a name of its own (DNS rebinding)."""
    name = request.host.rpartition(":")[0] if ":" in request.host.rpartition("]")[2] else request.host
    if name not in _LOCAL_NAMES:
        return web.Response(status=421, text="loopback only")
    return await handler(request)
