"""A link to the household's own page."""

from __future__ import annotations

from sms.intent import TextIntent, nothing
from sms.own import of_household
from sms.page import page
from sms.understanding.request import Intent

INTENT = TextIntent(
    name=Intent.PAGE,
    digit="7",
    help="网页",
    offer="要网页链接回7",
    of_a_household=True,
    concepts="page",
    arguments=nothing,
    answer=of_household("网页 {}", page),
    words="""
        7 七 网页 网址 链接 连接 网站 我的网页 网页链接 要网页 发网页 看网页 查网页 网上查 网上看 上网看
        上网查 wy wangye lianjie page link web
    """,
)
