"""One plain sentence for everything a person can get wrong: what it is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from bot.context import Several
from bot.grammar.commands import Fault, Mistake, Mistakes
from bot.wording.places import place, round_name
from domain.errors import Refused
from domain.ports import RedemptionState

_Data = Mapping[str, Any]

_PER = {"quarter": "每季", "year": "每年"}

_REFUSALS: dict[str, Callable[[_Data], str]] = {
    "not-an-officer": lambda _: "您还不是这里的考核人员。有邀请码请发：/bang 邀请码",
    "anonymous": lambda _: "匿名管理员不能记分，请关掉“匿名”再发。",
    "unbound-chat": lambda _: "本群还没有绑定村，请管理专员在群里发 /bang",
    "several-units": lambda _: "您在几个村都有职务，请到那个村的群里发。",
    "not-your-role": lambda _: "您在这里没有记分的权限。",
    "specialist-only": lambda _: "这件事只有管理专员能做。",
    "supervisor-only": lambda _: "这件事只有镇监督员能做。",
    "not-your-unit": lambda _: "这个单位不归您监督。",
    "unknown-unit": lambda d: f"没有“{d['unit']}”这个单位，可写：{'、'.join(d['units'])}",
    "enough-specialists": lambda d: f"这个单位已有 {d['most']} 位管理专员，先免去一位再请。",
    "bad-name": lambda _: "姓名要写 1 到 30 个字，一行写完。",
    "no-officer": lambda d: f"这个单位没有叫“{d['name']}”的考核人员。",
    "several-officers": lambda d: f"叫“{d['name']}”的有几位，请用 jifen officers 办理。",
    "own-household": lambda d: f"{place(d['household'])}是您自己家，请别的考核人员来记。",
    "kin-household": lambda d: f"{place(d['household'])}是您家亲属，请别的考核人员来记。",
    "household-elsewhere": lambda d: f"户码 {d['household'].code} 不是本村的户，请核对。",
    "no-household": lambda d: f"没有找到“{d['household']}”这一户，请写 3-12 或户码再试。",
    "bad-code": lambda d: f"户码 {d['code']} 不对，请看门牌再输一遍。",
    "excused": lambda d: f"{place(d['household'])}本轮不参加考评，不能记分。",
    "unknown-item": lambda d: f"没有“{d['item']}”这一项，发 /gui 可看全部项目。",
    "veto-not-item": lambda d: f"“{d['item']}”是一票否决项，请用 /fou",
    "unknown-veto": lambda d: f"没有“{d['item']}”这个否决项，可用：{_vetoes(d)}",
    "bad-points": lambda d: f"分数要写 1 到 {d['most']} 的整数。",
    "no-entry": lambda d: f"本村没有 #{d['entry']} 这条记录，请核对编号。",
    "is-reversal": lambda d: f"#{d['entry']} 本身就是撤销，不能再撤；请重新记一条。",
    "already-reversed": lambda d: f"#{d['entry']} 已经撤销过了。",
    "too-late-to-undo": lambda d: f"只能撤销自己 {d['hours']} 小时内记的，其他的请找管理专员。",
    "nothing-to-settle": lambda _: "现在没有要结算的轮次。",
    "no-such-round": lambda d: f"没有“{d['round'].lstrip('-')}”这一轮，请写成 2026-09 或 9月。",
    "round-not-open": lambda d: f"{round_name(d['round'])}已经结算过了。",
    "earlier-round-open": lambda d: f"{round_name(d['round'])}还没有结算，请先结算：/jie {d['round']}",
    "round-not-published": lambda d: f"{round_name(d['round'])}还没有结算公示，不能生效。",
    "still-public": lambda d: (
        f"{round_name(d['round'])}还在公示，{d['final_on'].month}月{d['final_on'].day}日起才能生效。"
    ),
    "not-excused": lambda d: f"{place(d['household'])}本来就参加考评。",
    "not-in-round": lambda d: f"{place(d['household'])}那一轮还没有加入。",
    "no-reason": lambda _: "请写上原因。",
    "round-closed": lambda d: f"{round_name(d['round'])}已结束，请找管理专员更正。",
    "own-proposal": lambda _: "您自己提的否决，要请另一位考核人员确认。",
    "already-confirmed": lambda _: "这条已经确认过了。",
    "bad-invitation": lambda _: "邀请码不对或已过期，请向管理专员再要一个。",
    "already-officer": lambda _: "您已经是这个村的考核人员了。",
    "bound-elsewhere": lambda _: "本群绑定的是别的村，请到您自己村的群里发。",
    "bind-in-group": lambda _: "请在村的工作群里发 /bang；有邀请码请发：/bang 邀请码",
    "no-objection": lambda d: f"本村没有异议 {d['case']}，发 /yi 看等答复的。",
    "objection-decided": lambda d: f"异议 {d['case']} 已经答复过了（{'成立' if d['upheld'] else '不成立'}）。",
    "already-objected": lambda d: f"#{d['entry']} 已有异议 {d['case']} 在等答复，发 /yi {d['case']} 可看。",
    "objection-too-late": lambda d: f"{round_name(d['round'])}已生效，不能再提异议；确有错，请管理专员更正。",
    "nothing-to-object": lambda d: f"#{d['entry']} 没有扣这户的分，不用提异议。",
    "entry-elsewhere": lambda d: f"#{d['entry']} 不是{place(d['household'])}的记录，请核对编号。",
    "bad-correction": lambda d: _correction(d["entry"], d["least"], d["most"]),
    "second-needed": lambda _: "这件事要另一位考核人员来确认。",
    "own-award": lambda _: "您自己加的分，要请另一位考核人员复核。",
    "second-look-first": lambda d: f"{_numbers(d['entries'])} 加分较多，要先请另一位考核人员复核，您才能结算。",
    "no-goods": lambda d: f"没有“{d['goods']}”这样物品，发 /wu 看有什么。",
    "which-goods": lambda d: f"“{d['goods']}”有好几样，请写编号：{_goods(d['found'])}",
    "goods-exist": lambda d: (
        f"已经有“{d['goods']}”了，{d['price']} 分。进货请发：/wu 加 {d['goods']} {d['price']} 数量；"
        f"改分请发：/wu 改 {d['goods']} 分 新的分数"
    ),
    "bad-price": lambda d: f"分要写 1 到 {d['most']} 的整数。",
    "bad-stock": lambda d: f"数量要写 0 到 {d['most']} 的整数。",
    "bad-goods-name": lambda _: "物品名称要写 1 到 12 个字，不能只有数字。",
    "stock-is-so": lambda d: f"{d['goods']}的库存本来就是 {d['stock']}，不用改。",
    "too-few": lambda d: f"{d['goods']}的库存只剩 {d['stock']}，不够减，请重新点数。",
    "bad-quantity": lambda _: "数量要写 1 以上的整数。",
    "not-offered": lambda d: f"{d['goods']}现在停兑。",
    "redeem-closed": lambda d: f"只在每季前 {d['days']} 天兑换，下次从{d['next'].month}月{d['next'].day}日开始。",
    "vetoed": lambda d: f"{place(d['household'])}一票否决生效中，不能兑换。",
    "not-enough-earned": lambda d: f"全年积分满 {d['needed']} 分才能兑换，这户现在 {d['earned']} 分。",
    "not-enough-points": lambda d: f"要 {d['cost']} 分，这户可用 {d['points']} 分，不够。",
    "not-enough-stock": lambda d: (
        f"{d['goods']}只剩 {d['stock']} 件，不够。" if d["stock"] else f"{d['goods']}兑完了。"
    ),
    "over-limit": lambda d: f"{d['goods']}每户{_PER[d['per']]}限 {d['most']} 件，这户已兑 {d['had']} 件。",
    "over-spending": lambda d: f"每户一季最多兑 {d['most']} 分，这户本季已兑 {d['spent']} 分。",
    "no-redemption": lambda d: f"没有领取码或编号是“{d['redemption']}”的兑换，请核对。",
    "bad-pickup-code": lambda d: f"领取码“{d['code']}”不对，请看清再输一遍。",
    "redemption-ended": lambda d: _ended(d["state"], d["ended"]),
    "no-claim": lambda d: f"本村没有 {d['claim']} 号申报，发 /shen 看等答复的。",
    "claim-decided": lambda d: f"申报 {d['claim']} 已经{'同意' if d['state'] == 'approved' else '答复'}过了。",
    "too-many-claims": lambda d: f"这一户还有 {d['waiting']} 件申报在等答复，请先答复再报。",
    "future-day": lambda d: f"{d['day'].month}月{d['day'].day}日还没到，不能记。",
    "no-round": lambda d: f"{d['day'].month}月{d['day'].day}日那时还没有开始记分。",
    "bad-quarter": lambda d: f"季度“{d['key']}”看不懂，请写成 2026Q3 这样。",
    "future-quarter": lambda d: f"{d['quarter']} 还没开始，不能发通知。",
    "no-group": lambda d: f"本村没有{d['group']}组。",
    "no-households": lambda _: "本村还没有登记户，请先导入名册。",
    "not-your-button": lambda _: "这个按钮是给别人的，您不能点。",
    "button-used": lambda _: "这个按钮已经点过了。",
    "stale-button": lambda _: "这个按钮已失效，请重新发一次命令。",
    "no-unit": lambda _: "没有这个村，请核对单位代码。",
}


_ENDS = {
    RedemptionState.COLLECTED: "已经领走了",
    RedemptionState.CANCELLED: "已经取消，积分已退回",
    RedemptionState.EXPIRED: "已经过期，积分退回户里",
}


def _ended(state: RedemptionState, ended: datetime) -> str:
    return f"这笔兑换{ended.month}月{ended.day}日{_ENDS[state]}，不能再办。"


def _goods(found: Sequence[tuple[int, str]]) -> str:
    return "、".join(f"{number} {name}" for number, name in found)


def _vetoes(data: _Data) -> str:
    return "、".join(f"{veto.code}{veto.wording}" for veto in data.get("vetoes", ()))


def _correction(entry: int, least: int, most: int) -> str:
    if not most:
        return f"#{entry} 只能撤销，不能改分。"
    return f"#{entry} 只能改为 {least} 到 {most} 分。"


def _numbers(entries: Sequence[int]) -> str:
    return "、".join(f"#{entry}" for entry in entries)


def refusal(error: Refused) -> str:
    """The sentence for a refused request."""
    return _REFUSALS[error.code](error.data)


def broken(error_id: str) -> str:
    """A mistake of ours."""
    return f"系统出错了，这条没有记下。请稍后再发；还不行请把编号 {error_id} 告诉管理专员。"


def several(error: Several) -> str:
    """The sentences for a message of several lines, each bad line named; nothing of the message was done."""
    lines = [
        f"第{number}行：{_joined([_sentence(fault) for _, fault in faults])}"
        for number, faults in groupby(error.faults, key=itemgetter(0))
    ]
    return "\n".join(["一条都没有记，请改好再发：", *lines])


_LONGEST_NAME = 12
"""Characters; a longer word is prose and was not meant as an item."""


def _no_item(token: str) -> str:
    if 0 < len(token) <= _LONGEST_NAME:
        return f"没有“{token}”这一项，发 /gui 可看全部项目。"
    return "没写是哪一项，例如 环4 或 垃圾；发 /gui 看全部项目。"


_FAULTS: dict[Fault, Callable[[str], str]] = {
    Fault.UNKNOWN_COMMAND: lambda token: f"没有“{token}”这个命令，发 /help 看能做什么。",
    Fault.NO_ARGUMENTS: lambda _: "后面要写户、项目和原因，例如：/kou 3-12 垃圾 2 门口没分类",
    Fault.NO_HOUSEHOLD: lambda _: "没写是哪一户，请写 3-12、户码或户主姓名。",
    Fault.TWO_HOUSEHOLDS: lambda token: f"一行只能写一户，多了“{token}”。",
    Fault.NO_ITEM: _no_item,
    Fault.TWO_ITEMS: lambda token: f"一行只能写一项，多了“{token}”。",
    Fault.BAD_POINTS: lambda token: f"分数“{token}”不对，要写 1 到 120 的整数。",
    Fault.TWO_POINTS: lambda token: f"分数写了两个，多了“{token}”。",
    Fault.UNCLEAR_POINTS: lambda token: f"“{token}”是不是分数看不出来，请把分数写在项目后面，例如：垃圾 2 没分类",
    Fault.NO_REASON: lambda _: "请在后面写上原因。",
    Fault.NO_NUMBER: lambda _: "没写编号，例如：/che 123 记错户",
    Fault.TWO_NUMBERS: lambda token: f"一次只能撤一条，多了“{token}”。",
    Fault.NO_CASE: lambda _: "没写是几号异议，例如：/yi 驳 5 现场核实过",
    Fault.BAD_OBJECTION: lambda _: "替户里提异议请写：/yi 3-12 #123 原因；看一件请写：/yi 5",
    Fault.NO_CLAIM: lambda _: "没写是几号申报，例如：/shen 准 12 志2",
    Fault.BAD_GROUP: lambda token: f"组“{token}”看不懂，请写数字，例如：/pai 3",
    Fault.BAD_QUARTER: lambda token: f"季度“{token}”看不懂，请写成 2026Q3 这样。",
    Fault.BAD_CODE: lambda token: f"邀请码“{token}”不对，请照原样再输一遍。",
    Fault.BAD_GOODS: lambda _: (
        "看不懂，可以发：/wu 加 大米 60 20、/wu 改 大米 分 50、"
        "/wu 改 大米 库存 18 破损、/wu 改 大米 限 2每季、/wu 改 大米 停"
    ),
    Fault.NO_GOODS: lambda _: "没写要什么物品，例如：/dui 3-12 大米 2；发 /wu 看有什么。",
    Fault.NO_REDEMPTION: lambda _: "没写取消哪一笔，例如：/dui 取消 5，也可以写领取码。",
    Fault.NO_PICKUP_CODE: lambda _: "请写上 8 位领取码，例如：/ling 12345678",
    Fault.BAD_SUPERVISION: lambda _: (
        "看不懂，可以发：/jian、/jian 秦望村、/jian 扣 秦望村 2 原因、/jian 请 秦望村 专员 姓名、/jian 免 秦望村 姓名"
    ),
    Fault.BAD_ROUND: lambda token: f"轮次“{token}”看不懂，请写成 2026-09 或 9月。",
    Fault.TOO_MANY_LINES: lambda _: "一次最多 30 行，请分几次发。",
}


def mistakes(found: Mistakes) -> str:
    """The sentences for a message of which no line could be read."""
    if len({mistake.line for mistake in found.mistakes}) > 1:
        return several(Several((mistake.line, mistake) for mistake in found.mistakes))
    return _joined([_sentence(mistake) for mistake in found.mistakes])


def _sentence(fault: Refused | Mistake) -> str:
    return refusal(fault) if isinstance(fault, Refused) else _FAULTS[fault.code](fault.token)


def _joined(sentences: Sequence[str]) -> str:
    """Everything that is wrong with one line, as one sentence."""
    return "；".join([*(sentence.removesuffix("。") for sentence in sentences[:-1]), sentences[-1]])


def knows(code: str) -> bool:
    """Whether there is a sentence for that refusal."""
    return code in _REFUSALS
