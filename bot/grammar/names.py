"""The names of commands: Latin, Chinese and English, as the table of design part 4 has them, and their near misses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.grammar.commands import Lexicon
from bot.grammar.line import reads_as_entry
from bot.grammar.shapes import SEPARATORS, begins_with_household, read_shape
from bot.grammar.tidy import Tidy, tidy


class Name(StrEnum):
    """A command by its Latin name."""

    JIA = "jia"
    KOU = "kou"
    FOU = "fou"
    CHE = "che"
    CHA = "cha"
    ZHAO = "zhao"
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
    Name.ZHAO: "zhao 照片 看照片 photo photos",
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
_LATIN = "|".join(sorted((name for name in _NAMES if name.isascii()), key=len, reverse=True))
_AT = r"(?:@(?P<bot>[a-z0-9_]+))?:?"
_MENTION = re.compile(r"\s*@(?P<bot>[a-z0-9_]+)[\s,:]+", re.IGNORECASE)
_CALL = re.compile(rf"\s*/{{1,3}}[ ]?(?P<name>{_CHINESE}|[a-z_]+|[^\s/@]+){_AT}", re.IGNORECASE)
_SLIP = re.compile(rf"\s*[、\\.。?]?[ ]?(?P<name>(?:{_CHINESE})|(?:{_LATIN})(?![a-z0-9_])){_AT}", re.IGNORECASE)
"""A command without its slash, or with what the keyboard has where the slash should be."""
_LATER = re.compile(rf"\n\s*/[ ]?(?P<name>(?:{_CHINESE})|(?:{_LATIN})(?![a-z0-9_]))", re.IGNORECASE)
_WITHIN = re.compile(rf"(?<=\s)/[ ]?(?P<name>(?:{_CHINESE})|(?:{_LATIN})(?![a-z0-9_]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A message that begins with a command. ``name`` is None when no command is called so; ``spelling`` is as typed.

    ``slip``: the slash is missing, so that only what follows can tell a command from talk.
    """

    name: Name | None
    spelling: str
    bot: str | None
    rest: Tidy
    slip: bool = False


def find_call(text: Tidy) -> Call | None:
    """The command a message begins with; None for plain chat. A Chinese name needs no space after it."""
    mention = _MENTION.match(text.plain)
    at = mention.end() if mention else 0
    call = _CALL.match(text.plain, at)
    found = call or _SLIP.match(text.plain, at)
    if not found:
        return None
    name = _NAMES.get(found["name"].lower())
    bot = found["bot"] or (mention["bot"] if mention else None)
    return Call(name, text.typed(*found.span("name")), bot, text.cut(found.end()), slip=not call and not mention)


def is_plain(call: Call, lexicon: Lexicon) -> bool:
    """Whether it is a command and no talk: it has its slash, a household right behind it, or is a whole entry."""
    if not call.slip:
        return True
    plain = call.rest.plain.lstrip(f"{SEPARATORS}\n")
    if call.name in {Name.JIA, Name.KOU} and reads_as_entry(tidy(call.rest.raw.split("\n")[0]), lexicon):
        return True
    if read_shape(plain, 0) is None and call.rest.plain[:1] not in {*SEPARATORS, "\n"}:
        return False
    return begins_with_household(plain, lexicon, whole=True)


def later_call(text: Tidy) -> str | None:
    """The command that begins a later line of a message, which is talk before it; as typed."""
    found = _LATER.search("\n".join(tidy(line).plain for line in text.raw.splitlines()))
    return f"/{found['name']}" if found else None


def call_within(text: Tidy) -> str | None:
    """A command in the middle of a line, with its slash; as typed."""
    found = _WITHIN.search(text.plain)
    return f"/{found['name']}" if found else None
