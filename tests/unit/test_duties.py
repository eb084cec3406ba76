"""What the scheduler looks after is declared where it is written, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from app.duties import DUTIES

_FOLDER = Path(__file__).parents[2] / "app/duties"


def test_every_file_of_the_folder_declares_a_duty() -> None:
    files = {file.stem for file in _FOLDER.glob("*.py")} - {"__init__", "duty"}
    assert {duty.look.__module__.rpartition(".")[2] for duty in DUTIES} == files


def test_each_duty_is_found_once_and_has_a_place_of_its_own() -> None:
    assert len({duty.look for duty in DUTIES}) == len(DUTIES)
    assert [duty.place for duty in DUTIES] == sorted({duty.place for duty in DUTIES})


def test_a_round_is_begun_before_anything_is_done_in_it() -> None:
    assert DUTIES[0].name == "app.duties.rounds.begin"
    assert DUTIES[0].irreversible


def test_what_ends_points_or_rounds_waits_while_the_clock_cannot_be_trusted() -> None:
    held = {duty.name.removeprefix("app.duties.") for duty in DUTIES if duty.irreversible}
    assert held == {
        "rounds.begin",
        "rounds.finalise",
        "rounds.settle_by_calendar",
        "year_end.close_years",
        "year_end.warn",
        "notices.queue_due",
        "mall.expire",
        "keeping.reduce_old_messages",
    }
