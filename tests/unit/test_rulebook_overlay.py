"""A village's overlay: it adds, removes, renames and re-weighs, and keeps the total that it declares."""

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.model.rulebook import Rulebook
from rules.loader import BookSource, load_town, parse, read
from rules.problems import RulebookRefused
from rules.shape import Shape
from rules.structure import structure

BOOK = Path("rules/zhangyan-2024.toml")
TOWN = BOOK.read_text(encoding="utf-8")
EXAMPLE = Path("sandbox/town/overlays/310116103208.toml").read_text(encoding="utf-8")
PLAIN = parse(BookSource(TOWN, "", "town.toml", ""))


def village(overlay: str) -> Rulebook:
    return parse(BookSource(TOWN, overlay, "town.toml", "village.toml"))


def problems(overlay: str) -> list[str]:
    with pytest.raises(RulebookRefused) as refused:
        village(overlay)
    return str(refused.value).splitlines()


def caps(book: Rulebook) -> dict[str, int]:
    return {aspect.name: aspect.cap for aspect in book.aspects}


def test_the_example_overlay() -> None:
    book = village(EXAMPLE)

    assert book.name == "秦望村积分制实施细则"
    assert book.total == 122
    changed = {"宅前屋后": 50, "田间地头": 5, "移风易俗": 12, "平安家园": 3, "志愿服务": 7}
    assert caps(book) == caps(PLAIN) | changed
    assert "环8" not in book.items
    assert book.items["环4"].wording == "垃圾分类投放，定时定点"
    assert book.items["环4"].aliases == PLAIN.items["环4"].aliases
    assert (book.items["环4"].points, book.items["志1"].points) == (10, 3)
    assert list(book.veto_by_code) == ["否1", "否2", "否3", "否4"]
    assert (book.policy.publicity_days, book.policy.redeem_grace_days) == (10, 15)
    assert book.policy.undo_hours == PLAIN.policy.undo_hours
    assert book.units == PLAIN.units


def test_own_items_and_aspects_stand_at_the_end_of_theirs() -> None:
    book = village(EXAMPLE)
    manners = book.categories[1]

    assert [aspect.name for aspect in manners.aspects] == ["传统美德", "社会公德", "移风易俗", "平安家园"]
    assert [item.code for item in manners.aspects[2].items] == ["文7", "文8", "秦1"]


def test_an_empty_overlay_changes_nothing() -> None:
    assert asdict(village("\n")) == asdict(PLAIN)


def test_an_aspect_without_items_is_gone() -> None:
    book = village('total = 110\nremove = ["环10", "环11"]')

    assert "生态保护" not in caps(book)


def test_a_removed_alias_is_free_again() -> None:
    book = village(
        'total = 120\nremove = ["环9"]\n'
        'add = [{ aspect = "田间地头", code = "秦1", points = 5, start = "full", wording = "不乱打药", '
        'aliases = ["农药"] }]'
    )

    assert book.items["秦1"].aliases == ("农药",)


def test_a_village_s_spoken_words_stand_beside_the_town_s() -> None:
    book = village('total = 120\n[spoken]\n"环2" = ["电瓶车"]\n"否3" = ["电瓶车"]')

    assert book.items["环2"].spoken == (*PLAIN.items["环2"].spoken, "电瓶车")
    assert book.veto_by_code["否3"].spoken[-1] == "电瓶车"


def test_what_a_village_calls_an_item_describes_no_other() -> None:
    book = village(
        'total = 121\nadd = [{ aspect = "宅前屋后", code = "秦1", points = 1, start = "full", wording = "犬只拴养", '
        'aliases = ["狗"] }]'
    )

    assert "狗" in PLAIN.items["环2"].spoken
    assert "狗" not in {word for item in book.items.values() for word in item.spoken}


def test_vetoes_can_be_removed_and_reworded() -> None:
    book = village(
        'total = 120\nremove = ["否2"]\nchange = [{ code = "否1", wording = "新增违建", aliases = ["新棚"] }]'
    )

    assert [(veto.code, veto.wording, veto.aliases) for veto in book.vetoes] == [
        ("否1", "新增违建", ("新棚",)),
        ("否3", "违纪违法行为", PLAIN.veto_by_code["否3"].aliases),
    ]


ITEM = '{{ aspect = "{aspect}", code = "{code}", points = 2, start = "full", wording = "{wording}" }}'

