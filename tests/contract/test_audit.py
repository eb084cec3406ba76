"""``jifen audit`` names whatever does not follow from the entries."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from domain.model.calendar import parse_quarter
from domain.notices.planning import Mailing, WordedNotice, queue
from tests.contract.desk import BY_HAND, Desk
from tests.contract.test_year import new_year
from tests.sms.village import BOOK, QINWANG, WANG, Village, at
from text.codes import make

HOME, OTHER = make(1001), make(1002)
_HASHES = re.compile("库里是 [0-9a-f]{16}，应该是 [0-9a-f]{16}")


async def two_months(village: Village) -> None:
    """#1 to #3 in July, #3 reversed by #4; in August #5 is a veto in force and #6 one that waits."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    village.now = at("2026-07-10 10:00")
    await village.record(wang, "环4", -3, "垃圾")
    await village.record(li, "文2", 2, "献血")
    mistake = await village.record(wang, "环1", -2, "记错户")
    await village.take_back(mistake.entry_id, "应是隔壁")
    village.now = at("2026-08-02 09:30")
    await village.close_months()
    await village.veto(wang, "酒驾")
    await village.veto(li, "酒驾", confirmed=False)
    async with village.transactions.writing() as store:
        quarter = parse_quarter("2026Q3")
        letters = [WordedNotice(target, "三季度", 1) for target in await store.notices.targets(QINWANG, quarter)]
        await queue(village.work(store), Mailing(QINWANG, quarter, tuple(letters)))


def all_named(desk: Desk) -> list[str]:
    """The deviations that an audit names."""
    result = desk.run("audit")
    assert result.exit_code == 1, result.output
    lines = result.stdout.splitlines()
    assert result.stderr == f"核对发现 {len(lines)} 处不符。\n"
    return lines


def named(desk: Desk) -> list[str]:
    """Those that do not follow from the entries, without what was plainly written past the program."""
    return not_by_hand(all_named(desk))


def not_by_hand(lines: Iterable[str]) -> list[str]:
    """The lines of an audit that do not tell of something plainly written past the program."""
    return [_HASHES.sub("变了", line) for line in lines if not line.endswith(BY_HAND)]


def by_hand(lines: Iterable[str]) -> list[str]:
    """Of the lines of an audit what was written past the program, each by its name."""
    return [line.partition("：")[0] for line in lines if line.endswith(BY_HAND)]


def written_by_hand(desk: Desk) -> list[str]:
    """What was written past the program, each by its name."""
    return by_hand(all_named(desk))


def differing_lines(desk: Desk, cases: Mapping[str, tuple[str, list[str]]], *, guarded: bool) -> dict[str, list[str]]:
    """By case what is named instead of what should be, after each statement of theirs."""
    found = desk.audited_after_each({name: statement for name, (statement, _) in cases.items()}, guarded=guarded)
    named = {name: sorted(not_by_hand(lines)) for name, lines in found.items()}
    return {name: named[name] for name, (_, lines) in cases.items() if named[name] != sorted(lines)}


def test_honest_books_agree(desk: Desk) -> None:
    desk.tell(two_months)
    assert desk.says("audit") == "核对无误：10 个单位，2 户，6 条记分，4 个得分。\n"


