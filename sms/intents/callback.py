"""Somebody of the village is to call or come: the officers' group hears of it, and the reply names its telephone."""

from __future__ import annotations

from collections.abc import Sequence

from domain.cases.callbacks import Asked, ask
from domain.model.people import Household
from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent
from sms.wording import callbacks as wording
from text.normalise import normalise, typeset

_WORDS = """
    6 六 找人 找个人 找村里 找村里人 找专员 找管理专员 找管理员 找干部 找村干部 找工作人员 找负责人 联系人 联系专员
    联系干部 联系村里 人工 人工服务 转人工 接人工 人工客服 真人 电话 打电话 打个电话 打电话给我 打个电话给我
    打电话给我们 打我电话 打我手机 来电话 来个电话 回电 回电话 回个电话 回电话给我 回我电话 通电话 要电话 电话联系
    联系我 叫人 叫人来 派人来 上门 上门来 上门服务 不识字 不认字 不认识字 不会写字 不会打字 文盲 有事找人
    zhaoren zr dadianhua dianhua huidian rengong call callme person human
"""
_UNWANTED = (
    "(?:不要|不用|不必|不想|不需要|没有?).{0,6}(?:电话|手机|上门|人来|来人)|电话费|(?:骚扰|诈骗|推销|广告)电话|打错"
    r"|^\W*我?(?:不|别)(?:要|用)?(?:找|叫|联系)(?!到)"
)
_CALLED = "(?:打|来|回|通)(?:一?个|一下)?(?:电话|手机)|(?:打|回).{0,4}(?:电话|手机|座机)"
_COME = (
    r"来一?个真?人|(?:能|可以)来(?:一?个)?人|(?:快点?|赶紧|赶快|马上|速)(?:派|叫|点)?来人|(?:叫|派|喊|请|让).{0,2}人.{0,2}(?:来|上门|帮|看)"
    r"|你们(?![改退补]).{0,2}过?来(?:吧|一?[趟下])?(?:吧|好吗)?\W*$|找一?个?人[教帮来]"
)
_OFFICER = "书记|村长|支书|主任|组长|队长|会计|领导"
_ILLITERATE = (
    "耳朵.{0,2}(?:聋|背|不好|听不)|不(?:识|认识?)[得几多]?个?字|不会(?:写|打)字|看不(?:清|见)(?:字|短信)?|眼睛不好|文盲"
)
_IN_TROUBLE = (
    "(?:爸|妈|爷|奶|娘|伴|孩|孙|儿|女|老人|家人).{0,3}(?:不见|找不到|走失)|打我(?!电话|手机|座机|家电话)|被打|不想活|活不下去|自杀|想死"
    "|车祸|起火|煤气|触电|电线|被偷|偷东西|小偷|被抢|受伤|骨折|淹|堵了|[狗猫蛇]咬|咬(?:了|伤)|漏了"
    "|进水|漏水|漏电|漏雨|塌|中风|晕倒|昏倒|[昏晕](?:过去|迷)|流血|喘不|胸口|救护|被骗|断[粮水电]|摔(?:跤|倒|伤|坏|断|了)|(?:[腿手脚]|胳膊|骨头).{0,2}断|出不来|住院|救命|出事了|生病了?$|病倒|没人(?:管|照顾)|有没有人(?:管|在)|走丢|走失|着火|触电|瘫|头[晕疼痛]|不舒服|难[受过]|发烧|走不动|腿脚|肚子[疼痛]|没有?人(?:陪|说话)|孤单|起不来|出不了门"
    "|有急事|当面(?:说|谈|讲)"
)


def _wanted(standings: Sequence[Household], code: object) -> list[Household]:
    """The household that is named, else one in each village of the phone: whoever calls it reaches them all."""
    named = [one for one in standings if code == one.code]
    return named or list({one.unit: one for one in reversed(standings)}.values())


async def _call(inquiry: Inquiry, _nothing: None) -> Reply:
    """Note it for the household, and tell the unit's group what it has not heard yet."""
    words = core(squeeze(everyday(normalise(inquiry.said))))
    said = "" if words in _WORDS.split() else typeset(inquiry.said.strip())
    households = [standing.household for standing in inquiry.standings]
    wanted = _wanted(households, inquiry.request.args.get("household"))
    asked = [await _asked(inquiry, household, said) for household in wanted]
    telephone = inquiry.town.current(wanted[0].unit).book.policy.telephone
    return Reply(wording.asked(telephone, new=any(one.new for one in asked)))


async def _asked(inquiry: Inquiry, household: Household, said: str) -> Asked:
    asked = await ask(inquiry.work(household), household, inquiry.phone, said)
    chat = await inquiry.store.officers.chat_of(household.unit)
    if chat is not None and asked.says_more:
        drafts = inquiry.news.callback(chat, asked.callback, f"{inquiry.key}:{household.id}")
        await inquiry.store.post.post(drafts, inquiry.now)
    return asked


INTENT = TextIntent(
    name=Intent.CALLBACK,
    digit="6",
    help="找人",
    offer="找人回6",
    sounds="zhaoren rengongfuwu",
    beside=Intent.HELP,
    arguments=nothing,
    answer=_call,
    words=_WORDS.replace("6 ", "", 1),
    signals={
        4: (
            f"^(?!.*(?:{_UNWANTED})).*(?:{_CALLED}).*我|^(?!.*(?:{_UNWANTED})).*给我.{{0,4}}(?:{_CALLED})",
            f"^(?!.*(?:{_UNWANTED})).*(?:叫|派|喊|请|让|你们)一?个?(?:人?来(?:人|看|说|讲|家|一|我|帮|教)|人[跟和给帮])",
            f"^(?!.*(?:{_UNWANTED})).*(?:{_COME})|真人|转?人工(?!湖|草|降雨)",
        ),
        3: (
            f"(?:叫|喊)(?:一?[下声个])?(?:你们的?|村里的?|村)?(?:{_OFFICER})|(?:谁|哪些|哪位|什么人)管.{{0,3}}积?分",
            "(?:让|叫|请).{0,8}联系我|[跟和同](?:真?人|你们)(?:说话|说说|讲|谈)",
            f"^(?!.*(?:{_UNWANTED})).*(?:{_CALLED}|{_ILLITERATE}|{_IN_TROUBLE})",
            f"^(?!.*(?:{_UNWANTED})).*(?:上门|来人|派人|来家里|来我家).{{0,6}}(?:一趟|一下|看看|说说|讲讲|来|帮)",
            f"^\\W*(?:我|我们)?(?:有事)?(?:要|想)?(?:找|见)(?:一下|你们的?|村里的?)?(?:{_OFFICER})",
            (
                f"^(?!.*(?:{_UNWANTED})).*"
                "(?:找|问|联系)(?:一?个|一下|你们的?|村里的?)?(?:人|专员|干部|管理员|工作人员|负责人)(?:$|[说讲谈问办反来当评帮,，。!])"
            ),
            "call me",
        ),
        2: (f"^(?!.*(?:{_UNWANTED})).*(?:客服|找谁|找人(?:$|[,，。!])|上门)",),
        1: (f"^(?!.*(?:{_UNWANTED})).*(?:电话|专员|干部)",),
    },
)
