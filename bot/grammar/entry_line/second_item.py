"""A second item of which a line says something: whose points they are is asked (``垃圾没分类。卫生差。扣1分``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grammar.records import Lexicon
from bot.grammar.words.clauses import begin_of_subject, is_subject
from bot.grammar.words.tokens import Kind, Token

_ALSO = re.compile("[也又还]")
_BAD = "差脏乱臭很太"
"""Where what is said of the first item may end within a word: ``卫生差垃圾没分类``."""
_OF_ANIMAL = re.compile(
    "[狗猫鸡鸭鹅鼠][^,;。没未不乱散]{0,3}(?:翻(?!墙)|扒|叼|啄|刨|拱|掏|扯|[咬抓撕]破|拖[得出了]|衔)"
    "(?![^,;。]*(?:人家|别人|邻居|[菜苗秧田花树衣裤]|(?<![一满遍])地))"
)
"""``没分类，狗翻出来`` tells how it came about, and of no animal that was not kept: 狗没拴, 鸡刨菜地."""
_GOES_WRONG = re.compile("[横外漫流溢淌倒排洒撒丢扔漏烂破坏断堵塞占]|(?<!垃圾)(?:[满遍成堆]|[到四随]处)")
"""What may follow the name of an item in a later clause that is about it: ``污水横流``; not ``卫生没扫，垃圾满地``."""


def second_items(item: Token, behind: Sequence[Token], lexicon: Lexicon, *, added: bool) -> Iterator[Token]:
    """Those of the tokens ``behind`` an item that speak of one, maybe the same; 又 or something else must part them.

    Where points are ``added`` for a merit, an obligation is what was done: ``志愿 扫路，垃圾分类``.
    """
    of_merit = added and lexicon.is_merit(str(item.value))
    for last, token, after in zip([item, *behind], behind, [*behind[1:], None], strict=False):
        word, later = str(token.value), last is not item
        apart = token.start > last.end or word[:1] in _BAD
        follows = str(after.value) if after and after.start == token.end else ""
        goes_on = follows and (apart or _ALSO.match(follows))
        named = token.kind is Kind.ITEM and (goes_on or (later and lexicon.is_whole_item(word)))
        told = token.kind is Kind.WORD and _speaks(word, lexicon, names=token.tells, apart=apart, later=later)
        if (named or told) and not (of_merit and not lexicon.is_merit(word)):
            yield token


def _speaks(word: str, lexicon: Lexicon, *, names: bool, apart: bool, later: bool) -> bool:
    """Whether a word of the reason is about an item; one that only tells it (狗散养) in a ``later`` clause alone."""
    if names:
        return (apart or _ALSO.search(word) is not None) and _is_about_item(word.lstrip(_BAD), lexicon, later=later)
    return apart and (later or _ALSO.match(word) is not None) and _describes(word, lexicon)


def _is_about_item(said: str, lexicon: Lexicon, *, later: bool) -> bool:
    begin = begin_of_subject(said)
    return any(
        is_subject(said, one) or (later and one[0] == begin and _GOES_WRONG.match(said, one[1]))
        for one in lexicon.items_within(said)
    )


def _describes(said: str, lexicon: Lexicon) -> bool:
    """Whether a later clause begins with what only tells an item: ``狗散养``, ``门口堆柴``."""
    if _OF_ANIMAL.search(said):
        return False
    begin = begin_of_subject(said)
    return any(start <= begin and end - start < len(said) for start, end in lexicon.described_within(said))
