"""Which number helps at once where a text tells of an emergency: 110, 119 or 120."""

from __future__ import annotations

import re

from sms.understanding.phrases import everyday

_FIRE = "着火|起火|失火|火灾|烧起来|冒(?:黑|浓)?烟|冒火|[煤燃]气味|(?:煤气|燃气|瓦斯|液化气).{0,2}漏|爆炸"
_HURT = (
    "昏|晕(?:倒|过去)|不省人事|断气|中风|[流出]血|骨折|骨头断|断了(?:骨|腿|手)|心脏病|胸口(?:痛|疼|闷)|喘不|[吸呼]不[上过]"
    "|触电|喝了?农药|中毒|溺水|掉[进到]?河|落水|摔(?:得|断|伤|破)|起不来|爬不起|动不了|救命|(?:人|老伴|爷爷|奶奶|爸|妈|老[头太][子婆]?)快?不行了|车祸|撞[了伤人]"
    "|不想活|活不下去|自杀|想不开|轻生|寻死|寻短见|[跳投]河|跳楼|跳井|上吊|活着没(?:意思|劲)|死了算了"
)
_CRIME = "小偷|贼|被[偷抢打骗]|抢劫|抢[了走]|砍人|持刀|拿刀|打伤|诈骗|走丢|走失|失踪"
_SAFE = re.compile("住院|出院|医院里|好了|去年|上个月|以前|那年|规则|规定|申报|异议|否决")
"""Told of afterwards, or in good hands."""
_POINTS = re.compile("(?<!十)分(?!钟)")
"""What is said of them in the same breath is no emergency: 车祸扣分吗."""
_DISPUTE = re.compile("(?:昨[天日晚]|前天|那[天次]|当时|上次|上周|上星期).*扣|扣.*(?:那[天次]|当时|上次)")
"""What was the matter when points were taken off: 那天我妈昏倒了，凭什么扣分."""
_BREATH = re.compile(r"[\s,，。;；!！?？、]+")
_NUMBERS = [
    (re.compile(rf"(?<![没不防])(?<!没有)(?:{words})"), number)
    for words, number in ((_FIRE, "119"), (_HURT, "120"), (_CRIME, "110"))
]


def emergency_number(plain: str) -> str | None:
    """The number to be called first; None where nothing is urgent."""
    said = everyday(plain)
    if _SAFE.search(said) or _DISPUTE.search(said):
        return None
    urgent = " ".join(breath for breath in _BREATH.split(said) if not _POINTS.search(breath))
    return next((number for pattern, number in _NUMBERS if pattern.search(urgent)), None)
