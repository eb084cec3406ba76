import pytest

from text.columns import table, width, wrapped


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("ab", 2), ("积分", 4), ("积分ab", 6), ("，", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_tables_line_up() -> None:
    lines = table([("户主", "分"), ("王芳", "118"), ("欧阳建国", "7")], right={1})
    assert lines == ["户主       分", "王芳      118", "欧阳建国    7"]
    assert table([]) == []


def test_a_text_is_parted_between_chinese_characters_and_never_within_a_word() -> None:
    assert wrapped("写进 FILE.csv，改好再导入。", 12) == ["写进", "FILE.csv，改", "好再导入。"]
    assert wrapped("一二三四五。", 10) == ["一二三四", "五。"]
    assert wrapped("", 10) == [""]
