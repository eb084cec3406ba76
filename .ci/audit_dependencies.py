"""Ask what faults are known in the dependencies that run in production; say plainly when nobody could tell.

Exit code 1 = a known fault. Without data (no network, an index that tells nothing) it is 0 with a line that says so: a
check that cannot be made is neither passed nor a reason to stop work on a train.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = "requirements.lock"
ASK = ("-m", "pip_audit", "--requirement", LOCK, "--disable-pip", "--progress-spinner", "off", "--timeout", "15")


def main() -> int:
    """Audit the lock."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        asked = subprocess.run(  # noqa: S603 - the words are ours
            [sys.executable, *ASK, "--format", "json", "--output", str(answer)],
            capture_output=True,
            text=True,
            check=False,
        )
        if not answer.exists():
            return _say(f"not audited: no data ({(asked.stderr.strip().splitlines() or ['?'])[-1]})")
        return judge(json.loads(answer.read_text())["dependencies"])


def judge(dependencies: list[dict[str, Any]]) -> int:
    """What is known of them; 1 when a fault is."""
    known = [one for one in dependencies if "vulns" in one]
    faults = [(one["name"], one["version"], fault["id"]) for one in known for fault in one["vulns"]]
    for name, version, fault in faults:
        _say(f"{name} {version}: {fault}")
    if len(known) < len(dependencies):
        _say(f"not audited: no data for {len(dependencies) - len(known)} of {len(dependencies)}")
    elif not faults:
        _say(f"audited: {len(known)}, no known fault")
    return int(bool(faults))


def _say(line: str) -> int:
    sys.stdout.write(f"dependencies {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