REFUSED = [
    ("remove = []", "village.toml total 缺少这个字段"),
    ("total = 121", "village.toml total 总分写的是 121 分，各方面加起来是 120 分"),
    ('total = 120\nremove = ["环9"]', "village.toml total 总分写的是 120 分，各方面加起来是 115 分"),
    ('total = 120\nremove = ["环99"]', "village.toml 环99 镇细则里没有这一项，不能删改"),
    ('total = 115\nremove = ["环9", "环9"]', "village.toml 环9 在删改里写了两次"),
    ('total = 115\nremove = ["环9"]\nchange = [{ code = "环9", points = 5 }]', "village.toml 环9 在删改里写了两次"),
    ('total = 120\nchange = [{ code = "秦9", points = 5 }]', "village.toml 秦9 镇细则里没有这一项，不能删改"),
    ('total = 120\nchange = [{ code = "否1", points = 5 }]', "village.toml 否1 否决项没有分值，只能改内容和别名"),
    ('total = 120\nchange = [{ code = "环9", point = 5 }]', "village.toml 环9.point 没有这个字段，请检查拼写"),
    ('total = 120\nchange = [{ code = "环9", points = 0 }]', "village.toml 环9.points 最小是 1，现在是 0"),
    ('total = 120\nchange = [{ code = "环9", aliases = ["垃圾"] }]', "village.toml 环9 别名「垃圾」和 环4 的重复了"),
    ('total = 120\n[spoken]\n"秦9" = ["狗"]', "village.toml 秦9 细则里没有这一项，不能写 spoken"),
    ('total = 120\n[spoken]\n"环9" = ["垃圾"]', "village.toml 环9 spoken 里的「垃圾」已经是 环4 的名称，不用再写"),
    ('total = 120\n[spoken]\n"环9" = ["药瓶"]', "village.toml 环9 spoken 里的「药瓶」写了两次"),
    (
        'total = 120\nremove = ["9"]',
        "village.toml remove 第 1 个 编号要写成一个汉字加 1 到 99 的数，如 环12，现在是 「9」",
    ),
    (
        f"total = 122\nadd = [{ITEM.format(aspect='移风易俗', code='环1', wording='新')}]",
        "village.toml 环1 编号写了两次",
    ),
    (
        f"total = 122\nadd = [{ITEM.format(aspect='平安', code='秦1', wording='新')}]",
        "village.toml 秦1 没有「平安」这个方面",
    ),
    (
        f"total = 122\nadd = [{ITEM.format(aspect='移风易俗', code='秦1', wording='垃圾')}]",
        "village.toml 秦1 内容「垃圾」和 环4 的重复了",
    ),
    (
        'total = 120\nadd_aspects = [{ category = "乡风文明", name = "平安", cap = 3 }]',
        "village.toml 平安 上限写的是 3 分，各项加起来是 0 分",
    ),
    (
        (
            'total = 122\nadd_aspects = [{ category = "平安", name = "平安", cap = 2 }]\n'
            f"add = [{ITEM.format(aspect='平安', code='秦1', wording='新')}]"
        ),
        "village.toml 平安 没有「平安」这个大类",
    ),
    (
        'total = 120\nadd_aspects = [{ category = "乡风文明", name = "宅前屋后", cap = 2 }]',
        "village.toml 宅前屋后 已经有这个方面",
    ),
    ('total = 120\nadd_vetoes = [{ code = "否1", wording = "酒驾" }]', "village.toml 否1 编号写了两次"),
    ("total = 120\n[policy]\nnotice_day = 31", "village.toml policy.notice_day 最大是 28，现在是 31"),
    (
        'total = 120\n[policy]\nquiet_after = "07:00"',
        "village.toml policy quiet_before 要早于 quiet_after，不然整天都不能发短信",
    ),
    ("total = 120\n[polices]", "village.toml polices 没有这个字段，请检查拼写"),
]


@pytest.mark.parametrize(("overlay", "says"), REFUSED)
def test_one_fault_is_one_sentence(overlay: str, says: str) -> None:
    assert problems(overlay) == [says]


def test_several_faults_are_told_at_once() -> None:
    told = problems('total = 121\nremove = ["环99"]\nchange = [{ code = "否1", points = 5 }]')

    assert [line.split()[1] for line in told] == ["环99", "否1", "total"]


