"""Tests of Jifen."""

import os
import sys

# Dozens of processes are started by the tests: without bytecode each would compile the whole program before it begins,
# and pytest would rewrite the whole of hypothesis, which is a plugin of it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
