"""``python -m paper``: a line comes in for each sheet, as ``paper.typesetting.prepare`` made it; its PDF goes out,
after a line with its length in bytes. See ``paper.apart``.
"""

from __future__ import annotations

import sys

from paper.typesetting import compiled, fonts_read

if __name__ == "__main__":
    fonts = fonts_read()
    for job in sys.stdin.buffer:
        pdf = compiled(job.decode(), fonts)
        sys.stdout.buffer.write(b"%d\n" % len(pdf))
        sys.stdout.buffer.write(pdf)
        sys.stdout.buffer.flush()
