"""No more notices, and notices again: 退订, TD, 别再发了; 订阅, START."""

from __future__ import annotations

import re

from sms.understanding.grammar import LONGEST_ORDER
from sms.understanding.phrases import FILLER, everyday, squeeze
from sms.understanding.request import Intent, Request

_MESSAGES = "短信|信息|消息|通知|提醒|推送|广告|垃圾短信|积分短信|积分通知|服务"
_TEXTS = "texts?|messages?|notices?|notifications?|sms"
_SUCH = f"这种|这些|这个|这|那种|你们(?:村里?|这边|那边)?的?|村里的?|{_MESSAGES}"
_NO_MORE = (
    "(?:不要|不想|不用|不必|不需要|无需|停止|拒绝|取消|关闭|屏蔽)(?:再|继续|老是|总是|一直|老|总|给|向|对|我们|我家|我)*+"
    f"(?:发送?|收到?|接收|推送|打扰|骚扰|通知|看到|订阅|寄)(?:给|到|过来|来|我们|我家|我|任何|什么|{_SUCH})*+"
)
_OUT = "|".join(
    (
        f"退订(?:{_SUCH})*+|退定|拒收(?:{_SUCH})*+",
        _NO_MORE,
        f"(?:不再?|不想)订阅|不(?:再|想)?[要收](?:再|{_SUCH})*+(?<=[信息知醒送告])",
        f"不(?:再|想再?)?(?:需要|想要|要|收|用)(?:再)?(?:{_SUCH})*+(?<=[信息知醒送告])",
        f"(?:取消|停止|停掉|停了|停|关闭|关掉|关了|关|屏蔽)(?:掉|了)?(?:订阅|{_MESSAGES})++(?:关掉|停掉|停了|关了)?|停止|停发",
        "(?<=[信息知醒送告])都?(?:给|帮)?(?:关掉|关闭|停掉|关了|停了|取消|屏蔽)",
        f"不要(?:再)?来(?:{_MESSAGES})++",
        "不再?接收|不收|(?<!.)停(?!一?下)|(?<=[信息知醒送告])都?不要",
        "quxiaodingyue|(?:qing)?(?:bie|buyao)(?:zai)?fa(?:le)?",
        "退出(?:通知|短信|订阅)?(?!.)|屏蔽(?!.)|取关(?!.)|tuiding|stopall|unsubscribe|quit|cancel|end|optout|revoke|arr[eê]t",
        f"stop(?:texting|sending|messaging|bothering|contacting)?(?:me|us|any|more|these|this|it|your|the|{_TEXTS}|now|again)*",
        f"(?:dont|donot)(?:text|message|send|contact)(?:me|us|any|more|again|these|{_TEXTS})*|nomore(?:{_TEXTS})",
        "(?:remove|takeme|unsubscribe|optout)(?:me|us|my|number|off|from|the|this|your|list)*",
    )
)
_IN = "|".join(
    (
        f"(?:取消|撤销)退订|(?:恢复|重新|继续)?订阅(?:{_MESSAGES})*+",
        f"(?:恢复|重新|继续)(?:给|我们|我)*+(?:接收|发送?|收到?)(?:{_MESSAGES})*+",
        f"接收(?:{_MESSAGES})++",
        f"(?:重新|再)?(?:恢复|打开|开通|开启)(?:{_MESSAGES})++",
        f"(?:又|还是?|再)?(?:想要|想|要)(?:继续|重新|再|又)*+(?:接收|收到?|看)(?:到|你们的?|{_MESSAGES})++",
        f"(?:又|还是?)(?:接收|收)(?:{_MESSAGES})++",
        "dingyue|start|unstop|optin|resume|subscribe",
    )
)
_POLITE = (
    "(?:谢谢|感谢|多谢)(?:您|你|你们|大家|各位)?的?(?:配合|合作|理解|支持)|烦请|敬请"
    "|(?:敬祝|顺祝|祝)(?:您|你|你们|大家)?(?:好|安|安好|安康|健康|平安|愉快)"
)
_WEARY = (
    f"(?:天天|每天|老是?|总是?|一直|总)?发?(?:{_MESSAGES})*+发?[得的]?"
    "(?:太多|太烦|太吵|太勤|太频繁|烦死人?|好烦|真烦|烦人|烦)了?"
)
_LETTERS = "(?:回复?|发送?)?(?:td|[tnr])(?:退订)?(?:谢谢)?"
"""So short that nothing else may stand beside them: T恤 is a shirt."""

