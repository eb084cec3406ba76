"""The commands of the town's supervision."""

from __future__ import annotations

import pytest

from tests.bot.village import understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/jian", "supervise"),
        ("/监督　", "supervise"),
        ("/jian 秦望村", "inspect 秦望村"),
        ("/jian 310116103208。", "inspect 310116103208"),
        ("/jian 年", "reviewyear"),
        ("/jian 今年", "reviewyear"),
        ("/jian 2025年", "reviewyear 2025"),
        ("／ｊｉａｎ　２０２５", "reviewyear 2025"),
        ("/jian 扣 秦望村 2 汇总晚了，催了三次", "assess -1 秦望村 2 汇总晚了，催了三次"),
        ("/jian 扣，秦望村，2分，汇总晚了", "assess -1 秦望村 2 汇总晚了"),
        ("/jian 扣 2分 秦望村 汇总晚了", "assess -1 秦望村 2 汇总晚了"),
        ("/jian 扣秦望村 2 汇总晚了", "assess -1 秦望村 2 汇总晚了"),
        ("/jian 加分 秦望 1 2025年度 专项资金 5万元", "assess 1 秦望 1 专项资金 5万元 2025"),
        ("/jian 加 2025年 秦望村 1 專項資金", "assess 1 秦望村 1 專項資金 2025"),
        ("/jian 加 秦望村 1 2025年的资金", "assess 1 秦望村 1 2025年的资金"),
        ("/jian 加 秦望村 1", "!no-reason@1"),
        ("/jian 加 秦望村 1 2025年", "!no-reason@1"),
        ("/jian 加 秦望村 多一点", "!bad-supervision@1:加 秦望村 多一点"),
        ("/jian 加 秦望村 1000 原因", "!bad-supervision@1:加 秦望村 1000 原因"),
        ("/jian 请 秦望村 专员 王芳", "appoint 秦望村 specialist 王芳"),
        ("/jian 请 王芳 秦望村 组员", "appoint 秦望村 assessor 王芳"),
        ("/jian 邀请 管理专员 王芳 留溪雅苑", "appoint 留溪雅苑 specialist 王芳"),
        ("/jian 请 秦望 考核组员 王芳", "appoint 秦望 assessor 王芳"),
        ("/jian 请 秦望村 王芳", "!bad-supervision@1:请 秦望村 王芳"),
        ("/jian 请 秦望村 镇长 王芳", "!bad-supervision@1:请 秦望村 镇长 王芳"),
        ("/jian 免 秦望村 王芳", "endrole 秦望村 王芳"),
        ("/jian 免去 王芳 秦望村", "endrole 秦望村 王芳"),
        ("/jian 免 王芳", "!bad-supervision@1:免 王芳"),
        ("/jian 户 秦望村 王芳 3-12", "sethome 秦望村 王芳 3-12"),
        ("/jian 户 王芳 秦望村 3组 12号", "sethome 秦望村 王芳 3-12"),
        ("/jian 户 秦望村 王芳 10043", "sethome 秦望村 王芳 code:10043"),
        ("/jian 户 秦望村 王芳 李大明", "sethome 秦望村 王芳 name:李大明"),
        ("/jian 户 秦望村 王芳 无", "sethome 秦望村 王芳"),
        ("/jian 户 秦望村 王芳", "!bad-supervision@1:户 秦望村 王芳"),
        ("/jian 看看 秦望村", "!bad-supervision@1:看看 秦望村"),
    ],
)
def test_supervision(text: str, expected: str) -> None:
    assert understood(text) == expected
