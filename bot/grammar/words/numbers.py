"""What in the words of a line may be an amount, although it was not read as one."""

from __future__ import annotations

import re

from bot.grammar.words.amounts import NOT
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.measure_words import COUNTED

_HAN = "[一二两三四五六七八九十]"
_N = "[0-9零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾]"
_ALONE_FROM = rf"(?:^|(?<=[{SEPARATORS}]))"
_ALONE_TO = rf"(?=[{SEPARATORS}]|$)"
_PARTS = (
    r"半分(?!钟)|[扣减加]?一半(?![天夜年月个])",
    rf"负\s?{_N}",
    rf"{_ALONE_FROM}{_N}+点{_ALONE_TO}",
    rf"(?<![一二三四五六七八九十百点])[零〇]分|{_ALONE_FROM}(?:[零〇]+|半){_ALONE_TO}",
    rf"{_N}+分半|{_N}+点[0-9零一二三四五六七八九]分",
    rf"百分之|{_N}+分之{_N}*|[0-9]+(?:\.[0-9]+)?%",
    rf"{_ALONE_FROM}[扣减加罚]?(?:(?:{_N}+|[双翻加几])[成倍档折元圆]|[减扣打对]半|[弌弐弍弎壱])[扣减加罚]?分?{_ALONE_TO}",
    rf"[扣减]到\s?{_N}",
    rf"{_HAN}\s?[+*×加乘]\s?{_HAN}",
    r"[0-9]+\s?[/⁄]\s?[0-9]+|[0-9]+e[0-9]+|[0-9]+\.[0-9]+分?",
    r"[0-9]+\s?(?:[-~]|到|至)\s?[0-9]+\s?分",
)
"""Half points, parts (``三成``, ``双倍``), sums and ranges."""
_VAGUE = (
    r"(?:若干|几|多少|好多|数|(?<![\u4e00-\u9fff])[仨廿卅])分(?![钟类])",
    rf"(?:[0-9]+|{_HAN})个分(?!钟)|[个一]把分",
    rf"{_ALONE_FROM}(?:老规矩|老样子|照旧|同[上前]|看着办|[同照按跟和]?上[次回]的?(?:一样)?)扣?{_ALONE_TO}|{_ALONE_FROM}按(?:规定|标准)扣{_ALONE_TO}",
    rf"{_ALONE_FROM}(?:(?:[多少轻重]|酌情|适当|看着|随便)[扣减加罚](?:一?[点些])?|[扣减加罚]一?[点些])分?{_ALONE_TO}",
)
"""``个把分``, ``多扣点``, ``老规矩``: how many, the line does not say."""
_LETTERS = (
    r"(?<![A-Za-z0-9])[0-9]*[lIOo|][0-9lIOo]*分",
    r"(?<![A-Za-z0-9])(?:[lO]|[IVX]+)(?![A-Za-z0-9])",
    r"(?<![A-Za-z0-9])(?:[0-9]+[lIOo][0-9lIOo]*|[lI][0-9]+)(?![A-Za-z0-9])",
    rf"{_ALONE_FROM}(?:[A-Za-z]{{1,2}}|(?:yi|er|liang|san|si|wu|liu|qi|ba|jiu|shi)(?:fen)?|one|two|three|four|five|six|ten){_ALONE_TO}",
)
"""``l`` and ``O`` where a digit should be, and numbers in letters."""
_LONG = r"(?<![0-9])(?!1[3-9][0-9]{9}(?![0-9]))[0-9]{10,}"
NO_AMOUNT = re.compile("|".join((*_PARTS, *_VAGUE, *_LETTERS, _LONG)))
"""Amounts that are no whole number, wherever they stand."""
OF_VERB = re.compile(r"[罚共计得负给各判][0-9]{1,3}")
"""``罚2``: said of points, unless it is the code of a village's item."""
GLUED = re.compile(
    rf"[^0-9A-Za-z\u4e00-\u9fff]*(?:[0-9]{{1,3}}(?![0-9点]|[.:][0-9])(?!(?:[-~、][0-9]+)?{COUNTED.pattern}|[个块份点粉芬]$)(?!分)|[0-9]{{1,3}}[个块份点粉芬]$|{_HAN}{{1,3}}[份粉芬纷]$|十分$"
    rf"|(?!一[不太乱]|三不管){_HAN}{{1,3}}(?=[{NOT}很太乱]))"
)
"""``2扔了``, ``2f``, ``2块``, ``三没扫``: the number counts nothing, so it may well be the points."""
UNCOUNTED = re.compile(
    rf"(?:[0-9]{{1,3}}|{_HAN})个点(?!钟)|[扣减加][了掉去]?{_HAN}{{1,3}}分|(?<![十百])[一二两三四五六七八九]分(?![之钟类别开散割辨])"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?<![一二两三四五六七八九十百第老])[二两三四五六七八九十]{_ALONE_TO}"
)
"""``没扫两分``, ``没扫两``: numerals within a word that count nothing; figures are ``accounted`` for."""
IN_FRONT = re.compile(
    rf"(?:{_HAN}{{2,3}}(?=[{NOT}])|[扣减加][了掉去]?{_HAN}{{1,3}}分|(?:[扣减加][了掉去]?)?[0-9]{{1,3}}分(?![钟之类])|[+-][0-9]{{1,3}}(?![0-9.:/%-]))(?!{COUNTED.pattern})"
)
"""``扣2分很脏``, ``-2没扫``: the amount comes first."""
MEASURED = re.compile(
    f"、[0-9]{{1,3}}{COUNTED.pattern}"
    "| (?:个?小时|分钟|毫升|次(?![次品序日])|天(?![天井黑亮气台热冷])|袋(?![子装口里])|公?斤|吨|筐|棵|辆|亩|平?米|平方"
    "|[桶包箱车瓶堆只](?=[ ,、。]|$|垃圾|的))"
)
"""``2 小时``, ``3 天没扫``, ``5、6袋``: the number in front may be either."""
TO_ITEM = re.compile("[0-9]{1,3}(?:[多几]|里[外面头边]|堆[了着满])|[+-][0-9]{1,3}(?![0-9.:/%-])")
"""``3多次``, ``1堆了3袋``, ``-2本月第2回``, glued to the item: it may count, or be the points."""
LED = re.compile(
    rf"(?:[扣减][了掉去除分]?|加(?=[0-9]+(?!{COUNTED.pattern}))|(?:^|(?<=[{SEPARATORS}]))[+-])\s?[0-9]{{1,3}}(?![0-9:]|[.][0-9])分?"
    r"|(?<![0-9第牌路弄])[0-9]{3,}(?=[月日号])"
)
"""``扣1几袋``, ``-2本月第2回``, ``311月20日``: an amount that something is glued to."""
DAY_OR_PART = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}")
"""``9/5``, ``1.5``: a day or a part of a point."""
NOT_ALL = re.compile(
    rf"起(?![来床火哄])|以[上内]|左右|不到|上下(?![楼学班])|封顶|\s?[*x×]\s?[0-9]"
    rf"|(?:多|{_HAN}|\s?每[处次个桶袋人天]|\s次){_ALONE_TO}"
)
"""``1分起``, ``1分*2``, ``两分五``, ``2分每处``: more is said about the amount than its number."""
NO_EXACT = re.compile(
    rf"(?:至少|最少|起码|最多|顶多|至多|不超过|不少于|不止|超过|每天|每次|每[桶袋包处个堆件只棵人])(?:要|得|应该?)?[扣加减罚]?\s?{_N}{{1,3}}\s?分(?![钟之类])"
    rf"|分{_N}{{1,2}}[次期回个]月?[扣加减罚记算]"
)
"""``至少扣3分``, ``每天3分``, ``分两次扣``: no amount of one entry."""
TOTAL = re.compile(
    rf"(?:一共|总共|共计?|合计|总计|[合加]起来)(?:[扣减加罚记]?\s?{_N}{{1,3}}\s?分|[扣减加罚记]\s?{_N}{{1,3}}{_ALONE_TO})"
)
"""``一共4分`` of several households: what each of them gets is not said."""
GIVEN = re.compile(rf"{_ALONE_FROM}[补还退返奖送免](?:还|给|回|去|掉|他|她|它|你|了)*\s?{_N}{{1,3}}\s?分(?![钟之类])")
"""``补1分``, ``还他1分``: neither of the two verbs, so that nobody knows which way."""
TIMES = re.compile(
    rf"(?!一点){_N}{{1,3}}(?:[次遍回趟]|[个点块元毛角份档](?=[没未不又])|[多几来]?[袋包桶箱筐车堆只件处瓶罐捆](?![物放积里]))"
)
"""How often, or of how much (``1袋没分``), right behind the item."""
CORRECTED = re.compile(
    rf"(?:改[成为]?|更正为?|应该?[是为扣加]|不是|算|[满总]分)\s?:?\s?[扣加减]?{_N}{{1,3}}\s?分(?![钟之类])"
)
"""``(改:2分)``, ``(满分10分)``: another amount than the one before."""
ON_CODE = re.compile(r"[0-9][0-9]+[\u4e00-\u9fff]*")
"""``环4511月20日``, ``环225号``: where the code ends, and the number behind it begins, nobody can tell."""
_NONE = r"空[白着]?|[略无缺]|待[定填]|[未没不][填写]|[未没]定|未知|不[详明]|暂[无缺]|[×xX]{2,}|(?i:null|none|nil|nan)"
_OPEN, _CLOSE = r"[(\[【〔「\"'“‘]", r"[)\]】〕」\"'”’]"
_EMPTY = rf"{_OPEN}\s*(?:{_NONE})?\s*{_CLOSE}|[□▢☐○]+"
LEFT_BLANK = re.compile(
    rf"[{SEPARATORS}]*(?P<mark>[-+*_=]++(?!\s?[0-9])|{_EMPTY}|(?:[~…?/]+|[.]{{3,}}|{_NONE}){_ALONE_TO})"
)
BLANK_IN_FRONT = re.compile(rf"[{SEPARATORS}:]*(?P<mark>_++|(?:{_EMPTY}|{_NONE}){_ALONE_TO})")
BLANK_AT_END = re.compile(rf"[\s,](?P<mark>[-_=]+|{_EMPTY}|{_NONE})\s*$")
"""``-- 堆物``, ``-堆物``, ``() 堆物``, ``无 堆物`` right behind the item: a figure may be missing, not the full points.

The second is the same in front of the item, behind a household or before it (``3-12 空白 垃圾 没分类``), where a dash
only parts; the third at the end of a line: ``堆物 ()``, ``堆物 空白``.
"""
HALF = re.compile(r"半(?!天|夜|年|月|个|小|路)")
VAGUELY = re.compile("仨|十来|几|个把|[0-9]+多|些|一些|一点点?|一点儿|少许|适当|酌情|如上")
"""Alone, in a line without points: hardly a reason."""
SOME = re.compile(
    rf"(?:一?些|一?点点|一?点儿|一?丁点)(?:分|[{NOT}].*)?"
    rf"|(?!一[时样度面片])[零〇一二两俩三四五六七八九十百千]{{1,4}}(?:{COUNTED.pattern}[时斤米方里]?|分钟|角)"
)
"""Where the points should be: no number (``一点点没分``), or one in characters that counts something (``五毛``)."""


_SORTING = "没未不乱要会该好难懂去来再别必混干湿区划瓜部过充水成身工积扣加减罚记评公学得百千万平均满总给打"
FEN = re.compile(
    rf"(?<![{_SORTING}十])(?<![点时][0-9一二三四五])(?<![点时].[0-9十一二三四五六七八九])分(?![类开拣错清好装投钟贝家户手米之析配明化别不工散区])|十分{_ALONE_TO}|{_N}[份粉芬纷]{_ALONE_TO}"
)
"""``意分``, ``两粉``: 分, or what sounds like it, that is part of no other word."""


def could_be_points(plain: str) -> bool:
    """Whether a text with all arguments blanked out still holds what could be an amount."""
    return any(pattern.search(plain) for pattern in (NO_AMOUNT, NO_EXACT, UNCOUNTED, _ALONE))


_ALONE = re.compile(
    rf"(?<![0-9.点时:第#])[0-9]{{1,4}}(?=[{SEPARATORS}]|$)|(?<![\u4e00-\u9fff]){_HAN}{{1,3}}(?=[{SEPARATORS}]|$)"
)
"""A number that stands alone."""
