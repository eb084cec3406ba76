"""The rules that a unit's goods and redemptions must obey, one function each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from storage.audit.mall_rows import RedemptionRow
from text.codes import is_valid

_NAMES = {"hold": "预留", "release": "退回", "collect": "领走"}
_LAST_STEPS = {"reserved": None, "collected": "collect", "cancelled": "release", "expired": "release"}


def goods_follow_movements(facts: Facts) -> Iterator[Deviation]:
    """What is in stock, held and collected is what the movements come to."""
    for goods in facts.mall.goods:
        moved: Mapping[str, int] = facts.mall.moved.get(goods.id, {})
        came, hold = moved.get("add", 0) + moved.get("correct", 0), moved.get("hold", 0)
        release, collect = moved.get("release", 0), moved.get("collect", 0)
        figures = (
            ("库存", goods.stock, came - hold + release),
            ("预留", goods.held, hold - release - collect),
            ("领走", goods.collected, collect),
            ("总数", goods.stock + goods.held + goods.collected, came),
        )
        for what, stored, derived in figures:
            if stored != derived:
                yield Deviation(f"物品“{goods.name}”{what}", stored, derived, facts.name)


def goods_follow_redemptions(facts: Facts) -> Iterator[Deviation]:
    """What is held is what waits for households, and what was collected is what they took."""
    for goods in facts.mall.goods:
        own = [one for one in facts.mall.redemptions if one.goods_id == goods.id]
        figures = (("预留", goods.held, "reserved"), ("领走", goods.collected, "collected"))
        for what, stored, state in figures:
            derived = sum(one.quantity for one in own if one.state == state)
            if stored != derived:
                yield Deviation(f"物品“{goods.name}”兑换中{what}", stored, derived, facts.name)


def redemptions_moved_goods(facts: Facts) -> Iterator[Deviation]:
    """Every redemption held its goods once, and then let go of them as its state says."""
    for one in facts.mall.redemptions:
        steps = facts.mall.steps.get(one.id, {})
        wanted = {"hold"} | {step for step in (_LAST_STEPS.get(one.state),) if step}
        for kind in ("hold", "release", "collect"):
            stored, derived = steps.get(kind, 0), one.quantity if kind in wanted else 0
            if stored != derived:
                yield _of(facts, one, f"库存流水里的{_NAMES[kind]}", stored, derived)


def redemptions_were_paid(facts: Facts) -> Iterator[Deviation]:
    """Every redemption was paid once by its own household and year, and paid back if it came to nothing."""
    postings = dict(facts.mall.postings)
    for one in facts.mall.redemptions:
        cost = one.price * one.quantity
        back = cost if _LAST_STEPS.get(one.state) == "release" else 0
        for kind, derived in (("hold", -cost), ("release", back)):
            household, year, stored = postings.pop(f"redemption:{one.id}:{kind}", (one.household_id, one.year, 0))
            if (household, year) != (one.household_id, one.year):
                yield _of(facts, one, "入账的户和年", f"{facts.code(household)} {year}", "兑换的户和年")
            if stored != derived:
                yield _of(facts, one, f"入账里的{_NAMES[kind]}", stored, derived)
    for key, (household, _, points) in postings.items():
        yield Deviation(f"入账 {key}", points, "有对应的兑换", facts.name, facts.code(household))


def redemptions_belong(facts: Facts) -> Iterator[Deviation]:
    """A unit's goods go to its own households, nobody lets one expire, pickup codes check themselves."""
    for one in facts.mall.redemptions:
        if one.household_id not in facts.households:
            yield _of(facts, one, "的户", facts.code(one.household_id), "本单位的户")
        if one.state == "expired" and one.ended_by is not None:
            yield _of(facts, one, "状态", "过期", "取消")
        if not is_valid(one.code):
            yield _of(facts, one, "领取码", "校验位不对", "校验位正确")


MALL_CHECKS: tuple[Check, ...] = (
    goods_follow_movements,
    goods_follow_redemptions,
    redemptions_moved_goods,
    redemptions_were_paid,
    redemptions_belong,
)
"""Everything that is checked of a unit's mall."""


def _of(facts: Facts, one: RedemptionRow, what: str, stored: int | str, derived: int | str) -> Deviation:
    return Deviation(f"兑换 {one.id} {what}", stored, derived, facts.name, facts.code(one.household_id))
