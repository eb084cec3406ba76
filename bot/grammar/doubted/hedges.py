"""Words with which a clause begins whose truth the speaker leaves open: ``好像没分类``, ``听说偷倒``, ``八成没扫``.

A language has few of them, so that they are listed, and what follows is not looked at but where it makes another word
of them (应该分的没分, 没准备) or a rough number (大概三袋).
"""

from __future__ import annotations

import re

from bot.grammar.doubted.pieces import parts_of

_IN_FRONT = (
    "(?:(?:我们?|也|都|又|还|[他她]们?家?|[这那]家|家里|[今昨前]天|昨晚|[早晚]上|[上下]午"
    "|看来|想来|依我看|我[看想])[,，]?){0,2}"
)
_GUESSED = (
    "应该(?![分拆扫清放整改还盖做])|应是|没准(?![备时])|大概率?|大约是|大[致体]上?|差不多是|多半(?![桶袋筐箱车天年个])|恐怕|怕是|只怕|想必"
    "|估[摸计](?!划)着?|兴许|也许|或许|许是|[指说保]不[定准齐]|备不住|[搞弄]不好|[八九]成(?![新熟])|十有八九|十之八九|八九不离十"
    "|(?:很|极|极有|有)?可能(?![引造导会倒伤]|有[火危隐])|像是|好像(?!一[座个片堆]|垃圾[场站堆])|似乎|貌似|仿佛"
    "|看(?:样子|起来|上去)(?![很太挺不脏]|乱(?![倒扔贴堆停丢放]))|看来(?![宾人客访])"
    "|[看瞧]着像|感觉(?:像|是)|我(?:觉得|感觉)|疑似|猜(?![拳谜疑忌])|推测|难道|莫非|[吃拿]不准|说不好|难说"
    "|(?:不知道?|不晓得|不确定|不清楚|没看清)是不是"
)
_HEARD = (
    "据(?:说|称|传)|传闻|听说(?![了后要扣])|听(?:别人|人家|人|邻居)[说讲](?!了)"
    "|听[^\\W不没人别邻]{2,3}(?:说|讲(?![课座话解学故]))(?![了过也还都后要就])"
    "|(?:[有别旁]人|人家|邻居)[说讲](?![他她了过]|不听|[两几]句|[就还也])"
)
_NUMBER = "(?:[0-9]+|好?几|[一二两三四五六七八九十百千半]{1,4})"
_COUNTED = "[袋桶包箱车堆筐盆只个块条根棵平方米亩斤吨天次小时点分户家人处]"
_ROUGHLY = rf"(?!\s?(?:有|[\u4e00-\u9fff]了)?{_NUMBER}[多来几]?\s?{_COUNTED})"
_HEDGE = re.compile(rf"{_IN_FRONT}(?:(?:{_GUESSED}){_ROUGHLY}|{_HEARD})")


def hedged(reason: str) -> str:
    """The first clause of a reason that begins so; "" where none does."""
    return next((part for part in parts_of(reason) if _HEDGE.match(part)), "")
