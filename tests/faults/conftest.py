"""The village of the scenarios, and real processes."""

from tests.e2e.conftest import warm
from tests.scenarios.conftest import begun, homes, mall, new_village, village

__all__ = ["begun", "homes", "mall", "new_village", "village", "warm"]
