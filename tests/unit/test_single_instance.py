"""Two servers on one SQLite file notice each other."""

from __future__ import annotations

import fcntl
from contextlib import ExitStack
from pathlib import Path

from app.single_instance import Parts, parts_of


def test_the_second_of_a_kind_is_noticed_until_the_first_ends(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/jifen.db"
    with parts_of(url, "all") as first, parts_of(url, "worker") as second:
        assert (first, second) == (Parts(ours=["web", "worker"]), Parts(taken=["worker"]))
    with parts_of(url, "web") as alone:
        assert alone == Parts(ours=["web"])


def test_the_third_notices_the_second_when_the_first_has_ended(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/jifen.db"
    with ExitStack() as others:
        with parts_of(url, "worker"):
            others.enter_context(parts_of(url, "worker"))
        with parts_of(url, "worker") as third:
            assert third == Parts(taken=["worker"])
    with parts_of(url, "worker") as alone:
        assert alone == Parts(ours=["worker"])


def test_who_shares_its_lock_with_nobody_is_not_waited_for(tmp_path: Path) -> None:
    with (tmp_path / "jifen.db.worker.lock").open("w") as older:
        fcntl.flock(older, fcntl.LOCK_EX)
        with parts_of(f"sqlite://{tmp_path}/jifen.db", "worker") as younger:
            assert younger == Parts(taken=["worker"])


def test_a_file_is_one_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "the books").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "the books" / "jifen.db")
    with (
        parts_of(f"sqlite://{tmp_path}/the%20books/jifen.db", "worker"),
        parts_of(f"sqlite://{tmp_path}/link.db", "worker") as by_link,
    ):
        assert by_link == Parts(taken=["worker"])


def test_web_and_worker_share_a_file(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/jifen.db"
    with parts_of(url, "web") as web, parts_of(url, "worker") as worker:
        assert (web, worker) == (Parts(ours=["web"]), Parts(ours=["worker"]))


def test_on_postgresql_many_are_meant_to_work() -> None:
    with parts_of("postgres://a@b/c", "all") as first, parts_of("postgres://a@b/c", "all") as second:
        assert (first, second) == (Parts(), Parts())
