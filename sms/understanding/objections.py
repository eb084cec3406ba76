"""A dispute of an entry: 异议 12 没有扔垃圾, 12号记错了, 扣错了."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, asks, free_words, reports
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.reasons import is_reason
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import has_second_thoughts
from text.normalise import numeral

_SAID = "[一二三四五六七八九十百零]{1,6}"
DAY_BEHIND = r"\s*号\s*(?:那[天日]|[早晚]上|[上下中]午|夜里)"
"""What makes a day of a number: 10号那天."""
_ENTRY = (
    rf"(?P<entry>\d{{1,9}}(?![\d月年日点个次袋天岁块元户组楼只分斤]|[.:/\-]\d|{DAY_BEHIND})"
    rf"|(?<=[第#]){_SAID}|{_SAID}(?=[号条]|\s*$))\s*[号条笔]?(?:记录)?"
)
"""A number that counts nothing else; one in Chinese only where it is marked as a number."""

_DISPUTE = "异议|异义|申诉|疑义|疑议|异意|[不勿弗]服|yi ?yi"
_WRONG = (
    "[扣记算搞弄打评写]?错|[扣记]得不对|不对|有问题|有误|不(?:应该|该|应)[扣记]|[扣记]重了?|重复"
    "|不属实|不合理|不公平|冤枉"
)
_FLAGS = re.DOTALL | re.IGNORECASE

_LED = re.compile(
    rf"{AROUND}(?:提出|提|有|对)?(?:{_DISPUTE}|(?:投诉|意义)(?=[\s#第:]*\d))"
    rf"(?:{BREAK}|编号|记录|第|no)*(?:{_ENTRY})?(?P<content>.*)",
    _FLAGS,
)
_BY_ENTRY = re.compile(
    rf"{AROUND}(?:对|关于|编号|第)*#?{_ENTRY}(?:[这那][条笔个次]|扣分|扣的|记的|的|我|有|提|{BREAK})*"
    rf"(?:(?P<dispute>{_DISPUTE}|意见)|{_WRONG})[了的]?(?P<content>.*)",
    _FLAGS,
)
_NUMBER_OF_IT = r"[\s第#]*\d{1,9}(?![\d年月日点个次袋天岁块元户组楼只分斤]|[.:/\-]\d)"
_ANOTHER = re.compile(rf"\W*(?:和|跟|与|及|以及|还有|到|至)?{_NUMBER_OF_IT}")
"""A second number right behind the entry's, that counts nothing else."""

_OF_WHAT = r"(?!\d|[季届期栋幢排页层楼名周号]|条规|\s名)"
_ANOTHER_BELOW = re.compile(rf"(?:(?:异[议义意]|申诉)(?!\s?\d+\s?[回次])|[,，。;；、\s]第){_NUMBER_OF_IT}{_OF_WHAT}")
"""A second dispute among the words of the first: 异议1没扔，异议2不是我家的."""

_PLAIN = re.compile(
    rf"{AROUND}(?:(?:这次|上次|的?分数?|被|扣|记|我家?)*[扣记]分?错"
    "|对(?:这次|上次|这个|的|扣分|记分|分数|积分|评分|结果|记录)+有异议).*",
    _FLAGS,
)
_DISCUSSED = re.compile(
    r"个(?:头|鬼|屁|毛|球|锤子|啥|什么)|我?[不勿](?:懂|会|晓得|知道|明白)|[很太]?[大多](?:了|得|着|去)|了|过|的|能|可以|没有了?\W*$|没有(?:处理|通过)|提[交出]|递交|交[了上]|\W*(?:流程|方法|方式|进度|结果|情况|记录)\W*$"
)
_INDIGNANT = re.compile(r"没有?+[^\s\W了]|(?<!是)不是|为什么")
"""A question that says what is wrong."""
_FOLLOWED_UP = re.compile(
    r"(?:处理|受理|答复|回复|通过|解决|有?结果|有?消息|批)(?:出来|下来|[了好完得过的])*(?:\?|吗|没|怎么样|呢)|怎么样了?\W*$|多久"
    r"|什么时候|(?:进度|结果)\W*$"
    r"|没有?(?:下文|回音|动静|音信)"
    r"|^\W*(?:撤[回销]|取消|不要了|没有了|\?|吗|申报|退订|兑换?\W*\d)"
    r"|^\W*(?:已?经?没有?异议|无异议|没事了?|不用了|作罢)|^\W*(?:编号|内容|原因|理由|\W)+$"
    r"|^\W*(?:怎么|为什么|到现在|今天|都|几天了|还|一直)*没有?(?:处理|受理|答复|回复|回音|回我|结果|消息|批)"
)
"""What became of an objection, or that it is taken back: no new one."""

