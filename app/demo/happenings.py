"""What happens in a village in some months: points given and taken, mistakes taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from app.demo.village import DemoHousehold, Village
from domain.model.calendar import Period

_TAKEN = (
    ("环2", 1, "门前堆了杂物"),
    ("环2", 2, "院子里的落叶没扫"),
    ("环2", 1, "柴火堆到了路边"),
    ("环3", 2, "鸡放养在路上"),
    ("环3", 3, "鸭棚没围，味道大"),
    ("环4", 1, "干湿垃圾混投"),
    ("环4", 2, "门口没分类"),
    ("环4", 1, "垃圾没投进桶里"),
    ("环5", 2, "洗衣水倒进河里"),
    ("环6", 2, "小菜园荒了一角"),
    ("环7", 1, "篱笆倒了没扶"),
    ("环9", 1, "田头有农药瓶"),
    ("环10", 2, "锯了路边的树枝"),
    ("环11", 2, "河里下了地笼"),
    ("文1", 1, "和邻居吵架"),
    ("文4", 1, "车停在健身点"),
    ("文5", 1, "微信群里骂人"),
    ("文6", 1, "出租房没登记"),
    ("环1", 5, "后院搭了彩钢棚"),
)
_GIVEN = (
    ("志1", 1, "参加河岸清洁"),
    ("志1", 1, "路口交通劝导"),
    ("志1", 1, "给独居老人送饭"),
    ("志2", 2, "献血200毫升"),
    ("志3", 2, "建议装路灯，已采纳"),
    ("文2", 5, "评上美丽庭院"),
    ("文2", 3, "评上好邻居"),
)
_PUT_RIGHT = {"环2": "已清理", "环3": "鸡鸭已圈养", "环4": "分类做到了", "环7": "篱笆已扶好", "环9": "已捡回"}
_SHARE_GIVEN, _SHARE_MISTAKEN, _SHARE_PUT_RIGHT = 0.35, 0.04, 0.5
_A_MONTH_AND_HOME = 0.9


@dataclass(frozen=True, slots=True)
class Happening:
    """Points for one household; ``mistaken`` ones are taken back within the hour."""

    at: datetime
    home: DemoHousehold
    item: str
    points: int
    reason: str
    mistaken: bool = False


def make_happenings(village: Village, months: Sequence[Period], now: datetime, random: Random) -> list[Happening]:
    """The happenings of these months up to now, oldest first."""
    found = []
    for month in months:
        days = (month.after - month.first).days
        for _ in range(round(len(village.homes) * _A_MONTH_AND_HOME)):
            at = now.replace(year=month.first.year, month=month.first.month, day=1, hour=8, minute=0, second=0)
            at += timedelta(days=random.randrange(days), minutes=random.randrange(9 * 60))
            found += _one(at, random.choice(village.homes), random)
    latest = now - timedelta(hours=1)
    return sorted((one for one in found if one.at < latest), key=lambda one: one.at)


def _one(at: datetime, home: DemoHousehold, random: Random) -> list[Happening]:
    if random.random() < _SHARE_GIVEN:
        item, points, reason = random.choice(_GIVEN)
        return [Happening(at, home, item, points, reason)]
    item, points, reason = random.choice(_TAKEN)
    if random.random() < _SHARE_MISTAKEN:
        return [Happening(at, home, item, -points, reason, mistaken=True)]
    taken = Happening(at, home, item, -points, reason)
    if item not in _PUT_RIGHT or random.random() > _SHARE_PUT_RIGHT:
        return [taken]
    return [taken, Happening(at + timedelta(days=random.randint(1, 4)), home, item, points, _PUT_RIGHT[item])]
