"""The machine's clock is set under a running server: nobody waits, nothing is lost, and the books stay right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.support.faketime import Faked, faked, library
from tests.e2e.support.stage import open_stage

pytestmark = pytest.mark.skipif(library() is None, reason="libfaketime is not installed")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def one_clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faked]:
    """To load the program under a clock of its own takes longer than what is done with it."""
    with faked(tmp_path_factory.mktemp("clock")) as clock:
        yield clock


@pytest.fixture
def clock(one_clock: Faked) -> Faked:
    """The machine's, until it is set."""
    one_clock.is_off(timedelta(0))
    return one_clock


async def test_answers_go_on_whatever_the_clock_shows(tmp_path: Path, clock: Faked) -> None:
    """Every answer is waited for some seconds only; the last step back puts the clock right."""
    async with open_stage(tmp_path, clock, {}) as stage:
        await stage.begin()
        await stage.product.serve()
        await stage.appoint()
        for off in (-HOUR, HOUR, -DAY, -8 * DAY, 8 * DAY, timedelta(0)):
            clock.is_off(off)
            for _ in range(3):
                assert "3组2号" in (await stage.say("/cha 3-2", stage.wang)).text
        assert "chat worker: the clock was set by -3600 seconds; what was due goes on" in stage.product.log
        assert "核对无误" in await stage.product.ask("audit")


async def test_no_month_begins_while_the_clock_is_ahead(tmp_path: Path, clock: Faked) -> None:
    """A command is carried out for the day on which it was sent, until the clock is right or somebody accepts it."""
    async with open_stage(tmp_path, clock, {}) as stage:
        await stage.begin()
        await stage.product.serve()
        await stage.appoint()
        clock.is_off(40 * DAY)
        assert f"{stage.today.month}月共" in (await stage.say("/jia 3-2 献血", stage.wang)).text
        before = (await stage.say("/cha 3-2", stage.wang)).text
        assert f"{stage.today.month}月" in before
        assert "✗ 时钟：系统时钟突然快了40天" in (await stage.product.run("doctor")).out
        clock.is_off(timedelta(0))
        assert (await stage.say("/cha 3-2", stage.wang)).text == before
        clock.is_off(40 * DAY)
        assert (await stage.say("/cha 3-2", stage.wang)).text == before
        await stage.product.ask("clock", "accept", "--yes")
        assert (await stage.say("/cha 3-2", stage.wang)).text != before
        assert "核对无误" in await stage.product.ask("audit")


async def test_a_leap_of_months_over_a_restart_waits_for_a_person(tmp_path: Path, clock: Faked) -> None:
    """What was last trusted is in the books; eight days may as well be a holiday, and are told before the start."""
    async with open_stage(tmp_path, clock, {}) as stage:
        await stage.begin()
        server = await stage.product.serve()
        await stage.appoint()
        await stage.product.stop(server)
        clock.is_off(8 * DAY)
        assert "离服务上次运行已经8天" in (await stage.product.run("doctor")).out
        clock.is_off(60 * DAY)
        await stage.product.serve()
        assert "3组2号" in (await stage.say("/cha 3-2", stage.wang)).text
        assert "✗ 时钟：系统时钟突然快了60天，或者系统停了这么久" in (await stage.product.run("doctor")).out
        await stage.product.ask("clock", "accept", "--yes")
        assert "✓ 时钟" in (await stage.product.run("doctor")).out
