"""Household codes 户码: a serial number and a Damm check digit, which tells every single slip and every swap."""

from __future__ import annotations

import re

FIRST_SERIAL = 1000
"""Codes have five digits or more, so that nobody takes one for a menu number, a group or a points value."""
_SHAPE = re.compile(r"[1-9][0-9]{4,8}")


def make(serial: int) -> str:
    """The code of a serial number ≥ 1000: 1000 → ``10008``. Raises ValueError below that."""
    if serial < FIRST_SERIAL:
        raise ValueError(f"serial {serial} is below {FIRST_SERIAL}")
    from stdnum import damm  # noqa: PLC0415 - it brings Python's help pages along, and a command hardly ever asks

    return f"{serial}{damm.calc_check_digit(str(serial))}"


def is_valid(code: str) -> bool:
    """Whether it has the shape of a household code and its check digit is right."""
    if not _SHAPE.fullmatch(code):
        return False
    from stdnum import damm  # noqa: PLC0415 - the same

    return bool(damm.is_valid(code))
