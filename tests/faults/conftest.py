"""The village of the scenarios, whose program goes through everything."""

from tests.e2e.conftest import warm
from tests.scenarios.conftest import homes, mall, new_village, village

__all__ = ["homes", "mall", "new_village", "village", "warm"]
