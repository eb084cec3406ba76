import pytest

from text.columns import pad, table, truncate, width


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("ab", 2), ("积分", 4), ("积分ab", 6), ("，", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [
        ("积分", 4, "积分"),
        ("积分榜", 4, "积…"),
        ("积分榜", 5, "积分…"),
        ("abc", 2, "a…"),
        ("积", 1, "…"),
        ("积", 0, ""),
    ],
)
def test_truncate(text: str, columns: int, cut: str) -> None:
    assert truncate(text, columns) == cut


@pytest.mark.parametrize("text", ["", "a", "积", "积分", "积a分b", "积分榜单很长"])
@pytest.mark.parametrize("right", [True, False])
def test_padding_is_exact(text: str, right: bool) -> None:
    assert width(pad(text, 6, right=right)) == 6


def test_tables_line_up() -> None:
    lines = table([("户主", "分"), ("王芳", "118"), ("欧阳建国", "7")], right={1})
    assert lines == ["户主       分", "王芳      118", "欧阳建国    7"]
    assert table([]) == []
