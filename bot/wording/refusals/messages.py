"""Messages that are not carried out, whatever they say."""

from __future__ import annotations

from bot.incoming import FileKind
from bot.wording.places import place, signed
from bot.wording.refusals.saying import Data, Sayings
from domain.model.entry import Entry
from domain.model.message import Handled

FILE_KINDS = {FileKind.VIDEO: "视频", FileKind.SOUND: "录音", FileKind.FILE: "文件"}
MESSAGES: Sayings = {
    "forwarded": lambda _: "转发来的命令不办，请自己写一条发出来。",
    "edited": lambda d: f"改过的消息不办。{_stands(d)}",
    "not-a-photo": lambda d: f"{FILE_KINDS.get(d['kind'], '附件')}留不住，这条没有办。请改发照片，或不带它重发。",
    "file-alone": lambda d: _alone(d["kind"]),
    "album-alone": lambda _: (
        "这组照片要有命令才记。命令已经写在其中一张下面的，不用再发；"
        "没写的，请回复其中一张发命令，如：/kou 3-12 环1 2 门口堆物"
    ),
    "photo-too-large": lambda d: f"照片超过 {_size(d['most'])}，这条没有办。请按“照片”发（不按“文件”），或发小一点的。",
    "album-not-seen": lambda _: "这组照片没有都看到，这条没有办。请把照片和命令一起重发一次。",
    "too-many-codes": lambda _: "输错的次数太多了，请过一小时再试；急用请找镇里的监督员。",
    "enough-questions": lambda _: "问得太多了，请过一小时再来。",
}


def _alone(kind: FileKind) -> str:
    if kind is FileKind.PICTURE:
        return (
            "照片没有命令，没有记。请把命令写在照片下面，或者回复这张照片发命令，"
            "如：/kou 3-12 环1 2 门口堆物、/gai 123 清干净了"
        )
    return f"只看得懂文字，{FILE_KINDS.get(kind, '附件')}没有看。请打字发命令，如：/cha 3-12；发 /help 看您能做什么。"


def _size(most_bytes: int) -> str:
    return f"{most_bytes // 1024 // 1024} MB" if most_bytes >= 1024 * 1024 else f"{most_bytes // 1024} KB"


_BEFORE: dict[Handled | None, str] = {
    Handled.DONE: "原来那条已经照原样办了；要按新的办，请重新发一条。",
    Handled.ASKED: "原来那条还等您点按钮，点了就照原样办；要按新的办，请重新发一条。",
}


def _stands(data: Data) -> str:
    """What the message did before it was changed, and how to correct that."""
    entries = data["entries"]
    if not entries:
        return _BEFORE.get(data["handled"], "原来那条没有记分；要办，请重新发一条。")
    standing = [(entry, household) for entry, household in entries if entry.live]
    if not standing:
        return f"原来记的{'、'.join(f'#{entry.id}' for entry, _ in entries)} 已经撤销；要按新的记，请重新发一条。"
    said = "；".join(f"#{entry.id} {place(household)} {entry.item} {_points(entry)}" for entry, household in standing)
    return f"原来记的还算数：{said}。记错了请发 /che {standing[0][0].id} 原因，再重新发一条。"


def _points(entry: Entry) -> str:
    return signed(entry.points) if entry.points else "一票否决"
