"""A command of a test that never ends is ended, and the test says what it wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.support import launch
from tests.e2e.support.launch import Cold, Job, Launcher, Warm
from tests.patience import wait_for


@pytest.mark.parametrize("launcher", ["cold", "warm"])
def test_it_is_told_with_what_it_wrote(
    cold: Cold, warm: Warm, tmp_path: Path, launcher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, out, err = (tmp_path / name for name in ("given", "out", "err"))
    os.mkfifo(given)
    writer = os.open(given, os.O_RDWR)
    os.write(writer, "积分\n".encode())
    for file in (out, err):
        file.touch()
    starts: Launcher = cold if launcher == "cold" else warm
    process = starts.start(Job(["sms", "explain", "-"], os.environ, given, out, err))
    wait_for(lambda: out.read_text() or None, process.said)
    monkeypatch.setattr(launch, "_LONGEST_SECONDS", 0.2)
    with pytest.raises(AssertionError, match=r'(?s)not within 0 s: sms explain -\n.*"balance"'):
        process.wait()
    monkeypatch.setattr(launch, "_LONGEST_SECONDS", 60.0)
    assert process.wait() < 0
    os.close(writer)
