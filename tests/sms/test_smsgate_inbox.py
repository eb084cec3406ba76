"""The same text as the phone's call brings it and as its inbox lists it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sms.channels.smsgate.api import InboxText
from sms.channels.smsgate.inbox import called, listed

AT = datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)
NUMBER = "+8613900000001"


def test_a_text_that_came_both_ways_has_one_name_in_common() -> None:
    by_call, by_list = (
        called("one", "event-1", "13900000001", "积分", AT, AT),
        listed("one", InboxText("13900000001", "积分", AT), AT),
    )
    assert by_call is not None
    assert by_list is not None
    assert (by_call.sender, by_list.sender) == (NUMBER, NUMBER)
    assert by_call.also == by_list.sid


@pytest.mark.parametrize("sender", ["95588", "CMCC", "", "中国移动"])
def test_a_bank_or_a_carrier_is_nobody_to_answer(sender: str) -> None:
    assert called("one", "event-1", sender, "您的余额", AT, AT) is None
    assert listed("one", InboxText(sender, "您的余额", AT), AT) is None


@pytest.mark.parametrize(
    ("at", "believed"),
    [
        (AT - timedelta(days=9), True),
        (AT + timedelta(hours=14), True),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), False),
        (AT + timedelta(days=400), False),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))), False),
    ],
)
def test_a_time_that_cannot_be_counts_as_none_and_still_names_the_text(at: datetime, believed: bool) -> None:
    by_call = called("one", "event-1", NUMBER, "积分", at, AT)
    by_list = listed("one", InboxText(NUMBER, "积分", at), AT)
    assert by_call is not None
    assert by_list is not None
    assert (by_call.sent, by_list.sent) == ((at, at) if believed else (None, None))
    assert by_call.also == by_list.sid
