"""What counts as a deed, in the words of those who did it: 献血, 扫雪, 帮邻居收稻, xianxue."""

from __future__ import annotations

import re

from text.pinyin import spell

_HELPED = (
    "帮|扶|搀|照顾|照看|照料|看护|护理|陪|伺候|服侍|接送|[接送].{0,8}(?:回家|上学|放学|医|看病)|赡养|孝|敬老|尊老"
    "|爱幼|关爱|关心|慰问|看望|探望"
    "|送(?![命死终礼葬])|救|背.{0,4}(?:去|到|上|下|过)"
    "|抬.{0,6}(?:去|到|上|下)"
    "|替.{1,6}(?:买|收|扫|看|修|搬|背|挑|照|拿|送|垫|喂)|(?:喂|浇|代).{0,4}(?:饭|菜|花|买|购|领)|代办|辅导"
    "|教.{0,6}(?:字|书|手机|作业|课|唱|跳|学|写)"
    "|借.{0,6}给|腾出|让出|让座|让路|义诊|理发|剪头发|缝|补衣|洗衣|烧饭|做饭给|端茶|烧水|煮(?:姜|茶|粥)|站岗|引路|带路"
    "|[养敬]老院|福利院|孤寡|独居|五保|残疾人(?!证)|春联|茶水|水草|捞|[给为](?:大家|村里|老人|邻居|隔壁|环卫|学校|灾区|山区|群众|全村)"
)
_TIDIED = (
    "打?扫|保洁|清[理洁洗淤运除掉走干]|捡|拾|除[草雪冰害虫掉]|拔草|割草|锄草|铲|擦|冲洗|拖地|整[理治改修]|收拾"
    "|搬[走掉开]|运走|拆[了掉除]|拆.{0,5}(?:棚|建|圈|房|了)|种(?:了|树|花|草)|植树|栽(?:树|花|了)?|绿化|美化|浇[水花]"
    "|护[河林绿路]|巡(?!回)|分类|分好|回收|消[毒杀]|灭[鼠蚊蝇虫火]|疏通|通(?:沟|阴沟|下水)|排水|挖沟|修(?!养"
    "|仙|改|手机|电器)|铺[路了]|补(?:路|坑|洞|墙)|填(?!写|表|错)|粉刷|刷墙|装.{0,4}灯|砌|平整|还田"
    "|门前三包|美丽(?:庭院|乡村)|小菜园|规整|搬.{0,6}(?:石|砖|走|开|路障)"
)
_SERVED = (
    "献[血爱计策]|捐|无偿|免费|志愿|自愿.{0,4}(?:劳|参|服)|义[务工卖演捐]|公益|慈善|爱心|做?好[人事]|助人|见义勇为"
    "|拾金不昧|学?雷锋|志工|红十字|血小板|器官|造血"
    "|值[班守夜勤日]|执勤|站[岗台点]|守夜|巡夜|守护|护校|护学|放哨|看管|看守|防[汛火疫台洪诈]|抗[洪旱疫台灾]|抢险"
    "|抢收|抢修|抗灾|测温|核酸|反诈|人口普查|登记员"
    "|调解|调处|劝|说和|和解|举报|制止|检举|报警|提醒.{1,8}(?:别|不|注意|当心|关|小心)|宣[传讲]"
    "|发(?:了)?.{0,4}(?:传单|资料|宣)|贴.{0,3}(?:标语|通知|告示)|建议|提议|点子|金点|献策|意见书|交还|归还|还给"
    "|还了|退还|退回|送还|失主|上交|交公|交给"
    "|主动|带头|自发|自觉|支持|配合|组织|报名|参[加与军演赛]|出[工力钱]了?|捐工|投工|投劳|劳动|干活|帮工|服务"
    "|代表.{0,6}(?:参加|比赛|发言)|(?:当|做|担任|任|选[上为]).{0,6}(?:志愿|义工|组长|代表|楼长|河长|宣传员|督导"
    "|安全员|网格|评委|裁判|主持|老师|队员|户长|骨干|党员|委员)|入党|党员活动"
    "|会议|开会|村民大?会|党课|讲座|道德讲堂|培训|学习班|上课|演[练出习讲]|排练|彩排|表演|节目|合唱|唱歌|跳舞|广场舞|舞龙"
    "|舞狮|腰鼓|锣鼓|文艺|比赛|竞赛|运动会|拔河|龙舟|活动|大扫除|清洁家园|读书会|体检点|投票|问卷|座谈|听证|议事"
    "|广播|电影队|集市|摆摊义"
)
_HONOURED = (
    "荣誉|表[彰扬]|先进|优秀|模范|劳模|标兵|五好|三好|最美|十佳|十大|文明[家户]|文明.{0,2}(?:之星|标兵|岗)|星级"
    "|平安家庭|学习型家庭|书香|无烟家庭|绿色家庭|称号|奖|锦旗|证书|名次|第[一二三]名|冠军|亚军|季军"
    "|评[上为到]|被评|获得?|入选|当选|立功|[参从]军|入伍|当[了过]?兵|服役|退役|退伍|征兵|考[上取入]|录取|[上中]榜"
    "|好(?:媳妇|儿媳|婆婆|邻居|党员|村民|公婆|儿女|女儿|儿子|青年|少年|老师|军嫂)|见报|登报|上(?:了)?(?:报|电视)"
    "|光荣|军属|烈属"
)
_PLAIN_FEASTS = (
    "[丧婚喜白红]事.{0,6}(?:简|新|不|节|从|减|报)|从简|简办|新办|薄葬|厚养|不[办摆]酒|没(?:有)?[办摆]酒|不收(?:礼"
    "|彩礼|红包)|没(?:有)?[收要](?:礼|彩礼|红包)|零彩礼|低彩礼|移风易俗|节俭|光盘|节约|不放(?:炮|鞭炮|烟花|爆竹)"
    "|没(?:有)?放(?:炮|鞭炮|烟花|爆竹)|不烧纸|鲜花祭|文明祭"
    "|办酒|摆酒|酒席|[0-9一二三四五六七八九十]+桌|禁烧|没(?:有)?烧|不养|不用农药|戒[烟赌]"
)
_DEED = re.compile(f"{_HELPED}|{_TIDIED}|{_SERVED}|{_HONOURED}|{_PLAIN_FEASTS}")
_SOUNDS = re.compile(
    "xian ?xue|juan ?(?:kuan|xue|qian|wu|xie|yi|shu|le|zeng)|zhi ?yuan|yi ?wu ?lao|yi ?gong|xun ?luo|(?:jian"
    "|shi) ?la ?ji|da ?sao|sao ?(?:di|xue|lu|jie|yuan)|qing ?(?:li|jie|sao|yu)"
    "|zhi ?ban|zhi ?qin|zhi ?shu|chan ?xue|zhi ?fu ?lao|bang ?(?:zhu|mang|lin|ta|lao|ge|a)|fu ?lao ?ren"
    "|shi ?jin ?bu|jian ?yi ?yong|hao ?ren ?hao|can ?jia|tiao ?jie|xuan ?chuan|hu ?he|hao ?shi|"
    "ai ?xin|san ?hao|wu ?hao|you ?xiu|xian ?jin|can ?jun|dang ?bing|huan ?gei|guang ?chang ?wu|wei ?sheng|gong ?yi"
    "|song ?lao|la ?ji ?fen"
    "|blood|donat|volunt|clean|help|sweep|pick.{0,4}(?:up|litter|trash)|plant.{0,4}tree|award|patrol"
)
"""Of what is written by its sound: 现血, zhiyuanzhe."""
_KINDS = tuple(map(re.compile, (_HELPED, _TIDIED, _SERVED, _HONOURED, _PLAIN_FEASTS)))
_LONGEST = 40
"""Characters of which the sound is looked at."""


_DENIED = re.compile(
    r"(?:没有?|未|别(?!人)|不(?![多少停断]))(?:人|能|想|会|肯|得|要|用|再|空|时间|机会|去|来|人去|人来){0,2}$"
)
_CLAUSE = re.compile(r"[\W_]+")


def kind_of_merit(words: str) -> int | None:
    """Which kind of deed everyday words name first, as a number that is the same for all of a kind; None for none."""
    found = [(at.start(), kind) for kind, pattern in enumerate(_KINDS) if (at := pattern.search(words))]
    return min(found)[1] if found else None


def names_merit(words: str) -> bool:
    """Whether something in everyday words is a deed, an honour or a plain feast, and is not denied."""
    named = [(clause, found) for clause in _CLAUSE.split(words) if (found := _DEED.search(clause))]
    if not named:
        return bool(_SOUNDS.search(words) or _SOUNDS.search(spell(words[:_LONGEST])))
    return not all(_DENIED.search(clause[: found.start()]) for clause, found in named)
