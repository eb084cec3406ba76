"""Names of what villages score, as villagers write them alone: 垃圾分类, 违建. Which item it is, the book says."""

from __future__ import annotations

import re

_ITEMS = """
    违建 违章 违章建筑 违章搭建 违法搭建 搭建 违法建筑 新违建 卫生 环境卫生 环境 打扫卫生 干净 门前三包 宅前屋后
    房前屋后 鸡鸭 养鸡 养鸭 散养 畜禽 畜禽养殖 家禽 养狗 垃圾 垃圾分类 分类 乱扔垃圾 乱倒垃圾 污水 排污 乱排污 脏水
    小三园 抛荒 荒地
    菜园 庭院 美丽庭院 窝棚 田间窝棚 农药 化肥 农药瓶 农药化肥 绿化 毁绿 砍树 河道 渔网 家风 邻里 邻里和谐 吵架
    打架 荣誉 获奖 表彰 捕鱼 电鱼 非法捕捞 捕捞 公物 公共设施 谣言 骂人 微信群 出租 租房 出租房 群租 乱埋 乱葬
    修坟 丧事 白事 迷信 封建迷信 秸秆 烧秸秆 秸秆焚烧 焚烧 一票否决 否决 违法 违纪 违法违纪 乡风文明 志愿服务
    乱堆 乱堆放 堆放 停车 乱停车 孝老 孝敬老人 公益
"""
_NAME = "|".join(sorted(_ITEMS.split(), key=len, reverse=True))
_AROUND = "(?:这一?项|方面|的?(?:事|情况|问题|分|是?什么(?:意思)?|有哪些|怎么说))?"
_ALONE = re.compile(
    rf"(?:(?P<name>{_NAME})|(?P<code>[环文志否](?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}))){_AROUND}"
)


def item_of(words: str) -> str | None:
    """What squeezed everyday words name, when they name something that is scored and say nothing else."""
    found = _ALONE.fullmatch(words)
    return (found["name"] or found["code"]) if found else None
