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
    return Reply(text()) if topic is None else await explained(inquiry, topic)


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
    concepts="help how",
    arguments=_topic,
    answer=_help,
    words="""
        0 零 〇 帮助 求助 说明 使用说明 怎么用 怎么发 怎么查 怎么弄 菜单 功能 指令 命令 bz bangzhu
        help h menu
    """,
)