_OPT_OUT = re.compile(
    rf"{_LETTERS}(?:{_POLITE})?"
    rf"|(?:{_WEARY})?(?:{FILLER}|{_POLITE}|{_MESSAGES})*+(?:{_OUT})(?:{_OUT}|{_POLITE}|{FILLER}|{_WEARY}|{_MESSAGES})*+(?:td|t)?"
)
_OPT_IN = re.compile(rf"(?:{FILLER}|{_POLITE})*+(?:{_IN})(?:{_IN}|{_POLITE}|{FILLER})*+")
_CLAUSE = re.compile(r"[,，。.;；!！\n]+")
_BREAKS = re.compile(r"[\s,，。.;；!！]+")
_SHORTEST_WISH = 2
_NO_REASON = re.compile(
    "但|不过|可是|只|如果|要是|除非|等|说|怎么|吗|什么|为什么|积分(?!短信)|多少|几分|还剩|告诉|不是(?:你们|我|他|她)|查|兑|换|申报|异议|排名|订阅|恢复"
    "|(?<!天)(?<!老是)发(?!的?(?:太|得|个没))|收|取消|退|撤|[0-9]"
)
"""What asks for something else, sets a condition, or takes the wish back."""
_BY_MISTAKE = re.compile("(?:我|上次|刚才|刚刚|之前|前面|那天|不小心|是)*(?:退订?|取消|关|按|点|发|回)错(?:了|的)?")
"""Why somebody wants notices again."""
_AFTER_ALL = re.compile(
    rf"(?:{FILLER}|{_MESSAGES}|不好意思|对不起|算了|还是?|那|又|再|也|仍然?|接着|给|帮|到|的|要|[收看发](?!到)|继续|恢复|后悔|反悔)++"
)
"""What takes the wish for no more notices back when it was just told: 还是要的, 算了还是发吧, 后悔了."""
_WANTED = re.compile("[要收看发]|继续|恢复|后悔|反悔")
_WHETHER = re.compile(r"(.)不\1")
"""要不要, 是不是: a question without a question mark."""


def read_optout(plain: str) -> Request | None:
    """Opting out, when a normalised text says so and nothing else."""
    words = _orders(plain)
    if not words or _OPT_IN.fullmatch(words):
        return None
    clear = _OPT_OUT.fullmatch(words) or _with_a_reason(plain)
    return Request(Intent.OPTOUT) if clear else None


def _with_a_reason(plain: str) -> bool:
    """Whether the first or the last clause wants no more texts, in words and not by a letter; the others say why."""
    clauses = [squeeze(clause) for clause in _CLAUSE.split(everyday(plain)) if squeeze(clause)]
    wishes = [at for at in (0, -1) if _is_wish(clauses[at])]
    others = clauses[1:] if 0 in wishes else clauses[:-1]
    return bool(wishes and others) and not any(_NO_REASON.search(other) for other in others)


def _is_wish(clause: str) -> bool:
    return len(clause) >= _SHORTEST_WISH and not clause.isascii() and bool(_OPT_OUT.fullmatch(clause))


def read_optin(plain: str) -> Request | None:
    """Opting in again, when a normalised text says so and nothing else."""
    words = _orders(plain)
    return Request(Intent.OPTIN) if words and _OPT_IN.fullmatch(_BY_MISTAKE.sub("", words)) else None


def wants_after_all(plain: str) -> bool:
    """Whether a normalised text, right behind an opting out, may take it back: a clause of it says so."""
    clauses = [squeeze(clause) for clause in _BREAKS.split(everyday(plain))]
    return "?" not in plain and any(_AFTER_ALL.fullmatch(clause) and _WANTED.search(clause) for clause in clauses)


def _orders(plain: str) -> str | None:
    """The words of a short text that asks nothing."""
    words = squeeze(everyday(plain))
    return None if len(words) > LONGEST_ORDER or "?" in plain or _WHETHER.search(words) else words
