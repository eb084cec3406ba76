"""``coverage_floor.py REPORT FLOOR``: what SlipCover measured, by package.

A package of whose lines, or of whose branches, less than FLOOR percent were run is a failure.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

_KINDS = ("lines", "branches")


def by_package(report: dict[str, Any]) -> dict[str, Counter[str]]:
    """Lines and branches of each package."""
    packages: dict[str, Counter[str]] = {}
    for file, found in report["files"].items():
        counted = packages.setdefault(Path(file).parts[0], Counter())
        counted.update({kind: found["summary"][kind] for kind in found["summary"] if not kind.startswith("percent")})
    return packages


def shares(counted: Counter[str]) -> dict[str, float]:
    """How many hundredths of the lines and of the branches were run; all of them where there are none."""
    found = {}
    for kind in _KINDS:
        covered, missing = counted[f"covered_{kind}"], counted[f"missing_{kind}"]
        found[kind] = 100 * covered / (covered + missing) if covered + missing else 100.0
    return found


def main() -> None:
    """One line a package, and what is below the floor."""
    report, floor = json.loads(Path(sys.argv[1]).read_text("utf-8")), float(sys.argv[2])
    packages = {package: shares(counted) for package, counted in sorted(by_package(report).items())}
    for package, found in packages.items():
        print(f"{package}: {', '.join(f'{found[kind]:.1f} % of {kind}' for kind in _KINDS)}")  # noqa: T201 - its purpose
    below = [f"{kind} of {package}" for package, found in packages.items() for kind in _KINDS if found[kind] < floor]
    if below:
        sys.exit(f"below the floor of {floor:g} %: {', '.join(below)}")


if __name__ == "__main__":
    main()
