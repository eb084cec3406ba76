"""``coverage_floor.py REPORT FLOOR``: what SlipCover measured, by package; less than FLOOR percent is a failure."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def percent(counted: Counter[str], kind: str) -> float:
    """How much of the lines or the branches was run."""
    covered, missing = counted[f"covered_{kind}"], counted[f"missing_{kind}"]
    return 100 * covered / max(covered + missing, 1)


def by_package(report: dict[str, Any]) -> dict[str, Counter[str]]:
    """Lines and branches of each package."""
    packages: dict[str, Counter[str]] = {}
    for file, found in report["files"].items():
        counted = packages.setdefault(Path(file).parts[0], Counter())
        counted.update({kind: found["summary"][kind] for kind in found["summary"] if not kind.startswith("percent")})
    return packages


def main() -> None:
    """One line a package, and one of all."""
    report, floor = json.loads(Path(sys.argv[1]).read_text("utf-8")), float(sys.argv[2])
    for package, counted in sorted(by_package(report).items()):
        lines, branches = percent(counted, "lines"), percent(counted, "branches")
        print(f"{package}: {lines:.1f} % of lines, {branches:.1f} % of branches")  # noqa: T201 - what it is called for
    whole = report["summary"]["percent_covered"]
    print(f"coverage: {whole:.1f} % of lines and branches, the floor is {floor:g} %")  # noqa: T201 - as above
    if whole < floor:
        sys.exit(1)


if __name__ == "__main__":
    main()
