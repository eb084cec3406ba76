"""Two servers on one SQLite file notice each other."""

from __future__ import annotations

from pathlib import Path

from app.single_instance import parts_already_running


def test_the_second_of_a_kind_is_noticed_until_the_first_ends(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/jifen.db"
    with parts_already_running(url, "all") as first, parts_already_running(url, "worker") as second:
        assert (first, second) == ([], ["worker"])
    with parts_already_running(url, "web") as alone:
        assert alone == []


def test_web_and_worker_share_a_file(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/jifen.db"
    with parts_already_running(url, "web") as web, parts_already_running(url, "worker") as worker:
        assert (web, worker) == ([], [])


def test_on_postgresql_many_are_meant_to_work(tmp_path: Path) -> None:
    with (
        parts_already_running("postgres://a@b/c", "all") as first,
        parts_already_running("postgres://a@b/c", "all") as second,
    ):
        assert (first, second) == ([], [])
