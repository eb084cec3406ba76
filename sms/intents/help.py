"""What can be texted. It lists the folder that it is in, so it looks there when it is asked."""

from __future__ import annotations

from sms import intents
from sms.explaining import explained
from sms.inquiry import Inquiry
from sms.intent import Args, TextIntent
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.wording import replies


def _topic(args: Args) -> str | None:
    topic = args.get("topic")
    return None if topic is None else str(topic)


async def _help(inquiry: Inquiry, topic: str | None) -> Reply:
    return Reply(text() if topic is None else await explained(inquiry, topic))


def text() -> str:
    """Every intent that says how it is texted: by a number or letter first, then by words."""
    declared = intents.INTENTS.values()
    numbered = [f"{one.digit}{one.help}" for one in declared if one.digit and one.help]
    return replies.help_of(numbered, [one.help for one in declared if one.help and not one.digit])


INTENT = TextIntent(
    name=Intent.HELP,
    digit="0",
    offer="看帮助回0",
    sounds="bangzhu zenmeyong",
    arguments=_topic,
    answer=_help,
    words="""
        0 零 〇 帮助 求助 说明 使用说明 怎么用 怎么发 怎么查 怎么弄 菜单 功能 指令 命令 bz bangzhu
        help h menu
    """,
    signals={
        4: (r"^(?:回|发|按)(?:几|什么)\W*$|(?:回|发|按)(?:几|什么)(?:能|可以|来)?查",),
        3: (
            "怎么(?:用|回(?!事)|弄|操作|使用|玩)|不(?:会(?!写|打字|认|识)|懂|知道怎么)(?:用|弄|发|查|操作)?|看不懂|不明白",
            "(?:能|可以)(?:干|办|做|查|发|问)(?:些)?什么(?:事)?$|有什么功能|(?:你们?|这个?)是(?:谁|什么|哪)",
        ),
        2: ("帮助|求助|说明|指令|命令|功能|菜单|help|教程|使用方法|教教?我|教一下",),
        1: ("怎么|什么意思|是什么|帮帮",),
    },
)
