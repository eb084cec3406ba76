"""Which command an unknown name may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz.distance.OSA import distance

from text.pinyin import spell

_SHORTEST_LATIN, _SHORTEST_CHINESE, _SHORTEST_SOUND = 3, 2, 5
"""Letters, characters and letters of their pinyin: what is shorter is like too much else."""
_LONGEST_NAME = 20


def nearest(spelling: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """The commands that are called so as well, begun so, written or sounding nearly so.

    ``words``: by command, all that people call it.
    """
    if len(spelling) > _LONGEST_NAME:
        return []
    return next(filter(None, (_like(spelling.lower(), words, alike) for alike in _ALIKE)), [])


def _like(spelling: str, words: Mapping[str, Sequence[str]], alike: Callable[[str, str], bool]) -> list[str]:
    return [name for name, of_one in words.items() if any(alike(spelling, word) for word in of_one)]


def _sounds_like(spelling: str, word: str) -> bool:
    return spell(spelling) == spell(word)


def _begins(spelling: str, word: str) -> bool:
    return not word.isascii() and word.startswith(spelling)


def is_slip(spelling: str, word: str) -> bool:
    """A letter more or less, or two that changed places; one wrong character of two."""
    shortest = _SHORTEST_LATIN if word.isascii() else _SHORTEST_CHINESE
    return _is_one_off(spelling, word, shortest) or _is_one_off(spell(spelling), spell(word), _SHORTEST_SOUND)


def is_short(spelling: str, word: str) -> bool:
    """Two letters of a name of three, the first among them: ``ca``."""
    of_three = word.isascii() and len(word) == _SHORTEST_LATIN and len(spelling) == _SHORTEST_LATIN - 1
    return of_three and word[0] == spelling[0] and spelling in {word[:2], word[::2]}


def is_spelt(spelling: str, names: Iterable[str]) -> bool:
    """Whether letters are the pinyin of a command's name, long enough to mean nothing else: ``paiming``."""
    if not _SHORTEST_SOUND <= len(spelling) <= _LONGEST_NAME:
        return False
    return any(spell(name) == spelling for name in names if not name.isascii())


def _is_one_off(said: str, meant: str, shortest: int) -> bool:
    return min(len(said), len(meant)) >= shortest and distance(said, meant) == 1


_ALIKE = (str.__eq__, _sounds_like, _begins, is_slip, is_short)
"""How an unknown name may be like a word that people use; what is more alike leaves no room for what is less."""