TAMPERED = {
    "a score": (
        "UPDATE scores SET score = 120 WHERE household_id = 1 AND round_id = 1",
        [f"秦望村 户 {HOME} 2026-07 得分：库里是 120，应该是 107"],
    ),
    "a missing score": (
        "DELETE FROM scores WHERE household_id = 2 AND round_id = 2",
        [f"秦望村 户 {OTHER} 2026-08 得分行数：库里是 0，应该是 1"],
    ),
    "points earned": (
        "UPDATE accounts SET earned = earned + 1 WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年积分：库里是 113，应该是 112"],
    ),
    "points to spend": (
        "UPDATE accounts SET balance = balance + 5 WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年可用：库里是 117，应该是 112"],
    ),
    "a posting": (
        "UPDATE postings SET points = points + 5 WHERE household_id = 2",
        [
            f"秦望村 户 {OTHER} 2026 年可用：库里是 112，应该是 117",
            f"秦望村 户 {OTHER} 2026 年入账：库里是 117，应该是 112",
        ],
    ),
    "rounds counted": (
        "UPDATE accounts SET rounds = 3 WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年轮数：库里是 3，应该是 1"],
    ),
    "a veto hidden": (
        "UPDATE accounts SET vetoes = 0 WHERE household_id = 1",
        [f"秦望村 户 {HOME} 2026 年生效否决数：库里是 0，应该是 1"],
    ),
    "a missing account": (
        "DELETE FROM accounts WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年账户数：库里是 0，应该是 1"],
    ),
    "an entry": (
        "UPDATE entries SET points = -1 WHERE id = 1",
        [
            f"秦望村 户 {HOME} 2026-07 得分：库里是 107，应该是 109",
            f"秦望村 户 {HOME} 2026 年积分：库里是 107，应该是 109",
            f"秦望村 户 {HOME} 2026 年入账：库里是 107，应该是 109",
            f"秦望村 户 {HOME} 2026-07 记录 #1 公示后被改动，校验码：变了",
        ],
    ),
    "an entry's item": (
        "UPDATE entries SET item = '环99' WHERE id = 2",
        [
            f"秦望村 户 {OTHER} 2026-07 得分：库里是 112，应该是 110",
            f"秦望村 户 {OTHER} 2026 年积分：库里是 112，应该是 110",
            f"秦望村 户 {OTHER} 2026 年入账：库里是 112，应该是 110",
            f"秦望村 户 {OTHER} 2026-07 记录 #2 项目：库里是 环99，应该是 细则里有的项目",
            f"秦望村 户 {OTHER} 2026-07 记录 #2 公示后被改动，校验码：变了",
        ],
    ),
    "a reversal's points": (
        "UPDATE entries SET points = 9 WHERE id = 4",
        [
            f"秦望村 户 {HOME} 2026-07 记录 #4 撤销分值：库里是 9，应该是 2",
            f"秦望村 户 {HOME} 2026-07 记录 #4 公示后被改动，校验码：变了",
        ],
    ),
    "a reversal's item": (
        "UPDATE entries SET item = '环2' WHERE id = 4",
        [
            f"秦望村 户 {HOME} 2026-07 记录 #4 撤销的项目：库里是 环2，应该是 环1",
            f"秦望村 户 {HOME} 2026-07 记录 #4 公示后被改动，校验码：变了",
        ],
    ),
    "a veto with points": (
        "UPDATE entries SET points = -5 WHERE id = 6",
        [f"秦望村 户 {OTHER} 2026-08 记录 #6 否决分值：库里是 -5，应该是 0"],
    ),
    "a confirmation by the recorder": (
        "UPDATE confirmations SET officer_id = 1",
        [
            f"秦望村 户 {HOME} 2026 年生效否决数：库里是 1，应该是 0",
            f"秦望村 户 {HOME} 2026-08 记录 #5 记分人自己确认：库里是 1，应该是 0",
        ],
    ),
    "a confirmation by the recorder under another number": (
        "UPDATE officers SET name = '陈国强' WHERE id = 2",
        [
            f"秦望村 户 {HOME} 2026 年生效否决数：库里是 1，应该是 0",
            f"秦望村 户 {HOME} 2026-08 记录 #5 记分人自己确认：库里是 1，应该是 0",
        ],
    ),
    "a confirmation invented": (
        "INSERT INTO confirmations (entry_id, officer_id, at_ms) VALUES (6, 2, 0)",
        [f"秦望村 户 {OTHER} 2026 年生效否决数：库里是 0，应该是 1"],
    ),
    "a notice lost": (
        "DELETE FROM notices WHERE household_id = 1",
        ["短信 notice:quarter:2026Q3:1 的通知数：库里是 0，应该是 1"],
    ),
    "the digits that a number is found by": (
        "UPDATE household_phones SET tail = 'other' WHERE household_id = 1",
        ["电话 户#1 的尾号：库里是 别的四位，应该是 号码的末四位"],
    ),
    "a notice without its text": (
        "UPDATE notices SET outbox_id = NULL WHERE household_id = 1",
        [
            f"秦望村 户 {HOME} 2026Q3 季度通知的短信：库里是 无，应该是 notice:quarter:2026Q3:1",
            "短信 notice:quarter:2026Q3:1 的通知数：库里是 0，应该是 1",
        ],
    ),
}


