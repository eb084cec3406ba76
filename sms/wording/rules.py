"""The wording of the rules 积分细则: in brief, or one item of them."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.rulebook import CapPer, Item, Rulebook, Veto
from sms.listed import Listed, numbers
from sms.segments import fit
from sms.wording.spoken import short_name


def brief(book: Rulebook) -> str:
    """The whole book in one sentence."""
    parts = "、".join(
        f"{category.name}{sum(aspect.cap for aspect in category.aspects)}分" for category in book.categories
    )
    first = next(iter(book.items.values()))
    vetoes = f"另有{len(book.vetoes)}项一票否决。" if book.vetoes else ""
    return fit(f"每轮满分{book.total}分：{parts}。", f"查一项发“规则 {short_name(first)}”。", vetoes)


def vetoes(book: Rulebook) -> str:
    """All of them, and what they do."""
    if not book.vetoes:
        return "村里没有一票否决的规定。" + brief(book)
    names = "、".join(veto.wording for veto in book.vetoes)
    return fit(f"一票否决有{len(book.vetoes)}项：{names}。有一项，当年不排名、不兑换。", "分不扣掉。")


def unknown(book: Rulebook) -> str:
    """Nothing is called so."""
    return "没找到这一项。" + brief(book)


def which(found: Sequence[Item | Veto]) -> tuple[str, dict[str, str], Listed]:
    """Several are called so: the question, their names by number, and those as they are listed."""
    names = {str(number): short_name(one) for number, one in zip(numbers(len(found)), found, strict=True)}
    tail = f"。或发“规则 {short_name(found[0])}”这样的短信。"
    return (
        "您要查哪一项？请回编号：",
        names,
        Listed([f"{number}{name}" for number, name in names.items()], "项", "、", tail),
    )


def item(one: Item | Veto) -> str:
    """One item or veto, and how it counts."""
    if isinstance(one, Veto):
        return f"{one.wording}：一票否决，当年不参加排名和兑换。"
    if one.start == "full":
        return f"{one.wording}：{one.points}分，每轮先给满，没做到就扣。"
    return fit(
        f"{one.wording}：每轮从0分起，做到了加分，{_MOST[one.per]}{one.points}分。",
        f"做了就发“申报 {short_name(one)} 哪天”。",
    )


_MOST: dict[CapPer, str] = {"round": "最多", "quarter": "一季合计最多", "year": "一年合计最多"}
