"""A question for somebody else's figures is refused, however the other is named; one's own are told."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.given_names import given_name
from sms.understanding.others import person_of
from tests.sms.august import lived_to_august, says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import SHARED, Village

OTHERS = "短信只能查自己家的，别人家的查不了。"
OWN = "短信只能查自己家的。王建国户"


@pytest.fixture
async def beside_others(sqlite_village: Village) -> Village:
    """The village in August, with households whose heads may be asked about by their given names."""
    await lived_to_august(sqlite_village, ("江水根", "+8619900000011"), ("石小军", "+8619900000012"))
    return sqlite_village


@pytest.mark.parametrize(
    "text",
    [
        "水根积分",
        "水根的积分",
        "查一下水根积分",
        "水根几分",
        "水根明细",
        "积分 水根",
        "水跟排名",
        "shuigen jifen",
        "小军第几名",
        "阿根积分多少",
        "濮水根积分",
        "水根屋里的分",
        "水根屋里头几分",
        "水根家里积分",
        "水根户积分",
        "水根家里扣了几分",
        "帮我看看水根屋里的分 他自己不会弄",
        "水根家的分 他自己不会查",
    ],
)
async def test_a_given_name_of_another_head_is_refused_and_of_nobody_said_to_be_of_ones_own(
    beside_others: Village, text: str
) -> None:
    said = await says(beside_others, text)
    assert OTHERS in said or (text.startswith("濮") and OWN in said)


@pytest.mark.parametrize(
    "text",
    [
        "小芳积分",
        "小芳的积分多少",
        "儿子积分",
        "老伴几分",
        "阿妹的积分多少",
        "孙子的分多少",
        "我女儿排名",
        "积分 小芳",
        "小明明细",
        "meifang jifen",
        "小芳屋里的分",
        "女儿屋里的分",
        "我妈家几分",
    ],
)
async def test_ones_own_figures_beside_a_name_are_said_to_be_ones_own(beside_others: Village, text: str) -> None:
    assert (await says(beside_others, text)).startswith(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "建国积分",
        "健国积分",
        "建国的排名",
        "积分情况",
        "家里积分",
        "jianguo jifen",
        "建国屋里的分",
        "屋里的分",
        "老子屋头还剩好多分嘛",
        "了解下家里的积分",
    ],
)
async def test_ones_own_name_and_no_name_are_answered_without_more(beside_others: Village, text: str) -> None:
    assert (await says(beside_others, text)).startswith("王建国户")


@pytest.mark.parametrize("text", ["最新积分", "之前积分", "上次积分", "党员积分", "【张堰积分】"])
async def test_an_everyday_word_is_no_name(beside_others: Village, text: str) -> None:
    assert (await says(beside_others, text)).startswith("王建国户")


@pytest.mark.parametrize(
    "text",
    [
        "张堰积分",
        "张堰 积分",
        "積分張堰",
        "张堰镇积分多少",
        "查秦望村积分",
        "秦望村排名",
        "秦望积分几多",
        "张堰积分明细",
        "张堰镇查分",
        "张堰镇秦望村积分",
    ],
)
async def test_the_name_of_the_own_village_or_town_is_nobodys(beside_others: Village, text: str) -> None:
    assert (await says(beside_others, text)).startswith("王建国户")


@pytest.mark.parametrize("text", ["秦望家积分", "秦山村积分", "张堰积分 水根", "秦望村水根家积分", "张堰生积分"])
async def test_beside_it_another_is_refused_as_ever(beside_others: Village, text: str) -> None:
    assert OTHERS in await says(beside_others, text)


async def test_a_head_who_is_called_as_the_village_is_another(sqlite_village: Village) -> None:
    await lived_to_august(sqlite_village, ("秦望", "+8619900000011"))
    assert OTHERS in await says(sqlite_village, "秦望村积分")


async def test_of_several_households_one_is_chosen_beside_the_name_of_the_town(beside_others: Village) -> None:
    assert (await says(beside_others, "张堰积分", "丽华家", sender=SHARED)).startswith("赵丽华户")
    assert "登记了2户" in await says(beside_others, "张堰积分", sender=SHARED)


async def test_an_everyday_word_that_sounds_like_a_head_is_no_name(sqlite_village: Village) -> None:
    await lived_to_august(sqlite_village, ("李志谦", "+8619900000013"), ("张同芝", "+8619900000014"))
    for text in ("之前积分", "同志积分"):
        assert (await says(sqlite_village, text)).startswith("王建国户")


async def test_a_given_name_says_which_of_several_is_meant(beside_others: Village) -> None:
    assert (await says(beside_others, "丽华积分", sender=SHARED)).startswith("赵丽华户")
    assert "登记了2户" in await says(beside_others, "小芳积分", sender=SHARED)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我家8/8积分", "“8/8”的积分查不了，要写哪个月、季度或年"),
        ("我家8/8排名", "短信里没有“8/8”的排名，只有今年的。王建国户"),
        ("我家8/9明细", "王建国户2026年8月9日没有加分或扣分的记录。"),
        ("8/10明细", "王建国户2026年8月10日：\n#1"),
        ("8/8积分", "8-8不是用您这个手机登记的，只能查自己家的。"),
        ("我家3/1积分", "王建国户：8月108分"),
        ("我家3/1明细", "王建国户最近：\n#1"),
    ],
)
async def test_two_numbers_with_a_slash_are_a_day_of_ones_own_or_the_own_place(
    told: Village, text: str, said: str
) -> None:
    assert said in await says(told, text)


@pytest.mark.parametrize(
    "text",
    [
        "江水根排名",
        "江水根 积分",
        "金国强家积分",
        "石小军明细",
        "钟阿大第几名",
        "段玉梅多少分",
        "孔令辉积分",
        "盛小芳排名",
        "莫阿三积分",
        "排名 江水根",
        "积分，江水根",
        "查积分江水根",
        "查一下尤小刚积分",
        "鲍国安分数",
        "洪阿毛家几分",
        "老江排名",
        "江阿婆排名",
        "水根家排名",
        "jiangshuigen paiming",
        "jiang shui gen jifen",
        "cha jiangshuigen jifen",
        "谁第一",
        "谁家第一",
        "第一名是谁",
        "第一名多少分",
        "前三名是谁家",
    ],
)
async def test_anothers_figures_are_not_told(told: Village, text: str) -> None:
    assert OTHERS in await says(told, text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3/2积分", "3-2"),
        ("3/2排名", "3-2"),
        ("积分3/2", "3-2"),
        ("排名 3/2", "3-2"),
        ("3杠2积分", "3-2"),
        ("三杠二积分", "3-2"),
    ],
)
async def test_anothers_place_is_not_told(told: Village, text: str, place: str) -> None:
    assert f"{place}不是用您这个手机登记的，只能查自己家的。" in await says(told, text)


@pytest.mark.parametrize(
    "text",
    [
        "王建国积分",
        "王建国排名",
        "积分 王建国",
        "老王积分",
        "建国家积分",
        "wangjianguo jifen",
        "wang jian guo paiming",
        "3/1积分",
        "3杠1排名",
        "我家排名",
        "积分 谢谢",
        "金秋积分多少",
        "全家积分",
        "回家积分",
        "排名 高不高",
        "wo jia jifen",
        "cha jifen",
        "hao jifen",
        "jinnian jifen",
        "第几名",
        "差第一名几分",
        "我家排第一吗",
        "全村排名",
        "查积分 王书记",
        "王书记，积分多少",
        "看看家的积分",
        "查询家的积分",
        "今年家的积分",
        "卫生积分",
        "排名 周榜",
        "积分 方案",
        "洪涝扣了几分",
        "sheng yu jifen",
        "ke yong jifen",
        "jinri jifen",
        "8/8日积分",
    ],
)
async def test_ones_own_are(told: Village, text: str) -> None:
    assert "王建国户" in await says(told, text)


def test_a_day_with_a_slash_is_no_place() -> None:
    assert "place" not in understand("8/9明细").args


@pytest.mark.parametrize(
    "piece",
    [
        "水根",
        "儿子",
        "查一下",
        "shui gen ",
        "江",
        "江水",
        "积分",
        "老江",
        "家",
        "jiang",
        "ji fen ",
        "3/2",
        "第一名",
        "谁",
        "排名江",
        "wang ",
    ],
)
def test_twice_the_people_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: (person_of(f"{text}x"), given_name(text, text)))
