"""A village of sixty households, and a seeded officer who says the same thing in many ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from tests.e2e.support.reference import CAPS

UNIT = "秦望村"
TOWN = "310116103"
"""The beginning of its code, and of the other nine."""
NAMESAKE = "李建国"
"""The head of two households."""
ASSESSOR = "张伟"
"""The head of a household, and an assessor."""

_SURNAMES = "王李张刘陈杨黄赵周吴"
_GIVEN = ("建国", "秀英", "志强", "桂兰", "明华", "春花")
_ALIASES = {
    "环1": "违建",
    "环2": "打扫",
    "环3": "鸡鸭",
    "环4": "垃圾",
    "环5": "污水",
    "环6": "抛荒",
    "环8": "窝棚",
    "环9": "农药瓶",
    "环11": "渔网",
    "文1": "吵架",
    "文2": "荣誉",
    "文3": "电鱼",
    "文5": "谣言",
    "文8": "白事",
    "志1": "义工",
    "志2": "献血",
    "志3": "点子",
}
_LETTERS = {"环": "h", "文": "w", "志": "z"}
_COMMANDS = {
    1: {"latin": "/jia", "chinese": "/加", "english": "/add"},
    -1: {"latin": "/kou", "chinese": "/扣", "english": "/sub"},
}
STYLES = ("latin", "chinese", "english")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


@dataclass(frozen=True, slots=True)
class Home:
    """A household as its roster has it."""

    group: int
    number: int
    head: str
    phone: str


def homes() -> list[Home]:
    """Six groups of ten."""
    names = [surname + given for given, surname in product(_GIVEN, _SURNAMES)]
    names[names.index("吴春花")] = ASSESSOR
    names[names.index("杨桂兰")] = NAMESAKE
    return [
        Home(place // 10 + 1, place % 10 + 1, head, f"+86138100{10007 + place * 37}")
        for place, head in enumerate(names)
    ]


def told_apart_by_name() -> list[Home]:
    """The homes whose head's name is one household's alone."""
    return [home for home in homes() if home.head not in {NAMESAKE, ASSESSOR}]


def write_roster(file: Path) -> Path:
    """The roster as a village sends it in."""
    rows = [f"{UNIT},{home.group},{home.number},{home.head},{home.phone[3:]}" for home in homes()]
    file.write_text("\n".join(["单位,组,号,户主,电话", *rows]) + "\n", "utf-8-sig")
    return file


@dataclass(frozen=True, slots=True)
class Deed:
    """What an officer means to log. ``points`` None = the item's full points; the reason tells deeds apart."""

    sign: int
    home: Home
    item: str
    points: int | None
    reason: str

    @property
    def signed(self) -> int:
        return self.sign * (self.points or CAPS[self.item])


def reasons() -> Iterator[str]:
    """No two alike, and nothing in them that could be a name, a number, an item, or a doubt (未)."""
    for triple in product("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午申酉戌亥", "春夏秋冬东南西北中"):
        yield f"巡看{''.join(triple)}"


@dataclass(slots=True)
class Officer:
    """Thinks of deeds and words them. ``codes`` are the household codes by place."""

    random: Random
    codes: dict[tuple[int, int], str]
    reason: Iterator[str]

    def think(self, home: Home | None = None) -> Deed:
        """Anything about anybody whose name is one household's alone."""
        item = self.random.choice(list(CAPS))
        points = self.random.choice([None, *range(1, CAPS[item] + 3)])
        return Deed(
            self.random.choice([1, -1]),
            home or self.random.choice(told_apart_by_name()),
            item,
            points,
            next(self.reason),
        )

    def word(self, deed: Deed, style: str) -> str:
        """A command; ``english`` in full width, as a phone's Chinese keyboard types it."""
        text = f"{_COMMANDS[deed.sign][style]} {self.line(deed)}"
        return text.translate(_FULL_WIDTH) if style == "english" else text

    def line(self, deed: Deed) -> str:
        """What stands after the command."""
        what = [self._home(deed.home), self._item(deed.item)]
        if self.random.random() < 0.3:
            what.reverse()
        if deed.points is not None:
            what.append(f"{deed.points}{self.random.choice(['', '分'])}")
        return " ".join([*what, deed.reason])

    def _home(self, home: Home) -> str:
        forms = [
            self.codes[home.group, home.number],
            f"{home.group}-{home.number}",
            f"{home.group}组{home.number}号",
            home.head,
            f"尾号{home.phone[-4:]}",
        ]
        return self.random.choice(forms)

    def _item(self, item: str) -> str:
        forms = [item, _LETTERS[item[0]] + item[1:], _LETTERS[item[0]].upper() + item[1:], _ALIASES.get(item, item)]
        return self.random.choice(forms)