def test_what_was_changed_by_hand_is_named(desk: Desk) -> None:
    desk.tell(two_months)
    assert differing_lines(desk, TAMPERED, guarded=False) == {}


def test_entries_written_by_hand_are_named_where_a_village_cannot_be_read(desk: Desk) -> None:
    desk.tell(two_months)
    desk.tamper_past_guards(
        "UPDATE entries SET day = '2026-02-31' WHERE id = 1", "UPDATE entries SET reason = '改了' WHERE id = 2"
    )
    lines = all_named(desk)
    assert by_hand(lines)[-2:] == ["记录 #1", "记录 #2"]
    assert [line.partition("：")[0] for line in not_by_hand(lines)] == ["秦望村 日期或时间"]


def test_whoever_asks_is_told_what_was_changed_by_hand(desk: Desk) -> None:
    statement, lines = TAMPERED["an entry"]
    desk.tell(two_months)
    desk.tamper_past_guards(statement)
    assert sorted(named(desk)) == sorted(lines)


def test_a_rulebook_changed_by_hand_is_named(desk: Desk) -> None:
    desk.tell(two_months)
    desk.tamper("UPDATE rulebook_versions SET town_text = town_text || ' nonsense'")
    hash_line, text_line = named(desk)
    assert hash_line.startswith("细则版本 ")
    assert "校验码" in hash_line
    assert text_line.endswith("库里是 读不懂的文字，应该是 完整的细则")


def test_where_the_year_is_an_average_it_is_recomputed_as_one(desk: Desk, tmp_path: Path) -> None:
    async def three_months(village: Village) -> None:
        wang = await village.household("王秀英")
        await village.record(wang, "环4", -3, "垃圾")
        village.now = at("2026-09-02 09:30")
        await village.household("李建国")
        await village.close_months()

    text = BOOK.read_text("utf-8")
    desk.use_book(tmp_path / "book.toml", text.replace('accumulate = "sum"', 'accumulate = "average"'))
    desk.tell(three_months)
    assert desk.says("audit").startswith("核对无误")
    desk.tamper("UPDATE accounts SET earned = 217 WHERE household_id = 1")
    assert named(desk) == [f"秦望村 户 {HOME} 2026 年积分：库里是 217，应该是 109"]


ELSEWHERE = {
    "a score of another unit": (
        "UPDATE scores SET unit_code = '310116103212' WHERE household_id = 1 AND round_id = 1",
        "表 scores 第 1 行的单位：库里是 建农村，应该是 秦望村",
    ),
    "an entry of another unit": (
        "UPDATE entries SET unit_code = '310116103212' WHERE id = 2",
        "表 entries 第 2 行的单位：库里是 建农村，应该是 秦望村",
    ),
    "kin in one direction": (
        "INSERT INTO kin (household_id, kin_id) VALUES (1, 2)",
        f"户 {OTHER} 的亲属户 {HOME}：库里是 无，应该是 互为亲属",
    ),
    "a month in another unit": (
        "UPDATE rounds SET unit_code = '310116103212' WHERE key = '2026-07'",
        "建农村 户 （第 1 户） 2026-07 记录 #1 户：库里是 （第 1 户），应该是 本单位的户",
    ),
}


def test_what_was_put_into_another_unit_is_named(desk: Desk) -> None:
    desk.tell(two_months)
    found = desk.audited_after_each({name: statement for name, (statement, _) in ELSEWHERE.items()}, guarded=False)
    assert {name: lines for name, lines in found.items() if ELSEWHERE[name][1] not in lines} == {}


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            "DELETE FROM rounds WHERE key = '2026-08'",
            "表 entries 第 5 行等 2 行指向的 rounds：库里是 无，应该是 有这一行",
        ),
        ("DELETE FROM officers WHERE id = 2", "表 confirmations 第 1 行指向的 officers：库里是 无，应该是 有这一行"),
        ("UPDATE entries SET day = '2026-13-01' WHERE id = 5", "秦望村 日期或时间：库里是 "),
    ],
)
def test_a_file_edited_by_hand_is_read_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, line: str
) -> None:
    """What people edit an SQLite file with knows of no foreign key and of no calendar."""
    file = tmp_path / "jifen.db"
    desk = Desk(f"sqlite://{file}", tmp_path / "data", monkeypatch)
    desk.says("init")
    desk.tell(two_months)
    with closing(sqlite3.connect(file)) as database:
        database.executescript(f"DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go; {statement}")
    assert any(found.startswith(line) for found in named(desk))


