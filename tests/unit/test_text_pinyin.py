import pytest

from text.pinyin import closest, spell, syllables

VILLAGE = ("李秀芳", "李秀英", "王芳", "张建国", "单建国", "陈金根", "阿依古丽·买买提")


def test_spelling() -> None:
    assert spell("积分") == spell("几分") == spell("JiFen") == "jifen"
    assert syllables("李 A3") == ["li", "a", "3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("李秀芳", ["李秀芳"]),
        ("李秀方", ["李秀芳"]),
        ("李秀 芳", ["李秀芳"]),
        ("王方", ["王芳"]),
        ("黄芳", []),
        ("张健国", ["张建国"]),
        ("章建国", ["张建国"]),
        ("程金根", ["陈金根"]),
        ("秀芳", ["李秀芳"]),
        ("lixiufang", ["李秀芳"]),
        ("lixiufan", ["李秀芳"]),
        ("LXF", ["李秀芳"]),
        ("建国", ["张建国", "单建国"]),
        ("阿依古丽买买提", ["阿依古丽·买买提"]),
        ("阿依古丽", ["阿依古丽·买买提"]),
        ("赵四", []),
        ("", []),
        ("🙂", []),
    ],
)
def test_names_that_were_meant(query: str, found: list[str]) -> None:
    assert closest(query, VILLAGE) == found


def test_the_likeliest_comes_first_and_no_more_than_asked_for() -> None:
    assert closest("王芳", ["汪方", "王芳", "王方"], limit=2) == ["王芳", "汪方"]
