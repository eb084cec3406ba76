"""``python -m app`` is ``jifen``."""

from app.cli import main

main()
