"""Other people in a text: whose household is asked about, and points that somebody is told to give or take."""

from __future__ import annotations

import re

from text.pinyin import spell

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江"
    "尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤倪奚盛季翁褚卫俞费岑殷庄干瞿樊凌霍"
    "尤童颜鲍戚邬邢柯骆乔耿岳聂葛洪祁覃涂詹屠茅闵蔺缪裴阮娄虞庞翟臧喻冉匡"
)
_NAME = rf"(?:欧阳|司马|诸葛|上官|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?"
_NO_NAME = re.compile(
    r"(?:积分|明细|查|分数|高分|金额|余[额下]|向[我你您]|何[时地]|任[何务]|方便|严重|白[天分]|季度|万一|莫[名非]|干[什嘛净部]|马[上路]|高[了低兴]|许多|陈述|白扣|谢谢)"
)
_WORDS = """
    张贴 陈旧 陈列 杨树 杨梅 黄色 黄豆 黄瓜 黄牛 黄泥 周围 周边 周末 周期 周年 孙子 孙女 马路 马达 马桶 胡乱 胡同
    何人 何种 何处 林地 林业 林木 林场 罗列 高温 高龄 高额 高分 高中 高考 高速 高压 高度 高空 高低 高产 高铁 郑重
    谢意 许可 曾经 田间 田地 田园 田埂 田头 董事 余地 余粮 余钱 杜绝 叶片 程序 程度 任意 任性 任职 任期 任命 钟点
    钟头 钟表 陆续 陆地 范围 范本 金牌 金奖 金融 石头 石子 石板 石灰 夏天 夏季 夏收 夏令 夏种 付出 付款 付钱 付费
    方法 方案 方式 方面 方向 方块 方针 白色 白酒 白菜 江边 江水 江堤 段落 雷锋 雷雨 龙舟 龙头 龙灯 史料 陶瓷 陶器
    贺卡 贺岁 顾客 顾问 顾虑 毛病 毛巾 毛笔 毛毯 毛坯 万事 万元 万分 万能 万物 万事通 钱物 钱款 钱财 钱粮 严格 严禁
    严厉 严查 严打 武术 武装 武器 汤圆 季节 季末 季初 卫星 卫浴 费用 费力 费时 庄稼 庄严 干活 干部 干旱 干群 凌晨
    凌乱 金秋 金银 金色 石油 石块 石沙 江河 江堤 钟声 孔庙 孔洞 盛夏 盛大 盛会 洪水 洪灾 葛根 童年 童话 颜色
    耿直 尤其 骆驼 庞大 江岸 江面 江心 涂改 涂料 涂鸦 洪涝 石堆 石墙 石料 石材 石棉 石屋 石碑 石桥 石凳 石雕 石榴 金属
    金钱 金价 金币 金元 金鱼 茅屋 茅草 茅厕 茅坑 茅房 茅台 颜料 童工 童心 童装 屠宰 盛情 盛行 孔隙 乔木 钟楼 鲍鱼 卫生
    周一 周二 周三 周四 周五 周六 周日 周天 周榜 周报 季榜 季报
"""
"""That begin as a name does; behind one more character they may be a name: 黄豆豆."""
_IS_WORD = re.compile("|".join(_WORDS.split()))
_FIGURE = (
    "积分|分数|得分|总分|明细|记录|排名|名次|余额|(?:有|得)?(?:多少|几)个?积?分|排第?几|第几|扣|加|高不高|的分"
    "|分(?:是|有|现在)?(?:多少|几)|排(?:名|得|在)?.{0,4}[前后上下]"
)
_OWN = re.compile("(?<!比)我家|我们家|我的|我们的|自家|(?<![他她])自己|本人|我是|我叫|本户|我户|我有|我还|我现在")
_NAMED = re.compile(
    rf"(?:^|[\s,，。:：查看问下是道主隔壁邻居给]|请问|帮|(?:我们?|本|同)?[村组队](?:里|上)?的?)(?P<name>{_NAME})(?:这?一?[家户](?:里|人)?|他家|她家)?的?\s*(?:现在|本月|今年|上个?月|还|这个月|总共|到底)?(?:{_FIGURE})"
)
_HOUSEHOLD = re.compile(rf"(?P<name>{_NAME})(?:这?一?[家户])(?!庭).{{0,8}}(?:{_FIGURE})")
_KIN = (
    r"[\u4e00-\u9fff]{0,2}(?:嫂子?|婶子?|大爷|大妈|阿姨|叔叔|伯伯)"
    "|(?:我|[大二三四小])(?:哥哥?|弟弟?|姐姐?|妹妹?|叔叔?|伯伯?|舅舅?|姑姑?|姨妈?|婶|嫂|亲戚|同学|朋友)"
    "|我们?(?:女儿|儿子|闺女|侄[子女]|外甥|亲家|丈母娘|岳父|岳母|婆婆|公公|娘家)"
)
_BY_SURNAME = (
    rf"[老小阿](?P<before>[{SURNAMES}])"
    rf"|(?P<behind>[{SURNAMES}])(?:阿婆|阿公|阿姨|阿伯|大爷|大妈|大伯|师傅|老师|书记|主任)"
)
"""老李, 王阿婆: how villagers call each other."""
_SO_CALLED = re.compile(_BY_SURNAME)
_CALLED = re.compile(rf"(?P<name>{_BY_SURNAME})(?:[他她]?[家户]里?|的).{{0,8}}(?:{_FIGURE})")
_BY_SURNAME_ALONE = re.compile(
    rf"(?:^|[\s,，。:：查看问下])(?P<name>[老小阿][{SURNAMES}]|[{SURNAMES}](?:阿婆|阿公|阿姨|阿伯|大爷|大妈|大伯))(?:{_FIGURE})"
)
_BEHIND = re.compile(
    rf"\W*(?:查|看|问|帮我){{0,2}}(?:一下)?(?:积分|排名|分数|明细|名次|得分)\W*(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})\W*"
)
_NO_GIVEN = re.compile("[不多少了吗呢的是有没么怎几个给我你您排名积分查看书主师老]")
"""What no name has behind its surname."""
_NOBODY = "[今去前明上][年月次期]|目前|当前|农户|同志|你好|麻烦|谢谢|[村组家屋]里|[月年][初底]|平时"
"""Two characters before 家 that call nobody: 去年家的积分."""
_SOMEBODYS = re.compile(
    rf"\W*(?:查|看|问|帮我){{0,2}}(?:一下)?(?![\u4e00-\u9fff]{{0,1}}[我咱俺伲自本这那每全各几一国专大老回在娘拉庭查看问询请您]|{_NOBODY})"
    rf"(?P<name>[\u4e00-\u9fff]{{2}})家的?(?:{_FIGURE})"
)
"""水根家: by the given name."""
_THE_FIRST = re.compile(
    "谁家?(?:排|得|是)?(?:第[一二三123]|最[高多低少])|(?:第[一二三123]|前[一二三四五六七八九十两几0-9]{1,2})名?(?:是|有)?(?:谁|哪)"
    "|(?<![差离比跟和到])第[一二三123]名(?:有|是|得)?(?:多少|几)个?分"
)
_OTHERS = rf"{_KIN}|隔壁|邻居|别人|人家|他们|她们|他|她|对门|[书主][记任]|村长|组长|队长|其他人"
_NEIGHBOUR = re.compile(
    rf"(?:{_OTHERS})(?:们|的|一|那)*[家户](?:的|里|有|现在|是|排|这|得|加|扣|本|上)*.{{0,4}}(?:{_FIGURE})"
    rf"|(?:隔壁|邻居|对门)[\u4e00-\u9fff]{{0,3}}?的?(?:{_FIGURE}|分多少)|组里?的?[{SURNAMES}]家的?(?:{_FIGURE})"
    rf"|(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]+[组队](?:里|全体|大家|所有人)?的?(?:{_FIGURE})"
    rf"|(?:别人|人家|其他人|大家|每家|各家|所有人)的?(?:{_FIGURE})"
)

