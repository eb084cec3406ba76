"""``python -m paper``: what ``paper.typesetting.prepare`` made comes in, its PDF goes out; see ``paper.apart``."""

from __future__ import annotations

import sys

from paper.typesetting import compiled

if __name__ == "__main__":
    sys.stdout.buffer.write(compiled(sys.stdin.buffer.read().decode()))
