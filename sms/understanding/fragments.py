"""Pieces of patterns that the signals of several intents share."""

from __future__ import annotations

HOW_MANY = "(?:多少|几)个?积?分"
THINGS = "东西|物品|商品|奖品|礼品|礼物"
GOODS = (
    "米|卫生纸|抽纸|洗头膏|洗发水|沐浴露|牙刷|拖把|扫帚|脸盆|热水瓶|保温杯|围裙|电饭锅|白糖"
    "|面粉|面条|袜子|手套|花生油|菜籽油|料酒|味精|食用油|菜油|洗衣液|洗衣粉|洗洁精|牙膏|毛巾"
    "|肥皂|香皂|纸巾|卷纸|盐|鸡蛋|酱油|垃圾袋|雨伞|水杯"
)
