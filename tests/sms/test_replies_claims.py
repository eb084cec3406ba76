"""What a villager reads about a claim is one segment, whatever the names, the words and the figures."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.entries.award import Recorded
from domain.model.claim import Claim
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.rulebook import Item
from sms.segments import count, page
from sms.wording import claims as replies_claims
from sms.wording.villager_texts import SmsVillagerTexts
from tests.sms.village import QINWANG, Village, at

TODAY = date(2026, 12, 30)
WORDS = st.text("献血打扫河道，。 8月12日abc", min_size=1, max_size=300)


def claim(head: str, number: int, words: str, answer: str, days: int) -> Claim:
    household = Household(1, "10019", QINWANG, 3, 12, head)
    made, due = at("2026-12-30 10:00"), TODAY + timedelta(days=days)
    return Claim(number, household, words, TODAY, None, None, Source.SMS, None, made, due, "open", answer)


CLAIMS = st.builds(
    claim,
    head=st.text("王欧阳文华司马建国", min_size=2, max_size=5),
    number=st.integers(1, 99_999),
    words=WORDS,
    answer=WORDS,
    days=st.integers(1, 60),
)


ITEM = Item("志2", "参加义务献血和其他志愿服务活动", 15, "zero", ())


@given(CLAIMS, st.sampled_from([None, ITEM]))
def test_a_claim_that_was_filed_is_answered_with_all_its_words(filed: Claim, item: Item | None) -> None:
    text = replies_claims.filed(filed, TODAY, item)
    assert filed.content.strip("。") in text
    assert f"申报{filed.number}号" in page(text)[0]
    assert count(replies_claims.known(filed, TODAY)) == 1


@given(CLAIMS, st.integers(1, 15), st.integers(0, 15))
def test_its_answer_is_one_segment_or_has_the_whole_reason(decided: Claim, asked: int, counted: int) -> None:
    item = Item("志2", "参加义务献血活动", 15, "zero", ("义务献血",))
    recorded = Recorded(123, decided.household, item, TODAY, asked, counted, 2, "2026-12", 120, "献血")
    assert count(SmsVillagerTexts().claim_approved(decided, recorded, "张堰积分")) == 1
    assert decided.answer.strip("。") in SmsVillagerTexts().claim_rejected(decided, "张堰积分")


def test_fixed_replies_are_one_segment() -> None:
    too_many, early = Refused("too-many-claims", waiting=50), Refused("future-day", day=TODAY)
    for text in (replies_claims.WHAT, replies_claims.refusal(too_many), replies_claims.refusal(early)):
        assert count(text) == 1


async def test_a_phone_of_several_households_names_the_one_that_claims(village: Village) -> None:
    first, second = [await village.household(head, "+8619900000003") for head in ("王建国", "李秀芳")]
    reply = await village.text("申报 献血", "+8619900000003")
    assert reply == (
        f"这个手机登记了2户，请带上户码，如：申报 {first.code} 献血。3组1号{first.code}，3组2号{second.code}"
    )
    assert await village.count("claims") == 0
    reply = await village.text(f"申报 {second.code} 献血", "+8619900000003")
    assert reply is not None
    assert reply.startswith("收到李秀芳户申报1号：献血。")
