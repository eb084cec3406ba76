"""How a refusal looks from outside, whatever was refused."""

from __future__ import annotations

import re

from tests.e2e.support.product import Done

PERSONAL = re.compile(r"\b\d{10,}\b|张伟|李建国|王芳")
"""A telephone number, or the name of one of the people in these tests: nothing that a log may hold."""


def refused(done: Done) -> list[str]:
    """The plain lines of a refusal."""
    assert done.code == 1, done
    assert "Traceback" not in done.err
    assert "编号" not in done.err or "单位编号" in done.err, "an accident, not a refusal"
    assert done.out == ""
    lines = done.err.splitlines()
    assert lines
    return lines


def refused_in_one_line(done: Done) -> str:
    """The one plain line of a refusal."""
    (line,) = refused(done)
    return line


def misused(done: Done) -> str:
    """What is said about a wrong usage, on the last line."""
    assert done.code == 2, done
    assert done.out == ""
    *_, said = done.err.splitlines()
    assert re.search("[\u4e00-\u9fff]", said)
    return said
