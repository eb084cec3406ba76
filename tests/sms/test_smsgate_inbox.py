"""The same text as the phone's call brings it and as its inbox lists it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sms.channels.smsgate.api import InboxText
from sms.channels.smsgate.inbox import called, listed

AT = datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)
NUMBER = "+8613900000001"


def test_a_text_that_came_both_ways_has_one_name_in_common() -> None:
    by_call, by_list = (
        called("one", "event-1", "13900000001", "积分", AT),
        listed("one", InboxText("13900000001", "积分", AT)),
    )
    assert by_call is not None
    assert by_list is not None
    assert (by_call.sender, by_list.sender) == (NUMBER, NUMBER)
    assert by_call.also == by_list.sid


@pytest.mark.parametrize("sender", ["95588", "CMCC", "", "中国移动"])
def test_a_bank_or_a_carrier_is_nobody_to_answer(sender: str) -> None:
    assert called("one", "event-1", sender, "您的余额", AT) is None
    assert listed("one", InboxText(sender, "您的余额", AT)) is None
