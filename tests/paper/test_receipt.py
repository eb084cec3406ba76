"""领取单: the receipt of one redemption."""

from __future__ import annotations

from datetime import UTC, date, datetime

from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.redemption import Redemption, RedemptionState
from paper.receipt import receipt
from paper.typesetting import typeset
from tests.paper.reading import pages, words

NOON = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
HOME = Household(1, "10014", "310116103208", 3, 12, "王建国", date(2026, 9, 1))
RICE = Goods(1, HOME.unit, 1, "大米", 60, 20, 0, 0, None, None, offered=True)
CODE = "48213975"


def test_both_copies_say_what_was_handed_over_and_not_the_code() -> None:
    one = Redemption(5, 1, 1, 2, 60, 2026, RedemptionState.COLLECTED, CODE, NOON, NOON, ended=NOON)
    paper = typeset(receipt("秦望村", one, HOME, RICE), NOON)
    said = "".join(words(paper.pdf))
    for part in ("秦望村积分兑换领取单", "3组12号", "王建国", "大米", "2件", "120分", "已领取（2026年11月5日）"):
        assert said.count(part) == 2, part
    assert CODE not in said
    assert len(pages(paper.pdf)) == 1
