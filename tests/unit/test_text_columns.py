import pytest

from text.columns import table, width


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("ab", 2), ("积分", 4), ("积分ab", 6), ("，", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_tables_line_up() -> None:
    lines = table([("户主", "分"), ("王芳", "118"), ("欧阳建国", "7")], right={1})
    assert lines == ["户主       分", "王芳      118", "欧阳建国    7"]
    assert table([]) == []
