"""The wording of the rules 积分细则: in brief, or one item of them."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.rulebook import CapPer, Item, Rulebook, Veto
from sms.segments import fit
from sms.wording.spoken import short_name

_MOST_NAMES = 5


def brief(book: Rulebook) -> str:
    """The whole book in one sentence."""
    parts = "、".join(
        f"{category.name}{sum(aspect.cap for aspect in category.aspects)}分" for category in book.categories
    )
    first = next(iter(book.items.values()))
    vetoes = f"另有{len(book.vetoes)}项一票否决。" if book.vetoes else ""
    return fit(f"每轮满分{book.total}分：{parts}。", f"查一项发“规则 {short_name(first)}”。", vetoes)


def names(found: Sequence[Item | Veto]) -> list[str]:
    """Those that are offered, in their order."""
    return [short_name(item) for item in found[:_MOST_NAMES]]


def vetoes(book: Rulebook) -> str:
    """All of them, and what they do."""
    if not book.vetoes:
        return "村里没有一票否决的规定。" + brief(book)
    names = "、".join(veto.wording for veto in book.vetoes)
    return fit(f"一票否决有{len(book.vetoes)}项：{names}。有一项，当年不排名、不兑换。", "分不扣掉。")


def about(book: Rulebook, found: Sequence[Item | Veto]) -> str:
    """What was asked for by a word: one item, a choice of several, or the brief when there is none."""
    if not found:
        return "没找到这一项。" + brief(book)
    if len(found) == 1:
        return _item(found[0])
    listed = "、".join(f"{number}{name}" for number, name in enumerate(names(found), 1))
    return f"您要查哪一项：{listed}？请回编号，或发“规则 {names(found)[0]}”这样的短信。"


def _item(item: Item | Veto) -> str:
    if isinstance(item, Veto):
        return f"{item.wording}：一票否决，当年不参加排名和兑换。"
    if item.start == "full":
        return f"{item.wording}：{item.points}分，每轮先给满，没做到就扣。"
    return f"{item.wording}：每轮从0分起，做到了加分，{_MOST[item.per]}{item.points}分。"


_MOST: dict[CapPer, str] = {"round": "最多", "quarter": "一季合计最多", "year": "一年合计最多"}
