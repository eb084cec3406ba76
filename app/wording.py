"""One plain line for everything the command line refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.wording.clock import held
from bot.wording.refusals import knows, refusal
from domain.model.errors import Refused
from domain.model.trust import Trust

_LINES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "clock-jumped": lambda d: held(Trust(d["now"], d["jumped"])),
    "bad-settings": lambda d: "设置不对：" + "；".join(d["problems"]),
    "not-initialised": lambda _: "数据库还没有准备好，请先运行 jifen init",
    "older-database": lambda _: "数据库是旧版本的程序建的，请先用旧版本备份，再运行 jifen init 升级",
    "no-unit": lambda d: (
        f"没有“{d['unit']}”这个单位，"
        + "".join(f"是不是{name}？" for name in d.get("nearest", ()))
        + "请写 12 位代码或村名。"
    ),
    "no-unit-said": lambda _: "没写单位，请加 --unit",
    "no-household": lambda d: f"没有户码“{d['household']}”。",
    "bad-place": lambda d: f"组号“{d['place']}”看不懂，请写成 3-12 这样。",
    "bad-phone": lambda _: "有一个电话不对，请核对每一位数字。",
    "bad-round": lambda d: f"轮次“{d['key']}”看不懂，请写成 2026-11、11月、上个月 或 2026Q4。",
    "bad-quarter": lambda d: f"季度“{d['key']}”看不懂，请写成 2026Q4 或 四季度。",
    "no-such-round": lambda d: f"{d['unit']}没有 {d['round']} 这一轮。",
    "quarter-not-settled": lambda d: f"{d['unit']} {d['quarter']} 还没有结算过一轮。",
    "nothing-published": lambda d: f"{d['unit']} {d['round']} 还没有公示，公示以后才有。",
    "not-sealed": lambda d: f"{d['unit']} {d['round']} 还没有公示，没有封条。",
    "no-such-year": lambda d: f"没有 {d['year']} 年的积分。",
    "year-not-over": lambda d: f"{d['year']} 年还没过完，{d['year'] + 1}-01-01 起才能结清。",
    "year-unsettled": lambda d: f"{d['year']} 年还有没结算的轮次：{'、'.join(d['rounds'])}",
    "year-not-closed": lambda d: f"{d['year']} 年还没有结清，请先运行 jifen year close {d['year']}",
    "no-households": lambda d: f"{d['unit']}还没有住户，请先导入名册。",
    "no-notices": lambda d: f"{d['unit']} {d['quarter']} 的通知还没有排队。",
    "nobody-honoured": lambda d: f"{d['unit']} {d['year']} 年没有评上先进的户。",
    "still-here": lambda d: f"户码 {d['household'].code} 还住在这里，积分要用到这些资料。先办迁出（/hu 迁出），再删。",
    "already-forgotten": lambda d: f"户码 {d['household'].code} 的资料已经删去了。",
    "no-key": lambda d: (
        f"库里的电话号码是加密的，没有钥匙文件 {d['file']} 读不了。"
        "请把当时的钥匙文件（jifen.key）放到这里，或用 JIFEN_KEY_FILE 写明它在哪里；"
        "真找不回来，请看 jifen key lost --help。"
    ),
    "other-key": lambda d: (
        f"钥匙文件 {d['file']} 不是这个数据库的：请换成当时的钥匙文件，或用 JIFEN_KEY_FILE 写明它在哪里。"
    ),
    "key-not-lost": lambda d: f"钥匙没有丢：{d['file']} 就是这个数据库的。要换一把，请用 jifen key change。",
    "still-running": lambda _: "jifen serve 还在运行，请先停下它（停下三分钟以后再试）。",
    "bad-key": lambda d: f"钥匙文件 {d['file']} 用不了：{d['problem']}",
    "bad-file": lambda d: f"{d['file']}：{d['problem']}",
    "bad-rows": lambda d: "\n".join(d["problems"]),
}


def plain(error: Refused) -> str:
    """The line for a refused command."""
    own = _LINES.get(error.code)
    if own is not None:
        return own(error.data)
    return refusal(error) if knows(error.code) else f"不能执行（{error.code}）。"
