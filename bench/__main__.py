"""``python -m bench [--short | --messages]``: how fast it is, against the least that could do it and a plain one."""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from app.clock import SystemClock
from app.settings import Settings
from app.town import load
from bench import databases, document, report
from bench.aims import AIMS, MESSAGE_AIMS, SHORT_AIMS, Aim, Verdict, judge
from bench.run import DURABLE_WRITE, FULL, MESSAGES, SHORT, Run, Scale, Step
from bench.town import RULEBOOK


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    less = parser.add_mutually_exclusive_group()
    less.add_argument("--short", action="store_true", help="ratios of processor time only, in seconds")
    less.add_argument("--messages", action="store_true", help="a /kou and a balance text only")
    parser.add_argument("--rounds", type=int, help=f"instead of {FULL.rounds}")
    parser.add_argument("--folder", type=Path, help="measure on this disk")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the results into this document, with a chart")
    options = parser.parse_args(arguments)
    _compile()
    with tempfile.TemporaryDirectory(prefix="jifen-bench-", dir=options.folder) as name, ExitStack() as stack:
        folder = Path(name)
        scale, aims = _what(options)
        scale = replace(scale, rounds=options.rounds or scale.rounds)
        makers = {"SQLite": databases.sqlite, "PostgreSQL": databases.postgres}
        servers = {kind: stack.enter_context(makers[kind](folder)) for kind in scale.kinds}
        run = Run(scale, folder, stack, servers, load(RULEBOOK), SystemClock(Settings().zone))
        # Only on a terminal; standard output gets nothing but the figures.
        with click.progressbar(list(run.steps()), item_show_func=_label, file=sys.stderr) as steps:
            for _, step in steps:
                step()
        verdicts = judge(aims, run.figures())
        if options.write:
            document.write(options.write, run.contests, verdicts, run.others[DURABLE_WRITE])
        return _tell(run, verdicts)


def _what(options: argparse.Namespace) -> tuple[Scale, Sequence[Aim]]:
    if options.short:
        return SHORT, SHORT_AIMS
    return (MESSAGES, MESSAGE_AIMS) if options.messages else (FULL, AIMS)


def _compile() -> None:
    """Make the bytecode that every installation has, also where Python itself may not keep it."""
    for package in {file.parent for file in Path().glob("*/__init__.py")} - {Path("tests")}:
        compileall.compile_dir(package, quiet=1)


def _tell(run: Run, verdicts: Sequence[Verdict]) -> int:
    """Everything on standard output, and what was missed on standard error too."""
    print(*report.contests(run.contests), sep="\n")
    if run.races:
        print("", *report.races(run.races), sep="\n")
    if run.others:
        print("", *report.others(run.others), sep="\n")
    print("", *report.verdicts(verdicts), sep="\n")
    missed = [verdict.aim.figure for verdict in verdicts if not verdict.met]
    if missed:
        print("missed: " + "; ".join(missed), file=sys.stderr)
    return 1 if missed else 0


def _label(step: Step | None) -> str:
    return step[0] if step else ""


if __name__ == "__main__":
    sys.exit(main())
