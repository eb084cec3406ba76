"""The units of systemd: well formed, as closed as they can be, and the backups are kept for as long as they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from app.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
OF_ITS_OWN = re.compile(
    "Type|Exec.*|Restart.*|Timeout.*|Limit.*|KillMode|MemoryMax|TasksMax|OOMPolicy|StateDirectory|Nice|IO.*|RemoveIPC"
)


def said(unit: Path) -> dict[str, list[str]]:
    """What a unit sets, each as often as it does."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for line in unit.read_text().splitlines():
        if line and not line.startswith(("#", "[")):
            name, _, value = line.partition("=")
            lines[name].append(value)
    return lines


def unit(name: str) -> dict[str, list[str]]:
    return said(next(one for one in UNITS if one.name == name))


@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.name)
def test_every_setting_is_one(service: Path) -> None:
    names = re.findall(r"JIFEN_(\w+)=", " ".join(said(service)["Environment"]))
    assert names
    assert {name.lower() for name in names} <= set(Settings.model_fields)


def test_the_backup_is_as_closed_as_the_server() -> None:
    server, backup = unit("jifen.service"), unit("jifen-backup.service")
    of_both = {name: value for name, value in server.items() if not OF_ITS_OWN.fullmatch(name)}
    assert {name: backup.get(name) for name in of_both if name not in _OF_STARTING} == {
        name: value for name, value in of_both.items() if name not in _OF_STARTING
    }


_OF_STARTING = {"Description", "Wants", "WantedBy", "After", "StartLimitIntervalSec"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd on this machine")
def test_systemd_understands_them(tmp_path: Path) -> None:
    for one in UNITS:
        (tmp_path / one.name).write_text(one.read_text().replace("/opt/jifen/.venv/bin/jifen", "/bin/true"))
    files = [str(tmp_path / one.name) for one in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_old_backups_go_once_a_new_one_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, days in {"jifen-old": 32, "jifen-young": 29, "something else": 400}.items():
        (folder / name).touch()
        os.utime(folder / name, (time.time() - days * 86_400,) * 2)  # noqa: TID251 - files have the machine's time
    program = tmp_path / "jifen"
    program.write_text('#!/bin/sh\ntest "$1" = backup && echo data > "$2"\n')
    program.chmod(0o700)
    backup = unit("jifen-backup.service")
    for (line,) in (backup["ExecStart"], backup["ExecStartPost"]):
        there = line.replace("/opt/jifen/.venv/bin/jifen", str(program)).replace("/var/lib/jifen/backups", str(folder))
        subprocess.run(shlex.split(there.replace("$$", "$").replace("%%", "%")), check=True)
    names = {file.name for file in folder.iterdir()}
    assert {"jifen-young", "something else"} <= names
    assert "jifen-old" not in names
    (new,) = names - {"jifen-young", "something else"}
    assert re.fullmatch(r"jifen-\d{4}-\d\d-\d\d-\d{6}", new)


def test_a_photo_that_takes_too_much_ends_no_server() -> None:
    """By default systemd stops a service of which any process was killed for want of memory."""
    assert unit("jifen.service")["OOMPolicy"] == ["continue"]


def test_a_stop_lets_the_photo_under_way_be_unfolded() -> None:
    """By default every process of a service is told to stop at once, those that the server waits for too."""
    assert unit("jifen.service")["KillMode"] == ["mixed"]


@pytest.fixture
def asked(tmp_path: Path) -> Callable[..., tuple[list[str], str]]:
    """Runs deploy/jifen with these arguments and variables: what it asks of systemd, and what it says itself."""
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\0" "$@"\n')
    stand_in.chmod(0o700)
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("JIFEN_")}
    quiet["PATH"] = f"{tmp_path}:{quiet['PATH']}"

    def run(*words: str, **exported: str) -> tuple[list[str], str]:
        command = [str(DEPLOY / "jifen"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet | exported)
        return done.stdout.split("\0")[:-1], done.stderr

    return run


def test_a_command_runs_as_the_service_does(asked: Callable[..., tuple[list[str], str]]) -> None:
    options, _ = asked("doctor")
    of_service = unit("jifen.service")
    given = {f"{name}={value}" for name, (value, *_) in of_service.items()} & set(options)
    assert {line.partition("=")[0] for line in given} == {
        "EnvironmentFile",
        "StateDirectory",
        "StateDirectoryMode",
        "UMask",
    }
    assert set(of_service["Environment"][0].split()) <= set(options)
    assert options[options.index("--uid") + 1] == of_service["User"][0]
    assert options[options.index("--gid") + 1] == of_service["Group"][0]
    assert options[options.index("--working-directory") + 1] == of_service["WorkingDirectory"][0]
    assert [*options[options.index("--") + 1 : -1], "serve"] == of_service["ExecStart"][0].split()


def test_a_command_reaches_jifen_as_it_was_typed(asked: Callable[..., tuple[list[str], str]]) -> None:
    """systemd reads ``$$`` as ``$``, and would put variables in otherwise."""
    options, _ = asked("announce", "秦望村", "花了 $5 ${HOME}\n%n 'x' ", "")
    assert options[-3:] == ["秦望村", "花了 $$5 $${HOME}\n%n 'x' ", ""]


def test_a_command_is_not_told_in_the_journal(asked: Callable[..., tuple[list[str], str]]) -> None:
    options, _ = asked("households", "phones", "秦望村", "3-12", "13800003012")
    assert options[options.index("--description") + 1] == "A command of Jifen"


def test_an_exported_setting_is_not_passed_over(asked: Callable[..., tuple[list[str], str]]) -> None:
    options, said_itself = asked("audit", JIFEN_DATABASE_URL="sqlite://var/trial.db", JIFEN_DATA_DIR="var/trial")
    assert not options
    assert said_itself == "JIFEN_DATABASE_URL、JIFEN_DATA_DIR：在这里不起作用，请写进 /etc/jifen/jifen.env，再 unset\n"
