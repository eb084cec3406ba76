"""What the sandbox lets in, and that a stopped town goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from sandbox.server import Sandbox, start
from sandbox.world import World
from tests.sandbox.conftest import Village, make_world
from tests.sandbox.echo import EchoApp

TOKEN = '<meta name="play-token" content="'


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


async def _headers(http: aiohttp.ClientSession) -> dict[str, str]:
    async with http.get("/") as response:
        page = await response.text()
    return {"X-Play-Token": page.partition(TOKEN)[2].partition('"')[0]}


async def test_the_page_runs_nothing_but_its_own_files(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in (await response.text()).replace("http-equiv", "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]:80", ""])
async def test_a_foreign_host_name_is_refused(http: aiohttp.ClientSession, host: str) -> None:
    async with http.get("/", headers={"Host": host}) as response:
        assert response.status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "localhost:8", "127.0.0.1", "[::1]:80"])
async def test_a_local_host_name_is_let_in(http: aiohttp.ClientSession, host: str) -> None:
    async with http.get("/", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize("path", ["town", "chats/1", "phones/1", "files/1", "events"])
async def test_the_page_s_calls_need_its_token(http: aiohttp.ClientSession, path: str) -> None:
    for headers in ({}, {"X-Play-Token": "wrong"}, {"X-Play-Token": "é"}):
        async with http.get(f"/play/{path}", headers=headers) as response:
            assert response.status == 403


async def test_only_loopback_is_served(world: World) -> None:
    with pytest.raises(ValueError, match="loopback"):
        await start(world, address=("0.0.0.0", 0))


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("say", {"chat": -1, "person": 1, "text": "好"}, 409),
        ("say", {"chat": -1, "text": "好"}, 400),
        ("say", [], 400),
        ("say", {"chat": "x", "person": None, "text": "好"}, 400),
        ("say", {"chat": -1, "person": 1, "text": "  "}, 400),
        ("say", {"chat": -1, "person": 1, "text": "字" * 4097}, 400),
        ("press", {"chat": -1, "person": 1, "message": 1, "row": 0, "column": 0}, 409),
        ("text", {"number": "+8613999999999", "text": "积分"}, 400),
        ("text", {"number": {}, "text": 5}, 400),
    ],
)
async def test_a_senseless_call_is_refused_without_a_crash(
    http: aiohttp.ClientSession, path: str, body: object, status: int
) -> None:
    async with http.post(f"/play/{path}", json=body, headers=await _headers(http)) as response:
        assert response.status == status


async def test_only_pictures_are_taken_as_photos(http: aiohttp.ClientSession, village: Village) -> None:
    form = aiohttp.FormData({"chat": str(village.group.id), "person": str(village.fang.id), "caption": ""})
    form.add_field("photo", b"<svg onload=alert(1)>", filename="x.svg", content_type="image/svg+xml")
    async with http.post("/play/photo", data=form, headers=await _headers(http)) as response:
        assert response.status == 400


@pytest.mark.parametrize("path", ["/page/..%2fserver.py", "/page/index.html", "/page/nothing.js", "/page/%2e%2e/x.js"])
async def test_nothing_but_the_page_s_files_is_served(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(URL(path, encoded=True)) as response:
        assert response.status == 404


async def test_a_stopped_town_goes_on_where_it_was(tmp_path: Path, echo: EchoApp) -> None:
    world, file = make_world(), tmp_path / "town.json"
    fang = world.add_person("王芳", "管理专员")
    group = world.add_group("夏家村考核群", [fang])
    world.add_phone("+8613000000001", "王建国")
    first = await start(world, app_url=echo.url, save_to=file)
    first.player.send_photo(group.id, fang.id, b"\xff\xd8photo", "/cha 3-12")
    await first.network.write("+8613000000001", "积分", signature="forged")
    await first.close()

    again = make_world()
    again.state = World.load_state(file)
    assert again.state == world.state
    second = await start(again, app_url=echo.url, save_to=file)
    told = second.player.say(group.id, fang.id, "/pai")
    await second.close()
    assert told.id == 2
    assert [update.payload.get("text") for update in again.state.updates] == [None, "/pai"]
    assert [text.body for text in again.texts("+8613000000001")] == ["积分"]
