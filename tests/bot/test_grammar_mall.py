"""The commands of the mall: goods, what is to change about them, redemptions and pickup codes."""

from __future__ import annotations

import pytest

from tests.bot.village import understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/wu", "goodslist"),
        ("/物品　列表", "goodslist"),
        ("/wu 加 大米 60 20", "addgoods 大米 60 20"),
        ("/wu 加 大米 60分 20袋", "addgoods 大米 60 20"),
        ("／ｗｕ　加　大米　６０　２０", "addgoods 大米 60 20"),
        ("/wu 加大米 60 20", "addgoods 大米 60 20"),
        ("/wu\n加 洗洁精 大瓶 30 10", "addgoods 洗洁精 大瓶 30 10"),
        ("/wu 加 5升油 80 3", "addgoods 5升油 80 3"),
        ("/wu 加 毛巾 10 5\n肥皂 10 5", "!several-goods@1"),
        ("/wu 加 毛巾 10 5\n加 肥皂 10 5", "!several-goods@1"),
        ("/wu 加 毛巾 10 5 肥皂 10 5", "!several-goods@1"),
        ("/wu 加 毛巾 10分 5条，肥皂 10分 5块", "!several-goods@1"),
        ("/wu 加 大米 60", "!bad-goods@1"),
        ("/wu 加 大米 -60 20", "!bad-goods@1"),
        ("/wu 加 大米 60.5 20", "!bad-goods@1"),
        ("/wu 改 大米 分 50", "changegoods 大米 price 50 "),
        ("/wu 改 2号 50分", "changegoods 2 price 50 "),
        ("/wu 改 大米 库存 18 两袋破了，扔了", "changegoods 大米 stock 18 两袋破了，扔了"),
        ("/wu 改 大米 库存 18袋", "changegoods 大米 stock 18 "),
        ("/wu 改 大米 库存 -3 破了", "!bad-goods@1"),
        ("/wu 改 大米 限 2每季", "changegoods 大米 quarter 2 "),
        ("/wu 改 大米 限2袋/季", "changegoods 大米 quarter 2 "),
        ("/wu 改 大米 限两袋每季度", "changegoods 大米 quarter 2 "),
        ("/wu 改 大米 每季限2", "changegoods 大米 quarter 2 "),
        ("/wu 改 大米 每户每年限领 1", "changegoods 大米 year 1 "),
        ("/wu 改 大米 限 每年2袋", "changegoods 大米 year 2 "),
        ("/wu 改 大米 限 2", "!bad-goods@1"),
        ("/wu 改 大米 限 无", "changegoods 大米 limit 0 "),
        ("/wu 改 大米 限 0每季", "changegoods 大米 limit 0 "),
        ("/wu 改 大米 限 0 年", "changegoods 大米 limit 0 "),
        ("/wu 改 大米 限 零每季", "!bad-goods@1"),
        ("/wu 改 大米 停", "changegoods 大米 off 0 "),
        ("/wu 改 大米 上架", "changegoods 大米 on 0 "),
        ("/wu 改", "!bad-goods@1"),
        ("/dui", "redemptionlist"),
        ("/dui 3-12 大米", "redeem 3-12|大米|1"),
        ("/dui 大米 两袋 3组12号", "redeem 3-12|大米|2"),
        ("/dui 3-12 3号 2", "redeem 3-12|3|2"),
        ("/dui 王建国 大米×2", "redeem name:王建国|大米|2"),
        ("/dui 3-12 大米 0", "redeem 3-12|大米|0"),
        ("/dui 3-12 大米 -1", "redeem 3-12|大米|0"),
        ("/dui 3-12 大米 半袋", "redeem 3-12|大米 半袋|1"),
        ("/dui 3-12", "!no-goods@1"),
        ("/dui 取消 5", "cancelredemption 5"),
        ("/dui 取消 1234 5672", "cancelredemption 12345672"),
        ("/dui 取消 王建国", "!no-redemption@1"),
        ("/ling 1234 5672", "collect 12345672 self"),
        ("/ling 领取码：１２３４－５６７２。", "collect 12345672 self"),
        ("/ling 12345672 代领", "collect 12345672 other"),
        ("/ling 12345672 邻居代领", "collect 12345672 other"),
        ("/ling 12345672，邻居来领", "collect 12345672 other"),
        ("/ling 12345672 本人", "collect 12345672 self"),
        ("/ling", "!no-pickup-code@1"),
        ("/ling 王建国", "!no-pickup-code@1"),
    ],
)
def test_commands_of_the_mall(text: str, expected: str) -> None:
    assert understood(text) == expected
