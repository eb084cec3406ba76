"""Goods and redemptions, as the group reads them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.places import can_spend, place
from domain.mall.redeeming import RedemptionRequest
from domain.mall.redemption import Redeemed
from domain.mall.shop import Shop
from domain.mall.stock import Corrected
from domain.model.goods import Goods
from domain.model.people import Officer
from text.days import month_day

_PER = {"quarter": "每季", "year": "每年"}


def listed(shop: Shop) -> Say:
    """The goods by number, and what the village owes."""
    if not shop.goods:
        return Say("还没有兑换物品。添加请发：/wu 加 大米 60 20（名称、分、数量）")
    return Say("\n".join(["🎁 兑换物品：", *(_line(one) for one in shop.goods), *_owed(shop)]))


def _line(goods: Goods) -> str:
    off = "，停兑" if not goods.offered else ""
    return f"{goods.number}. {goods.name} {goods.price}分，库存 {goods.stock}{_held(goods)}{_limit(goods)}{off}"


def _held(goods: Goods) -> str:
    """Whoever counts the shelf counts these as well, and they are not in stock."""
    return f"（另预留 {goods.held}）" if goods.held else ""


def _limit(goods: Goods) -> str:
    return f"，每户{_PER[goods.per]}限 {goods.most}" if goods.per else ""


def _owed(shop: Shop) -> list[str]:
    lines = [f"各户可用积分共 {shop.owed} 分，在兑库存共值 {shop.covered} 分。"]
    if shop.budget:
        lines.append(f"全年兑换预算 {shop.budget} 分，已兑 {shop.given} 分，还剩 {shop.left} 分。")
    return lines + _short(shop)


def _short(shop: Shop) -> list[str]:
    """What is promised and is not there."""
    goods = [f"⚠️ 库存不够兑，还差 {shop.short_of_goods} 分的物品。"] if shop.short_of_goods else []
    return [*goods, f"⚠️ 预算不够兑，还差 {shop.short_of_budget} 分。"] if shop.short_of_budget else goods


def added(goods: Goods, shop: Shop) -> Say:
    """New goods."""
    return Say("\n".join(["✅ 已添加：", _line(goods), *_owed(shop)]))


def added_before(name: str, many: int) -> str:
    """As many were added just now."""
    return f"刚才已给{name}入库 {many} 件，再入一次？"


def reserved_before(number: int, wish: RedemptionRequest) -> str:
    """The same was reserved just now."""
    what = f"{place(wish.household)}兑{wish.goods.name} {wish.quantity} 件"
    return f"刚才已给{what}（编号 {number}），再兑一次？"


def changed(goods: Goods, shop: Shop) -> Say:
    """Goods as they are now, and whether they still do."""
    return Say("\n".join(["✅ 已改：", _line(goods), *_short(shop)]))


def corrected(done: Corrected, officer: Officer) -> Say:
    """A corrected stock, or the question to the second officer."""
    goods, by = done.goods, f"{done.by:+}"
    if not done.proposal:
        return Say(f"✅ {goods.name}库存 {by}，现在 {goods.stock}{_held(goods)}（{officer.name}：{done.reason}）")
    to = f"{goods.stock + done.by}（{by}）{_held(goods)}"
    text = (
        f"📦 {officer.name}要把{goods.name}库存从 {goods.stock} 改为 {to}：{done.reason}\n"
        "改动较大，要另一位考核人员点“确认”才算数。"
    )
    return Say(text, ((Button("确认", str(ActButton("stock", done.proposal))),),))


def reserved(done: Redeemed, *, refundable: bool) -> Say:
    """What was set aside, with the pickup code, until when, and whether the points come back after that."""
    one = done.redemption
    otherwise = "过期退回积分" if refundable else "过期不退分，那时分已清零"
    return Say(
        f"✅ 兑换 {one.id}：{place(done.household)} {_what(done)}，用 {one.cost} 分，还可用 {done.left} 分\n"
        f"领取码 {one.code}，{_last_day(one.expires)}前来领，{otherwise}。"
    )


def waiting(found: Sequence[Redeemed]) -> Say:
    """What waits to be collected; without the codes, which are the households' own."""
    if not found:
        return Say("没有等领取的物品。兑换请发：/dui 3-12 大米 2")
    lines = [
        f"{one.redemption.id}. {place(one.household)} {_what(one)}，{_last_day(one.redemption.expires)}前"
        for one in found
    ]
    return Say("\n".join([f"🎁 等领取的兑换 {len(found)} 笔：", *lines, "取消请发：/dui 取消 编号"]))


def cancelled(done: Redeemed, officer: Officer, *, refunded: bool) -> Say:
    """What went back."""
    one = done.redemption
    back = (
        f"{_back(done, refunded=refunded)}，{can_spend(done.left, done.debt)}"
        if refunded
        else _back(done, refunded=refunded)
    )
    return Say(f"↩️ 兑换 {one.id} 已取消（{officer.name}）：{place(done.household)} {_what(done)}，{back}")


def given_back(done: Redeemed, *, refunded: bool) -> str:
    """A household took back by text what it had reserved: it need not be kept for it."""
    what = f"{place(done.household)} 短信取消了 {_what(done)}"
    return f"↩️ 兑换 {done.redemption.id}：{what}，{_back(done, refunded=refunded)}，货不用再留。"


def _back(done: Redeemed, *, refunded: bool) -> str:
    """Points of a year that is over come back to nobody."""
    one = done.redemption
    return f"退回 {one.cost} 分" if refunded else f"{one.year}年的分已清零，不退"


def collected(done: Redeemed, officer: Officer, today: date) -> Say:
    """What was handed over, and the line for the book."""
    one, home = done.redemption, done.household
    who = "代领" if one.collector == "other" else "本人领"
    book = f"{today} {one.code} {home.group}-{home.number} {home.head} {_what(done)} {one.cost}分 {who} 余{done.left}分"
    return Say(f"✅ 已领取（{officer.name}），请抄到台账：\n{book}\n打印领取单签名：/yin 领取单 {one.id}")


def expired(gone: Sequence[Redeemed], refunded: Container[int]) -> Say:
    """What nobody collected in time; ``refunded`` are the years whose points can still be spent."""
    lines = [
        f"{place(one.household)} {_what(one)}，{_back(one, refunded=one.redemption.year in refunded)}" for one in gone
    ]
    return Say("\n".join([f"⌛ 过期没领的兑换 {len(gone)} 笔，物品已放回库存：", *lines]))


def ordered(done: Redeemed, officer: Officer | None = None) -> Say:
    """A household reserved by text, or an officer for it in another chat; the code is the household's own."""
    one, how = done.redemption, f"由{officer.name}代兑" if officer else "短信兑了"
    return Say(
        f"🎁 兑换 {one.id}：{place(done.household)} {how} {_what(done)}，用 {one.cost} 分，"
        f"{_last_day(one.expires)}前来领。领时请户里出示领取码。"
    )


def _what(done: Redeemed) -> str:
    return f"{done.goods.name}×{done.redemption.quantity}"


def _last_day(expires: datetime) -> str:
    return month_day(expires - timedelta(seconds=1))
