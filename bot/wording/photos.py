"""What the bot says of photos: those that were not kept, and those that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons import ActButton
from bot.reply import Button, Picture, Reply, Say
from bot.wording.places import place
from domain.model.about import About, Subject
from domain.model.people import Household
from domain.model.photo import EXPIRED, FORGOTTEN, Photo, PhotoState

_WHY = {
    "too-large": "照片太大",
    "no-picture": "发来的文件不是照片",
    "gone": "聊天平台上已经没有这张照片",
    "no-room": "电脑上存不下（磁盘满了或不能写）",
    "unreached": "从聊天平台取不来",
    "out-of-reach": "自建的聊天服务器把照片放在本程序读不到的地方",
}
"""By the error that is noted of a photo; more than one version may have written it."""
_DELETED = {EXPIRED: "保存期限已到，已经删去", FORGOTTEN: "已按本户的要求删去"}
"""By the error of a photo that was kept and is to be kept no longer."""
FILE_GONE = "这张照片的文件不在了或已损坏，请告诉管电脑的人。"
NOT_ALLOWED = "本群不让机器人发照片，请群管理员打开“发送照片”的权限，再发一次命令。"
BEFORE, AFTER = "（整改前）", "（整改后）"
WHICH = "有好几样带照片，看哪一样？"
_KEEPERS = frozenset({"no-room", "out-of-reach"})
"""What only whoever keeps the computer can mend."""


def not_kept(uses: Sequence[About], error: str, which: tuple[int, int] | None = None, *, for_good: bool) -> str:
    """A photo that was not fetched: what it proves, why, and what to do.

    ``which`` of how many it is, None when it is the only one or no other is left.
    """
    what = f"这组 {which[1]} 张照片里，第 {which[0]} 张" if which else "的照片"
    head = f"📷 {named(uses)}{what}{'没有留住' if for_good else '还没有留住'}：{why_not(error)}。"
    if error in _KEEPERS:
        head += "请告诉管电脑的人。"
    if for_good and which:
        return f"{head}别的照片照样留着。"
    return head + (_again(uses) if for_good else _later(uses))


def which_of(number: int, together: Sequence[Photo]) -> tuple[int, int] | None:
    """Which of how many a photo is, as long as another of them is kept or still comes."""
    left = [photo for photo in together if photo.state in (PhotoState.KEPT, PhotoState.PENDING) and photo.id != number]
    numbers = [photo.id for photo in together]
    return (numbers.index(number) + 1, len(numbers)) if left else None


def part_not_kept(uses: Sequence[About], fault: str) -> Say:
    """One file of an album whose command was carried out before it came."""
    what = "一张照片太大，没有留住" if fault == "too-large" else "有一个文件不是照片，没有留住"
    return Say(f"📷 {named(uses)}这组里{what}；别的照片照样留着。")


def why_not(error: str | None) -> str:
    """Why a photo was not kept, without a full stop."""
    return _WHY.get(error or "", "没有取到")


def named(uses: Sequence[About]) -> str:
    """#12、#13, 申报 3; what was sent when nothing has it."""
    return "、".join(_name(use) for use in uses) or "刚才"


def _name(about: About) -> str:
    match about.kind:
        case Subject.ENTRY:
            return f"#{about.number}"
        case Subject.CLAIM:
            return f"申报 {about.number}"
        case Subject.OBJECTION:
            return f"异议 {about.number}"


def _again(uses: Sequence[About]) -> str:
    match uses:
        case [About(Subject.ENTRY, number), *_]:
            return f"记的分照样算数；要留照片，请发 /che {number} 照片没留住，再带照片重记。"
        case [About(Subject.CLAIM, number), *_]:
            return f"申报照样算数；要留照片，答复时请带照片发：/shen 准 {number}"
        case _:
            return "要留照片，请带照片重发。"


def _later(uses: Sequence[About]) -> str:
    number = next((use.number for use in uses if use.kind is Subject.ENTRY), None)
    look = f"过一会儿发 /zhao {number} 看有没有，" if number else ""
    return f"还在试，{look}原图请先别删。"


def asked(about: About, shown: Sequence[Photo], household: Household, when: str = "") -> list[Reply]:
    """The photos of an entry, a claim or an objection; what is missing of them is said. ``when``: BEFORE or AFTER."""
    head = f"📷 {named([about])} {place(household)}{when}"
    kept = [photo.sha256 for photo in shown if photo.sha256 is not None]
    pictures: list[Reply] = [
        Picture(sha256, f"{head}{f'（{number}/{len(shown)}）' if len(shown) > 1 else ''}", (about,))
        for number, sha256 in enumerate(kept, start=1)
    ]
    missing = _missing(about, [photo for photo in shown if photo.sha256 is None], len(shown))
    return [*pictures, Say(f"{head}\n{missing}", about=(about,))] if missing else pictures


def _missing(about: About, photos: Sequence[Photo], among: int) -> str:
    pending = [photo for photo in photos if photo.state is PhotoState.PENDING]
    lines = []
    if pending:
        again = f"过一会儿再发 /zhao {named([about]).replace(' ', '')} 看。"
        lines.append(f"{_so_many(len(pending), among)}还在取，{again}")
    lines += [f"{_so_many(1, among)}{_gone(photo.error)}。" for photo in photos if photo not in pending]
    return "\n".join(lines)


def _gone(error: str | None) -> str:
    return _DELETED.get(error or "") or f"没有留住：{why_not(error)}"


def _so_many(number: int, among: int) -> str:
    return "照片" if among == 1 else f"{number} 张照片"


def none(abouts: Sequence[About]) -> Say:
    """There are no photos."""
    return Say(f"{named(abouts)}没有照片。", about=tuple(abouts))


def label(about: About, household: Household) -> str:
    """One of several things that have photos."""
    return f"{named([about])} {place(household)}"


def look_button(about: About, text: str = "看照片") -> Button:
    """Shows the photos."""
    return Button(text, str(ActButton(f"photo-{about.kind}", about.number)))