_NUMBER = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_PAST = "了|过|的|为什么|怎么|什么|吗|么|呢|能|可以|会不会|是不是|有没有|多少|几|没|不|谁|哪|又|被|申报|异议|规则|[?]"
_PUNISH = "(?:给|把|让)(?!我)[^加扣减我,，。]{1,8}(?:扣|减)(?:点|几)?分(?!了|过|的|是)"
_GIVE = re.compile(
    rf"^\W*(?:你们?|请|麻烦)*{_PUNISH}|^\W*(?:再|多|帮我|给我|麻烦|请)*加(?:点|几|些|一点|[1-9]|[一二两三四五])分(?:吧|呗|嘛|[好行]吗)?\W*$"
    r"|^\W*(?:你们?|再|麻烦|请)*[帮给][我俺咱](?:们?家)?(?:再|多)*加(?:点|几|些|一点)?分(?:吧|呗|嘛|[好行]吗)?\W*$"
    r"|^(?!.*(?:怎么|为什么|谁|吗|\?|没有?\W*$)).*(?:(?:把|给|帮|替).{1,6}的?分数?(?:扣|减|加|改|调)|改(?:一下|成|掉|改)?.{0,3}分数?)"
    rf"|^(?!.*(?:{_PAST})).*(?:(?:给|帮|为|把|对|请)[^加扣减]{{0,12}}(?:加|扣|减|记|打)上?{_NUMBER}个?积?分"
    rf"|^\W*(?:加|扣|减|记)\W*[^\W\d]{{2,8}}.*{_NUMBER}分?\W*$"
    rf"|^\W*(?:加|扣|减|kou|jia)\W*(?:[1-9]\d?-[1-9]\d{{0,2}}).*"
    rf"|(?:我|家|户|[0-9])[^加扣减记]{{0,6}}(?:加|扣|减|记){_NUMBER}个?积?分)",
    re.IGNORECASE,
)


def person_of(said: str) -> str | None:
    """Whose household an everyday text asks about: a name, or ``""`` for a neighbour without one; None = the own."""
    if _OWN.search(said):
        return None
    if _NEIGHBOUR.search(said) or _THE_FIRST.search(said):
        return ""
    for pattern in (_HOUSEHOLD, _CALLED, _NAMED, _BY_SURNAME_ALONE):
        if (found := pattern.search(said)) and _may_be_name(found["name"]):
            return found["name"]
    behind = _BEHIND.fullmatch(said)
    if behind and _may_be_name(behind["name"]) and not _NO_GIVEN.search(behind["name"], 1):
        return behind["name"]
    given = _SOMEBODYS.fullmatch(said)
    return given["name"] if given else None


def says_own(said: str) -> bool:
    """Whether an everyday text says that it is about the writer's own household."""
    return bool(_OWN.search(said))


def _may_be_name(words: str) -> bool:
    return not (_NO_NAME.match(words) or _IS_WORD.fullmatch(words))


def is_called(person: str, head: str) -> bool:
    """Whether a head of a household is called so: by the whole name, its sound or a part (建国, 老李, 李阿婆)."""
    if person.isascii() and person:
        return person in (spell(head), spell(head[1:]))
    surname = _SO_CALLED.fullmatch(person)
    return (
        person == head
        or head[1:] == person
        or bool(surname and head.startswith(surname["before"] or surname["behind"]))
    )


def gives_points(said: str) -> bool:
    """Whether an everyday text tells somebody to give or take points, which no text can do."""
    return bool(_GIVE.search(said))
