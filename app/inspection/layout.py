"""How a paper inspection sheet 考核表 is laid out: heading, note, a column for each item, a row for each household."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.rulebook import Item, Rulebook

UNIT, ROUND, OFFICER = "单位", "轮次", "考核员"
PLACE = ("组", "号", "户主", "户码")
DAY, REASON = "日期", "原因"
ITEM_COLUMNS = (
    *("项目", "考核项目", "检查项目", "积分项目", "扣分项目", "加分项目", "加扣分项目", "积分项", "扣分项", "加分项"),
    *("指标", "考核指标", "考核内容", "检查内容", "问题类别", "事项"),
)
"""What a list calls the column that says which item a line is about."""
NOTE = "标“扣”的项填扣几分，标“加”的项填加几分，没有就空着。日期、原因可以不填；没看过的户请删掉那一行。"


def template(name: str, book: Rulebook, period: Period, households: Sequence[Household]) -> list[list[str]]:
    """An empty sheet of a unit for one round, as rows of cells."""
    heading = [f"{UNIT}：{name}", f"{ROUND}：{spoken(period)}", f"{OFFICER}："]
    header = [*PLACE, DAY, *(item_heading(item) for item in book.items.values()), REASON]
    rows = [[str(home.group), str(home.number), home.head, home.code] for home in households]
    blank = [""] * (len(header) - len(PLACE))
    return [heading, [NOTE], header, *([*row, *blank] for row in rows)]


def item_heading(item: Item) -> str:
    """``环4：垃圾分类投放（扣，最多5分）``: obligations are taken off, merits are added."""
    return f"{item.code}：{item.wording}（{verb(item)}，最多{item.points}分）"


def verb(item: Item) -> str:
    """What the points in an item's column mean."""
    return "扣" if item.start == "full" else "加"


def spoken(period: Period) -> str:
    """``2026年9月``, ``2026年三季度``: forms that a spreadsheet does not take for a day."""
    if "-" in period.key:
        return f"{period.first.year}年{period.first.month}月"
    return f"{period.first.year}年{'一二三四'[(period.first.month - 1) // 3]}季度"
