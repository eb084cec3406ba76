"""A word that may name somebody where a question for figures says whose they are: 水根积分, 积分 美英, 儿子排名.

Whether anybody is called so, the roster says. It may be any word, so nothing hangs on it but a sentence more.
"""

from __future__ import annotations

import re

from sms.understanding.concepts import WORDS, concepts_of
from sms.understanding.names_by_sound import TYPED_FIGURE, is_other_word
from sms.understanding.phrases import core, squeeze
from sms.understanding.pieces import TYPED
from text.pinyin import spell

_KIN = f"(?:我们?|咱|[大小阿])?(?:{'|'.join(sorted(WORDS['kin'].split(), key=len, reverse=True))})"
_SCORE = "积分|分数|得分|总分|明细|记录|排名|名次|余额"
_WHAT = rf"(?:的?(?:{_SCORE})|的分|(?:现在|今年|还|总共|一共)?(?:有|得|剩)?(?:多少|几)个?积?分|排?第几名?|排名第几)"
_HOW_MUCH = "(?:是|有|还剩|剩|现在)*(?:多少|几分|几多|第几名?|怎么样)?(?:个?积?分)?"
_LOOK = "(?:查|看|问|了?解|想|要|知道|晓得|告诉我|一下|下)*"
_HOME = "(?:(?P<home>家里?头?|户)(?:一?共|总共)?(?:[扣加]了?(?=多少|几))?)?"
"""By which somebody's household is named: 水根屋里的分, 水根家里扣了几分."""
_BEFORE = re.compile(rf"{_LOOK}(?:(?P<kin>{_KIN})|(?P<name>[\u4e00-\u9fff]{{2,3}}?)){_HOME}{_WHAT}{_HOW_MUCH}")
_BEHIND = re.compile(rf"{_LOOK}{_WHAT}(?:(?P<kin>{_KIN})|(?P<name>[\u4e00-\u9fff]{{2,3}}))")
_NO_NAME = re.compile(
    "[我你您他她它咱俺伲侬自己的了吗呢么吧啊是有没不别多少几什怎哪谁查看问瞅瞧请帮要想能会可以为和还再都也就在到从给把被让这那本每各全总]"
    "|[加扣减分户家村组月年季日周号排名第得换兑领申报退一二三四五六七八九十百千零〇两]|情况|账[上户]|档案|屋企"
    "|最|昨|[之以从]前|[上本]次|刚才|星期|早上|过去|[镇队]里|镇上|生产队|实时|实际|更正|正式|统计|基础|同志|党员|党建|咨询|助手|老子"
)
"""What no name has in it."""
_CLAUSE = re.compile(r"[\s,，。;；!！?？]+")
_LENGTHS = (2, 3)
_TYPED = re.compile(rf"(?:cha ?(?:yi ?xia ?)?)?(?P<name>[a-z]+(?: [a-z]+)?) ?(?:jia ?)?(?:de ?)?{TYPED_FIGURE}")


def given_name(plain: str, said: str) -> str | None:
    """The word, of a normalised text and its everyday form; in pinyin written together."""
    if plain.isascii():
        return _typed(plain.lower().strip(" .,!?"))
    words = core(squeeze(said))
    if found := _BEFORE.fullmatch(words) or _BEHIND.fullmatch(words):
        return _name(found)
    clauses = (_BEFORE.fullmatch(core(squeeze(clause))) for clause in _CLAUSE.split(said))
    return next((name for found in clauses if found and found["home"] and (name := _name(found))), None)


def _name(found: re.Match[str]) -> str | None:
    if found["kin"]:
        return found["kin"]
    name = found["name"]
    return None if _NO_NAME.search(name) or any(concepts_of(name)) else name


def _typed(plain: str) -> str | None:
    asked = _TYPED.fullmatch(plain)
    if asked is None:
        return None
    syllables = [one for word in asked["name"].split() for one in TYPED.findall(word)]
    return "".join(syllables) if len(syllables) in _LENGTHS and not is_other_word(syllables) else None


def calls(name: str, head: str) -> bool:
    """Whether a head of a household is called exactly so: by the whole name or the given one."""
    return name in (head, head[1:])


def may_call(name: str, head: str) -> bool:
    """Whether a head may be called so: by what sounds like it, or by a pet name (小军)."""
    sounds_alike = spell(name) in (spell(head), spell(head[1:]))
    pet_name = len(name) == _LENGTHS[0] and name[0] in "小阿老" and head.endswith(name[1])
    return sounds_alike or pet_name
