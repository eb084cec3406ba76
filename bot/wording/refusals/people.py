"""Who may do what, to which household."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.wording.places import place
from bot.wording.refusals.saying import Sayings

_LIKE_DAY = re.compile("(?:[4-9]|1[0-2])-(?:[1-9]|[12][0-9]|3[01])")
"""``11-27``: most villages have no eleventh group."""

PEOPLE: Sayings = {
    "not-an-officer": lambda _: "您还不是这里的考核人员。有邀请码请发：/bang 邀请码",
    "anonymous": lambda _: "匿名管理员不能记分，请关掉“匿名”再发。",
    "unbound-chat": lambda _: "本群还没有绑定村，请管理专员在群里发 /bang",
    "several-units": lambda _: "您在几个村都有职务，请到那个村的群里发。",
    "not-your-role": lambda _: "您在这里没有记分的权限。",
    "specialist-only": lambda _: "这件事只有管理专员能做。",
    "supervisor-only": lambda _: "这件事只有镇监督员能做。",
    "not-your-unit": lambda _: "这个单位不归您监督。",
    "year-ahead": lambda d: f"{d['year']}年还没到。",
    "not-appraised": lambda d: f"年度考核只能记今年和去年的，{d['year']}年不能记。",
    "unknown-unit": lambda d: f"没有“{d['unit']}”这个单位，可写：{'、'.join(d['units'])}",
    "no-unit": lambda _: "这里不是哪个村的群，请到村里的群里发。",
    "enough-specialists": lambda d: f"这个单位已有 {d['most']} 位管理专员，先免去一位再请。",
    "invite-elsewhere": lambda _: "邀请码谁拿到谁能用，请在镇的群里或私聊我发。",
    "bad-name": lambda _: "姓名要写 1 到 30 个字，一行写完。",
    "no-officer": lambda d: f"这个单位没有叫“{d['name']}”的考核人员。",
    "bad-invitation": lambda _: "邀请码不对或已过期，请向镇里再要一个。",
    "already-officer": lambda _: "您已经是这个村的考核人员了。",
    "bound-elsewhere": lambda _: "本群绑定的是别的村，请到您自己村的群里发。",
    "bind-in-group": lambda _: "请在村的工作群里发 /bang；有邀请码请发：/bang 邀请码",
    "own-household": lambda d: f"{place(d['household'])}是您自己家，请别的考核人员来办。",
    "kin-household": lambda d: f"{place(d['household'])}是您家亲属，请别的考核人员来办。",
    "household-elsewhere": lambda d: f"户码 {d['household'].code} 不是本村的户，请核对。",
    "no-household": lambda d: f"没有找到“{d['household']}”这一户，{_instead(d['household'], d.get('near', ()))}",
    "no-households": lambda _: "本村还没有登记户，请先导入名册。",
    "no-group": lambda d: f"本村没有{d['group']}组。",
    "bad-code": lambda d: f"户码 {d['code']} 不对，请看门牌再输一遍。",
    "not-your-button": lambda _: "这个按钮是给别人的，您不能点。",
    "button-used": lambda _: "这个按钮已经点过了。",
    "stale-button": lambda _: "这个按钮已失效，请重新发一次命令。",
}


def _instead(said: str, near: Sequence[str]) -> str:
    """The places beside the one that there is not, how a day is written, or an example that is another place."""
    if near:
        return f"相近的有 {'、'.join(near)}，请核对门牌。"
    if _LIKE_DAY.fullmatch(said):
        return f"请核对门牌；是日子请写成 {said.replace('-', '月')}日。"
    example = "2-5" if said == "3-12" else "3-12"
    return f"请写 {example} 或户码再试。"