YEARS_END = {
    "a frozen rank": (
        "UPDATE honours SET rank = 2 WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年最终名次：库里是 2，应该是 1"],
    ),
    "frozen points": (
        "UPDATE honours SET earned = 700 WHERE household_id = 1",
        [
            f"秦望村 户 {HOME} 2026 年最终名次：库里是 2，应该是 1",
            f"秦望村 户 {OTHER} 2026 年最终名次：库里是 1，应该是 2",
            f"秦望村 户 {HOME} 2026 年最终积分：库里是 700，应该是 657",
            f"秦望村 户 {HOME} 2026 年福利优先：库里是 0，应该是 1",
            f"秦望村 户 {OTHER} 2026 年福利优先：库里是 1，应该是 0",
        ],
    ),
    "frozen rounds": (
        "UPDATE honours SET rounds = 5 WHERE household_id = 1",
        [f"秦望村 户 {HOME} 2026 年考评轮数：库里是 5，应该是 6"],
    ),
    "what was unspent": (
        "UPDATE honours SET unspent = 1 WHERE household_id = 1",
        [f"秦望村 户 {HOME} 2026 年未用积分：库里是 1，应该是 657"],
    ),
    "an honour taken away": (
        "UPDATE honours SET honoured = 0 WHERE household_id = 1",
        [f"秦望村 户 {HOME} 2026 年评先评优：库里是 0，应该是 1"],
    ),
    "welfare taken away": (
        "UPDATE honours SET welfare = 0 WHERE household_id = 2",
        [f"秦望村 户 {OTHER} 2026 年福利优先：库里是 0，应该是 1"],
    ),
    "a veto forgotten": (
        "UPDATE honours SET vetoed = 0 WHERE household_id = 3",
        [f"秦望村 户 {make(1003)} 2026 年一票否决：库里是 0，应该是 1"],
    ),
    "a household left out": (
        "DELETE FROM honours WHERE household_id = 1",
        [f"秦望村 户 {HOME} 2026 年最终排名行数：库里是 0，应该是 1"],
    ),
    "when it lapsed": (
        "UPDATE years SET lapse_on = '2026-12-01'",
        ["秦望村 2026 年清零日：库里是 2026-12-01，应该是 不早于 2027-01-01"],
    ),
    "points that did not lapse": (
        "DELETE FROM postings WHERE household_id = 1 AND kind = 'lapse'",
        [f"秦望村 户 {HOME} 2026 年可用：库里是 0，应该是 657"],
    ),
    "points that came back": (
        "UPDATE accounts SET balance = 50 WHERE household_id = 1 AND year = 2026",
        [
            f"秦望村 户 {HOME} 2026 年可用：库里是 50，应该是 0",
            f"秦望村 户 {HOME} 2026 年清零后可用：库里是 50，应该是 0",
        ],
    ),
    "an account that is not closed": (
        "UPDATE accounts SET lapsed = 0 WHERE household_id = 1 AND year = 2026",
        [f"秦望村 户 {HOME} 2026 年清零：库里是 0，应该是 1"],
    ),
}


def without_grace(desk: Desk, folder: Path) -> None:
    """Points lapse with the year."""
    text = BOOK.read_text("utf-8").replace("redeem_grace_days = 31", "redeem_grace_days = 0")
    desk.use_book(folder / "no-grace.toml", text)


def test_what_was_changed_in_a_closed_year_is_named(desk: Desk, tmp_path: Path) -> None:
    without_grace(desk, tmp_path)
    desk.tell(new_year)
    desk.says("year", "close", "2026", "--yes")
    assert desk.says("audit").startswith("核对无误")
    assert differing_lines(desk, YEARS_END, guarded=True) == {}


def test_a_month_of_a_closed_year_that_was_opened_again_is_named(desk: Desk) -> None:
    desk.tell(new_year)
    desk.says("year", "close", "2026", "--yes")
    desk.tamper("UPDATE rounds SET state = 'open', closed_ms = NULL WHERE key = '2026-12'")
    assert "秦望村 2026-12 轮次状态：库里是 记分中，应该是 已结算" in named(desk)
