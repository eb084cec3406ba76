"""What officers log, veto, look at and take back."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st

from domain.boundary import unwrap
from domain.cases.conceding import take_back
from domain.cases.large_corrections import confirm_award, drop_award, propose_award
from domain.cases.second_officer import propose_reversal
from domain.entries.award import Award
from domain.entries.recording import record
from domain.entries.reversing import NeedsSecond, Reversal, reverse
from domain.entries.second_look import LargeCorrection
from domain.entries.vetoing import VetoWanted, confirm, propose
from domain.ports.store import Store
from domain.settlement.card import card
from sms.wording.villager_texts import SmsVillagerTexts
from tests.model import refusals
from tests.model.points import Mark
from tests.model.reference import Awaited, Logged, Wanted, month_of
from tests.model.story import Draw, Story, happening, has_entries, latest, officers

ITEMS = ("环1", "环4", "文2", "志2")
"""Two obligations and two merits: few, so that their caps are met. 志2 may have one cap for several months."""

ALL = range(1_000_000)
"""Every entry: none that says the same is asked about."""


class Points(Story):
    """Entries."""

    @happening(often=4)
    def points_are_logged(self, draw: Draw) -> None:
        officer = draw(officers)
        household = draw(self.households)
        item = draw(st.sampled_from(ITEMS))
        points = draw(st.integers(-4, 4).filter(bool))
        back = draw(st.sampled_from([0, 0, 0, 6, 40]))
        day = self.today - timedelta(days=back)
        home, key = self.homes[household], self.village.new_key()
        award = Award(home, item, points, "", key, day=day, known=ALL, correction=True, anyway=True)
        one, now = self.officers[officer], self.village.now
        reasons, mark = self.why_not_score(officer, household, day), Mark(household, month_of(day), item, points)
        if not reasons and self.model.waits(officer, mark, day):
            self.waits_for_another(officer, award, mark, day)
            return
        done = unwrap(self.expect(reasons, lambda store: record(self.work(store), one, [award])))
        if done is None:
            return
        self.model.log[done[0].entry_id] = Logged(mark, officer, now, day)
        self.mall.follow()
        assert done[0].round_score == self.model.points(household, mark.month)

    def waits_for_another(self, officer: str, award: Award, mark: Mark, day: date) -> None:
        """Nothing is recorded; another officer is asked."""
        one = self.officers[officer]

        async def ask(store: Store) -> int:
            large = await record(self.work(store), one, [award])
            assert isinstance(large, LargeCorrection)
            return (await propose_award(self.work(store), one, large)).number

        numbers = [*self.model.log, *self.model.undone]
        last = max((key for key in numbers if self.model.story(key).mark.household == mark.household), default=0)
        self.model.awaited[self.village.does(ask)] = Awaited(officer, mark, day, last)

    @happening(lambda self: self.model.awaited, often=2)
    def a_large_correction_is_confirmed_or_dropped(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.model.awaited))
        awaited, now, one = self.model.awaited[number], self.village.now, self.officers[officer]
        reasons = refusals.why_not_second(self.model, officer, number, now)
        if draw(st.booleans()):
            kept = reasons & {"own-household", "kin-household", "award-decided", "stale-button"}
            if self.expect(kept, lambda store: drop_award(self.work(store), one, number)) is not None:
                awaited.done = True
            return
        reasons |= self.why_not_score(awaited.officer, awaited.mark.household, awaited.day)
        done = unwrap(
            self.expect(reasons, lambda store: confirm_award(self.work(store), one, number, SmsVillagerTexts()))
        )
        if done is None:
            return
        awaited.done = True
        self.model.log[done.recorded.entry_id] = Logged(awaited.mark, awaited.officer, now, awaited.day, seen=True)
        self.mall.follow()

    @happening(has_entries)
    def another_officer_looks(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(self.entries)
        self.looked_at(officer, number)

    @happening()
    def a_veto_is_proposed(self, draw: Draw) -> None:
        officer = draw(officers)
        household = draw(self.households)
        one, now = self.officers[officer], self.village.now
        wanted = VetoWanted(self.homes[household], "否2", "酒驾", known=ALL, correction=True)
        reasons = self.why_not_score(officer, household, self.today)
        done = unwrap(self.expect(reasons, lambda store: propose(self.work(store), one, wanted)))
        if done is None:
            return
        mark = Mark(household, self.model.month, "否2", 0)
        self.model.log[done.entry.id] = Logged(mark, officer, now, self.today, veto=True)

    @happening(lambda self: self.vetoes)
    def a_veto_is_confirmed(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.vetoes))
        done = self.expect(
            refusals.why_not_confirm(self.model, officer, number),
            lambda store: confirm(self.work(store), self.officers[officer], number),
        )
        if done is not None:
            self.model.log[number].confirmed = True
            for one in self.mall.waiting(self.model.log[number].mark.household):
                self.mall.give_back(one, "cancelled")

    @happening(has_entries)
    def an_entry_is_taken_back(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(self.entries)
        one, reasons = self.officers[officer], refusals.why_not_take_back(self.model, officer, number, self.village.now)
        wanted = Reversal(number, "记错")
        done = unwrap(self.expect(reasons, lambda store: take_back(self.work(store), one, wanted, SmsVillagerTexts())))
        if done is not None:
            self.taken_back(done, number, officer)

    @happening(has_entries)
    def a_second_officer_is_asked(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(self.entries)
        now = self.village.now
        if refusals.why_not_take_back(self.model, officer, number, now) != {"second-needed"}:
            return

        async def ask(store: Store) -> int:
            one, wanted = self.officers[officer], Reversal(number, "记错")
            needed = await reverse(self.work(store), one, wanted)
            assert isinstance(needed, NeedsSecond)
            return await propose_reversal(self.work(store), one, needed, wanted)

        proposal = self.village.does(ask)
        self.model.wanted[proposal] = Wanted(officer, number)

    @happening()
    def a_card_shows_every_item(self, draw: Draw) -> None:
        household = draw(self.households)
        shown = self.village.does(lambda store: card(store, self.village.town, self.homes[household], self.village.now))
        takes_part = self.model.takes_part(household, self.model.month)
        expected = self.model.items(household, self.model.month)
        assert (shown.score.items if shown.score else None) == (expected if takes_part else None)
