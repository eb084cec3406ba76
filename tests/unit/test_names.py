"""Names folded for comparison, one by one and a village's together."""

from __future__ import annotations

import pytest

from text import names
from text.names import folded_name, folded_names, plain_name
from text.normalise import normalise, one_dot

VILLAGE = [
    "王建國",
    "李秀芳",
    "阿依古丽.买买提",
    "阿依古麗•买买提",
    "張 伟",
    "Ｌｅｅ明",
    "李昇",
    "欧阳\u200b娜娜",
    "〇五",
    "𠮷田",
    "·",
]


@pytest.mark.parametrize("name", VILLAGE)
def test_a_name_is_folded_the_same_whichever_characters_it_has(name: str) -> None:
    assert folded_name(name) == one_dot(normalise(plain_name(name)))


def test_a_village_s_names_are_folded_together_as_one_by_one() -> None:
    assert set(folded_names("\n".join(VILLAGE)).split("\n")) - {""} == {folded_name(name) for name in VILLAGE}
    assert sorted(folded_names("王建國\n李秀芳").split("\n")) == ["李秀芳", "王建国"]
    assert folded_names("") == ""


def test_names_in_usual_characters_take_one_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A county has more names than are remembered, and each line of chat asks for those of a village."""
    asked: list[str] = []

    def counted(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr(names, "simplified", counted)
    assert len(folded_names("\n".join(chr(0x4E00 + number) + "秀" for number in range(300))).split("\n")) == 300
    assert len(asked) == 1
