"""The results in a document: between two marks of it, with a chart beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.aims import Verdict
from bench.chart import chart
from bench.contest import Contest

_FROM, _TO = "<!-- results: written by python -m bench --write -->", "<!-- end of the results -->"


def write(file: Path, contests: Sequence[Contest], verdicts: Sequence[Verdict], durable_write: float) -> None:
    """Replace what stands between the marks; ``durable_write`` in milliseconds. Raises ValueError when the document
    has none.
    """
    text = file.read_text()
    before, mark, rest = text.partition(_FROM)
    _, end, after = rest.partition(_TO)
    if not mark or not end:
        raise ValueError(f"{file} has no place for results: {_FROM} … {_TO}")
    drawn = file.with_suffix(".svg")
    drawn.write_text(chart(verdicts))
    drawing = f"![Every figure in parts of its aim]({drawn.name})"
    disk = f"A durable write of a page to the disk that it was measured on took {durable_write:.2f} ms."
    lines = [drawing, "", disk, "", *_aims(verdicts), "", *_sides(contests)]
    file.write_text(f"{before}{mark}\n\n" + "\n".join(lines) + f"\n\n{end}{after}")


def _aims(verdicts: Sequence[Verdict]) -> list[str]:
    rows = [
        f"| {verdict.aim.figure} | {verdict.measured} | {verdict.aim.wanted} | {'' if verdict.met else '**missed**'} |"
        for verdict in verdicts
    ]
    return ["| aim | measured | wanted | |", "|---|--:|--:|---|", *rows]


def _sides(contests: Sequence[Contest]) -> list[str]:
    """In parts of the first side's figures, since times are another machine's business."""
    heading = ["| | | p50 | p99 | messages a second | processor time |", "|---|---|--:|--:|--:|--:|"]
    return [*heading, *(row for contest in contests for row in _of_contest(contest))]


def _of_contest(contest: Contest) -> list[str]:
    first, *others = contest.sides
    rows = [f"| {contest.name} | {first} | 1 | 1 | 1 | 1 |"]
    for side in others:
        ratios = [
            contest.ratio(side, first, measure)
            for measure in (
                lambda sample: sample.p50,
                lambda sample: sample.p99,
                lambda sample: sample.throughput,
                lambda sample: sample.processor,
            )
        ]
        rows.append(f"| | {side} | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " |")
    return rows
