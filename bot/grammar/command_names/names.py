"""Which command a message begins with, by any of its names, and their near misses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.grammar.command_names.addressed import MENTION
from bot.grammar.command_names.bare import (
    are_arguments,
    are_of_village,
    asks,
    begins_with_amount,
    is_entry,
    is_of_household,
    is_sentence,
    is_talk,
    lacks_household,
    only_hints,
    speaks_of_entries,
)
from bot.grammar.command_names.call import Call, Form
from bot.grammar.command_names.name_patterns import name_patterns
from bot.grammar.command_names.near_names import is_short, is_slip, is_spelt, nearest
from bot.grammar.command_names.nicknames import NUMBER_FIRST, OF_SLIP
from bot.grammar.records import Lexicon, Sign
from bot.grammar.words.characters import HAN, LONGEST_ENTRY, SEPARATORS
from bot.grammar.words.household_forms import OF_AT_END, WHOLE_GROUP, household_place
from bot.grammar.words.household_spans import begins_with_household, household_at
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tidy import Tidy, tidy

_LABEL = re.compile(r"\s*户\s?:")
"""Of a form that was filled in: ``户：3-12 项：垃圾``."""
_NUMBER_SIGN = re.compile(r"#\s?[0-9]{1,9}(?![0-9])")
_FOR_A_SLASH = ("、", "\\")
"""What the keyboard has where the slash should be: with nothing but a name behind it (``、排名``) it is no talk."""
_FEW_LETTERS = 3
"""Of which too many other words are one letter away."""
_ONLY_POINTS = re.compile(rf"[\s,]*(?:[0-9]{{1,3}}|{HAN}{{1,3}})\s?分[了!。]*")
"""``扣王建国2分``: the rest is missing, and is asked for."""


class Names:
    """The names of all commands. ``spellings``: those of each command by its Latin name.

    ``bare`` are the commands that a whole entry tells from talk, without the slash, with the sign of its points.
    The ``numbered`` are told from it by a number behind the name, those ``alone`` by nothing. ``nicknames`` are no
    names of theirs, and tell who writes one which command is meant.
    """

    def __init__(
        self,
        spellings: Mapping[str, Sequence[str]],
        bare: Mapping[str, Sign] | None = None,
        numbered: frozenset[str] = frozenset(),
        nicknames: Mapping[str, Sequence[str]] | None = None,
        alone: frozenset[str] = frozenset(),
    ) -> None:
        self._names = {spelling: name for name, of_one in spellings.items() for spelling in of_one}
        self._chinese = {self._names[one]: one for one in reversed(self._names) if not one.isascii()}
        self._words = {name: (*of_one, *(nicknames or {}).get(name, ())) for name, of_one in spellings.items()}
        self._bare = dict(bare or {})
        self._numbered, self._alone = numbered, alone
        verbs = [name for name in self._names if len(name) == 1 and self._names[name] in self._bare]
        self._patterns = name_patterns(self._names, verbs)
        self.find_call = lru_cache(maxsize=256)(self._find_call)
        """The command a message begins with; None for plain chat. It is asked five times about every message."""

    def _find_call(self, text: Tidy) -> Call | None:
        """A Chinese name needs no space after it."""
        mention = MENTION.match(text.plain)
        at = mention.end() if mention else 0
        call = self._patterns.call.match(text.plain, at)
        found = call or self._patterns.slip.match(text.plain, at)
        if found and not call and _LABEL.fullmatch(found[0]):
            found = None
        found = found or self._find_near(text, at)
        if not found:
            between = self._find_between(text.cut(at))
            return replace(between, bot=mention["bot"]) if between and mention else between
        name = self._names.get(found["name"].lower())
        bot = found["bot"] or (mention["bot"] if mention else None)
        rest = text.cut(found.end())
        for_slash = not rest.plain.strip() and found.groupdict().get("mark") in _FOR_A_SLASH
        form = Form.SLASHED if call or mention or for_slash else Form.BARE
        parted = found[0].endswith(":") or rest.plain[:1] in {*SEPARATORS, "", "#"}
        return Call(name, text.typed(*found.span("name")), bot, rest, form, parted=parted)

    def _find_near(self, text: Tidy, at: int) -> re.Match[str] | None:
        """``koufen 3-12``, ``cah 3-12``: letters that mean a command which records points, or are like another's name.

        Three letters are those of its name in another order: AED is no slip of add. Two are a part of it: ``ca``.
        """
        found = self._patterns.latin.match(text.plain, at)
        if found is None:
            return None
        said = found["name"].lower()
        if len(said) < _FEW_LETTERS:
            return found if any(is_short(said, name) for name in self._names) else None
        few = len(said) == _FEW_LETTERS
        meant = (name for name in self.nearest(said) if name in self._bare or is_slip(said, name))
        near = any(not few or sorted(name) == sorted(said) for name in meant)
        return found if near or is_spelt(said, self._names) else None

    def _find_between(self, text: Tidy) -> Call | None:
        """``给3-12扣2分``: the name behind the household or further on; the whole text is what follows it."""
        between = self._patterns.between.match(text.plain)
        found = between or self._patterns.in_sentence.match(text.plain) or self._patterns.at_end.match(text.plain)
        if not found and (behind := self._find_behind(text)):
            return behind
        found = found or self._patterns.of_item.match(text.plain)
        if not found:
            return None
        name, spelling = self._names[found["name"][0]], text.typed(*found.span("name"))
        whom = between["whom"] if between else ""
        return Call(name, spelling, None, text, Form.WITHIN, whom)

    def _find_behind(self, text: Tidy) -> Call | None:
        """``3-12 扣 垃圾 1 没分``: the name between the household and the rest; both are what follows it.

        The same where it stands behind the item (``环2扣3-12``), or begins a later clause.
        """
        of_household = self._patterns.of_front.match(text.plain) or self._patterns.behind.match(text.plain)
        found = of_household or self._patterns.in_clause.match(text.plain)
        if not found:
            return None
        start, end = (text.origin[at] for at in (found.start("name"), found.end()))
        rest = tidy(f"{text.raw[:start]}{' ' * (end - start)}{text.raw[end:]}")
        spelling = found["name"] + (found["points"] or "")
        form, whom = (Form.BEHIND, found["whom"]) if of_household else (Form.LATER, "")
        return Call(self._names[found["name"]], spelling, None, rest, form, whom)

    def is_meant(self, call: Call, *, addressed: bool) -> bool:
        """Whether a command without its slash is one because of whom it was said to.

        ``addressed``: to the bot; otherwise it replies to one of its messages, of which it may need no number.
        """
        if call.is_amid or call.name is None:
            return False
        if addressed:
            return len(call.spelling) > 1 or call.parted or call.rest.plain[:1].isdigit()  # 加油 is talk
        said = len(call.spelling) > 1 or bool(call.rest.plain.strip())
        return call.name in self._numbered and said and call.parted and not asks(call.rest)

    def is_plain(self, call: Call, lexicon: Lexicon) -> bool:
        """Whether it is a command and no talk: it has its slash, a household right behind it, or is a whole entry."""
        match call.form:
            case Form.SLASHED:
                return True
            case Form.LATER:
                return False
            case Form.WITHIN:
                of_household = bool(call.whom) and is_of_household(call.whom, call.rest, lexicon)
                return of_household or is_sentence(call.first_line, self._bare[call.name or ""], lexicon)
            case Form.BEHIND:
                first = call.first_line
                of_household = is_of_household(call.whom, first, lexicon) or lexicon.is_whole_item(call.whom)
                return of_household and not is_talk(first) and is_entry(first, lexicon)
            case Form.BARE:
                return self._is_plain_bare(call, lexicon)

    def _is_plain_bare(self, call: Call, lexicon: Lexicon) -> bool:
        """The same of one in front of what it is about."""
        if call.name is None:
            return self._is_plain_near_miss(call, lexicon)
        if call.name in self._alone:
            return not call.spelling.isascii() and not call.rest.plain.strip()
        asks_for = call.name not in self._bare and len(call.spelling) > 1 and call.parted
        return (asks_for and are_arguments(call.rest, lexicon)) or self._is_plain_slip(call, lexicon)

    def _is_plain_near_miss(self, call: Call, lexicon: Lexicon) -> bool:
        """The same of letters that are no name: ``pia 3组``; what spells a Chinese one may stand alone: ``paiming``.

        Those in the wrong order have any arguments behind them (``jei 10月``), others what only a village has:
        Chen 明天 is talk.
        """
        said, rest = call.spelling.lower(), call.rest.plain.strip(SEPARATORS)
        spelt = is_spelt(said, self._names)
        if not rest:
            return spelt
        if len(said) < _FEW_LETTERS:
            return household_place(rest, 0) is not None or WHOLE_GROUP.fullmatch(rest) is not None
        numbered = spelt and NUMBER_FIRST.match(rest) is not None
        sure = spelt or any(sorted(said) == sorted(name) for name in self._names)
        arguments = are_arguments(call.rest, lexicon) if sure else are_of_village(call.rest, lexicon)
        return numbered or arguments or begins_with_household(rest, lexicon)

    def may_be_meant(self, call: Call, lexicon: Lexicon) -> bool:
        """Whether one that is not plain is a whole entry nevertheless, so that who wrote it is asked."""
        sign, of_points = self._bare.get(call.name or ""), len(call.spelling) > 1
        if sign is None or (call.form is Form.BEHIND and not of_points) or "\n" in call.rest.raw.strip():
            return False
        after_verb, rest = call.form is not Form.WITHIN, call.rest.ends(LONGEST_ENTRY)
        if speaks_of_entries(rest, sign, lexicon, after_verb=after_verb, of_points=of_points):
            return True
        return after_verb and (lacks_household(rest, lexicon) or begins_with_amount(rest, lexicon))

    def _is_plain_slip(self, call: Call, lexicon: Lexicon) -> bool:
        """The same of a name that is spelt right."""
        first = call.first_line
        plain = call.rest.plain.lstrip(f"{SEPARATORS}\n")
        tells = len(call.spelling) > 1 or OF_SLIP.search(plain)  # 撤 2 个岗 is talk
        if call.name in self._numbered and (_NUMBER_SIGN.match(plain) or (tells and NUMBER_FIRST.match(plain))):
            return not asks(first)
        if call.name in self._bare and (is_entry(first, lexicon) or only_hints(first, lexicon)):
            return not only_hints(first, lexicon)
        if call.name in self._bare and is_sentence(first, self._bare[call.name], lexicon, after_verb=True):
            return True
        end = household_at(plain, 0, lexicon) if call.name in self._bare else None
        if end is not None and _ONLY_POINTS.fullmatch(plain, end):
            return not asks(first)
        if read_literal(plain, 0) is None and call.rest.plain[:1] not in {*SEPARATORS, "\n"}:
            home = household_at(plain, 0, lexicon) if call.name not in self._bare else None
            return lexicon.is_head(OF_AT_END.sub("", plain)) or (home is not None and plain[home - 1] in "家户")
        return begins_with_household(plain, lexicon, whole=True)

    def nearest(self, spelling: str) -> list[str]:
        """The commands that an unknown name may mean: Latin names for Latin letters, Chinese ones for all else."""
        found = nearest(spelling, self._words)
        return found if spelling.isascii() else [self._chinese.get(name, name) for name in found]

    def behind_front(self, text: Tidy) -> tuple[Tidy, Tidy] | None:
        """The first line of a message parted where a command stands in it with its slash, and not in front."""
        found = self._patterns.within.search(text.plain.split("\n")[0])
        if found is None or found["name"] is None or not text.plain[: found.start()].strip():
            return None
        return tidy(text.typed(0, found.start())), text.cut(found.start())

    def later_call(self, text: Tidy) -> str | None:
        """The command that begins a later line of a message, which is talk before it; as typed."""
        found = self._patterns.later.search("\n".join(tidy(line).plain for line in text.raw.splitlines()))
        return f"/{found['name']}" if found else None

    def call_within(self, text: Tidy) -> str | None:
        """A command in the middle of a line, with its slash, or right behind another (``/加kou 3-12``); as typed."""
        found = self._patterns.within.search(text.plain)
        return f"/{found['name'] or found['again']}" if found else None
