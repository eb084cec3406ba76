"""``jifen announce``: an announcement from the command line."""

from __future__ import annotations

import click

from app.ids import short_id
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command, refuse
from bot.outgoing import announcement
from bot.wording import publicity as wording
from domain.boundary import unwrap
from domain.publicity.announcing import announce as publish
from domain.publicity.announcing import check_words, named_in
from domain.publicity.good_deeds import good_deeds
from sms.wording.villager_texts import SmsVillagerTexts


@click.command()
@click.argument("unit")
@click.argument("text", required=False)
@click.option("--deeds", is_flag=True, help="把近两周加分的好事写成几句话来发，不写姓名")
@click.option("--dry-run", is_flag=True, help="只看样子，不发布")
@click.option("--names", is_flag=True, help="里面有村民姓名也发布（本人都同意了）")
@command
async def announce(settings: Settings, unit: str, text: str | None, deeds: bool, dry_run: bool, names: bool) -> None:
    """在 UNIT（单位代码或村名）发一条公告 TEXT：村的网页、短信和工作群里看得到，不群发短信。"""
    if deeds == (text is not None):
        raise click.UsageError("公告内容和 --deeds 写一样")
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        code = runtime.town.find_unit(unit)
        work = runtime.work(store, code, f"cli:{short_id()}")
        if deeds or text is None:
            text = wording.good_deeds(unwrap(await good_deeds(work, None, work.today)))
        name, named = runtime.town.units[code], await named_in(work, check_words(text))
        if dry_run:
            cost = wording.asked_for(SmsVillagerTexts().announcement_replies(text, work.today), work.policy)
            words = wording.preview(name, text, named, "工作群" if await store.officers.chat_of(code) else "", cost)
        elif named and not names:
            refuse(f"里面有村民姓名：{'、'.join(named)}。本人都同意了，请在命令后面加 --names")
        else:
            done = unwrap(await publish(work, None, text))
            words = wording.published(name, done)
            chat = await store.listeners.address_of(code)
            await store.post.post(announcement(chat, words, f"announced:{done.number}"), work.now)
    click.echo(words)
