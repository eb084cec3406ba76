"""A village that is audited while hypothesis plays with it."""

from __future__ import annotations

import itertools

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.model.village import Village


class Audited(RuleBasedStateMachine):
    """The audit takes as long as all else, and what it finds stays: it runs after every third step, and at the end."""

    village: Village

    def __init__(self) -> None:
        super().__init__()
        self._steps = itertools.count()

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        if next(self._steps) % 3 == 0:
            assert not (found := self.village.deviations()), found

    def teardown(self) -> None:
        """The end of the story, which may have stopped before its village was founded."""
        if hasattr(self, "village"):
            try:
                assert not (found := self.village.deviations()), found
            finally:
                self.village.close()