_NO_WORDS = re.compile(r"(?:我们?家?|[啦了吧呀啊哦嘛呢哩的]|\W)+")
"""What is left behind 扣错了 and says nothing of its own."""

_NUMBER = "(?:编号|号码|号数|单号)"
_LACKED = (
    "(?:没有?|无|不(?:知道|晓得|清楚|记得)|没(?:看到|收到|找到|写)|忘记?了?|找不到|看不[到见]|[打写输按]错了?)"
    "(?:给|写|有|这个|那个)*"
)
_NO_NUMBER = re.compile(
    f"(?:我|也|这个?|那|短信|[上里]面?|这里)*(?:{_LACKED}{_NUMBER}|{_NUMBER}(?:我|也|都|是)*"
    f"(?:{_LACKED}|是?(?:什么|多少|几号?)|(?:是|在)?哪(?:里|个)?(?:看|找|查)?))[的了啊呀呢吗]*"
)

_CHOICES = [str(Intent.OBJECTION), str(Intent.DETAIL)]


def _objection(entry: str | None, content: str) -> Request:
    """With several entries none is chosen: each is its own objection."""
    if _NO_WORDS.fullmatch(content) or lacks_number(content):
        content = ""
    if entry and _ANOTHER_BELOW.search(content):
        return Request(Intent.OBJECTION, {"entry": None, "content": "", "several": True})
    if entry and _ANOTHER.match(content):
        return Request(Intent.OBJECTION, {"entry": None, "content": free_words(content), "several": True})
    return Request(Intent.OBJECTION, {"entry": numeral(entry) if entry else None, "content": free_words(content)})


def lacks_number(plain: str) -> bool:
    """Whether a normalised text says that the number of the entry is not known, and nothing else."""
    return _NO_NUMBER.fullmatch(squeeze(everyday(plain))) is not None


def names_entry(plain: str) -> bool:
    """Whether a normalised text begins a dispute of its own, with the entry's number."""
    found = _LED.match(plain) or _BY_ENTRY.match(plain)
    return bool(found and found["entry"])


def disputes(words: str) -> bool:
    """Whether words behind an entry's number say what is wrong with it, be it as an indignant question."""
    said = everyday(words)
    return bool(_INDIGNANT.search(said)) if asks(words) else is_reason(said)


def _led(plain: str) -> Request | None:
    """With the entry named, an indignant question is still an objection; a question about one is not."""
    found = _LED.match(plain)
    if not found:
        return None
    entry, content = found["entry"], found["content"]
    if entry is None and lacks_number(content):
        content = ""
    if has_second_thoughts(content) or reports(content) or _FOLLOWED_UP.search(everyday(content)):
        return None
    if entry is None and _DISCUSSED.match(content):
        return None
    if asks(content) and (entry is None or not disputes(content)):
        return None
    objection = _objection(entry, content)
    said = str(objection.args["content"])
    if entry is None or not said or objection.args.get("several") or disputes(content):
        return objection
    return Request(Intent.UNCLEAR, {"choices": _CHOICES, "problem": "reason", **objection.args})


def read_objection(plain: str) -> Request | None:
    """An objection, its entry None when none is named; None when the text asks about one or takes it back.

    An entry with words that do not say what is wrong with it is not clear, with ``problem`` reason.
    """
    led = _led(plain)
    if led or asks(plain) or has_second_thoughts(plain):
        return led
    if found := _BY_ENTRY.match(plain):
        if found["dispute"] and _FOLLOWED_UP.search(everyday(found["content"])):
            return None
        return _objection(found["entry"], found["content"])
    return _objection(None, plain) if _PLAIN.fullmatch(plain) else None
