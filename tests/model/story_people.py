"""What villagers ask for and object to, and what officers answer."""

from __future__ import annotations

from datetime import timedelta

import hypothesis.strategies as st
import pytest

from domain.boundary import unwrap
from domain.cases.case import Case, Proposed, Ruled, Ruling, TakenBack
from domain.cases.claims import ClaimForm, file
from domain.cases.deciding import Approval, Approved, Rejected, approve, reject
from domain.cases.deciding import to_decide as claim_to_decide
from domain.cases.objecting import object_for, object_to
from domain.cases.ruling import rule as decide
from domain.cases.second_officer import confirm_proposal
from domain.entries.second_look import LargeCorrection
from domain.model.entry import Source
from domain.ports.store import Store
from sms.wording.villager_texts import SmsVillagerTexts
from tests.model import refusals
from tests.model.points import Mark
from tests.model.reference import Asked, Dispute, Logged, Wanted, month_of
from tests.model.story import Draw, Story, happening, has_entries, latest, officers
from tests.model.story_points import ALL

by_text_or_officer = st.none() | officers


class People(Story):
    """Claims and objections."""

    @happening()
    def points_are_claimed(self, draw: Draw) -> None:
        officer = draw(by_text_or_officer)
        household = draw(self.households)
        back = draw(st.sampled_from([0, 0, 6, 40]))
        key, day = self.village.new_key(), self.today - timedelta(days=back)
        form = ClaimForm(self.homes[household], f"献血 {key}", day, None, Source.SMS, key)
        reasons = refusals.why_not_claim(self.model, officer, household)
        done = unwrap(self.expect(reasons, lambda store: file(self.work(store), self.officer(officer), form)))
        if done is None:
            return
        self.model.claims[done.claim.number] = Asked(household, day)

    @happening(lambda self: self.model.claims)
    def a_claim_is_approved(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.model.claims))
        points = draw(st.integers(1, 3))
        today = draw(st.booleans())
        claim, now = self.model.claims[number], self.village.now
        day = self.today if today else claim.day

        async def answer(store: Store) -> Approved:
            one = self.officers[officer]
            found = unwrap(await claim_to_decide(self.work(store), one, number))
            approval = Approval(found, "志2", points, today=today, known=ALL, correction=True)
            return unwrap(await approve(self.work(store), one, approval, SmsVillagerTexts()))

        reasons = refusals.why_not_answer(self.model, officer, number)
        reasons |= self.why_not_score(officer, claim.household, day)
        mark = Mark(claim.household, month_of(day), "志2", points)
        if not reasons and self.model.waits(officer, mark, day):
            with pytest.raises(LargeCorrection):
                self.village.does(answer)
            return
        done = self.expect(reasons, answer)
        if done is None:
            return
        claim.open = False
        self.model.log[done.recorded.entry_id] = Logged(mark, officer, now, day)
        self.mall.follow()

    @happening(lambda self: self.model.claims)
    def a_claim_is_rejected(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.model.claims))

        async def answer(store: Store) -> Rejected:
            one = self.officers[officer]
            found = unwrap(await claim_to_decide(self.work(store), one, number))
            return await reject(self.work(store), one, found, "没有凭证", SmsVillagerTexts())

        if self.expect(refusals.why_not_answer(self.model, officer, number), answer) is not None:
            self.model.claims[number].open = False

    @happening(has_entries, often=2)
    def an_entry_is_objected_to(self, draw: Draw) -> None:
        officer = draw(by_text_or_officer)
        number = draw(self.entries)
        home, now = self.homes[self.model.story(number).mark.household], self.village.now

        async def open_case(store: Store) -> Case:
            if officer is None:
                return unwrap(await object_to(self.work(store), [home], number, "不对", "+8619900000001"))
            return unwrap(await object_for(self.work(store), self.officers[officer], number, "不对", home))

        done = self.expect(refusals.why_not_object(self.model, officer, number, now), open_case)
        if done is None:
            return
        case = done.objection
        holds = self.model.story(number).mark.month not in self.model.final
        self.model.disputes[case.id] = Dispute(number, holds, officer)
        assert case.holds == self.model.disputes[case.id].holds

    @happening(lambda self: self.model.disputes, often=2)
    def a_case_is_decided(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.model.disputes))
        uphold = draw(st.booleans())
        points = draw(st.none() | st.integers(1, 5))
        right = points if uphold else None
        reasons = refusals.why_not_decide(self.model, officer, number, right)
        dispute = self.model.disputes[number]
        about = dispute.entry
        alone = self.model.recorder(about) != officer and not (uphold and dispute.entered_by == officer)
        alone &= not self.model.is_large_correction(about, right, uphold=uphold)
        if alone:
            reasons |= refusals.why_not_rule(self.model, number, right, uphold=uphold)
        one, ruling = self.officers[officer], Ruling(uphold, "查实", right)
        done = self.expect(reasons, lambda store: decide(self.work(store), one, number, ruling, SmsVillagerTexts()))
        if isinstance(done, Proposed):
            assert not alone
            self.model.wanted[done.number] = Wanted(officer, about, number, uphold, right)
            return
        if isinstance(done, Ruled):
            assert alone
            self._ruled(done, number, officer, seen=False)

    @happening(lambda self: self.model.wanted, often=2)
    def another_officer_agrees(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.model.wanted))
        one = self.model.wanted[number]
        done = self.expect(
            refusals.why_not_agree(self.model, officer, number),
            lambda store: confirm_proposal(self.work(store), self.officers[officer], number, SmsVillagerTexts()),
        )
        if done is None:
            return
        self.model.agreed.add(number)
        if isinstance(done, TakenBack):
            self.taken_back(done, one.entry, one.officer)
        elif isinstance(done, Ruled) and one.case is not None:
            self._ruled(done, one.case, one.officer, seen=True)

    def _ruled(self, ruled: Ruled, number: int, officer: str, *, seen: bool) -> None:
        """The reference hears of each step as the village took it: in a year that has lapsed the order matters."""
        case = self.model.disputes[number]
        about, mark = case.entry, self.model.story(case.entry).mark
        case.upheld = ruled.upheld
        assert (ruled.reversal is not None) == (ruled.upheld and self.model.live(about))
        if ruled.reversal is not None:
            self.model.take_back(about, ruled.reversal.entry_id, officer, self.village.now)
            self.mall.follow()
        if ruled.again is not None:
            again = Mark(mark.household, mark.month, mark.item, ruled.again.asked)
            day = self.model.story(about).day
            self.model.log[ruled.again.entry_id] = Logged(again, officer, self.village.now, day, seen=seen)
            self.mall.follow()
        case.open = False
        self.decided(case)
        self.mall.follow()
