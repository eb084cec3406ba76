"""What the bot says of photos: those that were not kept, and those that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from domain.about import About, Kind

_WHY = {
    "too-large": "照片太大",
    "no-picture": "发来的文件不是照片",
    "gone": "聊天平台上已经没有这张照片",
    "no-room": "电脑上存不下（磁盘满了或不能写）",
    "unreached": "从聊天平台取不来",
    "out-of-reach": "自建的聊天服务器把照片放在本程序读不到的地方",
}
"""By the error that is noted of a photo; more than one version may have written it."""
_KEEPERS = frozenset({"no-room", "out-of-reach"})
"""What only whoever keeps the computer can mend."""


def not_kept(uses: Sequence[About], error: str, *, for_good: bool) -> str:
    """A photo that was not fetched: what it proves, why, and what to do."""
    head = f"📷 {named(uses)}的照片{'没有留住' if for_good else '还没有留住'}：{why_not(error)}。"
    if error in _KEEPERS:
        head += "请告诉管电脑的人。"
    return head + (_again(uses) if for_good else _later(uses))


def why_not(error: str | None) -> str:
    """Why a photo was not kept, without a full stop."""
    return _WHY.get(error or "", "没有取到")


def named(uses: Sequence[About]) -> str:
    """#12、#13, 申报 3; what was sent when nothing has it."""
    return "、".join(_name(use) for use in uses) or "刚才"


def _name(about: About) -> str:
    match about.kind:
        case Kind.ENTRY:
            return f"#{about.number}"
        case Kind.CLAIM:
            return f"申报 {about.number}"
        case Kind.OBJECTION:
            return f"异议 {about.number}"


def _again(uses: Sequence[About]) -> str:
    match uses:
        case [About(Kind.ENTRY, number), *_]:
            return f"记的分照样算数；要留照片，请发 /che {number} 照片没留住，再带照片重记。"
        case [About(Kind.CLAIM, number), *_]:
            return f"申报照样算数；要留照片，答复时请带照片发：/shen 准 {number}"
        case _:
            return "要留照片，请带照片重发。"


def _later(uses: Sequence[About]) -> str:
    number = next((use.number for use in uses if use.kind is Kind.ENTRY), None)
    look = f"过一会儿发 /zhao {number} 看有没有，" if number else ""
    return f"还在试，{look}原图请先别删。"