def test_each_unit_gets_its_own_overlay(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(TOWN, encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "310116103208.toml").write_text(EXAMPLE, encoding="utf-8")

    books = load_town(path)

    assert {unit: book.total for unit, (_, book) in books.items() if book.total != 120} == {"310116103208": 122}
    assert books["310116103208"][0] == read(path, "310116103208")
    assert read(path, "310116103209") == read(path, None)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("310116103208.toml", "\n", "文件是空的；本村没有增减，就删掉这个文件"),
        ("310116103208.toml.txt", EXAMPLE, "没有读这个文件：文件名要正好是 310116103208.toml"),
        ("310116103208.TOML", EXAMPLE, "没有读这个文件：文件名要正好是 310116103208.toml"),
        ("310116103208秦望村.toml", EXAMPLE, "文件名不是本镇的单位编号：310116103208秦望村"),
    ],
)
def test_an_overlay_that_would_not_count_is_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(TOWN, encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / name).write_text(text, encoding="utf-8")
    with pytest.raises(RulebookRefused) as refused:
        load_town(path)
    assert says in [problem.text for problem in refused.value.problems]


@pytest.mark.parametrize("name", ["310116103208.toml.bak", "310116103208.toml~", "310116103208.off"])
def test_an_overlay_that_was_put_aside_by_its_name_does_not_count(tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(TOWN, encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / name).write_text(EXAMPLE, encoding="utf-8")
    assert load_town(path)["310116103208"][1].total == 120


def test_a_copy_beside_the_overlay_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(TOWN, encoding="utf-8")
    (tmp_path / "book").mkdir()
    for name in ("310116103208.toml", "310116103208.toml.bak"):
        (tmp_path / "book" / name).write_text(EXAMPLE, encoding="utf-8")
    assert load_town(path)["310116103208"][1].total == 122


def test_the_hash_is_of_both_texts_but_not_of_line_ends() -> None:
    plain = BookSource("a\nb\n", "c", "town", "village")

    assert plain.hash == BookSource("a\r\nb  \r\n\n", "c\n", "elsewhere", "").hash
    assert len({plain.hash, BookSource("a\nb", "", "", "").hash, BookSource("a", "b\nc", "", "").hash}) == 3


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(TOWN, encoding="utf-8-sig")

    assert read(path, None).hash == read(BOOK, None).hash


points = st.integers(1, 40)


@st.composite
def overlays(draw: st.DrawFn) -> str:
    """A valid overlay with the total that results."""
    codes = draw(st.permutations(list(PLAIN.items)))
    cuts = sorted((draw(st.integers(0, 10)), draw(st.integers(0, 10))))
    removed, changed = codes[: cuts[0]], codes[cuts[0] : cuts[1]]
    weights = {code: draw(points) for code in changed}
    home = next(aspect.name for aspect in PLAIN.aspects if {item.code for item in aspect.items} - set(removed))
    added = {f"秦{number}": draw(points) for number in range(1, draw(st.integers(1, 4)))}
    total = PLAIN.total - sum(PLAIN.items[code].points for code in (*removed, *changed))
    lines = [f"total = {total + sum(weights.values()) + sum(added.values())}", f"remove = {removed!r}"]
    lines += [f"[[change]]\ncode = '{code}'\npoints = {weight}" for code, weight in weights.items()]
    lines += [
        f"[[add]]\naspect = '{home}'\ncode = '{code}'\nwording = '新{code}'\npoints = {weight}\nstart = 'zero'"
        for code, weight in added.items()
    ]
    return "\n".join(lines)


@given(overlays())
@settings(max_examples=60, deadline=None)
def test_items_caps_and_total_always_agree(overlay: str) -> None:
    book = village(overlay)

    assert all(aspect.cap == sum(item.points for item in aspect.items) > 0 for aspect in book.aspects)
    assert book.total == sum(aspect.cap for aspect in book.aspects) == sum(item.points for item in book.items.values())


def test_each_file_is_read_once_for_all_villages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command loads the town's books before it does anything, and a county has a thousand villages."""
    book, overlay = tmp_path / "book.toml", tmp_path / "book" / "310116103208.toml"
    overlay.parent.mkdir()
    book.write_text(f"{TOWN}\n# 只读一遍", "utf-8")
    overlay.write_text(EXAMPLE, "utf-8")
    reads: list[str] = []

    def structure_counted(shape: type[Shape], text: str, file: str, *, stored: bool) -> object:
        reads.append(file)
        return structure(shape, text, file, stored=stored)

    monkeypatch.setattr("rules.loader.structure", structure_counted)
    loaded = load_town(book)
    assert parse(read(book, None)) is loaded["310116103201"][1]
    assert sorted(reads) == sorted([str(book), str(overlay)])
