"""Whether words say what is wrong with an entry: they contradict it, or tell how it was."""

from __future__ import annotations

import re

from sms.understanding.others import SURNAMES

_DISPUTED = re.compile("扣|冤|不是|明明")
_CONTRADICTS = re.compile(
    "不是|没(?!意思|劲|事|$)|冤|错|有误|失误|误[会判记扣]|明明|为什么|怎么(?!样)|凭|哪有|哪里(?:有|来)|胡说|瞎|假的"
    "|不该|不应|不对|不符|不属实|不合|不公|不服|不认|不知|不在|不会|不可能|不养|不住|不(?:同意|接受|承认|满意|能|算)"
    "|无(?:关|中生有|理|辜)|从来|从未|未(?:曾|经)|重[复了新]|多扣|[少漏][加记算给]|扣[多重]|乱[扣记写]|欺|太[多重高]|过[分重]"
    r"|(?:^|\W|[我也都早就])(?:[分扫清拆搬倒整收卖扎关修弄运拔割补擦洗杀]|处理|打扫)了"
    "|不(?!错|清楚|想|说|了解|$|用|必|要|明白|懂|知道|客气|好意思|急|忙|舒服|早|见|送)|核[实对查]|复[查核]|更正|改[回正]|删|撤销|退回|还我"
)
_TELLS = re.compile(
    r"了|过(?!年|节)|着|的(?:\W|$)|好|完|掉|干净|被|让|是|早就|已经?|只|才|刚|又|还|都|在(?!吗)|有"
    "|出[差门]|住院|上班|外地|生病|下[雨雪]|刮风|过路|隔壁|邻居|别人|人家"
)
_SHORTEST = 3
"""Characters of a plain reason."""
_CHAT = re.compile(
    r"^\W*求|求求|拜托|行行好|^\W*我?(?:现在|正)*在(?:开会|忙|开车)\W*$|天气|吃[饭了过]|睡觉|过年|过节|快乐|生日|坐坐|喝[酒茶]|打牌|打麻将|看戏|聊聊?|再见|拜拜|新年|恭喜|在[吗么]"
    r"|[你您]好|^\W*(?:书记|村长|主任|组长|队长|领导|干部|同志|大家|各位|老师|[大阿]?[爷姨妈叔伯哥姐])们?好\W*$"
    r"|^\W*(?:我们?|要|想|去|再)*[找叫喊](?:书记|村长|主任|组长|干部|领导|你们|人)[^,，。]{0,4}\W*$"
    rf"|^\W*我?(?:是|叫|姓)(?:[0-9]+[-组]?[0-9]*[号户]?的?)?[{SURNAMES}][^\W的了]{{0,2}}\W*$"
    r"|看着[办加来]|有空|没空|没钱|^\W*好[的了吧]|不错|知道|[查看]一?下|[想要问]一?下"
)
_LATIN = re.compile(
    r"\b(?:bu ?(?:shi|dui|zai|gai)|mei(?:you)?|cuo|yuan ?wang|wei ?shen ?me|ge ?bi|lin ?ju"
    r"|not|no|never|wrong|mistake|isnt|wasnt|didnt|why|neighbou?r)"
)


def contradicts(said: str) -> bool:
    """Whether everyday words say that something is wrong, and not only how it was."""
    return bool(_CONTRADICTS.search(said)) and not (_CHAT.search(said) and not _DISPUTED.search(said))


def is_reason(said: str) -> bool:
    """Whether everyday words contradict, or are a plain statement and no small talk."""
    if _CHAT.search(said) and not _DISPUTED.search(said):
        return False
    told = len(re.sub(r"\W", "", said)) >= _SHORTEST and _TELLS.search(said)
    return bool(_CONTRADICTS.search(said) or _LATIN.search(said) or told)
