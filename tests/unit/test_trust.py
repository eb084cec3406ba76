"""Whether the clock can be trusted: what it shows against what passed, and against what was trusted before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.wording.clock import held, told
from domain.model.trust import Trust
from domain.town.trust import judge, stopped

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NONE = timedelta(0)


def test_the_first_look_ever_trusts_the_clock() -> None:
    assert judge(None, NOON, None) == Trust(NOON)


@pytest.mark.parametrize("drift", [NONE, MINUTE, -MINUTE, 10 * MINUTE, -10 * MINUTE])
def test_what_a_clock_is_set_right_by_is_no_jump(drift: timedelta) -> None:
    assert judge(Trust(NOON), NOON + MINUTE, drift) == Trust(NOON + MINUTE)


@pytest.mark.parametrize("jump", [11 * MINUTE, HOUR, DAY, 8 * DAY, 400 * DAY])
def test_a_leap_forward_is_not_trusted_until_it_is_undone(jump: timedelta) -> None:
    leapt = judge(Trust(NOON), NOON + jump, jump)
    assert leapt == Trust(NOON, jump)
    assert not leapt.right
    later = judge(leapt, NOON + jump + HOUR, NONE)
    assert later == leapt, "time alone makes it no truer"
    assert judge(later, NOON + 2 * HOUR, -jump).right


@pytest.mark.parametrize("jump", [11 * MINUTE, HOUR, DAY, 8 * DAY])
def test_a_step_back_is_not_trusted_until_time_has_caught_up(jump: timedelta) -> None:
    stepped = judge(Trust(NOON), NOON - jump, -jump)
    assert stepped == Trust(NOON, -jump)
    assert not judge(stepped, NOON - MINUTE, NONE).right
    assert judge(stepped, NOON, NONE) == Trust(NOON)


def test_forward_and_half_the_way_back_is_still_ahead() -> None:
    leapt = judge(Trust(NOON), NOON + 8 * DAY, 8 * DAY)
    assert judge(leapt, NOON + 4 * DAY, -4 * DAY) == Trust(NOON, 4 * DAY)


@pytest.mark.parametrize("jump", [11 * MINUTE, HOUR, DAY, 8 * DAY])
def test_a_leap_that_another_process_told_of_already_is_not_counted_again(jump: timedelta) -> None:
    leapt = Trust(NOON, jump)
    assert judge(leapt, NOON + jump + MINUTE, jump) == leapt
    accepted = Trust(NOON + jump)
    assert judge(accepted, NOON + jump + MINUTE, jump).right


def test_two_leaps_add_up() -> None:
    assert judge(Trust(NOON, DAY), NOON + 9 * DAY, 8 * DAY) == Trust(NOON, 9 * DAY)


def test_for_how_long_a_machine_may_be_switched_off_is_not_held() -> None:
    assert judge(Trust(NOON), NOON + 45 * DAY, None) == Trust(NOON + 45 * DAY)


@pytest.mark.parametrize("gap", [46 * DAY, 365 * DAY, 3650 * DAY])
def test_after_a_longer_stop_a_person_is_asked(gap: timedelta) -> None:
    leapt = judge(Trust(NOON), NOON + gap, None)
    assert leapt == Trust(NOON, gap)
    assert judge(leapt, NOON + gap + HOUR, NONE) == leapt, "time alone makes it no truer"
    assert judge(leapt, NOON + gap + HOUR, None) == leapt, "nor does another start"
    assert judge(leapt, NOON + HOUR, -gap).right, "somebody has set it right meanwhile"
    assert "或者系统停了这么久" in held(leapt)
    assert "或者" not in held(Trust(NOON, 8 * DAY))


@pytest.mark.parametrize(
    ("trust", "told"),
    [
        (None, None),
        (Trust(NOON), 8 * DAY),
        (Trust(NOON + 7 * DAY), DAY),
        (Trust(NOON + 7 * DAY + MINUTE), None),
        (Trust(NOON, HOUR), None),
        (Trust(NOON + 9 * DAY), None),
    ],
)
def test_a_stop_of_a_day_is_told(trust: Trust | None, told: timedelta | None) -> None:
    assert stopped(trust, NOON + 8 * DAY) == told


def test_after_a_restart_a_clock_behind_what_was_trusted_is_not() -> None:
    assert judge(Trust(NOON), NOON - 9 * MINUTE, None).right
    assert judge(Trust(NOON), NOON - DAY, None) == Trust(NOON, -DAY)


def test_a_restart_makes_a_clock_that_leapt_no_truer() -> None:
    leapt = Trust(NOON, 8 * DAY)
    assert judge(leapt, NOON + 8 * DAY + HOUR, None) == leapt
    assert judge(leapt, NOON + HOUR, None) == Trust(NOON + HOUR), "somebody has set it right meanwhile"
    assert judge(leapt, NOON - DAY, None) == Trust(NOON, -DAY)


@pytest.mark.parametrize(
    ("jump", "words"),
    [(8 * DAY, "快了8天"), (-HOUR, "慢了1小时"), (30 * MINUTE, "快了30分钟"), (-400 * DAY, "慢了400天")],
)
def test_it_is_told_in_plain_words(jump: timedelta, words: str) -> None:
    assert words in held(Trust(NOON, jump))
    assert "2026-12-01 12:00" in told(Trust(NOON, jump), NOON)
    assert "已经正常" in told(Trust(NOON), NOON)
