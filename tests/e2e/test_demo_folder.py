"""The demo keeps to its folder, and the product knows nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.demo.folder import Folder
from domain.model.errors import Refused
from tests.e2e.support.demo import make_job
from tests.e2e.support.launch import ROOT, Warm


def test_a_folder_with_other_things_in_it_is_left_alone(warm: Warm, tmp_path: Path) -> None:
    folder = tmp_path / "family"
    folder.mkdir()
    photo = folder / "world.json"
    photo.write_text("ours", "utf-8")
    job = make_job(tmp_path / "terminal", ["demo", "--reset", "--folder", str(folder)])
    assert warm.start(job).wait() == 1
    assert "里面有别的东西" in job.err.read_text("utf-8")
    assert len(job.err.read_text("utf-8").splitlines()) == 1
    assert [*folder.iterdir()] == [photo]
    assert photo.read_text("utf-8") == "ours"


def test_a_town_that_cannot_be_read_is_refused_and_kept(warm: Warm, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "town")
    with folder.taken():
        folder.world.write_text("{", "utf-8")
    job = make_job(tmp_path / "terminal", ["demo", "--folder", str(folder.path)])
    assert warm.start(job).wait() == 1
    assert "--reset" in job.err.read_text("utf-8")
    assert len(job.err.read_text("utf-8").splitlines()) == 1
    assert folder.has_town


def test_only_one_demo_runs_in_a_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "town")
    with folder.taken(), pytest.raises(Refused) as refusal, Folder(folder.path).taken():
        pass
    assert "正在运行" in str(refusal.value.data["problem"])
    with folder.taken():
        pass


def test_what_is_not_the_demos_outlives_a_reset(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "town")
    with folder.taken():
        folder.lay_out_rules()
        folder.world.write_text("{}", "utf-8")
        (folder.path / "notes.txt").write_text("mine", "utf-8")
        folder.clear()
    assert {file.name for file in folder.path.iterdir()} == {".jifen-demo", "notes.txt"}


def test_the_product_loads_nothing_of_the_sandbox() -> None:
    program = (
        "import sys, app.cli, app.serve, app.commands.serve, app.commands.demo\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'sandbox' or name.startswith('app.demo')])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
