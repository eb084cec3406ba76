"""Cards, rankings and the rulebook, as the bot writes them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.reply import Button
from bot.wording.photos import look_button
from bot.wording.places import can_spend, place, signed
from domain.model.about import About, Subject
from domain.model.round import Round
from domain.model.rulebook import CapPer, Item, Rulebook, Veto
from domain.model.standing import Standing
from domain.settlement.card import Card, CardEntry
from text.days import month_day
from text.periods import short_period

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def card(seen: Card) -> str:
    """A household's card: what is missing from full marks comes first, since that is what people ask about."""
    standing = seen.standing
    household, account = standing.household, standing.account
    lines = [f"🏠 {place(household)}（户码 {household.code}）", _round_line(seen)]
    lines += _item_lines(seen)
    rank = f"第 {standing.rank} 名" if standing.rank else "不参加排名"
    lines.append(f"{account.year}年已得 {account.earned} 分，{rank}，{can_spend(standing.spendable, standing.debt)}")
    if seen.left_over:
        left = seen.left_over
        owed = f"去年欠 {left.debt} 分"
        lines.append(owed if left.debt else f"去年没用完的 {left.points} 分可兑换到{month_day(left.last)}")
    if account.vetoes:
        lines.append("⛔ 一票否决生效中：本年度不参加排名、兑换和评优")
    if seen.changes:
        lines.append("最近记分：")
        lines += [_change(change) for change in seen.changes]
    return "\n".join(lines)


def card_buttons(seen: Card) -> tuple[tuple[Button, ...], ...]:
    """A button for each of the last entries that came with a photo."""
    pictured = [change.entry.id for change in seen.changes if change.entry.evidence_id is not None]
    return tuple((look_button(About(Subject.ENTRY, number), f"看照片 #{number}"),) for number in pictured)


def _round_line(seen: Card) -> str:
    round_ = seen.standing.current_round
    if seen.standing.household.left is not None:
        return f"{month_day(seen.standing.household.left)}起已迁出，不再计分"
    if round_ is None or seen.score is None:
        return "本轮不参加考评"
    return f"{short_period(round_.period.key)}：{seen.score.total}/{seen.book.total} 分"


def _item_lines(seen: Card) -> list[str]:
    if seen.score is None:
        return []
    scores = seen.score.items
    return [
        f"{aspect.name}：" + " ".join(f"{item.code} {scores[item.code]}/{item.points}" for item in aspect.items)
        for aspect in seen.book.aspects
    ]


def _change(change: CardEntry) -> str:
    entry = change.entry
    on = month_day(entry.day)
    if entry.reverses is not None:
        return f"#{entry.id} {on} 撤销 #{entry.reverses}（{entry.officer_name}）"
    what = f"#{entry.id} {on} {entry.item} {signed(entry.points)}"
    if change.counted != entry.points:
        what += f"计{abs(change.counted)}"
    gone = "，已撤销" if entry.reversed_by is not None else ""
    photo = " 📷" if entry.evidence else ""
    why = f" {entry.reason}" if entry.reason else ""
    return f"{what}{why}（{entry.officer_name}{gone}）{photo}"


def ranking(standings: Sequence[Standing], round_: Round, group: int | None, medals: Container[int]) -> str:
    """The ranking by points earned this year, or by the open round while no round is closed.

    ``medals`` are the ranks that are shown by one.
    """
    by_year = any(standing.account.rounds for standing in standings)
    basis = f"{round_.period.year}年积分" if by_year else f"{short_period(round_.period.key)}（未结束）积分"
    title = f"🏆 {f'{group}组' if group else '全村'}排名 · {basis}"
    return "\n".join([title, *(_ranked(standing, by_year, medals) for standing in standings)])


def _ranked(standing: Standing, by_year: bool, medals: Container[int]) -> str:
    if standing.account.vetoes:
        return f"⛔ {place(standing.household)} 一票否决"
    points = standing.account.earned if by_year else standing.current_score
    if standing.rank is None or points is None:
        return f"－ {place(standing.household)} 不参加考评"
    mark = _MEDALS[standing.rank] if standing.rank in medals else f"{standing.rank}."
    return f"{mark} {place(standing.household)} {points}分"


def rulebook(book: Rulebook) -> str:
    """The whole book, short: items by aspect with points, then the vetoes."""
    lines = [f"📖 {book.name}（总分 {book.total}）"]
    for aspect in book.aspects:
        lines.append(f"【{aspect.name}】{aspect.cap}分")
        lines += [f"{item.code} {item.wording} {item.points}分{_earned(item)}" for item in aspect.items]
    lines.append("【一票否决】取消本年度评比资格")
    lines += [f"{veto.code} {veto.wording}" for veto in book.vetoes]
    return "\n".join(lines)


def _earned(item: Item) -> str:
    return _EARNED[item.per] if item.start == "zero" else ""


_EARNED: dict[CapPer, str] = {
    "round": "（做到才加）",
    "quarter": "（做到才加，一季合计）",
    "year": "（做到才加，一年合计）",
}


def items(book: Rulebook, found: Sequence[Item | Veto]) -> str:
    """One item or several, with what people call them."""
    return "\n".join(_item(book, one) for one in found)


def _item(book: Rulebook, one: Item | Veto) -> str:
    also = f"\n也可以写：{'、'.join(one.aliases)}" if one.aliases else ""
    if isinstance(one, Veto):
        confirmations = book.policy.veto_confirmations
        return f"{one.code} {one.wording}：一票否决，{confirmations}人确认后取消本年度评比资格{also}"
    aspect = next(a for a in book.aspects if one in a.items)
    start = "每轮从 0 分起，做到了加分" if one.start == "zero" else "每轮从满分起，没做到扣分"
    return f"{one.code} {one.wording}（{aspect.name}）\n{_MOST[one.per]} {one.points} 分，{start}{also}"


_MOST: dict[CapPer, str] = {"round": "最多", "quarter": "一季合计最多", "year": "一年合计最多"}


NO_COMMAND = "命令要以“/”开头，例如：/cha 3-12；发 /help 看您能做什么。"
"""Plain talk to the bot alone."""
