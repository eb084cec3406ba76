"""陈国强 tries every command and every button on his own household and on his kin's; nothing of it is done."""

from __future__ import annotations

import pytest

from bot.actions import ACTIONS
from tests.scenarios.waiting import BUTTONS, COMMANDS, LIN, Waiting, everything_waits, filled, state
from tests.village import CHEN, SUN, ZHOU, Village

OWN, KIN = "4-2", "4-3"


@pytest.fixture(params=[OWN, KIN], ids=["own", "kin"])
async def waiting(mall: Village, request: pytest.FixtureRequest) -> Waiting:
    return await everything_waits(mall, request.param)


async def test_no_command_and_no_button(mall: Village, waiting: Waiting, subtests: pytest.Subtests) -> None:
    whose = {OWN: "是您自己家", KIN: "是您家亲属"}[waiting.home]
    before = await state(mall)
    for command in COMMANDS:
        with subtests.test(command):
            assert whose in (await mall.says(CHEN, filled(command, waiting))).text
            assert await state(mall) == before
    for button in sorted(BUTTONS):
        with subtests.test(button):
            assert whose in (await mall.presses(CHEN, filled(button, waiting))).toast
            assert await state(mall) == before


@pytest.mark.parametrize("waiting", [OWN], indirect=True)
@pytest.mark.parametrize("button", sorted(BUTTONS))
async def test_the_same_button_is_for_somebody_else(mall: Village, waiting: Waiting, button: str) -> None:
    by_sun = {"a:second:{reversal}", "a:household:{change}", "a:award:{award}", "v:{veto}", "a:veto:{veto}"}
    other = {"a:look:{large}": ZHOU, **dict.fromkeys(by_sun, SUN)}.get(button.replace("waits-", ""), LIN)
    told = await mall.presses(other, filled(button, waiting))
    assert told.toast in {"", "好的", "已确认"}
    assert told.text


def test_every_button_that_acts_on_a_household_is_tried() -> None:
    tried = {button.split(":")[1] for button in BUTTONS if button.startswith("a:")}
    about_goods, about_rounds = {"stock", "waits-stock"}, {"round", "waits-round"}
    only_show = {"photo-entry", "photo-claim", "photo-objection", "claims-on", "cases-on", "callbacks-on"}
    about_town, about_calling = {"town-page", "good-deeds"}, {"callback", "callbacks"}
    assert tried == set(ACTIONS) - about_goods - about_rounds - about_town - about_calling - only_show
