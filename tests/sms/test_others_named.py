"""A question for somebody else's figures is refused, however the other is named; one's own are told."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.others import person_of
from tests.sms.august import says
from tests.sms.test_work_grows_with_the_text import assert_work_grows_with
from tests.sms.village import Village

OTHERS = "短信只能查自己家的，别人家的查不了。"


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
    "piece", ["江", "江水", "积分", "老江", "家", "jiang", "ji fen ", "3/2", "第一名", "谁", "排名江", "wang "]
)
def test_twice_the_people_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: person_of(f"{text}x"))
