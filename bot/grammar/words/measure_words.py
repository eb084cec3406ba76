"""Measure words: what a number may count (``3 袋``), so that it is no points."""

from __future__ import annotations

import re

COUNTERS = (
    "毫克只袋个次处天户人块堆条棵平米吨斤月日点号年桶包箱头辆间片位名盆根张把件样时秒元毛度楼层亩"
    "捆垛摊滩坨串架宗艘畦缸坛罐箩铲锹"
    "桌种面株口家组厘公里岁周季小多几车套座盒瓶遍趟回步幢栋排筐担筒页本台部双对顶扇杯碗盘颗粒滴"
    "盏幅句段股枚项例批方节支笔寸尺丈顿篮篓壶匹尾封届层卷圈"
)
"""As a class of characters."""
_NO_COUNTER = (
    "[桶袋箱盆]里|条件|只[有是要管顾会]|口[角水头]|点[名火燃]|张贴|根本|对面|本来"
    "|桌[子上面椅]|面子|元旦|时[常间]|日常|家[具电]|头发|间隔|把守|包[装括裹]"
    "|小(?![时袋桶包箱瓶盒盘碗杯块堆片罐筐把节篮捆车])|公(?![斤里分顷])|厘(?!米)|毫(?![升米克])|天[井台花]|周[边围]|家禽|平房|口罩|车[辆子位库棚道]|盆景"
    "|项目|例[如行]|批[评准]|方[便式法向面才案]|节[约日省]|支[持书部架付撑]|股份|段落|笔记|篮球|尾随|封[堵条闭路住]|圈[养地占起]"
)
"""Words that begin with what may count."""
_UNITS = "(?:ml|cc|cm|mm|km|kg|mg|[mgL℃])(?![A-Za-z0-9])"
_IN_COPIES = (
    "报纸|杂志|传单|宣传|资料|材料|文件|合同|协议|承诺|倡议|通知|告知|问卷|表(?!现)|名单|手册|礼|奖品|物资|慰问|爱心|保险|保单"
    "|外卖|盒饭|快餐|早[饭餐]|[午中晚]饭|饭|菜(?![地园场])|水果|月饼|粽子"
)
COUNTED = re.compile(rf"(?:(?!{_NO_COUNTER})[{COUNTERS}](?![物放积理])|{_UNITS}|份(?=(?:{_IN_COPIES})))")
"""份 is also what 分 sounds like: ``3份报纸`` counts, ``3份堆物`` are points."""
LIST_COUNTED = re.compile(rf"(?:[、,][0-9]+)*(?!\s+把)\s*{COUNTED.pattern}")
"""``3、4 袋``; the 把 of ``2 把路灯砸了`` counts nothing."""
