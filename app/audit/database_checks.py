"""What holds in the whole database: no row names what is not there, and each is in the unit of its household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.audit.deviation import Deviation
from storage.audit.differing import Differing, differing
from storage.audit.integrity import SqlIntegrity
from storage.database import Connection
from storage.watched import Watched
from text.phones import mask


async def database_holds(reads: SqlIntegrity, units: Mapping[str, str]) -> Sequence[Deviation]:
    """Rows that dangle or stray, and guards that are gone; ``units``: names by code."""
    dangling = [
        Deviation(f"表 {one.table} 第 {one.row} 行{_others(one.many)}指向的 {one.parent}", None, "有这一行")
        for one in await reads.dangling()
    ]
    strays = [
        Deviation(
            f"表 {one.table} 第 {one.row} 行的单位",
            units.get(one.stored, one.stored),
            units.get(one.wanted, one.wanted),
        )
        for one in await reads.strays()
    ]
    kin = [Deviation(f"户 {other} 的亲属户 {one}", None, "互为亲属") for one, other in await reads.one_sided_kin()]
    guards = [Deviation(f"数据库的 {name}", "被删掉或改过", "和程序建的一样") for name in await reads.altered_guards()]
    lone = [Deviation(f"转分 {cause}", "转出和转入不一样", "一样") for cause in await reads.lone_transfers()]
    tails = [Deviation(f"电话 户#{home} 的尾号", "别的四位", "号码的末四位") for home in await reads.wrong_tails()]
    return [*dangling, *strays, *kin, *guards, *lone, *tails]


async def written_by_hand(connection: Connection, watched: Watched, noted: Mapping[str, int]) -> Sequence[Deviation]:
    """What was added, changed or deleted past the program in a table that is watched."""
    return [_by_hand(one) async for one in differing(connection, [watched], noted)]


NAMES = {
    "officers": "管理人员",
    "entries": "记录 #",
    "confirmations": "确认 #",
    "claims": "申报",
    "objections": "异议",
    "goods": "物品",
    "redemptions": "兑换",
    "household_changes": "户的变动 户#",
    "households": "住户 户#",
    "household_phones": "电话 户#",
    "kin": "亲属 户#",
    "household_proposals": "户的变动 待确认",
    "standing_excuses": "长期免考",
    "excuses": "免考",
    "award_proposals": "加分更正 待确认",
    "invitations": "邀请",
    "chats": "工作群 ",
    "town_chats": "镇群 ",
    "optouts": "退订 ",
    "stock_movements": "出入库",
    "stock_proposals": "库存更正 待确认",
    "round_proposals": "结算或撤回 待确认",
    "proposals": "撤销或异议 待确认",
    "rectifications": "整改",
    "callbacks": "回电",
    "announcements": "公告",
    "rounds": "轮次 第",
    "years": "结转的年度 第",
    "assessments": "年度考核",
    "reviews": "查看记录",
    "evidence": "照片",
    "page_links": "网页链接",
    "orders": "短信兑换 待确认",
    "prompts": "群里的提问 ",
    "pruned": "清理记录 ",
    "entry_photos": "照片 记录 #",
    "claim_photos": "照片 申报",
    "notices": "通知 第",
    "outbox": "发件箱 第",
    "inbox": "收件箱 第",
}
"""How people call what is watched, before its number."""


def _by_hand(one: Differing) -> Deviation:
    what = "在程序以外删掉了" if one.gone else "在程序以外加上或改过"
    subject = mask(str(one.subject)) if one.name == "optouts" else one.subject
    return Deviation(f"{NAMES[one.name]}{subject}", what, "和程序写下的一样")


def _others(many: int) -> str:
    return f"等 {many} 行" if many > 1 else ""
