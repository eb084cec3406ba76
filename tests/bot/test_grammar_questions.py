"""What is written in the form of a command and orders nothing: questions, claims of what is a deduction."""

from __future__ import annotations

import pytest

from tests.bot.village import understood

QUESTIONS = {
    "要不要扣？": "要不要扣？",
    "没分 该不该扣": "该不该",
    "该扣几分": "扣几分",
    "没分 是不是": "是不是",
    "没分 行不行": "行不行",
    "没分，可以吗": "可以吗",
    "没分类？": "没分类？",
    "没分类吧": "没分类吧",
    "没分 有没有人看到": "有没有",
    "没分 能否": "能否",
    "没分 扣多少": "扣多少",
    "谁扣的": "谁扣",
    "为什么扣": "为什么扣",
}
REASONS = [
    "问他为什么不分他不说",
    "问他是不是不想分他骂人",
    "说什么都不肯分",
    "谁家的都混在一起",
    "动不动就乱扔",
    "问什么都说没什么",
    "说了多少次不听",
    "叫他分他说关你什么事",
]


@pytest.mark.parametrize(("said", "named"), QUESTIONS.items())
def test_a_question_records_nothing(said: str, named: str) -> None:
    assert understood(f"/kou 3-12 环4 1 {said}") == f"!question@1:{named}"


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_may_tell_of_questions(reason: str) -> None:
    assert understood(f"/kou 3-12 环4 1 {reason}") == f"-1 3-12|环4|1|{reason}"


@pytest.mark.parametrize(
    "text",
    [
        "/fou 3-12 秸秆 后山烧的，要不要否",
        "/che 1 为什么扣",
        "/che 1 吗",
        "/hu 迁出 3-12 去上海了吗",
        "/yi 驳 5 这样行不行",
        "/shen 驳 5 对不对",
        "/shen 3-12 献血 可以吗",
    ],
)
def test_no_command_with_a_reason_takes_a_question_for_one(text: str) -> None:
    assert understood(text).startswith("!question@1:")


@pytest.mark.parametrize("said", ["扣 垃圾 没分", "垃圾 -1", "献血 扣2", "垃圾 罚2分 没分", "垃圾 减1"])
def test_nobody_claims_a_deduction(said: str) -> None:
    assert understood(f"/shen 3-12 {said}").startswith("!claim-of-deduction@1:")


@pytest.mark.parametrize("said", ["志愿 扣大棚膜", "志愿 防灾减灾演练"])
def test_a_claim_may_have_those_characters_in_it(said: str) -> None:
    assert understood(f"/shen 3-12 {said}").startswith("claim 3-12|志愿|")


@pytest.mark.parametrize("said", ["秸秆 2 后山烧的", "秸秆 -2 后山烧的", "秸秆 扣5分 后山烧的"])
def test_a_veto_has_no_points(said: str) -> None:
    assert understood(f"/fou 3-12 {said}").startswith("!points-of-veto@1:")


def test_a_veto_may_tell_how_much_was_burnt() -> None:
    assert understood("/fou 3-12 秸秆 烧了2亩") == "veto 3-12|秸秆||烧了2亩"


@pytest.mark.parametrize(
    "arguments",
    [
        "3-12/垃圾/2/没扔",
        "3-12,垃圾,2,没扔",
        "3-12、垃圾、2、没扔",
        "3-12|垃圾|2|没扔",
        "3-12\t垃圾\t2\t没扔",
        "3-12；垃圾；2；没扔",
        "3-12 垃圾 2/没扔",
        "3-12垃圾2没扔",
    ],
)
def test_any_sign_parts_the_arguments(arguments: str) -> None:
    assert understood(f"/kou {arguments}") == "-1 3-12|垃圾|2|没扔"


@pytest.mark.parametrize("said", ["污水2倒沟", "污水 2倒沟", "污水2 倒沟"])
def test_points_may_be_glued_to_what_was_done(said: str) -> None:
    assert understood(f"/kou 3-12 {said}") == "-1 3-12|污水|2|倒沟"


@pytest.mark.parametrize(
    "said", ["2组4、5、6号", "二组四、五、六号", "2-4、5、6号", "2组4号、5号、6号", "给2组4号5号6号"]
)
def test_a_list_of_one_group_is_read(said: str) -> None:
    assert understood(f"/kou {said} 环4 1 没扔") == "-1 2-4|环4|1|没扔 / 2-5|环4|1|没扔 / 2-6|环4|1|没扔"


@pytest.mark.parametrize("said", ["2组4、5号", "二组4号5号", "2组4号、5号", "2-4、5号", "2组4到6号"])
def test_of_two_the_last_may_be_a_day_and_a_range_is_asked_about(said: str) -> None:
    assert understood(f"/kou {said} 环4 1 没扔").startswith("!household-range@1:")


@pytest.mark.parametrize("said", ["2-4、2-5三户", "2-4 2-5除外", "王建国、李秀芳等5户"])
def test_a_count_or_an_exception_that_does_not_fit_stops_the_line(said: str) -> None:
    assert understood(f"/kou {said} 环4 1 没扔").startswith("!household-range@1:")


@pytest.mark.parametrize("said", ["至少扣3分", "最多3分", "每天3分", "三芬", "3分（改：2分）", "3分 应该是2分"])
def test_no_amount_is_chosen_among_several(said: str) -> None:
    read = understood(f"/kou 3-12 环2 {said} 堆物")
    assert read.split("@")[0] in {"!half-points", "!two-points", "!unclear-points"}
