"""The names of commands: Latin, Chinese and English, as the table of design part 4 has them, and their near misses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.grammar.tidy import Tidy


class Name(StrEnum):
    """A command by its Latin name."""

    JIA = "jia"
    KOU = "kou"
    FOU = "fou"
    CHE = "che"
    CHA = "cha"
    PAI = "pai"
    GUI = "gui"
    SHEN = "shen"
    YI = "yi"
    JIE = "jie"
    HU = "hu"
    WU = "wu"
    DUI = "dui"
    LING = "ling"
    TONG = "tong"
    JIAN = "jian"
    BANG = "bang"
    HELP = "help"


_SPELLINGS: dict[Name, str] = {
    Name.JIA: "jia 加 加分 add",
    Name.KOU: "kou 扣 扣分 sub",
    Name.FOU: "fou 否决 否 veto",
    Name.CHE: "che 撤销 撤 undo",
    Name.CHA: "cha 查 查询 查分 query",
    Name.PAI: "pai 排名 rank",
    Name.GUI: "gui 规则 rules",
    Name.SHEN: "shen 申报 claims",
    Name.YI: "yi 异议 objections",
    Name.JIE: "jie 结算 settle",
    Name.HU: "hu 户档案 户 household",
    Name.WU: "wu 物品 goods",
    Name.DUI: "dui 兑换 redeem",
    Name.LING: "ling 领取 collect",
    Name.TONG: "tong 通知 notice",
    Name.JIAN: "jian 监督 supervise",
    Name.BANG: "bang 绑定 join",
    Name.HELP: "help 帮助 start",
}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}

_CHINESE = "|".join(sorted((name for name in _NAMES if not name.isascii()), key=len, reverse=True))
_CALL = re.compile(rf"\s*/[ ]?(?P<name>{_CHINESE}|[a-z_]+|[^\s/@]+)(?:@(?P<bot>[a-z0-9_]+))?:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A message that begins with a slash. ``name`` is None when no command is called so; ``spelling`` is as typed."""

    name: Name | None
    spelling: str
    bot: str | None
    rest: Tidy


def find_call(text: Tidy) -> Call | None:
    """The command a message begins with; None for plain chat. A Chinese name needs no space after it."""
    found = _CALL.match(text.plain)
    if not found:
        return None
    spelling = found["name"]
    return Call(_NAMES.get(spelling.lower()), text.typed(*found.span("name")), found["bot"], text.cut(found.end()))
