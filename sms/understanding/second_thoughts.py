"""Second thoughts: free words that take back, put off or settle what the keyword before them would open."""

from __future__ import annotations

import re

from sms.understanding.concepts import WORDS
from sms.understanding.phrases import FILLER, everyday, squeeze

_BUT = re.compile("但是?|不过|可是|只是|然而")
_CLAUSE = r"(?:^|[\s,，。;；了])\W*(?:我们?|也|就|都|后来|还是|现在|那|真的?|已经)*"
"""Where a clause begins that is about nothing else than the writer."""
_OWN_MISTAKE = (
    "(?<![说讲给把将对怪骂])(?<!不是)(?:我|自己|本人)(?!们?家)"
    "(?:自己|们|可能|大概|好像|真的?|还|是|那天|当时|一时|也|刚才|上次)*(?:[搞弄记看听想写发]错|误会|[搞弄记]混)了"
    r"|^\W*(?:这条|短信|不小心|是)*[发按点回输打]错(?:了|人|号|地方)*\W*$"
)
_KIN = f"(?:{'|'.join(WORDS['kin'].split())}|奶奶)"
_ADMITTED = (
    rf"(?:我们?家?|^\W*)的?{_KIN}(?:自己|也|都|后来|刚才)*(?:[说讲]|承认)了?(?:确实|的确|真的?)*"
    rf"是(?:我们?家?|自己|他|她|{_KIN})(?:自己)?[扔倒养停放堆弄搞做]的?[吧啊呀]?\W*$"
)
"""The writer's own kin say that it was they."""
_ACCEPTED = (
    r"^\W*(?:那|这|确实|也|就|的确|真的?|都)*是(?:我们?|我们?家|自家|本人)的?(?:[扔倒养停放堆]的?)?[吧啊呀]?\W*$"
    r"|扣就扣|怪不得|难怪|^\W*就这样|^\W*(?:我们?家?)?(?:已经?|都|也)*改(?:正|好|过来?)?了\W*$|^\W*(?:已经?|都|也)*(?:处理|解决|改|加|退|补)(?:完|好|掉|正|回来?|过来)+了\W*$|知错|认错"
    r"|对不[起住]|不好意思"
    r"|^\W*(?:(?:是的?|对的?|好的?|嗯|没关系|没什么|没问题|无所谓|应该的?)\W*)+$|^\W*(?:是)?(?:我们?|自己)错了?\W*$"
    r"|(?:我们?家?|自己|确实)(?:是|也|真的?|确实)*(?:[做弄扫搞]|打扫|整理)得?(?:不好|不到位|不干净|差)\W*$|没做好\W*$"
    r"|(?:下次|以后|今后|下回|往后)(?:会|要|我们?|保证)*(?:一定|好好|[扫弄搞清管]|打扫|做好|不[再会])|保证(?:会|要"
    r"|一定)"
    r"|^\W*(?:谢谢|感谢|多谢)(?:你们?|村里|领导|书记|大家)?(?:帮忙?|给我)?(?:改|处理|更正|解决|加|退|照顾|理解|关心)"
    r"|(?:下次|以后|今后)(?:会|一定|我)*(?:注意|改)|^\W*没[了啦]\W*$|"
    r"(?<!不)[扣记评说讲做]得(?:都|很|也)?(?:对(?!不)|没错|没问题|应该|有道理)|^\W*(?:是|应|也|确实)*该扣的?\W*$"
    r"|^\W*(?:是|确实|的确|真的?)+(?:我们?家?|自己|也|还)*没有?(?:打?扫|整理|清理?|收拾|分类?)(?:干净|好)?的?\W*$"
    r"|(?:^|(?:明白|知道|晓得|收到|看到|谢谢|好的?|嗯)了?[,，。;；\s])\W*(?:那|这)?(?:也|都|确实|的确)?(?:是|扣得?)?的?(?:对|没错|正确|应该|应当)的?[吧啊呀了]?\W*$|我们?(?:也|都"
    r"|就)?(?:接受(?!不)|服气?了|认了|认账|认罚|认\W*$)"
    r"|想通了|(?:我们?|我家|^\W*|[,，。;；\s])(?:也|都|现在|就)*(?:没有?|无)(?:什么|啥)?(?:意见|异议|话说)(?:了|的)?\W*$"
)
_SETTLED = (
    rf"{_CLAUSE}没事[了儿]+|^\W*(?:这?件?事情?|问题|已经?|都|村里|村上|书记|干部|跟|和|我|们)*(?:解决|处理好"
    rf"|[说谈讲]好|[说搞弄]清楚)了?\W*$"
    r"|(?:你们|村里|给我|帮我|分数?)(?:也|都|已经?|后来|给我)*(?:改|更正|加|退|补|还)(?:过来|回来|好|正)了"
    rf"|{_CLAUSE}不(?:提|异议|追究|计较|争|较真|想|打算|需要|用|必|要|再|说|管|报|申报|申诉|办|弄|麻烦)+(?:你们|这个|它"
    rf"|处理|回复|管)*了"
    r"|不(?:用|必|要)(?:管|理|改|撤|退|加|还|处理|回复|看|查|回)(?:它|我)?了?\W*$|算了(?!.{0,2}分)|^\W*(?:是|原来|一场"
    r"|个)*误会了?\W*$"
)
_OF_NO_ENTRY = r"不是我(?:想|要)(?:[问查找看要说]|知道)(?!.*扣)"
"""About the answer, and not about an entry."""
_LATER = (
    rf"^\W*再(?:说|讲|议)[吧了]?\W*$|{_CLAUSE}(?:先|暂时|暂)(?:放(?:一?放|着)|缓|等等|等一?下|别(?!扣)|不(?:提|报"
    rf"|说|弄|办|申|撤|管|要|用|急))(?:一下|一缓|再说|了|吧)*\W*$"
    "|(?:明天|后天|以后|下次|改天|回头|过几天|到时候?|等等|等会儿?|迟点|晚点)再(?:说|讲|提|报|看|弄|办|发|去|来)"
    r"|^\W*(?:我们?|先|等|让|回去|回头)*(?:看|问|想|考虑|商量|打听)(?:看|问|想|一下)*(?:好|清楚)?了?再(?:说|讲|议|定|提)[吧了]?\W*$"
    "|再(?:想想|考虑|看看|说吧|商量|问问)|我们?(?:先|再|去|要|想|回去|得|还)*(?:问问|问一下|商量|想想"
    "|考虑)(?!.*(?:为什么|怎么|凭))"
)
_IN_FUN = (
    r"^\W*(?:我们?|就|只是|是|刚才|刚刚|随便|跟?[你您]们?)*(?:[说闹发逗写]着?(?:[你您]们?)?玩|开(?:个|的)?玩笑|玩玩|试一?试|试一下|测试"
    r"|随便[说写问发看试])(?:儿|[说写问发看试]|一下|而已|罢了|的|了|呢|啊|哈)*\W*$"
)
_GIVEN_UP = re.compile(f"{_SETTLED}|{_LATER}|{_IN_FUN}")
_SECOND_THOUGHTS = re.compile(f"{_OWN_MISTAKE}|{_OF_NO_ENTRY}|{_ADMITTED}|{_ACCEPTED}|{_GIVEN_UP.pattern}")


_MORE_SIGNS = re.compile(r"(?<=\W\W)\W+")
"""Of a run of signs two are enough: a clause may begin at each, and would look through all that follow."""
_ACKNOWLEDGED = re.compile(rf"(?:\W|{FILLER}|处理|收到|看到|知道|明白|晓得|已经?|都|答复|回复|解释)++")
"""Thanks and no matter."""


def has_second_thoughts(words: str) -> bool:
    """Whether the writer gives up, accepts, puts off or only thanks; what stands behind a 但是 is what is meant."""
    said = _said(words)
    return bool(_SECOND_THOUGHTS.search(_BUT.split(said)[-1]) or (squeeze(said) and _ACKNOWLEDGED.fullmatch(said)))


def gives_up(words: str) -> bool:
    """Whether the writer wants nothing done, or not now: no answer to what was asked."""
    return bool(_GIVEN_UP.search(_BUT.split(_said(words))[-1]))


def _said(words: str) -> str:
    return _MORE_SIGNS.sub("", everyday(words))
