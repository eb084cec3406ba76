"""What cannot be read in a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.grammar.entry_line.ranges import written_out
from bot.grammar.records import Fault
from domain.model.printable import PRINTABLES
from text.normalise import normalise

_LONGEST_NAME = 12
"""Characters; a longer word is prose and was not meant as an item."""
_EXAMPLES = {
    "round": "9月",
    "quarter": "三季度",
    "year": "2026年",
    "handover": "三季度，或一笔的编号 5",
    "announcement": "5",
}
"""Of what a document may be, by ``Printable.which``."""


def _misspelt(token: str) -> str:
    said, _, near = token.partition(" ")
    return f"没有“{said}”这个命令，是不是 {' 或 '.join(near.split())}？请改好再发。"


_FILLED = {
    "jia": "户和项目，例如：/jia 3-12 献血",
    "fou": "户、否决项和原因，例如：/fou 3-12 秸秆 田里烧秸秆",
}


def _no_arguments(command: str) -> str:
    return f"后面要写{_FILLED.get(command, '户、项目和原因，例如：/kou 3-12 垃圾 2 门口没分类')}"


def _no_item(token: str) -> str:
    if 0 < len(token) <= _LONGEST_NAME:
        return f"没有“{token}”这一项，发 /gui 可看全部项目。"
    return "没写是哪一项，例如 环4 或 垃圾；发 /gui 看全部项目。"


def _no_veto(token: str) -> str:
    if 0 < len(token) <= _LONGEST_NAME:
        return f"没有“{token}”这个否决项，发 /gui 可看全部项目。"
    return "没写是哪个否决项，例如 否2 或 秸秆；发 /gui 看全部项目。"


_WHOLE_GROUP = re.compile("[^-]*[组队組隊](?![0-9一二三四五六七八九十])|[全本]村")
_TAIL = re.compile("(?:手机|电话)?(?:尾号|末[四4]位)")
_PHONE = re.compile(r"(?:\+?86 ?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}")
_NUMBERS = re.compile("(?:[^0-9一二三四五六七八九十组队月]{0,3}(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[号號])+")
_DAY = re.compile("[年月日号天周./期拜]")


def _no_household(token: str) -> str:
    if _WHOLE_GROUP.match(token):
        return f"“{token}”是整个{'村' if '村' in token else '组'}，请一户一户写，例如：3-12、3-13"
    if _TAIL.match(token):
        return f"“{token}”看不懂，尾号要写号码的后四位，例如：尾号1234"
    if _PHONE.fullmatch(token):
        return _whole_phone(token)
    if _NUMBERS.fullmatch(token):
        return f"“{token}”没写是哪一组的，请连组一起写，例如：3-12；写的是日子，就再写上是哪一户。"
    what = f"“{token}”{'是日子' if _DAY.search(token) else '不像一户'}，" if token else ""
    return f"{what}没写是哪一户，请写 3-12、户码或户主姓名。"


def _whole_phone(token: str) -> str:
    return f"不用写整个号码“{token}”，请写尾号，例如：尾号{token[-4:]}"


def _range(token: str) -> str:
    written = written_out(normalise(token))
    return f"“{token}”是哪几户看不准，请一户一户写，例如：{written or '2-5、2-6、2-7'}"


def _short(token: str) -> str:
    return token if len(token) <= _LONGEST_NAME else f"{token[:_LONGEST_NAME]}…"


def _bad_which(token: str) -> str:
    document, _, said = token.partition(" ")
    wanted = next((one.which for one in PRINTABLES if one.chinese == document), None)
    example = _EXAMPLES.get(wanted or "")
    how = f"请写：/yin {document} {example}" if example else f"请只写：/yin {document}"
    return f"“{_short(said)}”看不懂，{how}"


def _surplus(token: str) -> str:
    return f"“{_short(token)}”不知道是什么，请去掉再发。"


def _several_households(token: str) -> str:
    if token and "-" not in token:
        return _surplus(token)
    return f"{f'多了“{token}”，' if token else ''}一条消息只办一户的事，写在一行里，请一户发一条。"


FAULTS: Mapping[Fault, Callable[[str], str]] = {
    Fault.UNKNOWN_COMMAND: lambda token: f"没有“{token}”这个命令，发 /help 看能做什么。",
    Fault.MISSPELT_COMMAND: _misspelt,
    Fault.NOT_AN_ENTRY: lambda token: f"“{_short(token)}”不是一条记分，要记其余几行，请去掉这行再发。",
    Fault.NO_ARGUMENTS: _no_arguments,
    Fault.NO_HOUSEHOLD: _no_household,
    Fault.TWO_HOUSEHOLDS: lambda token: (
        f"“{token}”没有记：几户记同一项，请把户都写在项目前面，例如：/kou 3-12、3-13 垃圾 2 没分类；不同的项请分行写。"
    ),
    Fault.HOUSEHOLD_RANGE: _range,
    Fault.OTHER_VILLAGE: lambda token: f"“{token}”的户请到{token}的群里记，这里只记本村的户。",
    Fault.ONE_OF_SEVERAL: lambda token: (
        f"“{token}”是几户或几项，只看到一户：几户的都写在前面，例如：3-12、3-13；几项的一项写一行。"
    ),
    Fault.HOUSEHOLD_WITHIN: lambda token: f"请把户“{token}”写在最前面，后面空一格，例如：/kou {token} 垃圾 2 没分类",
    Fault.WHOLE_PHONE: _whole_phone,
    Fault.BAD_DAY: lambda token: f"日子“{token}”看不懂，请写成 11月20日 或 昨天。",
    Fault.TWO_DAYS: lambda token: f"写了两个日子，多了“{token}”，请只写事情发生的那一天。",
    Fault.SEVERAL_DAYS: lambda token: f"“{token}”不止一天，请只写事情发生的那一天，例如：11月20日",
    Fault.OTHER_COMMAND: lambda token: f"“{token}”是另一个命令，请单独发一条。",
    Fault.COMMAND_NOT_FIRST: lambda token: f"命令“{token}”要写在消息最前面，这条没有记，请重发。",
    Fault.HALF_POINTS: lambda token: f"分数“{token}”看不懂，要写 1 到 120 的整数，例如：2 或 2分。",
    Fault.NO_ITEM: _no_item,
    Fault.NO_VETO: _no_veto,
    Fault.TWO_ITEMS: lambda token: f"一行只能写一项，多了“{token}”。",
    Fault.VETO_NOT_ITEM: lambda token: (
        f"“{_short(token)}”是一票否决的事，要记请用 /fou，例如：/fou 3-12 {_short(token)} 原因"
    ),
    Fault.BAD_POINTS: lambda token: f"分数“{token}”不对，要写 1 到 120 的整数。",
    Fault.TWO_POINTS: lambda token: f"分数写了两个，多了“{token}”。",
    Fault.UNCLEAR_POINTS: lambda token: f"“{token}”是不是分数看不出来，请把分数写在项目后面，例如：垃圾 2 没分类",
    Fault.NO_REASON: lambda token: f"{f'“{token}”像是人名，不算原因，' if token else ''}请在后面写上原因。",
    Fault.NO_NUMBER: lambda _: "没写编号，例如：/che 123 记错户；也可以回复那条确认发：/che 记错户",
    Fault.TWO_NUMBERS: lambda token: f"一次只能撤一条，多了“{token}”。",
    Fault.NO_CASE: lambda _: "没写是几号异议，例如：/yi 驳 5 现场核实过",
    Fault.BAD_OBJECTION: lambda _: "替户里提异议请写：/yi 3-12 #123 原因；看一件请写：/yi 5",
    Fault.NO_CLAIM: lambda _: "没写是几号申报，例如：/shen 准 12 志2",
    Fault.SEVERAL_CASES: lambda _: "一条消息只答复一件异议，请一件发一条，或发 /yi 按按钮。",
    Fault.SEVERAL_CLAIMS: lambda _: "一条消息只答复一件申报，请一件发一条，或发 /shen 按按钮。",
    Fault.BAD_GROUP: lambda token: f"组“{token}”看不懂，请写数字，例如：/pai 3",
    Fault.NO_RECTIFIED: lambda _: "一次写一条扣分的编号，照片带上：/gai 123 拆掉了；或者回复那条扣分发照片，写 /gai",
    Fault.BAD_DOCUMENT: lambda token: (
        f"打印什么没看懂{f'：“{_short(token)}”' if token else ''}，一次写一样，例如：/yin 公示表 9月。"
        f"有：{'、'.join(one.chinese for one in PRINTABLES)}"
    ),
    Fault.BAD_WHICH: _bad_which,
    Fault.BAD_QUARTER: lambda token: f"季度“{token}”看不懂，请写成 2026Q3 这样。",
    Fault.BAD_CODE: lambda token: f"邀请码“{token}”不对，请照原样再输一遍。",
    Fault.BAD_GOODS: lambda _: (
        "看不懂，可以发：/wu 加 大米 60 20、/wu 改 大米 分 50、"
        "/wu 改 大米 库存 18 破损、/wu 改 大米 限 2每季、/wu 改 大米 停"
    ),
    Fault.NEW_GOODS_LACK: lambda _: "新物品要写名称、几分、多少件，都是整数，例如：/wu 加 大米 60 20",
    Fault.NO_GOODS_CHANGE: lambda _: (
        "改什么没写清楚，可以发：/wu 改 大米 分 50、/wu 改 大米 库存 18 破损、/wu 改 大米 限 2每季、/wu 改 大米 停"
    ),
    Fault.GOODS_STAY: lambda token: f"物品不能删。“{_short(token)}”不再兑，请发：/wu 改 {_short(token)} 停",
    Fault.SEVERAL_WANTED: lambda _: "一条只能兑一样物品，请一样发一条，例如：/dui 3-12 大米 2",
    Fault.SEVERAL_GOODS: lambda _: "一条只能添加一样物品，请一样发一条，例如：/wu 加 大米 60 20",
    Fault.NO_GOODS: lambda _: "户和物品都要写，例如：/dui 3-12 大米 2；发 /wu 看有什么。",
    Fault.NO_REDEMPTION: lambda _: "没写取消哪一笔，例如：/dui 取消 5，也可以写领取码。",
    Fault.NO_PICKUP_CODE: lambda _: "请写上 8 位领取码，例如：/ling 12345678",
    Fault.BAD_SUPERVISION: lambda _: (
        "看不懂，可以发：/jian、/jian 年、/jian 秦望村、/jian 扣 秦望村 2 原因、"
        "/jian 请 秦望村 专员 姓名、/jian 户 秦望村 姓名 3-12、/jian 免 秦望村 姓名"
    ),
    Fault.BAD_ROUND: lambda token: f"轮次“{token}”看不懂，请写成 2026-09 或 9月。",
    Fault.BAD_HOUSEHOLD_CHANGE: lambda token: (
        f"“{_short(token)}”看不懂。看户档案发：/hu 3-12；改档案发：/hu 加 3-18 王强 手机号、/hu 户主 3-12 王小明、"
        "/hu 电话 3-12 手机号、/hu 搬 3-12 3-20、/hu 迁出 3-12 原因、/hu 迁回 3-12、/hu 分 3-12 3-21 王强、"
        "/hu 并 3-12 3-13 原因"
    ),
    Fault.SEVERAL_HOUSEHOLDS: _several_households,
    Fault.SURPLUS: _surplus,
    Fault.OTHER_TIME: lambda token: f"这里只看本轮和今年，不看“{_short(token)}”。以前各轮请管理专员发：/hu 3-12",
    Fault.NOT_THIS_ROUND: lambda token: (
        f"只能免本轮，不能免“{token}”。要免本轮，去掉它再发；一直不住的发：/jie 免 3-12 长期 原因"
    ),
    Fault.CALLED_OFF: lambda token: f"写着“{token}”，这条没有办。先前记的要撤销请发：/che 编号 原因",
    Fault.CORRECTION: lambda token: (
        f"“{_short(token)}”没有办，记下的不能改。先回复那条确认发：/che 记错了，再发一条对的"
    ),
    Fault.QUESTION: lambda token: f"“{token}”像是在问，这条没有办。确定要办的，去掉问话再发一次。",
    Fault.CLAIM_OF_DEDUCTION: lambda token: f"“{token}”是扣分，申报只能报加分的事。要扣分请发：/kou 3-12 垃圾 2 没分类",
    Fault.POINTS_OF_VETO: lambda token: f"一票否决没有分数，不知道“{token}”是什么，请去掉再发；要扣分请用 /kou。",
    Fault.NO_OTHER_HOUSEHOLD: lambda _: "并户要写两户，后一户并进前一户，例如：/hu 并 3-12 3-13 原因",
    Fault.NO_NEW_HEAD: lambda token: (
        f"{f'“{_short(token)}”不像一个人的姓名，请只写新户主的' if token else '没写户主'}姓名，"
        f"例如：{'' if token else '/hu 加 3-18 王强、'}/hu 户主 3-12 王小明"
    ),
    Fault.HEAD_IS_DAY: lambda token: (
        f"“{token}”当成日子了，没看到户主姓名。户主真叫这个的，写成“户主{token}”再发一次。"
    ),
    Fault.NO_PLACE: lambda _: "没写新的组号，请写成 3-20 这样。",
    Fault.NO_PHONE: lambda _: (
        "没写手机号，例如：/hu 电话 3-12 13800003012；加一个写“加”，去一个写“删”，一个都不要写“无”。"
    ),
    Fault.BAD_PHONE: lambda token: f"“{_short(token)}”不像电话号码，请核对每一位。",
    Fault.NO_MODEL: lambda _: "要写哪一户、做了什么，例如：/xuan 典型 3-12 十年照顾邻居老人",
    Fault.ONLY_LISTS: lambda token: f"后面不用写“{_short(token)}”：发 /dian 看谁要回电，联系过的按按钮。",
    Fault.NO_PHOTO_NUMBER: lambda _: (
        "看照片要写编号，例如：/zhao 123、/zhao 申报 5、/zhao 异议 5；也可以回复那条消息发：/zhao。"
        "编号发 /cha 3-12 可查。"
    ),
    Fault.TOO_MANY_LINES: lambda _: "一次最多 30 行，请分几次发。",
    Fault.LINE_TOO_LONG: lambda token: f"这一行太长了，一行最多 {token} 个字，请写短些，或者一户一行。",
}
