"""Words that are most likely the name of a person, although no head of a household is called so: 刘德华, 欧阳修."""

from __future__ import annotations

import re

from bot.grammar.words.household_forms import OF_AT_END

_SURNAMES = (
    "李王张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪施俞樊葛奚"
)
_OF_TWO = "欧阳|司马|上官|诸葛|司徒|夏侯|慕容|皇甫|尉迟|公孙"
_NEVER_GIVEN = (
    "没不未无乱堆放扔倒脏臭坏破占停搭养种烧吵打骂闹杂垃圾门口屋后院路边车柴草狗猫鸡鸭鹅猪羊粪灰砖瓦沙板桶袋纸箱瓶"
    "里外上下间了的在是把被给对也都还又很太较重便部户属头桌楼色枝盆坯房线网棚油污害病事酒烟药空组队号分次"
)
"""What yards and reasons are made of, and hardly a given name."""
_NAME = re.compile(rf"(?:{_OF_TWO}|[{_SURNAMES}])(?=[\u4e00-\u9fff])[^{_NEVER_GIVEN}]{{1,2}}")
_BRACKETS = "()[]【】"


def person(word: str) -> str:
    """The name that a word is, without 家 behind it and brackets around it; "" when it is rather something else."""
    bare = word.strip(_BRACKETS)
    name = OF_AT_END.sub("", bare) or bare
    return name if _NAME.fullmatch(name) else ""
